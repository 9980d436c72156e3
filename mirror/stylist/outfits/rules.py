"""The hard rules: what nobody should wear on such a day, whatever its colour.

Each rule says which outfits break it. How bad that is adds up, and only the least bad outfits are proposed: so a
rule holds wherever the wardrobe lets it hold, and where it does not, somebody still gets dressed and is told what
is missing.
"""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ...attire import Formality, Occasion
from ...categories import Category
from ..reasons import Lack
from ..warmth.given import insulation_of
from .pieces import NONE, Pieces, Place, Rows
from .setting import Setting

Lines = NDArray[np.bool_]
BARE_CELSIUS = 16.0  # below which nobody goes about in shorts or sandals all day
FREEZING_CLO = 0.5  # that much below the least is dangerous for long


class PieceRule(NamedTuple):
    """A rule on single garments, wherever they are worn. breaks: (n,) bool. bad: how bad it is to break it."""

    breaks: Callable[[Pieces, Setting], Lines]
    bad: float
    lack: Lack | None


class OutfitRule(NamedTuple):
    """A rule on garments together. breaks: (m,) bool of m outfits. place: what would have to be another."""

    breaks: Callable[[Pieces, Setting, Rows], Lines]
    bad: float
    lack: Lack | None
    place: Place


def sandals_in_the_wet(pieces: Pieces, setting: Setting) -> Lines:
    """Feet get wet in rain and freeze in snow."""
    return pieces.of(Category.SANDAL) & (setting.wet or setting.snow)


def bare_in_the_cold(pieces: Pieces, setting: Setting) -> Lines:
    """A warm coat makes up for bare legs in clo, not in comfort. Who runs keeps warm in shorts."""
    bare = pieces.of(Category.SANDAL)
    if setting.occasion is not Occasion.SPORT or setting.warm_celsius < BARE_CELSIUS / 2:
        bare = pieces.of(Category.SANDAL, Category.SHORTS)
    return bare & (setting.warm_celsius < BARE_CELSIUS)


def tender_outermost(pieces: Pieces, setting: Setting) -> Lines:
    """Rain stains suede, and what only the cleaner may wet; snow is shaken off wool, and its salt stains suede."""
    outermost = pieces.of(Category.COAT, Category.HAT)
    wet = pieces.tender & outermost & setting.wet
    return wet | (pieces.suede & (outermost | _shoes_and_bag(pieces)) & (setting.wet or setting.snow))


def smooth_soles_on_snow(pieces: Pieces, setting: Setting) -> Lines:
    """Boots and sneakers grip; leather soles and heels slip."""
    return pieces.of(Category.SHOE) & setting.snow


def too_plain(pieces: Pieces, setting: Setting) -> Lines:
    """A wedding stays formal, in the rain too. What keeps the weather off is hung up at the door."""
    plain = (pieces.formality < Formality.SMART) | pieces.of(
        Category.SHORTS, Category.SANDAL, Category.SNEAKER
    )
    # A T-shirt under a pullover is not seen; by itself it breaks the rule below.
    seen = ~pieces.of(Category.COAT, Category.HAT, Category.TSHIRT)
    return plain & seen & (setting.occasion is Occasion.FORMAL)


def too_plain_a_coat(pieces: Pieces, setting: Setting) -> Lines:
    """The same for a coat or hat, that is worn on the way only."""
    plain = (pieces.formality < Formality.SMART) & pieces.of(Category.COAT, Category.HAT)
    return plain & (setting.occasion is Occasion.FORMAL)


def too_fine_for_sport(pieces: Pieces, setting: Setting) -> Lines:
    """Nobody moves well in a suit, in jeans or in a skirt."""
    fine = (pieces.formality > Formality.CASUAL) | pieces.of(
        Category.SHIRT, Category.DRESS, Category.SKIRT, Category.SHOE
    )
    stiff = pieces.denim & pieces.of(Category.TROUSER, Category.SHORTS)
    # What keeps warm at a bus stop is too much for somebody who runs.
    thick = pieces.heavy & pieces.of(Category.COAT) & (setting.warm_celsius > BARE_CELSIUS / 2)
    return (fine | stiff | thick) & (setting.occasion is Occasion.SPORT)


