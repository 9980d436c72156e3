"""Frames of plain rooms and things, for what watches a camera."""

import numpy as np

from mirror.capture.scene import Scene, Seen

SIZE = (640, 360)  # height, width
FRAME_S = 1 / 15


class Film:
    """Frames for a scene, one every fifteenth of a second, with a camera's noise."""

    def __init__(self, room: np.ndarray) -> None:
        self.scene = Scene()
        self.room = room
        self.now_s = 100.0
        self._random = np.random.default_rng(5)

    def show(self, seconds: float, picture: np.ndarray | None = None, light: float = 1.0) -> Seen:
        """The last frame's facts."""
        shown = (self.room if picture is None else picture).astype(np.float32) * light
        for _ in range(max(1, round(seconds / FRAME_S))):
            noisy = shown + self._random.normal(0, 3, shown.shape)
            seen = self.scene.look(np.clip(noisy, 0, 255).astype(np.uint8), self.now_s)
            self.now_s += FRAME_S
        return seen

    def with_patch(
        self, box: tuple[int, int, int, int], colour: tuple[int, int, int] = (30, 60, 150)
    ) -> np.ndarray:
        """The room with a rectangle (left, top, right, bottom) of one colour."""
        picture = self.room.copy()
        picture[box[1] : box[3], box[0] : box[2]] = colour
        return picture


GARMENT = (100, 180, 260, 430)  # left, top, right, bottom
