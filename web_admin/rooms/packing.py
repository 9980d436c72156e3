"""Packing: where to and for how long, and the fewest clothes that make an outfit for each day.

A plain GET: the address is the journey, so that the list can be kept, printed and opened again on the way.
"""

from datetime import date, timedelta
from typing import Any, NamedTuple

from flask import Blueprint, render_template, request
from werkzeug.datastructures import MultiDict

from mirror.attire import Occasion
from mirror.categories import Slot
from mirror.closet import Wearable
from mirror.closet.preferences import PLACE_NAME_MAX
from mirror.errors import ClosetError
from mirror.locale import words
from mirror.stylist import saying
from mirror.stylist.planning.trip_weather import DAYS_MAX, trip_weather
from mirror.stylist.planning.values import PackingList, Trip
from mirror.stylist.weather.usual import ANSWERS_CELSIUS
from mirror.stylist.weather.values import Answer

from .. import diary, forecast
from ..context import closet, person, stylist, today
from ..lay import called
from ..words import N_, _, language, line

room = Blueprint("packing", __name__)

USUAL_DAYS = 3
HORIZON = timedelta(days=365)
HOME = "home"
CELSIUS_MIN, CELSIUS_MAX = -60.0, 60.0
REASONS_SHOWN = 2  # of an outfit, the most telling
SLOT_NAMES = {
    Slot.OUTER: N_("Coats and jackets"),
    Slot.TOP: N_("Tops"),
    Slot.ONE_PIECE: N_("Dresses"),
    Slot.BOTTOM: N_("Trousers and skirts"),
    Slot.SHOES: N_("Shoes"),
    Slot.HEAD: N_("Hats"),
    Slot.BAG: N_("Bags"),
}


class Journey(NamedTuple):
    """What the address asks for. warmth: HOME or an Answer. degrees: of the afternoons there, in the household's
    units; None where they are not written. asked: whether a list is wanted yet.
    """

    first: date
    last: date
    place: str
    warmth: str
    degrees: float | None
    occasions: tuple[Occasion, ...]
    asked: bool


@room.get("/packing")
def page() -> str:
    """The form, and the list where it has been asked for."""
    journey = _read(request.args)
    packed, refused = None, ""
    if journey.asked:
        try:
            packed = _pack(journey)
        except ClosetError as error:
            refused = line(str(error))
    reader, imperial = words(language(), "web"), diary.is_imperial()
    return render_template(
        "packing.html",
        journey=journey,
        earliest=today(),
        latest=today() + HORIZON,
        days_max=DAYS_MAX,
        place_max=PLACE_NAME_MAX,
        home=HOME,
        warmths={one: saying.say_answer(reader, one) for one in Answer},
        unit="°F" if imperial else "°C",
        occasions={one: diary.occasion_words(one) for one in Occasion},
        packed=packed,
        refused=refused,
        groups=_groups(packed) if packed else [],
        outfits=_outfits(packed) if packed else [],
        lacking=[saying.say_lacking(reader, one) for one in packed.lacking] if packed else [],
        day_words=diary.day_words,
        span=lambda weather: forecast.span(weather, imperial=imperial),
        sky=forecast.most_telling,
        called=called,
    )


def _read(args: "MultiDict[str, str]") -> Journey:
    """The journey of an address; three days from tomorrow on in an empty form."""
    first = _day(args.get("from")) or today() + timedelta(days=1)
    last = _day(args.get("to")) or first + timedelta(days=USUAL_DAYS - 1)
    warmth = args.get("warmth", HOME)
    usual = closet().styling.get(person().id).occasion
    return Journey(
        first=first,
        last=last,
        place=" ".join(args.get("place", "").split())[:PLACE_NAME_MAX],
        warmth=warmth if warmth in set(Answer) else HOME,
        degrees=_degrees(args.get("degrees", "")),
        occasions=tuple(one for one in Occasion if one.value in args.getlist("occasion")) or (usual,),
        asked="from" in args,
    )


def _pack(journey: Journey) -> PackingList:
    """Raises ClosetError, a sentence for a person, for days that are over or too many."""
    if journey.first < today() or journey.last > today() + HORIZON:
        raise ClosetError("a journey lies within the year to come")
    weather = trip_weather(stylist().weather, journey.first, journey.last, _celsius(journey))
    trip = Trip(
        first=journey.first,
        last=journey.last,
        occasions=journey.occasions,
        weather=weather,
        place=journey.place,
    )
    return stylist().pack(person().id, trip)


def _celsius(journey: Journey) -> float | None:
    """How warm the afternoons are there: what is written in degrees, else the word; None: as at home."""
    if journey.degrees is not None:
        celsius = (journey.degrees - 32) * 5 / 9 if diary.is_imperial() else journey.degrees
        return max(CELSIUS_MIN, min(celsius, CELSIUS_MAX))
    return None if journey.warmth == HOME else ANSWERS_CELSIUS[Answer(journey.warmth)]


def _groups(packed: PackingList) -> list[tuple[str, list[Wearable]]]:
    """The garments by slot, each with its name for people."""
    return [
        (_(name), found)
        for slot, name in SLOT_NAMES.items()
        if (found := [one for one in packed.garments if one.category.slot is slot])
    ]


def _outfits(packed: PackingList) -> list[dict[str, Any]]:
    """What to wear on each day, with the most telling reasons in words."""
    reader, imperial = words(language(), "web"), diary.is_imperial()
    return [
        {
            "day": one.day,
            "occasion": diary.occasion_words(one.occasion),
            "weather": one.weather,
            "garments": one.look.garments,
            "reasons": [
                saying.say_reason(reader, reason, imperial=imperial)
                for reason in one.look.reasons[:REASONS_SHOWN]
            ],
        }
        for one in packed.outfits
    ]


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return None


def _degrees(text: str) -> float | None:
    """Degrees as people write them, with a comma or a true minus sign too; None for anything else."""
    try:
        degrees = float(text.strip().removesuffix("°").replace(",", ".").replace("−", "-"))
    except ValueError:
        return None
    return degrees if abs(degrees) < 1000 else None
