"""What is missing for an outfit, or for a better one."""

from collections.abc import Iterable, Sequence

import numpy as np

from ...categories import Slot
from ...closet.outfit_records import Wearable
from ..advice import Look
from ..reasons import Lack, Lacking
from .pieces import SLOT_OF, Pieces, Place, Rows
from .rules import OUTFIT_RULES, PIECE_RULES
from .setting import Setting

_COLD_CLO = 0.15  # so much below the range is worth a word
_WARM_CLO = 0.3
_COAT_CLO = 1.1  # from which need on people wear a coat


def slots(everything: Iterable[Wearable], clean: Sequence[Wearable]) -> list[Lacking]:
    """Which slots have nothing to wear: none at all, or all of it in the wash."""
    there = {garment.category.slot for garment in everything}
    if not there:
        return [Lacking(Lack.NO_CLOTHES)]
    if not clean:
        return [Lacking(Lack.ALL_IN_WASH)]
    hung = {garment.category.slot for garment in clean}
    wanted = {Slot.TOP: Lack.NO_TOP, Slot.BOTTOM: Lack.NO_BOTTOM} if Slot.ONE_PIECE not in hung else {}
    wanted[Slot.SHOES] = Lack.NO_SHOES
    return [
        Lacking(Lack.ALL_IN_WASH, names=(slot.value,)) if slot in there else Lacking(lack)
        for slot, lack in wanted.items()
        if slot not in hung
    ]


def warmth(best: Look, setting: Setting, clean: Sequence[Wearable]) -> list[Lacking]:
    """Whether even the best outfit is too light or too warm for the day."""
    if not setting.known:
        return []
    cold, warm = setting.cold.lacks(best.given_clo), setting.cold.exceeds(best.given_clo)
    if cold > _COLD_CLO:
        found = [Lacking(Lack.NOTHING_WARM, {"clo": cold})]
        if setting.cold.least_clo >= _COAT_CLO and not any(one.category.slot is Slot.OUTER for one in clean):
            found.append(Lacking(Lack.NO_COAT))
        return found
    return [Lacking(Lack.NOTHING_LIGHT, {"clo": warm})] if warm > _WARM_CLO else []


def broken(pieces: Pieces, setting: Setting, row: Rows) -> list[Lacking]:
    """What would be needed so that this outfit, (8,), breaks no rule; each slot once."""
    found: dict[tuple[Lack, str], Lacking] = {}

    def note(lack: Lack, place: Place) -> None:
        slot = SLOT_OF[place].value
        names = (setting.occasion.value, slot) if lack is Lack.NOTHING_FORMAL else (slot,)
        found.setdefault((lack, slot), Lacking(lack, names=names))

    for rule in PIECE_RULES:
        breaks = np.append(rule.breaks(pieces, setting), False)
        if rule.lack is not None:
            for place in Place:
                if breaks[row[place]]:
                    note(rule.lack, place)
    for outfit_rule in OUTFIT_RULES:
        if outfit_rule.lack is not None and outfit_rule.breaks(pieces, setting, row[np.newaxis])[0]:
            note(outfit_rule.lack, outfit_rule.place)
    return list(found.values())
