"""How much insulation clothes give, in clo, from their kind and weight.

The values are those of single garments (I_clu, on somebody who stands in still air) in ISO 7730:2005 table C.2,
which are ISO 9920's, and in ASHRAE 55-2020's table of garments; each line says which.
"""

from collections.abc import Iterable, Sequence
from typing import overload

import numpy as np
from numpy.typing import NDArray

from ...attire import Weight
from ...categories import Category
from ...closet.outfit_records import Wearable
from ..guessing import weight_of

_GARMENT_CLO: dict[Category, tuple[float, float, float]] = {
    # light, normal, heavy
    Category.TSHIRT: (0.06, 0.09, 0.17),  # singlet 0.04 to T-shirt; T-shirt (ISO); knit shirt (ASHRAE)
    Category.SHIRT: (0.19, 0.25, 0.34),  # short sleeves; long sleeves (ISO, too); flannel (ASHRAE)
    Category.PULLOVER: (0.20, 0.28, 0.35),  # thin, normal, thick sweater (ISO)
    Category.DRESS: (0.20, 0.33, 0.47),  # light, short sleeves (ISO); shirt dress, thin and thick (ASHRAE)
    Category.COAT: (0.36, 0.60, 0.85),  # thin jacket (ASHRAE); coat (ISO); parka and more, see garment_clo
    Category.TROUSER: (0.15, 0.24, 0.35),  # thin, thick (ASHRAE); fibre-pelt (ISO)
    Category.SHORTS: (0.06, 0.08, 0.11),  # short; walking (ASHRAE); between these and thin trousers
    Category.SKIRT: (0.14, 0.19, 0.23),  # thin; between; thick (ASHRAE)
    Category.SANDAL: (0.02, 0.02, 0.02),  # sandals (ASHRAE)
    Category.SNEAKER: (0.02, 0.04, 0.04),  # thin and thick soles (ISO)
    Category.SHOE: (0.02, 0.04, 0.04),  # thin and thick soles (ISO)
    Category.ANKLE_BOOT: (0.06, 0.10, 0.10),  # between shoes and boots; boots (both)
    Category.HAT: (0.01, 0.02, 0.03),  # in neither table; an estimate
    Category.BAG: (0.0, 0.0, 0.0),
}
_COLUMN = {weight: column for column, weight in enumerate(Weight)}
UNSEEN_CLO = 0.07  # what nobody photographs: underwear 0.04, socks 0.03 (ASHRAE)


def garment_clo(garment: Wearable) -> float:
    """What one garment gives by itself, in clo, 0 to 0.85.

    A heavy coat counts as a parka, 0.70, with what people then put on besides and never photograph: long underpants
    0.10 and gloves 0.05 (all three ISO 7730 table C.2).
    """
    return _GARMENT_CLO[garment.category][_COLUMN[weight_of(garment)]]


def garment_clos(garments: Sequence[Wearable]) -> NDArray[np.float64]:
    """garment_clo of many, in their order: float64, shape (n,)."""
    return np.array([garment_clo(garment) for garment in garments], dtype=np.float64)


def ensemble_clo(clos: Iterable[float]) -> float:
    """What clothes give together, in clo, from what each gives; underwear and socks come on top."""
    return insulation_of(sum(clos))


@overload
def insulation_of(total_clo: float) -> float: ...
@overload
def insulation_of(total_clo: NDArray[np.float64]) -> NDArray[np.float64]: ...
def insulation_of(total_clo: float | NDArray[np.float64]) -> float | NDArray[np.float64]:
    """Basic insulation in clo of clothes whose single values add up to `total_clo`, for numbers and arrays alike.

    ISO 9920:2007: I_cl = 0.161 + 0.835 times the sum, a fit to measured ensembles. Without any garment it says what
    underwear and socks would give.
    """
    return 0.161 + 0.835 * (total_clo + UNSEEN_CLO)
