"""Which colours and pairs a person likes, from the outfits that they wore and those that they passed over.

A share of what was chosen, drawn towards "not known" while there are few: (chosen - passed) / (chosen + passed + k)
with a prior k. To pass an outfit over says less than to wear one: most are passed over for the weather or the mood.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from ...categories import Slot
from ...closet.outfit_records import Outfit, OutfitState, Wearable
from .values import Taste

_SAYS = {OutfitState.WORN: 1.0, OutfitState.PLANNED: 0.5, OutfitState.SKIPPED: -0.4}
_COLOUR_PRIOR = 6.0  # outfits that say nothing, as it were, so that the first ones do not decide
_PAIR_PRIOR = 2.0
_LEAST_SHARE = 0.3  # of a garment that a colour has for it to count
_MAIN = frozenset({Slot.TOP, Slot.BOTTOM, Slot.ONE_PIECE, Slot.OUTER})


def learn(outfits: Sequence[Outfit], garments: Mapping[int, Wearable]) -> Taste:
    """What these outfits say, in whatever order. garments: those that are still there, by number."""
    colours: dict[str, dict[bool, float]] = {}
    pairs: dict[tuple[int, int], dict[bool, float]] = {}
    for outfit in outfits:
        weight, liked = abs(_SAYS[outfit.state]), _SAYS[outfit.state] > 0
        worn = [garments[number] for number in outfit.garment_ids if number in garments]
        for colour in sorted(set(_colours(worn))):
            colours.setdefault(colour, {True: 0.0, False: 0.0})[liked] += weight
        for pair in combinations(sorted(one.id for one in worn), 2):
            pairs.setdefault(pair, {True: 0.0, False: 0.0})[liked] += weight
    states = Counter(outfit.state for outfit in outfits)
    return Taste(
        colours={name: _liking(said, _COLOUR_PRIOR) for name, said in sorted(colours.items())},
        pairs={pair: _liking(said, _PAIR_PRIOR) for pair, said in sorted(pairs.items())},
        chosen=states[OutfitState.WORN] + states[OutfitState.PLANNED],
        passed=states[OutfitState.SKIPPED],
    )


def _colours(garments: Sequence[Wearable]) -> Iterator[str]:
    """The colours that make an outfit's look; shoes and bags follow."""
    for garment in garments:
        if garment.category.slot in _MAIN:
            for rank, colour in enumerate(garment.colours):
                if rank == 0 or colour.share >= _LEAST_SHARE:
                    yield colour.name


def _liking(said: dict[bool, float], prior: float) -> float:
    """From -1 to 1. Rounded: the sum of floats must not depend on the order of the outfits."""
    chosen, passed = said[True], said[False]
    return round((chosen - passed) / (chosen + passed + prior), 6)
