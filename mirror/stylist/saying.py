"""Reasons, what is missing, skies and slots in a person's language: the one place where the stylist has words.

Both faces and the command line say the same. `words`: mirror.locale.words of a language and a face.
"""

import gettext

from ..attire import Occasion
from ..categories import Slot
from .reasons import Lack, Lacking, Reason, Why
from .weather.values import Answer, Part, Sky

Words = gettext.NullTranslations
MM_PER_INCH = 25.4
MPH_PER_MS = 2.23694


def N_(text: str) -> str:
    """The text itself; marks what is said later."""
    return text


SKIES = {
    Sky.CLEAR: N_("clear"),
    Sky.FAIR: N_("partly cloudy"),
    Sky.CLOUDY: N_("cloudy"),
    Sky.FOG: N_("fog"),
    Sky.RAIN: N_("rain"),
    Sky.SLEET: N_("sleet"),
    Sky.SNOW: N_("snow"),
    Sky.THUNDER: N_("thunderstorm"),
}
PARTS = {Part.MORNING: N_("in the morning"), Part.DAY: N_("by day"), Part.EVENING: N_("in the evening")}
ANSWERS = {
    Answer.COLD: N_("it is cold"),
    Answer.MILD: N_("it is mild"),
    Answer.WARM: N_("it is warm"),
    Answer.HOT: N_("it is hot"),
}
OCCASIONS = {
    Occasion.EVERYDAY: N_("everyday"),
    Occasion.WORK: N_("work"),
    Occasion.FORMAL: N_("formal"),
    Occasion.SPORT: N_("sport"),
}
SLOTS = {
    Slot.TOP: N_("top"),
    Slot.BOTTOM: N_("bottom"),
    Slot.ONE_PIECE: N_("one-piece"),
    Slot.OUTER: N_("coat"),
    Slot.SHOES: N_("shoes"),
    Slot.BAG: N_("bag"),
    Slot.HEAD: N_("hat"),
}
_OFF = {Slot.OUTER: N_("take off the coat"), Slot.TOP: N_("take off the pullover")}
_FITTING = {
    Occasion.EVERYDAY: N_("right for every day"),
    Occasion.WORK: N_("right for work"),
    Occasion.FORMAL: N_("right for a formal occasion"),
    Occasion.SPORT: N_("right for sport"),
}
# {colours}, {first}, {last}: names of colours. {count}: the whole number that Why's line names first.
_WHY = {
    Why.WARM_ENOUGH: N_("{given} clo: within the {least}–{neutral} needed"),
    Why.TOO_LIGHT: N_("{given} clo: cooler than the {least}–{neutral} needed"),
    Why.TOO_WARM: N_("{given} clo: warmer than the {least}–{neutral} needed"),
    Why.TAKE_OFF: N_("{part} {celsius}: {off}, and {given} clo is right"),
    Why.RAIN: N_("rain, {amount}: nothing that it would harm"),
    Why.SNOW: N_("snow: shoes and all that is outermost can take it"),
    Why.NEUTRALS: N_("quiet colours: {colours}"),
    Why.ONE_ACCENT: N_("{first} as the accent beside {others}"),
    Why.MONOCHROME: N_("shades of one colour: {colours}"),
    Why.ANALOGOUS: N_("neighbouring colours: {colours}"),
    Why.COMPLEMENTARY: N_("opposite colours: {colours}"),
    Why.COLOURS_APART: N_("{colours} do not quite agree"),
    Why.ONE_PATTERN: N_("one pattern, the rest plain"),
    Why.NEW_TOGETHER: N_("never worn together before"),
    Why.LIKED_COLOUR: N_("{first}, a colour that you like"),
    Why.PINNED: N_("with what you asked for"),
    Why.PLANNED: N_("planned for this day"),
}
_WHY_COUNTED = {
    Why.MANY_PATTERNS: (N_("{count} pattern at once"), N_("{count} patterns at once")),
    Why.UNWORN: (N_("not worn for {count} day"), N_("not worn for {count} days")),
    Why.WORN_TOGETHER: (N_("worn together once"), N_("worn together {count} times")),
    Why.REPEATS: (
        N_("worn {count} day ago for the same occasion"),
        N_("worn {count} days ago for the same occasion"),
    ),
    Why.NEVER_WORN: (N_("with a piece never worn yet"), N_("with {count} pieces never worn yet")),
    Why.FAVOURITE: (N_("with a favourite of yours"), N_("with {count} favourites of yours")),
    Why.LIKED_PAIR: (N_("a pair that you chose before"), N_("a pair that you chose {count} times")),
    Why.DUE_FOR_WASH: (N_("one piece to wash after this"), N_("{count} pieces to wash after this")),
}
_LACK = {
    Lack.NO_CLOTHES: N_("there are no clothes here yet: photograph some"),
    Lack.NO_TOP: N_("there is no clean top"),
    Lack.NO_BOTTOM: N_("there are no clean trousers or skirt"),
    Lack.NO_SHOES: N_("there are no shoes here yet"),
    Lack.ALL_IN_WASH: N_("everything is in the wash"),
    Lack.NOTHING_WARM: N_("nothing here is warm enough: {clo} clo are missing"),
    Lack.NOTHING_LIGHT: N_("nothing here is light enough: {clo} clo too much"),
    Lack.NOTHING_FOR_RAIN: N_("nothing for the rain: {slot}"),
    Lack.NOTHING_FORMAL: N_("nothing that is formal enough: {slot}"),
    Lack.NO_COAT: N_("there is no clean coat"),
    Lack.PINNED_IN_WASH: N_("what you asked for is in the wash"),
    Lack.PINNED_TOGETHER: N_("only one of these can be worn at once: {slot}"),
}
_LACK_COUNTED = {
    Lack.FEW: (N_("the clothes make {count} outfit"), N_("the clothes make {count} outfits")),
    Lack.SHOWN_ALL: (N_("that was the only outfit"), N_("those were all {count} outfits")),
    Lack.WASH_ON_TRIP: (
        N_("one piece has to be washed on the way"),
        N_("{count} pieces have to be washed on the way"),
    ),
}
_IN_WASH = N_("all of this is in the wash: {slot}")
_FIRST_NUMBER = {
    Why.UNWORN: "days",
    Why.WORN_TOGETHER: "times",
    Why.REPEATS: "days",
    Why.LIKED_PAIR: "times",
}


