"""What a fixed camera has in view: it learns the empty view and tells a garment from feet, light and passers-by.

Works on a coarse picture. A pixel has changed when it differs from the empty view, under the present light, by more
than a small shift of the camera could explain. A patch of such pixels is an object only where its outline has edges
that the empty view has not (Cucchiara, Grana, Piccardi, Prati: Detecting moving objects, ghosts, and shadows in
video streams, 2003): a lamp's light has a soft outline, and what was taken away leaves its edges in the view that
was learned. Those two are learned at once.
"""

from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from .coarse import Coarse, Mask, coarse, differs, gains_between, is_object, is_shadow
from .shapes import middle_of, parts

LEAST_CHANGE = (
    14.0  # 8-bit values, of the channel that differs most, beside SHIFT_PX times the local gradient
)
LEAST_MOTION = 10.0
MOST_MOTION = 0.05  # of the garment's pixels; less is holding still
SAME_SHARE, HELD_LATELY_S = (
    0.3,
    0.5,
)  # of an unclear part, that was a garment so lately, for it to be one still
MEMORY_S = 0.25  # motion is measured against so long ago, so that what creeps is seen
SETTLED_S = 0.7  # a pixel that has not moved for so long may be learned
LEARN_LIGHT_S = 0.4  # until light and ghosts are part of the view
LEARN_ASIDE_S = 5.0  # and things outside the guide
MOST_STRANGE = 0.5  # of the pixels of a remembered view, that may differ from what is there
KNOWN_SHARE = 0.97  # of the pixels, from which on the empty view counts as learned
DARK = 6.0  # mean 8-bit value: nothing can be told
EMPTY_FROM = 0.97  # of the pixels, that have to be the empty view for the full one to be brought up to date
FULL_EVERY_S = 0.5  # between two updates of the full empty view


class Seen(NamedTuple):
    """One frame's facts. garment: where it is, (height, width) of the coarse picture, or None.

    still: it is held still. learned: the empty view is known, without which there is never a garment.
    """

    garment: Mask | None
    still: bool
    learned: bool


NOTHING = Seen(None, still=False, learned=False)


