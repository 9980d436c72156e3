"""What to wear today, or on a day to come: the weather, what it asks for, and three outfits with their reasons."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import date, timedelta
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from msgspec import structs
from werkzeug.exceptions import BadRequest

from mirror.attire import Occasion
from mirror.closet import Card
from mirror.closet.outfit_records import Felt, Outfit, OutfitState
from mirror.errors import ClosetBusy, ClosetError, NotFound
from mirror.locale import words
from mirror.stylist import saying
from mirror.stylist.advice import DAYS_AHEAD, Advice
from mirror.stylist.weather.usual import ANSWERS_CELSIUS
from mirror.stylist.weather.values import Answer, DayWeather, Origin

from .. import diary, forecast, wishes
from ..context import closet, context, person, stylist, today
from ..guard import own_path
from ..offers import offer_of, offset_words, outfit_words
from ..wishes import Asked
from ..words import _, language, line
from .decided import note

room = Blueprint("today", __name__)

ASKED_FOR = timedelta(days=2)  # how long somebody remembers how warm they were


@room.get("/today")
def page() -> str:
    """The outfits for the wish of the address."""
    me, now = person().id, context().clock.now()
    usual = _usual()
    asked = wishes.read(request.args, usual)
    named = {card.id: card for card in closet().garments.cards(me, [*asked.pinned, *asked.without])}
    asked = _only_there(asked, named)
    advice = _advise(asked)
    of_day = diary.day_of(me, asked.day)
    plans = {frozenset(entry.outfit.garment_ids): entry.outfit.id for entry in of_day.planned}
    offers = [offer_of(look, advice.need, plans) for look in advice.looks]
    offered = {offer.planned for offer in offers}
    imperial = diary.is_imperial()
    reader = words(language(), "web")
    return render_template(
        "today.html",
        asked=asked,
        advice=advice,
        offers=offers,
        named=named,
        at=lambda wish: _address(wish, usual),
        act=lambda endpoint: url_for(endpoint, **_values(asked, usual)),
        next_day=lambda day: _replaced(asked, day=day),
        for_occasion=lambda occasion: _replaced(asked, occasion=occasion),
        shown=asked.past(look.ids for look in advice.looks),
        written=wishes.written,
        tabs=forecast.tabs(_days(), today(), imperial=imperial),
        today=today(),
        occasions={one: saying.say_occasion(reader, one) for one in Occasion},
        parts=forecast.parts_of(advice.weather, imperial=imperial) if advice.weather else [],
        span=forecast.span(advice.weather, imperial=imperial) if advice.weather else "",
        told=forecast.told(advice.weather, now) if advice.weather else "",
        credit=forecast.credit() if advice.weather and advice.weather.origin is Origin.FORECAST else "",
        offset=offset_words(advice.offset_celsius, imperial=imperial),
        asks=advice.weather is None or advice.weather.origin is Origin.ANSWER,
        answers={one: saying.say_answer(reader, one) for one in Answer},
        said=_said(advice.weather) if advice.weather else None,
        place_known=closet().preferences.get().latitude is not None,
        lacking=[saying.say_lacking(reader, lacking) for lacking in advice.lacking],
        worn=of_day.worn,
        planned=[entry for entry in of_day.planned if entry.outfit.id not in offered],
        chosen=any(entry.outfit.occasion is asked.occasion for entry in of_day.worn),
        unsaid=_unsaid(me) if asked.day == today() else None,
        **outfit_words(),
    )


@room.post("/today/decide")
def decide() -> ResponseReturnValue:
    """Wear an outfit, or plan it where its day is still to come."""
    usual = _usual()
    asked, day, occasion, numbers = _decision(usual)
    me, before = person().id, None
    try:
        if day > today():
            number = stylist().plan(me, numbers, day, occasion)
            said = _("Planned for %(day)s.", day=diary.day_words(day))
        else:
            before = _planned(me, day, numbers)
            number = stylist().wear(me, numbers, day, occasion)
            said = _("Noted: you are wearing it today.") if day == today() else _("Noted as worn.")
    except (NotFound, ClosetBusy):
        raise
    except ClosetError as error:
        flash(line(str(error)), "refused")
        return redirect(_address(asked, usual), 303)
    back = _address(_replaced(asked, pinned=(), without=()), usual)
    note(said, back, made=number, was=before)
    return redirect(back, 303)


@room.post("/today/skip")
def skip() -> ResponseReturnValue:
    """Pass an outfit over: it is learnt from, and is not shown again at this address."""
    usual = _usual()
    asked, day, occasion, numbers = _decision(usual)
    try:
        stylist().skip(person().id, numbers, day, occasion)
    except (NotFound, ClosetBusy):
        raise
    except ClosetError as error:
        flash(line(str(error)), "refused")
        return redirect(_address(asked, usual), 303)
    return redirect(_address(asked.past([numbers]), usual), 303)


@room.post("/today/weather")
def answer_weather() -> ResponseReturnValue:
    """What a person says of a day of which nobody else knows anything."""
    usual = _usual()
    asked = wishes.read(request.args, usual)
    said = next((one for one in Answer if one.value == request.form.get("answer")), None)
    if said is None:
        raise BadRequest
    stylist().weather.answer(asked.day, said)
    return redirect(_address(asked, usual), 303)


@room.post("/today/outfits/<int:outfit_id>/felt")
def felt(outfit_id: int) -> ResponseReturnValue:
    """How warm an outfit felt; the same word again takes it back."""
    said = next((one for one in Felt if one.value == request.form.get("felt")), None)
    if said is None or _own(outfit_id).state is not OutfitState.WORN:
        raise BadRequest
    closet().outfits.feel(person().id, outfit_id, said)
    if said is not Felt.UNSAID:
        flash(_("Thank you. The next outfits take it into account."))
    return redirect(_back(), 303)


@room.post("/today/outfits/<int:outfit_id>/remove")
def remove(outfit_id: int) -> ResponseReturnValue:
    """Not worn after all, or no plan any more."""
    outfit = _own(outfit_id)
    closet().outfits.remove(person().id, outfit_id)
    note(
        _("The plan is gone.") if outfit.state is OutfitState.PLANNED else _("Not worn after all."),
        _back(),
        was=outfit,
    )
    return redirect(_back(), 303)


def _usual() -> Asked:
    return Asked(day=today(), occasion=closet().styling.get(person().id).occasion)


def _address(asked: Asked, usual: Asked) -> str:
    return url_for("today.page", **_values(asked, usual))


def _values(asked: Asked, usual: Asked) -> dict[str, Any]:
    return asked.address(usual)


def _replaced(asked: Asked, **values: Any) -> Asked:
    """Another wish with the same garments; what was seen for the one before may be right for it."""
    return structs.replace(asked, **({"seen": ()} | values))


def _only_there(asked: Asked, named: dict[int, Card]) -> Asked:
    """Without the garments that are deleted or put away since, or somebody else's."""

    def there(numbers: Sequence[int]) -> tuple[int, ...]:
        return tuple(number for number in numbers if number in named and not named[number].retired)

    return Asked(asked.day, asked.occasion, there(asked.pinned), there(asked.without), asked.seen)


