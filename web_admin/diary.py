"""What a person wore and means to wear, day by day: outfits with their pictures, and what was worn beside them.

Asked for as a span of days, so that a month of the calendar costs a handful of questions to the closet.
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from babel import Locale
from babel.dates import format_skeleton

from mirror.attire import Occasion
from mirror.categories import Slot
from mirror.closet import Card
from mirror.closet.outfit_records import Conditions, Felt, Outfit, OutfitState
from mirror.locale import words
from mirror.stylist import saying

from .context import closet, today
from .words import N_, _, language

REPEAT_DAYS = 30
FELT_NAMES = {
    Felt.TOO_COLD: N_("Too cold"),
    Felt.RIGHT: N_("Just right"),
    Felt.TOO_WARM: N_("Too warm"),
}
MAIN = {Slot.TOP, Slot.BOTTOM, Slot.ONE_PIECE}  # what others remember of an outfit
_FROM_OUTSIDE = (Slot.OUTER, Slot.ONE_PIECE, Slot.TOP, Slot.BOTTOM, Slot.SHOES, Slot.BAG, Slot.HEAD)


class Entry(NamedTuple):
    """An outfit. cards: its garments, the outermost first; the deleted ones are missing.

    repeats: the last day within REPEAT_DAYS before it on which the same was worn for the same occasion, or None.
    """

    outfit: Outfit
    cards: tuple[Card, ...]
    repeats: date | None


class DayOf(NamedTuple):
    """A day. worn, planned: its outfits. loose: what else was worn on it, in no outfit."""

    day: date
    worn: tuple[Entry, ...]
    planned: tuple[Entry, ...]
    loose: tuple[Card, ...]

    @property
    def cards(self) -> list[Card]:
        """Every garment of the day once, what was worn before what is only planned."""
        every = [card for entry in (*self.worn, *self.planned) for card in entry.cards] + list(self.loose)
        return list({card.id: card for card in every}.values())

    @property
    def conditions(self) -> Conditions | None:
        """The weather of the day, as it was known for its first outfit that has any."""
        return next((e.outfit.conditions for e in (*self.worn, *self.planned) if e.outfit.conditions), None)


def days_between(person_id: int, first: date, last: date) -> dict[date, DayOf]:
    """The days of this span, both included, on which anything was worn or is planned; by day."""
    own = closet()
    since = max(date.min + timedelta(days=REPEAT_DAYS), first) - timedelta(days=REPEAT_DAYS)
    outfits = own.outfits.between(person_id, since, last, (OutfitState.WORN, OutfitState.PLANNED))
    wears = own.wardrobe.worn_days(person_id, first, last)
    numbers = {number for outfit in outfits for number in outfit.garment_ids}
    cards = {card.id: card for card in own.garments.cards(person_id, sorted(numbers.union(*wears.values())))}
    worn_before = _worn_together(outfits, cards)
    by_day: dict[date, list[Entry]] = {}
    for outfit in outfits:
        if outfit.day >= first:
            entry = Entry(
                outfit, from_outside(outfit.garment_ids, cards), _repeats(outfit, cards, worn_before)
            )
            by_day.setdefault(outfit.day, []).append(entry)
    return {
        day: _day(day, by_day.get(day, []), wears.get(day, frozenset()), cards)
        for day in sorted(by_day.keys() | wears.keys())
    }


def day_of(person_id: int, day: date) -> DayOf:
    """One day, also one on which nothing was worn and nothing is planned."""
    return days_between(person_id, day, day).get(day, DayOf(day, (), (), ()))


def from_outside(numbers: Iterable[int], cards: Mapping[int, Card]) -> tuple[Card, ...]:
    """Those of these garments that there are, from the coat to the hat."""
    found = (cards[number] for number in numbers if number in cards)
    return tuple(sorted(found, key=lambda card: (_FROM_OUTSIDE.index(card.category.slot), card.id)))


def day_words(day: date) -> str:
    """A day with its weekday, like "Tue, Nov 24"; with its year where that is another."""
    skeleton = "MMMEd" if day.year == today().year else "yMMMEd"
    return format_skeleton(skeleton, day, locale=Locale(language()))


def clo_words(conditions: Conditions) -> str:
    """What an outfit gave and what was needed, in clo."""
    return _(
        "%(given)s clo, %(least)s–%(neutral)s needed",
        given=_clo(conditions.given_clo),
        least=_clo(conditions.least_clo),
        neutral=_clo(conditions.neutral_clo),
    )


def air_words(conditions: Conditions) -> str:
    """The weather of an outfit in numbers, like "−2° · 4 m/s · 3 mm"."""
    imperial = is_imperial()
    parts = [saying.degrees(conditions.celsius, imperial=imperial)]
    if round(conditions.wind_ms):
        parts.append(saying.wind(conditions.wind_ms, imperial=imperial))
    if conditions.rain_mm >= 0.1:
        parts.append(saying.rain(conditions.rain_mm, imperial=imperial))
    return " · ".join(parts)


def degrees(celsius: float) -> str:
    """Whole degrees in the household's units."""
    return saying.degrees(celsius, imperial=is_imperial())


def is_imperial() -> bool:
    """Whether the household reads Fahrenheit, miles and inches."""
    return closet().preferences.get().units == "imperial"


def occasion_words(occasion: Occasion) -> str:
    """An occasion in the reader's language."""
    return saying.say_occasion(words(language(), "web"), occasion)


def occasion_of(text: str | None) -> Occasion | None:
    """The occasion of an address or a form, None for anything else."""
    return next((one for one in Occasion if one.value == text), None)


def _day(day: date, entries: Collection[Entry], wears: frozenset[int], cards: Mapping[int, Card]) -> DayOf:
    worn = tuple(entry for entry in entries if entry.outfit.state is OutfitState.WORN)
    planned = tuple(entry for entry in entries if entry.outfit.state is OutfitState.PLANNED)
    dressed = {number for entry in worn for number in entry.outfit.garment_ids}
    return DayOf(day, worn, planned, from_outside(sorted(wears - dressed), cards))


def _main(outfit: Outfit, cards: Mapping[int, Card]) -> frozenset[int]:
    return frozenset(n for n in outfit.garment_ids if n in cards and cards[n].category.slot in MAIN)


def _worn_together(
    outfits: Iterable[Outfit], cards: Mapping[int, Card]
) -> dict[tuple[Occasion, frozenset[int]], list[date]]:
    """On which days each combination was worn for an occasion, in their order."""
    found: dict[tuple[Occasion, frozenset[int]], list[date]] = {}
    for outfit in outfits:
        if outfit.state is OutfitState.WORN:
            found.setdefault((outfit.occasion, _main(outfit, cards)), []).append(outfit.day)
    return found


def _repeats(
    outfit: Outfit,
    cards: Mapping[int, Card],
    worn_before: Mapping[tuple[Occasion, frozenset[int]], list[date]],
) -> date | None:
    main = _main(outfit, cards)
    days = worn_before.get((outfit.occasion, main), []) if main else []
    since = outfit.day - timedelta(days=REPEAT_DAYS)
    return max((day for day in days if since <= day < outfit.day), default=None)


def _clo(clo: float) -> str:
    return f"{clo:.2f}" if clo < 1 else f"{clo:.1f}"
