"""outfits: what to wear on a day, with the numbers and the reasons; the same answers as both faces give."""

import argparse
import math
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from ..attire import Occasion
from ..clock import Clock, SystemClock
from ..closet import Closet, Person
from .naming import person_named

if TYPE_CHECKING:
    from ..closet.outfit_records import Wearable
    from ..stylist.advice import Advice, Look
    from ..stylist.weather.values import DayWeather

RANGES = ((-60.0, 60.0), (0.0, 100.0), (0.0, 2000.0))
"""Of the air in degrees Celsius, the wind in metres a second and the rain of the day in millimetres."""


class GivenWeather(NamedTuple):
    """The weather as somebody typed it."""

    celsius: float
    wind_ms: float
    rain_mm: float


def add_commands(commands: Any) -> None:
    """Add this command to the parser's subcommands."""
    outfits = commands.add_parser("outfits", help="what to wear: three outfits with numbers and reasons")
    outfits.add_argument("--person", required=True, metavar="NAME", help="whose clothes they are")
    outfits.add_argument(
        "--date", type=day, metavar="D", help="like 2026-11-30, up to a week ahead; default: today"
    )
    outfits.add_argument(
        "--weather",
        type=weather,
        metavar="CELSIUS,WIND_MS,RAIN_MM",
        help="like -2,4,0; default: the forecast, else what is usual",
    )
    outfits.add_argument(
        "--occasion",
        choices=[one.value for one in Occasion],
        metavar="O",
        help=f"{', '.join(Occasion)}; default: what this person chose",
    )
    outfits.add_argument("--json", action="store_true", help="one JSON object")
    outfits.set_defaults(run=_outfits)


def with_joined_weather(arguments: Sequence[str]) -> list[str]:
    """The words of a command with `--weather -2,4,0` as one word: argparse takes what begins with a minus sign and
    is not a number for an option.
    """
    joined: list[str] = []
    for word in arguments:
        if joined and joined[-1] == "--weather" and re.match(r"-[\d.]", word):
            joined[-1] += f"={word}"
        else:
            joined.append(word)
    return joined


def day(text: str) -> date:
    """The day of a text like "2026-11-30". Raises argparse's error for anything else."""
    if re.fullmatch(
        r"\d{4}-\d{2}-\d{2}", text, re.ASCII
    ):  # Python takes more ways to write a day than people do
        with suppress(ValueError):
            return date.fromisoformat(text)
    raise argparse.ArgumentTypeError(f"{text!r} is no day; write it like 2026-11-30")


def weather(text: str) -> GivenWeather:
    """The weather of a text like "-2,4,0". Raises argparse's error for anything else, also out of range."""
    try:
        numbers = [float(part) for part in text.replace("−", "-").split(",")]
    except ValueError:
        numbers = []
    if len(numbers) != len(RANGES) or not all(
        math.isfinite(number) and low <= number <= high
        for number, (low, high) in zip(numbers, RANGES, strict=True)
    ):
        raise argparse.ArgumentTypeError(
            f"{text!r} is no weather; write degrees Celsius (-60 to 60), wind in m/s (0 to 100) and rain in mm"
            " (0 to 2000) like -2,4,0"
        )
    return GivenWeather(*numbers)


def _outfits(options: argparse.Namespace) -> int:
    from ..stylist.advice import Wish  # noqa: PLC0415  # other commands need no stylist
    from ..stylist.stylist import Stylist  # noqa: PLC0415
    from ..stylist.weather.daily import steady_day  # noqa: PLC0415
    from ..stylist.weather.kept import KeptWeather  # noqa: PLC0415
    from ..stylist.weather.values import Origin  # noqa: PLC0415

    clock: Clock = SystemClock()
    closet = Closet.open(options.data, clock)
    try:
        person = person_named(closet, options.person)
        stylist = Stylist(closet, clock, KeptWeather(closet, clock))
        on: date = options.date or clock.now().date()
        given: GivenWeather | None = options.weather
        wish = Wish(
            day=on,
            occasion=Occasion(options.occasion or closet.styling.get(person.id).occasion),
            weather=given and steady_day(on, Origin.GIVEN, **given._asdict()),
        )
        advice = stylist.advise(person.id, wish)
    finally:
        closet.close()
    if options.json:
        print(msgspec.json.encode(_data(person, advice)).decode())
    else:
        for line in _lines(person, advice):
            print(line)
    return 0


