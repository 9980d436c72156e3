"""What has been learnt of a person from what they said: how warm they like it, and what they like to wear.

All of it is shown, with what it stands on, and can be corrected or forgotten.
"""

from collections import Counter
from datetime import timedelta
from typing import NamedTuple

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from mirror.closet import Card
from mirror.stylist.learning.thermal import MOST_CELSIUS
from mirror.stylist.learning.values import Taste, ThermalOffset

from .. import diary
from ..context import closet, context, person, stylist, today
from ..dots import DOTS
from ..offers import offset_words, outfit_words
from ..words import _, ngettext

room = Blueprint("learnt", __name__)

LOOK_BACK = timedelta(days=120)
ANSWERS_SHOWN = 30
COLOURS_SHOWN = 6
PAIRS_SHOWN = 6
PAIRS_OF_ONE = 2
LIKED = 0.1  # from here on a liking is more than chance; as far below 0 it is a dislike


class Scale(NamedTuple):
    """Where an offset and its range lie between the coldest and the warmest that can be learnt, in percent."""

    left: float
    width: float
    dot: float


class Pair(NamedTuple):
    """Two garments that a person wears together. liking: 0 to 1."""

    first: Card
    second: Card
    liking: float


@room.get("/today/learnt")
def page() -> str:
    """The offset with its range, the liked colours and pairs, and the answers that it all stands on."""
    me = person().id
    offset, taste = stylist().offset(me), stylist().taste(me)
    imperial = diary.is_imperial()
    days = diary.days_between(me, today() - LOOK_BACK, today())
    worn = [entry for day in sorted(days, reverse=True) for entry in reversed(days[day].worn)]
    by_liking = sorted(taste.colours.items(), key=lambda one: (-one[1], one[0]))
    return render_template(
        "learnt.html",
        offset=offset,
        said=offset_words(offset.celsius, imperial=imperial) or _("You are dressed as most people are."),
        between=_between(offset, imperial=imperial),
        scale=scale(offset),
        taste=taste,
        liked=[(name, liking) for name, liking in by_liking if liking >= LIKED][:COLOURS_SHOWN],
        disliked=[(name, liking) for name, liking in reversed(by_liking) if liking <= -LIKED][:COLOURS_SHOWN],
        pairs=_pairs(taste),
        stands_on=_stands_on(taste),
        entries=[entry for entry in worn if entry.cards][:ANSWERS_SHOWN],
        dots=DOTS,
        **outfit_words(),
    )


@room.post("/today/learnt/warmth/forget")
def forget_warmth() -> ResponseReturnValue:
    """Forget how warm this person likes it."""
    closet().styling.reset_warmth(person().id, context().clock.now())
    flash(_("Forgotten. What you say from now on counts."))
    return redirect(url_for("learnt.page"), 303)


@room.post("/today/learnt/taste/forget")
def forget_taste() -> ResponseReturnValue:
    """Forget what this person likes to wear."""
    closet().styling.reset_taste(person().id, context().clock.now())
    flash(_("Forgotten. What you choose from now on counts."))
    return redirect(url_for("learnt.page"), 303)


def scale(offset: ThermalOffset) -> Scale:
    """Who likes it warmer is further to the right."""

    def percent(celsius: float) -> float:
        return round(50 + 50 * min(max(celsius / MOST_CELSIUS, -1.0), 1.0), 2)

    left = percent(offset.low_celsius)
    return Scale(left, round(max(percent(offset.high_celsius) - left, 1.0), 2), percent(offset.celsius))


def _between(offset: ThermalOffset, *, imperial: bool) -> str:
    """The range in which the offset lies, in degrees of the household's units; the sign as it is written."""
    factor = 9 / 5 if imperial else 1.0
    low = f"{offset.low_celsius * factor:+.1f}".replace("-", "−")
    high = f"{offset.high_celsius * factor:+.1f}".replace("-", "−")
    stands_on = ngettext("from %(num)s answer", "from %(num)s answers", offset.answers)
    return _(
        "Most likely between %(low)s° and %(high)s°, %(answers)s.", low=low, high=high, answers=stands_on
    )


def _pairs(taste: Taste) -> list[Pair]:
    """The best liked, each garment in two of them at most: an outfit worn often would fill the list alone."""
    best = sorted(((liking, pair) for pair, liking in taste.pairs.items() if liking >= LIKED), key=_by_liking)
    times: Counter[int] = Counter()
    chosen: list[tuple[float, tuple[int, int]]] = []
    for liking, pair in best:
        if len(chosen) < 2 * PAIRS_SHOWN and max(times[number] for number in pair) < PAIRS_OF_ONE:
            times.update(pair)
            chosen.append((liking, pair))
    cards = {card.id: card for card in closet().garments.cards(person().id, sorted(times))}
    there = [
        Pair(cards[first], cards[second], liking)
        for liking, (first, second) in chosen
        if first in cards and second in cards
    ]
    return there[:PAIRS_SHOWN]


def _by_liking(one: tuple[float, tuple[int, int]]) -> tuple[float, tuple[int, int]]:
    return -one[0], one[1]


def _stands_on(taste: Taste) -> str:
    chosen = ngettext("%(num)s outfit that you chose", "%(num)s outfits that you chose", taste.chosen)
    passed = ngettext("%(num)s that you passed over", "%(num)s that you passed over", taste.passed)
    return _("From %(chosen)s and %(passed)s.", chosen=chosen, passed=passed)
