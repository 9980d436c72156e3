"""Why an outfit is proposed, and what is missing for one: as data, a code with its numbers and names.

`saying.py` turns them into a person's language; nothing else has words.
"""

from enum import StrEnum

import msgspec


class Why(StrEnum):
    """What speaks for an outfit, or is to be known of it. What `numbers` and `names` hold stands behind each."""

    WARM_ENOUGH = "warm-enough"  # given_clo, least_clo, neutral_clo
    TOO_LIGHT = "too-light"  # given_clo, least_clo, neutral_clo: the warmest that there is
    TOO_WARM = "too-warm"  # given_clo, least_clo, neutral_clo: the lightest that there is
    TAKE_OFF = (
        "take-off"  # celsius, given_clo, least_clo, neutral_clo; names: slot taken off, part of the day
    )
    RAIN = "rain"  # rain_mm: all that is outermost may get wet
    SNOW = "snow"  # rain_mm
    NEUTRALS = "neutrals"  # names: the colours
    ONE_ACCENT = "one-accent"  # names: the accent, then the neutral colours
    MONOCHROME = "monochrome"  # names: the colours
    ANALOGOUS = "analogous"  # names: the colours
    COMPLEMENTARY = "complementary"  # names: the colours, the accent last
    COLOURS_APART = (
        "colours-apart"  # names: the two colours that quarrel; only where nothing better was found
    )
    ONE_PATTERN = "one-pattern"  # names: none
    MANY_PATTERNS = "many-patterns"  # count
    UNWORN = "unworn"  # days: since any of its main garments was worn
    NEW_TOGETHER = "new-together"  # names: none; these have never been worn together
    WORN_TOGETHER = "worn-together"  # times
    REPEATS = "repeats"  # days: ago, for the same occasion
    NEVER_WORN = "never-worn"  # count: of its garments that were never worn
    FAVOURITE = "favourite"  # count
    FORMALITY = "formality"  # names: the occasion
    LIKED_COLOUR = "liked-colour"  # names: a colour that this person often chooses
    LIKED_PAIR = "liked-pair"  # times: such a pair was chosen
    PINNED = "pinned"  # count: garments that a person asked for
    PLANNED = "planned"  # it was planned for this day
    DUE_FOR_WASH = "due-for-wash"  # count, wears: to be washed after this


class Lack(StrEnum):
    """What is missing for an outfit, or for a better one."""

    NO_CLOTHES = "no-clothes"
    NO_TOP = "no-top"
    NO_BOTTOM = "no-bottom"
    NO_SHOES = "no-shoes"
    ALL_IN_WASH = "all-in-wash"  # count; names: the slot, or none for everything
    NOTHING_WARM = "nothing-warm"  # clo: that are missing
    NOTHING_LIGHT = "nothing-light"  # clo: too much
    NOTHING_FOR_RAIN = "nothing-for-rain"  # names: the slot
    NOTHING_FORMAL = "nothing-formal"  # names: the occasion, the slot
    NO_COAT = "no-coat"
    FEW = "few"  # count: of outfits that were found
    SHOWN_ALL = "shown-all"  # count: of outfits that were shown already
    PINNED_IN_WASH = "pinned-in-wash"  # names: none; garment in `garments`
    PINNED_TOGETHER = "pinned-together"  # names: the slot that two of them want
    WASH_ON_TRIP = "wash-on-trip"  # count: of garments that a journey needs more often than they stay clean


class Reason(msgspec.Struct, frozen=True):
    """One reason. numbers: by the names that stand behind the code. garments: those that it is about, or none."""

    code: Why
    numbers: dict[str, float] = {}
    names: tuple[str, ...] = ()
    garments: tuple[int, ...] = ()


class Lacking(msgspec.Struct, frozen=True):
    """One thing that is missing. numbers, names, garments: as in Reason."""

    code: Lack
    numbers: dict[str, float] = {}
    names: tuple[str, ...] = ()
    garments: tuple[int, ...] = ()
