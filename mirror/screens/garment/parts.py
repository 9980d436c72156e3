"""The parts of the garment screen below its picture: the guess, the facts, the buttons."""

from collections.abc import Callable, Sequence

from pygame import Rect

from ...categories import Category
from ...closet import Garment
from ..calendar_words import ago_in_words
from ..closet.words import garment_icon
from ..stage import Stage
from ..widgets.button import Pill
from ..widgets.damage import Damage
from ..widgets.facts import Figures, Swatches
from ..widgets.label import Label
from ..widgets.rail import Chip, Rail
from ..widgets.theme import INK, QUIET, SMALL, SOFT, TEXT, TITLE
from ..widgets.widget import Widget
from .actions import GarmentActions
from .guesses import guess_in_words
from .layout import halves
from .words import made_in_words, money_in_words

OTHER = "other"
Make = Callable[[Damage, Rect], Widget]


def guess(
    stage: Stage, damage: Damage, garment: Garment, at: dict[str, Rect], picked: Callable[[object], None]
) -> list[Widget]:
    """What it is, how surely, and what else it could be. picked: with a category, or OTHER."""
    title, detail = guess_in_words(stage, garment)
    place = Rect(at["chips"])
    place.width = stage.layout.area.right - place.left
    rail = Rail(place, damage, stage.brush, picked, inset_px=0)
    chips = [
        Chip(category, stage.name_of(category), None, garment_icon(category)) for category in likely(garment)
    ]
    rail.set_chips([*chips, Chip(OTHER, stage.say("Other…"))], garment.category)
    return [
        Label(at["title"], damage, title, TITLE, INK),
        Label(at["detail"], damage, detail, TEXT, QUIET),
        rail,
    ]


def likely(garment: Garment) -> list[Category]:
    """What it counts as, and the classifier's three, without doubles."""
    found = [one.category for one in garment.top3]
    return found if garment.category in found else [garment.category, *found]


def facts(stage: Stage, garment: Garment) -> dict[str, Make]:
    """What there is to say of it, by the name of its place, each ready to be put there."""
    found: dict[str, Make] = {"figures": lambda damage, at: Figures(at, damage, _figures(stage, garment))}
    say = stage.say
    colours = [(colour.rgb, f"{say(colour.name)} {round(colour.share * 100)}%") for colour in garment.colours]
    if len(colours) == 1:  # the rest of it is edge and shadow
        colours = [(colours[0][0], say(garment.colours[0].name))]
    if garment.patterned and colours:
        rgb, words = colours.pop()
        colours.append((rgb, f"{words} · {say('patterned')}"))
    if colours:
        found["colours"] = lambda damage, at: Swatches(at, damage, colours)
    if made := made_in_words(stage, garment):
        found["made"] = lambda damage, at: Label(at, damage, made, SMALL, SOFT, shrink=False)
    if garment.place:
        kept = say("Kept here: {place}", place=garment.place)
        found["place"] = lambda damage, at: Label(at, damage, kept, SMALL, SOFT, shrink=False)
    if notes := " ".join(garment.notes.split()):
        found["notes"] = lambda damage, at: Label(at, damage, f"“{notes}”", SMALL, QUIET, shrink=False)
    return found


def _figures(stage: Stage, garment: Garment) -> Sequence[tuple[str, str]]:
    """How often it was worn, when last, and what a wear has cost so far, or else when it came."""
    say, now = stage.say, stage.clock.now()
    today = now.date()
    figures = [
        (say("{count}×", count=garment.wear_count), say("worn")),
        (ago_in_words(stage, garment.last_worn, today), say("last worn")),
    ]
    if (cost := garment.cost_per_wear_minor) is not None:
        return [*figures, (money_in_words(stage, cost, garment.currency), say("a wear"))]
    if garment.price_minor is not None:
        return [*figures, (money_in_words(stage, garment.price_minor, garment.currency), say("price"))]
    added = garment.added_at.astimezone(now.tzinfo).date()
    return [*figures, (ago_in_words(stage, added, today), say("added"))]


def buttons(
    stage: Stage,
    damage: Damage,
    garment: Garment,
    at: dict[str, Rect],
    actions: GarmentActions,
    *,
    alikes: int,
) -> list[Widget]:
    """Wear it, what goes with it; wash it, what looks like it."""
    say, doors = stage.say, stage.doors
    wear_place, with_place = halves(stage.layout, at["first"])
    wash_place, alike_place = halves(stage.layout, at["last"])
    if garment.retired_at is not None:
        wear = Pill(wear_place, damage, say("Take back"), actions.retire, chosen=True, icon="archive")
    elif garment.last_worn == stage.clock.now().date():
        wear = Pill(wear_place, damage, say("Worn today"), actions.wear, icon="check-lg")
    else:
        wear = Pill(wear_place, damage, say("I wear it today"), actions.wear, chosen=True)
    wash = say("It is clean again") if garment.in_wash else say("Into the wash")
    return [
        wear,
        Pill(with_place, damage, say("Wear with…"), lambda: doors.wear_with(garment.id)),
        Pill(wash_place, damage, wash, actions.wash, icon="check-lg" if garment.in_wash else "basket2"),
        Pill(
            alike_place,
            damage,
            say("Look-alikes"),
            lambda: doors.look_alikes(garment.id),
            count=alikes or None,
        ),
    ]
