"""What a face shows of a capture session: values only."""

from enum import Enum
from typing import NamedTuple


class Phase(Enum):
    """Where the session is. After TAKEN it looks again as soon as the garment has left or another one has come."""

    LOOK = "look"  # nothing to photograph in view
    IN_VIEW = "in view"  # a garment, and it moves
    HOLD = "hold"  # it is still; `held` tells how long
    COUNTDOWN = "countdown"  # `seconds` to go
    BURST = "burst"  # it is being photographed
    TAKEN = "taken"  # the photo is in the inbox


class Taken(NamedTuple):
    """What became of a photo. `number` counts them; `item_id` is its inbox item.

    said: why there is none, for people: it showed the calibration sheet, or it could not be kept.
    """

    number: int
    item_id: int | None
    said: str = ""


class CaptureView(NamedTuple):
    """One moment of a session. held: 0 to 1 of the time to hold still. seconds: of the countdown, rounded up.

    learned: the empty view is known; until then nothing is photographed by itself, and people should step aside.
    """

    phase: Phase = Phase.LOOK
    held: float = 0.0
    seconds: int = 0
    hands_free: bool = False
    taken: Taken | None = None
    learned: bool = True