# For people


def _lines(person: Person, advice: "Advice") -> Iterator[str]:
    from ..locale import words  # noqa: PLC0415  # other commands need no stylist
    from ..stylist.saying import say_lacking, say_occasion, say_reason  # noqa: PLC0415

    english = words("en")
    occasion = say_occasion(english, advice.occasion).lower()
    yield f"{person.name}, {advice.day:%A} {advice.day.isoformat()}, {occasion}"
    if advice.weather is None:
        yield (
            f"Nobody knows the weather of this day, so these are for {advice.day:%B} as it usually is:"
            " choose a place in the phone's settings, or say it with --weather 12,3,0"
        )
    else:
        yield _weather_line(advice.weather)
    if advice.need is not None:
        needed = f"{_clo(advice.need.least_clo)} to {_clo(advice.need.neutral_clo)} clo needed"
        if round(advice.offset_celsius, 1):
            feels = "warmer" if advice.offset_celsius > 0 else "cooler"
            needed += f" by somebody who likes it {abs(advice.offset_celsius):.1f} °C {feels} than most"
        yield needed
    for number, look in enumerate(advice.looks, 1):
        yield ""
        yield f"{number}. {_clo(look.given_clo)} clo: {', '.join(map(_called, look.garments))}"
        for reason in look.reasons:
            yield f"   - {say_reason(english, reason)}"
    if advice.lacking:
        yield ""
    for lacking in advice.lacking:
        yield f"{say_lacking(english, lacking)}."


def _weather_line(known: "DayWeather") -> str:
    """Like "−2 °C, feels like −7 °C, wind 4 m/s, snow 3 mm (forecast, Seoul)"."""
    from ..locale import words  # noqa: PLC0415  # other commands need no stylist
    from ..stylist.saying import degrees, rain, say_sky, wind  # noqa: PLC0415

    low, high, feels = (
        degrees(celsius).removesuffix("°")
        for celsius in (known.low_celsius, known.high_celsius, known.coldest.feels_celsius)
    )
    parts = [f"{low} °C" if low == high else f"{low} to {high} °C"]
    if feels != low:
        parts.append(f"feels like {feels} °C")
    parts.append(f"wind {wind(known.coldest.wind_ms)}")
    falls = "snow" if known.snow else "rain"
    parts.append(
        f"{falls} {rain(known.rain_mm)}" if known.rain_mm else say_sky(words("en"), known.coldest.sky)
    )
    return f"{', '.join(parts)} ({known.origin}{f', {known.place}' if known.place else ''})"


def _clo(clo: float) -> str:
    """As exact as the reasons say it."""
    return f"{clo:.2f}" if clo < 1 else f"{clo:.1f}"


def _called(garment: "Wearable") -> str:
    """Its name, or what it looks like: "patterned navy T-shirt"."""
    if garment.name:
        return garment.name
    kind = garment.category.label.partition("/")[0]
    kind = kind if kind.startswith("T-") else kind.lower()
    colour = garment.colours[0].name if garment.colours else ""
    return " ".join(word for word in ("patterned" if garment.patterned else "", colour, kind) if word)


# For scripts


def _data(person: Person, advice: "Advice") -> dict[str, object]:
    """Everything as codes, numbers and ids."""
    return {
        "person": {"id": person.id, "name": person.name},
        "day": advice.day,
        "occasion": advice.occasion,
        "weather": advice.weather,
        "need": advice.need,
        "offset_celsius": advice.offset_celsius,
        "outfits": [_outfit(look) for look in advice.looks],
        "lacking": advice.lacking,
    }


def _outfit(look: "Look") -> dict[str, object]:
    return {
        "garments": [
            {
                "id": garment.id,
                "name": garment.name,
                "category": garment.category.label,
                "slot": garment.category.slot,
                "colours": [colour.name for colour in garment.colours],
            }
            for garment in look.garments
        ],
        "given_clo": look.given_clo,
        "score": look.score,
        "reasons": look.reasons,
        "conditions": look.conditions,
    }
