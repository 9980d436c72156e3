"""When to photograph: a garment is held up, held still, counted down, photographed, and the next one may come.

A state machine over preview frames. It knows no camera, no closet and no screen; time is handed in.
"""

import numpy as np
from numpy.typing import NDArray

from ..config import CaptureSettings
from .coarse import Mask, differs, gains_between
from .scene import Scene, Seen
from .view import Phase

HOLD_S = 0.7
LOST_S = 0.3  # a garment that is not seen for so long is gone
RESTLESS_S = 0.4  # motion for so long ends a countdown
GAP_S = 0.5  # between two frames, from which on nothing is known of the time between
LEAST_OTHER = 20.0  # 8-bit values by which a pixel of another garment differs
NEW_SHARE = 0.75  # of what is in view, that was not there before
OTHER_SHARE = 0.35  # of the garment's pixels, that have to


class Session:
    """One person in front of the camera. `see` every frame; when it says so, photograph and call `taken`."""

    def __init__(self, settings: CaptureSettings) -> None:
        self._settings = settings
        self._scene = Scene()
        self._watching = False
        self._greeting = False  # watching has begun, and nothing was seen yet
        self._manual = False
        self._since_s = 0.0  # the present phase began
        self._seen_s = 0.0  # a garment was last in view
        self._calm_s = 0.0  # it was last still
        self._last_s = float("-inf")
        self._now: NDArray[np.float32] | None = None
        self._garment: Mask | None = None
        self._photographed: tuple[NDArray[np.float32], Mask | None] | None = None
        self.phase = Phase.LOOK

    @property
    def background(self) -> NDArray[np.uint8] | None:
        """The empty view, uint8 RGB of a frame's size; None until it has been learned."""
        return self._scene.background

    def recall(self, background: NDArray[np.uint8]) -> None:
        """See Scene.recall."""
        self._scene.recall(background)

    @property
    def held(self) -> float:
        """How much of the time to hold still is over, 0 to 1."""
        return min(1.0, (self._last_s - self._since_s) / HOLD_S) if self.phase is Phase.HOLD else 0.0

    @property
    def seconds(self) -> int:
        """Seconds to go of the countdown, rounded up; 0 outside one."""
        if self.phase is not Phase.COUNTDOWN:
            return 0
        return max(1, int(np.ceil(self._settings.countdown_s - (self._last_s - self._since_s) - 1e-6)))

    def watch(self, watching: bool) -> None:
        """Whether to photograph by itself. Ending it ends a countdown, too, whoever began it.

        What is in view when it begins, such as the person who is still at the mirror, is not photographed until it
        has left or changed.
        """
        self._watching = self._greeting = watching
        self._photographed = None
        self._manual = False
        self._go(Phase.LOOK, self._last_s)

    def shutter(self, now_s: float) -> None:
        """The button: begin a countdown, whatever is in view; or end the one that runs."""
        if self.phase is Phase.COUNTDOWN:
            self._manual = False
            self._photographed = (self._now, self._garment) if self._now is not None else None
            self._go(Phase.TAKEN, now_s)  # so that it does not begin again by itself at once
        elif self.phase is not Phase.BURST:
            self._manual = True
            self._go(Phase.COUNTDOWN, now_s)

    def taken(self, now_s: float) -> None:
        """The photo has been made: this garment has had its turn."""
        self._photographed = (self._now, self._garment) if self._now is not None else None
        self._manual = False
        self._go(Phase.TAKEN, now_s)

    def missed(self, now_s: float) -> None:
        """The photo could not be made, and the camera is at fault: the garment has its turn yet."""
        self._photographed = None
        self._manual = False
        self._go(Phase.LOOK, now_s)

    def again(self) -> None:
        """What is in view may be photographed once more."""
        if self.phase is Phase.TAKEN:
            self._photographed = None
            self._go(Phase.LOOK, self._last_s)

    def see(self, rgb: NDArray[np.uint8], now_s: float) -> bool:
        """Look at a preview frame, uint8 (height, width, 3), of the monotonic second `now_s`.

        True when a photo is to be made now; then `taken` is awaited.
        """
        seen = self._scene.look(rgb, now_s)
        self._now, self._garment = self._scene.now, seen.garment
        if now_s - self._last_s > GAP_S and self._since_s <= self._last_s and self.phase is not Phase.TAKEN:
            self._manual = False
            self._go(Phase.LOOK, now_s)
        self._last_s = now_s
        if seen.garment is not None:
            self._seen_s = now_s
        if seen.still:
            self._calm_s = now_s
        if self._greeting and seen.learned:
            self._greeting = False
            if seen.garment is not None and self.phase is Phase.LOOK:
                self.taken(now_s)
        if self.phase is Phase.COUNTDOWN:
            return self._count(seen, now_s)
        if self.phase is Phase.TAKEN:
            self._wait_for_next(seen, now_s)
        elif self._watching and self.phase is not Phase.BURST:
            return self._follow(seen, now_s)
        return False

    # Within

    def _go(self, phase: Phase, now_s: float) -> None:
        self.phase, self._since_s = phase, now_s

    def _follow(self, seen: Seen, now_s: float) -> bool:
        if seen.garment is None:
            if self.phase is not Phase.LOOK and now_s - self._seen_s >= LOST_S:
                self._go(Phase.LOOK, now_s)
            return False
        if not seen.still:
            self._go(Phase.IN_VIEW, now_s)
        elif self.phase is not Phase.HOLD:
            self._go(Phase.HOLD, now_s)
        elif now_s - self._since_s >= HOLD_S - 1e-6:
            self._go(Phase.COUNTDOWN, now_s)
            return self._count(seen, now_s)
        return False

    def _count(self, seen: Seen, now_s: float) -> bool:
        if not self._manual:
            if now_s - self._seen_s >= LOST_S:
                self._go(Phase.LOOK, now_s)
                return False
            if now_s - self._calm_s >= RESTLESS_S:
                self._go(Phase.IN_VIEW, now_s)
                return False
        if now_s - self._since_s < self._settings.countdown_s - 1e-6 or not (seen.still or self._manual):
            return False
        self._go(Phase.BURST, now_s)
        return True

    def _wait_for_next(self, seen: Seen, now_s: float) -> None:
        """After a photo: until the garment has left, or another one is in its place."""
        if self._photographed is None or (seen.garment is None and now_s - self._seen_s >= LOST_S):
            self._go(Phase.LOOK, now_s)
            return
        before, garment = self._photographed
        if garment is None or not seen.still or self._now is None or before.shape != self._now.shape:
            return
        before = before * gains_between(before, self._now, np.ones(garment.shape, bool))
        other = differs(before, self._now, LEAST_OTHER)
        if float((other & garment).sum()) < OTHER_SHARE * garment.sum():
            return
        in_view = seen.garment if seen.garment is not None else garment
        if float((other & in_view).sum()) >= NEW_SHARE * in_view.sum():
            self._go(Phase.LOOK, now_s)
        else:  # it was taken away, and whoever held it is still there
            self._photographed = (self._now, self._garment)