def too_free_for_work(pieces: Pieces, setting: Setting) -> Lines:
    """Offices differ; bare legs, bare toes and sports clothes are at home in few of them."""
    sports = np.asarray(pieces.formality == Formality.SPORT, np.bool_)
    return (pieces.of(Category.SHORTS, Category.SANDAL) | sports) & (setting.occasion is Occasion.WORK)


def tender_without_a_coat(pieces: Pieces, setting: Setting, rows: Rows) -> Lines:
    """Without a coat the pullover, shirt or dress is outermost and gets wet."""
    if not setting.wet:
        return np.zeros(len(rows), np.bool_)
    tender = np.append(pieces.tender, False)
    over = rows[:, Place.OVER]
    beneath = tender[rows[:, Place.TOP]] | tender[rows[:, Place.ONE_PIECE]]
    outermost = np.where(over == NONE, beneath, tender[over])
    return np.asarray((rows[:, Place.OUTER] == NONE) & outermost)


def a_t_shirt_beneath(pieces: Pieces, setting: Setting) -> Lines:
    """Under a pullover it is hardly seen, but a collar is missed."""
    return pieces.of(Category.TSHIRT) & (setting.occasion is Occasion.FORMAL)


def a_t_shirt_alone(pieces: Pieces, setting: Setting, rows: Rows) -> Lines:
    """A T-shirt at a wedding has something over it."""
    if setting.occasion is not Occasion.FORMAL:
        return np.zeros(len(rows), np.bool_)
    t_shirt = np.append(pieces.of(Category.TSHIRT), False)
    return np.asarray(t_shirt[rows[:, Place.TOP]] & (rows[:, Place.OVER] == NONE))


def freezing(pieces: Pieces, setting: Setting, rows: Rows) -> Lines:
    """Far too little for the cold, as long as there is something to put on."""
    if not setting.known:
        return np.zeros(len(rows), np.bool_)
    given = insulation_of(np.append(pieces.clo, 0.0)[rows].sum(axis=1))
    return np.asarray(given < setting.cold.least_clo - FREEZING_CLO)


PIECE_RULES = (
    PieceRule(sandals_in_the_wet, 4.0, Lack.NOTHING_FOR_RAIN),
    PieceRule(bare_in_the_cold, 4.0, None),
    PieceRule(tender_outermost, 2.0, Lack.NOTHING_FOR_RAIN),
    PieceRule(smooth_soles_on_snow, 1.0, Lack.NOTHING_FOR_RAIN),
    PieceRule(too_plain, 3.0, Lack.NOTHING_FORMAL),
    PieceRule(too_plain_a_coat, 0.5, Lack.NOTHING_FORMAL),
    PieceRule(a_t_shirt_beneath, 0.5, None),
    PieceRule(too_fine_for_sport, 3.0, None),
    PieceRule(too_free_for_work, 3.0, None),
)
OUTFIT_RULES = (
    OutfitRule(tender_without_a_coat, 2.0, Lack.NOTHING_FOR_RAIN, Place.OUTER),
    OutfitRule(a_t_shirt_alone, 3.0, Lack.NOTHING_FORMAL, Place.TOP),
    OutfitRule(freezing, 1.0, None, Place.OUTER),
)


def bad_pieces(pieces: Pieces, setting: Setting) -> NDArray[np.float64]:
    """How bad each garment is on such a day, (n,), 0 for those that break no rule."""
    return np.asarray(sum(rule.bad * rule.breaks(pieces, setting) for rule in PIECE_RULES), np.float64)


def bad_outfits(pieces: Pieces, setting: Setting, rows: Rows) -> NDArray[np.float64]:
    """How bad each outfit is beyond its garments, (m,)."""
    return np.asarray(sum(rule.bad * rule.breaks(pieces, setting, rows) for rule in OUTFIT_RULES), np.float64)


def _shoes_and_bag(pieces: Pieces) -> Lines:
    return pieces.of(Category.SHOE, Category.SNEAKER, Category.ANKLE_BOOT, Category.BAG)
