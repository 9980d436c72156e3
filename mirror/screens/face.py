"""The mirror's face: what the composer builds and runs. Everything it needs is handed in; it opens no camera."""

import contextlib
from collections.abc import Callable
from pathlib import Path

import pygame

from ..clock import Clock
from ..closet import Closet
from ..config import MirrorSettings
from .camera_feed import CameraFeed
from .display import Display
from .idle import Idle
from .picture_file import PictureFile
from .pictures import Pictures
from .rooms import Rooms
from .runner import WAKE, Runner
from .stage import Stage
from .widgets.canvas import Canvas
from .widgets.theme import Layout


def _nothing() -> None:
    """For callers who do not want to be told."""


class MirrorFace:
    """One mirror.

    admin_url: the phone admin's address, for the QR codes. camera: None where there is none.
    hands_free: whether it photographs by itself until somebody says otherwise.
    picture_file: where a JPEG of the picture is kept (at most one a second, only after a change), or None.
    on_ready: called after the first frame; on_beat: at least every 5 s, both on the thread of `run`.
    """

    def __init__(
        self,
        closet: Closet,
        settings: MirrorSettings,
        clock: Clock,
        *,
        admin_url: str,
        camera: CameraFeed | None,
        hands_free: bool = True,
        picture_file: Path | None = None,
        on_ready: Callable[[], None] = _nothing,
        on_beat: Callable[[], None] = _nothing,
    ) -> None:
        self._closet = closet
        self._settings = settings
        self._clock = clock
        self._admin_url = admin_url
        self._camera = camera
        self._hands_free = hands_free
        self._picture_file = picture_file
        self._on_ready = on_ready
        self._on_beat = on_beat
        self._runner: Runner | None = None
        self._idle: Idle | None = None
        self._stopped = False

    def run(self, windowed: tuple[int, int] | None, off_screen: bool = False) -> None:
        """Show the mirror until `stop` is called or its window is closed.

        windowed: the size of a window in pixels, None for the whole screen. off_screen: draw in memory only.
        Raises DisplayError when there is no display.
        """
        display = Display(windowed, self._settings.rotation, off_screen=off_screen)
        try:
            with (
                Pictures(arrived=_wake) as pictures,
                PictureFile(self._picture_file, display.surface) as picture_file,
            ):
                runner = self._build(display, pictures, picture_file)
                if not self._stopped:
                    runner.run()
        finally:
            self._runner = None
            display.close()

    def stop(self) -> None:
        """End `run` within half a second. Safe from another thread and from a signal handler."""
        self._stopped = True
        if self._runner is not None:
            self._runner.stop()

    def wake(self) -> None:
        """Somebody is in front of the mirror. Safe from another thread."""
        if self._idle is not None:
            self._idle.wake()

    def _build(self, display: Display, pictures: Pictures, picture_file: PictureFile) -> Runner:
        stage = Stage(
            self._closet,
            self._settings,
            self._clock,
            layout=Layout(display.size, self._settings.bezel_px),
            pictures=pictures,
            admin_url=self._admin_url,
            camera=self._camera,
            hands_free=self._hands_free,
        )
        rooms = Rooms(stage)
        self._idle = Idle(stage, rooms.stack)
        self._runner = Runner(
            rooms.stack,
            display,
            Canvas(display.surface, stage.brush),
            self._clock,
            poll=rooms.poll,
            on_ready=self._on_ready,
            on_beat=self._on_beat,
            after_frame=picture_file.changed,
            each_step=self._idle.step,
        )
        rooms.start()
        return self._runner


def _wake() -> None:
    """Rouse the loop from another thread."""
    with contextlib.suppress(pygame.error):  # the queue is full, or the display has just gone
        pygame.event.post(pygame.event.Event(WAKE))
