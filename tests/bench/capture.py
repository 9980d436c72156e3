"""From the end of holding still to the garment on the mirror: where the second goes, networks on one thread.

A camera of 30 pictures a second shows a room and then garments in it, one after another; everything behind it is
the product's own: session, burst, inbox, worker, networks. The end is the moment at which a mirror that looks up
ten times a second finds the garment.
"""

import statistics
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
from PIL import Image
from rich.table import Table

from mirror.capture.live import LiveCamera
from mirror.clock import SystemClock
from mirror.closet import Closet
from mirror.config import CaptureSettings, NetworkSettings
from mirror.hardware.camera import Camera
from mirror.intake import Worker
from mirror.vision.recognise import Recogniser, Recognition

from .stages import TimedEye, photo_files

GARMENTS = 12
STILL_SIZE, PREVIEW_SIZE = (1296, 2304), (648, 1152)  # of a Pi's camera that hangs upright, width and height
FRAME_S = 1 / 30
LOOK_UP_S = 0.1
STEPS = (
    "burst, best, JPEG, on the disk",
    "worker wakes",
    "cutout",
    "category",
    "files, row, mirror looks up",
)
EMPTY_S, PATIENCE_S = 1.5, 20.0


class Stage(Camera):
    """Shows what `show` was last given; keeps the moment of each still."""

    name = "bench"

    def __init__(self, room: np.ndarray) -> None:
        super().__init__()
        self.stills: list[float] = []
        self.room = room
        self.show(None)

    def show(self, garment: np.ndarray | None) -> None:
        """A garment's photo, RGB, in the middle of the room; None for the empty room."""
        still = self.room.copy()
        if garment is not None:
            height, width = garment.shape[:2]
            factor = min(STILL_SIZE[0] * 0.7 / width, STILL_SIZE[1] * 0.65 / height)
            garment = cv2.resize(garment, (round(width * factor), round(height * factor)))
            top, left = (still.shape[0] - garment.shape[0]) // 2, (still.shape[1] - garment.shape[1]) // 2
            still[top : top + garment.shape[0], left : left + garment.shape[1]] = garment
        preview = cv2.resize(still, PREVIEW_SIZE, interpolation=cv2.INTER_AREA)
        self._pictures = preview, still

    def _open(self) -> None:
        """Nothing to take hold of."""

    def _close(self) -> None:
        """Nothing to let go of."""

    def _preview(self) -> np.ndarray:
        time.sleep(FRAME_S)
        return self._pictures[0].copy()

    def _still(self) -> np.ndarray:
        self.stills.append(time.monotonic())
        time.sleep(FRAME_S)
        return self._pictures[1].copy()


class Marking(TimedEye):
    """The recogniser, keeping the moments at which a cutout and a category were there."""

    def __init__(self, recogniser: Recogniser) -> None:
        super().__init__(recogniser)
        self.moments: list[tuple[float, float, float]] = []

    def recognise(
        self,
        file: Path,
        on_stage: Callable[[str], None] = lambda _: None,
        background: np.ndarray | None = None,
    ) -> Recognition:
        begun = time.monotonic()
        cut: list[float] = []

        def note(stage: str) -> None:
            if stage == "classify":
                cut.append(time.monotonic())
            on_stage(stage)

        seen = self._recogniser.recognise(file, note, background)
        self.moments.append((begun, cut[0], time.monotonic()))
        return seen


def measure() -> dict[str, list[float]]:
    """Milliseconds of each step of each garment."""
    cloth = np.random.default_rng(1).integers(90, 160, (40, 24, 3), dtype=np.uint8)
    room = cv2.resize(cloth, STILL_SIZE, interpolation=cv2.INTER_CUBIC)
    stage = Stage(room)
    eye = Marking(Recogniser(NetworkSettings(threads=1)))
    steps: dict[str, list[float]] = {}
    with tempfile.TemporaryDirectory() as folder:
        closet = Closet.open(Path(folder))
        person = closet.people.add("bench")
        worker = Worker(closet, lambda: eye)
        photo_s: list[float] = []

        def on_photo() -> None:
            photo_s.append(time.monotonic())
            worker.nudge()

        camera = LiveCamera(
            closet, lambda: stage, SystemClock(), CaptureSettings(countdown_s=0), on_photo=on_photo
        )
        worker.start()
        camera.start()
        camera.watch(person.id)
        looking = threading.Event()
        try:
            for number, file in enumerate(photo_files()[:GARMENTS], start=1):
                with Image.open(file) as image:
                    garment = np.asarray(image.convert("RGB"))
                stage.show(None)
                _look(camera, EMPTY_S, looking)
                began = len(stage.stills)
                stage.show(garment)
                deadline = time.monotonic() + PATIENCE_S
                while sum(closet.garments.counts(person.id).values()) < number:
                    if time.monotonic() > deadline:
                        raise TimeoutError(
                            f"{file.name} was not photographed: {camera.view()}, {camera.state}"
                        )
                    _look(camera, LOOK_UP_S, looking)
                end = time.monotonic()
                moments = [stage.stills[began], photo_s[-1], *eye.moments[-1], end]
                for name, one, other in zip(STEPS, moments[:-1], moments[1:], strict=True):
                    steps.setdefault(name, []).append((other - one) * 1000)
                steps.setdefault("to the cutout", []).append((moments[3] - moments[0]) * 1000)
                steps.setdefault("to the garment on the mirror", []).append((end - moments[0]) * 1000)
        finally:
            camera.stop()
            worker.stop()
            closet.close()
    return steps


def _look(camera: LiveCamera, seconds: float, pause: threading.Event) -> None:
    """Stand in front of the mirror: its face asks for pictures all the time."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        camera.latest((1080, 1440))
        pause.wait(1 / 60)


def table() -> Table:
    """Median and worst of each step."""
    made = Table(title=f"from holding still to the closet, one thread, {GARMENTS} garments, ms")
    for column in ("step", "median", "worst"):
        made.add_column(column, justify="left" if column == "step" else "right")
    for step, values in measure().items():
        made.add_row(step, f"{statistics.median(values):.0f}", f"{max(values):.0f}")
    return made


if __name__ == "__main__":
    from rich.console import Console

    Console().print(table())