class Scene:
    """The view of one camera that hangs still. Give it every preview frame."""

    def __init__(self) -> None:
        # Of the frames, height and width; before the first one nothing below means anything.
        self._size = (0, 0)
        self._empty: Coarse = np.zeros((1, 1, 3), np.float32)
        self._known: Mask = np.zeros((1, 1), bool)
        self._ground: Mask = np.ones((1, 1), bool)  # what was the empty view in the last frame
        self._moved_s = np.zeros((1, 1))  # when each pixel last moved
        self._held_s = np.zeros((1, 1))  # when it was last a garment, arm and all
        self._claimed_s = np.zeros((1, 1))  # when it was last a part of an object, as far as could be told
        self._past: list[tuple[float, Coarse]] = []
        self._gains = np.ones(3, np.float32)
        self._full: NDArray[np.uint8] | None = None
        self._full_s = float("-inf")
        self._recalled = False
        self.now: Coarse | None = None  # the last frame, coarse

    @property
    def background(self) -> NDArray[np.uint8] | None:
        """The empty view in the frames' own size, uint8 RGB; None until all of it has been seen."""
        return self._full if self._learned() else None

    def recall(self, background: NDArray[np.uint8]) -> None:
        """Begin with an empty view that was learned before, uint8 RGB of the frames' size.

        It is forgotten at the first frame of another size, or one that has little in common with it.
        """
        self._begin(coarse(background), background.shape[:2], float("-inf"))
        self._known = np.ones_like(self._ground)
        self._full = background.copy()
        self._recalled = True

    def look(self, rgb: NDArray[np.uint8], now_s: float) -> Seen:
        """What a frame, uint8 (height, width, 3), shows at `now_s`, monotonic seconds."""
        frame = self.now = coarse(rgb)
        if float(frame.mean()) < DARK:
            return Seen(None, still=False, learned=self._learned())
        if self._size != rgb.shape[:2]:
            self._begin(frame, rgb.shape[:2], now_s)
            return NOTHING
        if self._recalled:
            self._recalled = False
            self._past = [(now_s, frame)]
            self._moved_s[:] = now_s
            if float(self._changed(frame).mean()) > MOST_STRANGE:
                self._begin(frame, rgb.shape[:2], now_s)
        moving = self._motion(frame, now_s)
        if not self._learned():
            self._learn_first(frame, rgb, now_s)
            return NOTHING
        changed = self._changed(frame)
        garment = None
        unclear = np.zeros_like(changed)
        # A garment's blurred rim differs too little to count, and must not creep into the empty view.
        apart = cv2.dilate(changed.astype(np.uint8), np.ones((9, 9), np.uint8)) == 0
        learn = apart & self._settled(now_s, SETTLED_S)
        for part in parts(changed):
            verdict = is_object(part, self._empty * self._gains, frame)
            put_there = self._was_held(part, now_s) if verdict is None else verdict
            if verdict is None:
                unclear |= part
            if put_there or verdict is None:
                self._claimed_s[part] = now_s
            if put_there and (core := middle_of(part)) is not None:
                self._held_s[part] = now_s
                garment = core if garment is None or core.sum() > garment.sum() else garment
            elif put_there:
                learn |= part & self._settled(now_s, LEARN_ASIDE_S)
            else:
                told = np.asarray(now_s - self._claimed_s >= LEARN_LIGHT_S, bool)  # not for one frame alone
                learn |= part & told & self._settled(now_s, LEARN_LIGHT_S)
        learn &= ~unclear | self._settled(now_s, LEARN_ASIDE_S)
        self._learn(frame, rgb, learn, changed | moving, now_s)
        if garment is None:
            return Seen(None, still=False, learned=True)
        near = cv2.dilate(garment.astype(np.uint8), np.ones((7, 7), np.uint8)) > 0
        return Seen(garment, still=float((moving & near).sum()) <= MOST_MOTION * garment.sum(), learned=True)

    # Within

    def _begin(self, frame: Coarse, size: tuple[int, ...], now_s: float) -> None:
        shape = frame.shape[:2]
        self._size = (size[0], size[1])
        self._empty = frame.copy()
        self._known = np.zeros(shape, bool)
        self._full = None
        self._full_s = float("-inf")
        self._gains = np.ones(3, np.float32)
        self._ground = np.ones(shape, bool)
        self._moved_s = np.full(shape, now_s)
        self._held_s = np.full(shape, float("-inf"))
        self._claimed_s = np.full(shape, float("-inf"))
        self._past = [(now_s, frame)]

    def _learned(self) -> bool:
        return self._full is not None

    def _was_held(self, part: Mask, now_s: float) -> bool:
        """Whether a part was a garment a moment ago: then it still is, when it cannot be told."""
        lately = part & (now_s - self._held_s <= HELD_LATELY_S)
        return bool(lately.sum() >= SAME_SHARE * part.sum())

    def _settled(self, now_s: float, seconds: float) -> Mask:
        return np.asarray(now_s - self._moved_s >= seconds, bool)

    def _motion(self, frame: Coarse, now_s: float) -> Mask:
        """What has moved since the last frame or in the last quarter of a second; keeps the time of it."""
        moving = np.zeros(frame.shape[:2], bool)
        for _, before in (self._past[0], self._past[-1]):
            gains = gains_between(before, frame, np.ones(frame.shape[:2], bool))
            moving |= differs(before * gains, frame, LEAST_MOTION)
        while len(self._past) > 1 and now_s - self._past[1][0] >= MEMORY_S:
            self._past.pop(0)
        self._past.append((now_s, frame))
        self._moved_s[moving] = now_s
        return moving

    def _changed(self, frame: Coarse) -> Mask:
        """What is not the empty view under the present light."""
        ground = self._ground if self._ground.mean() > 0.15 else np.ones_like(self._ground)
        self._gains = gains_between(self._empty, frame, ground)
        expected = self._empty * self._gains
        changed = differs(expected, frame, LEAST_CHANGE) & ~is_shadow(expected, frame) & self._known
        changed = cv2.morphologyEx(changed.astype(np.uint8), cv2.MORPH_CLOSE, np.ones((3, 3), np.uint8)) > 0
        self._ground = ~changed
        return changed

    def _learn_first(self, frame: Coarse, rgb: NDArray[np.uint8], now_s: float) -> None:
        fresh = self._settled(now_s, SETTLED_S) & ~self._known
        self._empty[fresh] = frame[fresh]
        self._known |= fresh
        if self._known.mean() >= KNOWN_SHARE:
            self._full, self._full_s = rgb.copy(), now_s

    def _learn(self, frame: Coarse, rgb: NDArray[np.uint8], learn: Mask, busy: Mask, now_s: float) -> None:
        """Take the pixels `learn` into the empty view, and those that are not `busy` into the full one."""
        assert self._full is not None
        corrected = self._empty * self._gains
        fresh = learn & busy
        self._empty = np.asarray(corrected * 0.9 + frame * 0.1, np.float32)
        self._empty[~learn] = corrected[~learn]
        self._empty[fresh] = frame[fresh]
        self._known |= learn
        # Exposed otherwise while something hangs before it, what is left of the view would not fit what is hidden.
        if now_s - self._full_s >= FULL_EVERY_S and float(self._ground.mean()) >= EMPTY_FROM:
            self._full_s = now_s
            height, width = rgb.shape[:2]
            keep = cv2.dilate((busy & ~fresh).astype(np.uint8), np.ones((5, 5), np.uint8))
            keep = cv2.resize(keep, (width, height), interpolation=cv2.INTER_NEAREST)
            shown = rgb.copy()
            cv2.copyTo(self._full, keep, shown)
            self._full = shown