def _advise(asked: Asked) -> Advice:
    return stylist().advise(person().id, asked.wish())


def _days() -> list[tuple[date, Any]]:
    days = [today() + timedelta(days=ahead) for ahead in range(DAYS_AHEAD + 1)]
    return [(day, stylist().weather.on(day)) for day in days]


def _decision(usual: Asked) -> tuple[Asked, date, Occasion, tuple[int, ...]]:
    """What a form decides. Its day and occasion are its own: the page may be from before midnight."""
    asked = wishes.read(request.args, usual)
    numbers = wishes.numbers(request.form.get("garments", ""))
    occasion = diary.occasion_of(request.form.get("occasion"))
    try:
        day = date.fromisoformat(request.form.get("day", ""))
    except ValueError as error:
        raise BadRequest from error
    if occasion is None or not numbers:
        raise BadRequest
    return asked, day, occasion, numbers


def _planned(me: int, day: date, numbers: Sequence[int]) -> Outfit | None:
    """The plan of just these garments that comes true, for whoever takes it back."""
    plans = closet().outfits.between(me, day, day, (OutfitState.PLANNED,))
    return next((plan for plan in plans if set(plan.garment_ids) == set(numbers)), None)


def _own(outfit_id: int) -> Outfit:
    return closet().outfits.get(person().id, outfit_id)


def _back() -> str:
    return own_path(request.args.get("next")) or url_for("today.page")


def _said(weather: DayWeather) -> Answer | None:
    """What a person answered, where that is all that is known."""
    if weather.origin is not Origin.ANSWER:
        return None
    return min(ANSWERS_CELSIUS, key=lambda one: abs(ANSWERS_CELSIUS[one] - weather.high_celsius))


def _unsaid(me: int) -> diary.Entry | None:
    """The newest outfit of the last days of which nobody has said how it felt."""
    with suppress(ClosetError):
        days = diary.days_between(me, today() - ASKED_FOR, today() - timedelta(days=1))
        for day in sorted(days, reverse=True):
            for entry in reversed(days[day].worn):
                if entry.cards and entry.outfit.felt is Felt.UNSAID:
                    return entry
    return None
