"""A proposed outfit as pages show it: its reasons in words, its warmth on a scale; and what pages call things."""

from typing import Any, NamedTuple

from mirror.closet.outfit_records import Felt
from mirror.locale import words
from mirror.stylist import saying
from mirror.stylist.advice import Look
from mirror.stylist.warmth.values import Need

from . import diary
from .lay import LARGE, called
from .words import _, language

REASONS_SHOWN = 5
CLO_SHOWN = 3.2  # at the end of the scale; more than an arctic suit has is drawn at its end


class CloBar(NamedTuple):
    """Where the needed range and the given warmth lie on a scale, in percent of its length."""

    left: float
    width: float
    dot: float


class Offer(NamedTuple):
    """A proposed outfit as its card shows it. planned: the number of the plan that it comes from, or None."""

    look: Look
    reasons: list[str]
    bar: CloBar | None
    planned: int | None


def offer_of(look: Look, need: Need | None, plans: dict[frozenset[int], int]) -> Offer:
    """A proposed outfit in words. plans: the numbers of the day's planned outfits, by their garments."""
    reader, imperial = words(language(), "web"), diary.is_imperial()
    reasons = [saying.say_reason(reader, reason, imperial=imperial) for reason in look.reasons]
    bar = None if need is None else clo_bar(need, look.given_clo)
    return Offer(look, reasons[:REASONS_SHOWN], bar, plans.get(look.ids))


def offset_words(celsius: float, *, imperial: bool) -> str:
    """How a person is dressed beside most people, or nothing where it is no matter."""
    degrees = abs(celsius * 9 / 5 if imperial else celsius)
    if degrees < 0.25:
        return ""
    written = f"{degrees:.1f}°"
    if celsius > 0:
        return _("You are dressed as for %(degrees)s colder than most.", degrees=written)
    return _("You are dressed as for %(degrees)s warmer than most.", degrees=written)


def outfit_words() -> dict[str, Any]:
    """What pages of outfits call things, and how."""
    return {
        "felts": {felt: _(name) for felt, name in diary.FELT_NAMES.items()},
        "unsaid_felt": Felt.UNSAID,
        "day_words": diary.day_words,
        "air_words": diary.air_words,
        "clo_words": diary.clo_words,
        "occasion_words": diary.occasion_words,
        "called": called,
        "large": LARGE,
    }


def clo_bar(need: Need, given_clo: float) -> CloBar:
    """The range that is needed and what is given, on one scale for all outfits."""

    def percent(clo: float) -> float:
        return round(100 * min(max(clo, 0.0), CLO_SHOWN) / CLO_SHOWN, 2)

    left = percent(need.least_clo)
    return CloBar(left, round(max(percent(need.neutral_clo) - left, 1.0), 2), percent(given_clo))