def say_reason(words: Words, reason: Reason, *, imperial: bool = False) -> str:
    """A reason as one short sentence without a full stop, the first letter large. imperial: °F and inches."""
    code, numbers = reason.code, reason.numbers
    if code in _WHY_COUNTED:
        count = round(numbers.get(_FIRST_NUMBER.get(code, "count"), 1))
        return _large(words.ngettext(*_WHY_COUNTED[code], count).format(count=count))
    if code is Why.FORMALITY:
        return _large(words.gettext(_FITTING[Occasion(reason.names[0])]))
    filled: dict[str, str] = {
        key.removesuffix("_clo"): _clo(numbers[key]) for key in numbers if "_clo" in key
    }
    if code is Why.TAKE_OFF:
        slot, part = reason.names
        filled["off"] = words.gettext(_OFF[Slot(slot)])
        filled["part"] = words.gettext(PARTS[Part(part)])
        filled["celsius"] = degrees(numbers["celsius"], imperial=imperial)
    elif code in (Why.RAIN, Why.SNOW):
        filled["amount"] = rain(numbers["rain_mm"], imperial=imperial)
    elif reason.names:
        colours = [words.gettext(name) for name in reason.names]
        filled |= {"colours": "·".join(colours), "first": colours[0], "others": "·".join(colours[1:])}
    return _large(words.gettext(_WHY[code]).format(**filled))


def say_lacking(words: Words, lacking: Lacking) -> str:
    """What is missing, as one sentence without a full stop, the first letter large."""
    code = lacking.code
    if code in _LACK_COUNTED:
        count = round(lacking.numbers.get("count", 1))
        return _large(words.ngettext(*_LACK_COUNTED[code], count).format(count=count))
    slots = [name for name in lacking.names if name in set(Slot)]
    slot = words.gettext(SLOTS[Slot(slots[-1])]) if slots else ""
    text = _IN_WASH if code is Lack.ALL_IN_WASH and slots else _LACK[code]
    return _large(words.gettext(text).format(slot=slot, clo=_clo(lacking.numbers.get("clo", 0))))


def say_sky(words: Words, sky: Sky) -> str:
    """The sky, as it stands within a line: "partly cloudy"."""
    return words.gettext(SKIES[sky])


def say_slot(words: Words, slot: Slot) -> str:
    """A slot, as it stands within a line."""
    return words.gettext(SLOTS[slot])


def say_part(words: Words, part: Part) -> str:
    """A part of the day, as it stands within a line: "in the morning"."""
    return words.gettext(PARTS[part])


def say_occasion(words: Words, occasion: Occasion) -> str:
    """An occasion, the first letter large."""
    return _large(words.gettext(OCCASIONS[occasion]))


def say_answer(words: Words, answer: Answer) -> str:
    """What a person may answer when nobody knows the weather, the first letter large."""
    return _large(words.gettext(ANSWERS[answer]))


def degrees(celsius: float, *, imperial: bool = False) -> str:
    """Whole degrees with a true minus sign: "−2°"."""
    whole = round(celsius * 9 / 5 + 32 if imperial else celsius)
    return f"{'−' if whole < 0 else ''}{abs(whole)}°"


def wind(wind_ms: float, *, imperial: bool = False) -> str:
    """The wind in whole numbers: "4 m/s"."""
    return f"{round(wind_ms * MPH_PER_MS)} mph" if imperial else f"{round(wind_ms)} m/s"


def rain(rain_mm: float, *, imperial: bool = False) -> str:
    """What falls: "5 mm", below one "0.4 mm"."""
    if imperial:
        return f"{max(0.01, rain_mm / MM_PER_INCH):.2f} in"
    return f"{rain_mm:.0f} mm" if rain_mm >= 1 else f"{rain_mm:.1f} mm"


def _clo(clo: float) -> str:
    return f"{clo:.2f}" if clo < 1 else f"{clo:.1f}"


def _large(text: str) -> str:
    return text[:1].upper() + text[1:]
