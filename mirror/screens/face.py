"""The mirror's face: what the composer builds and runs. Everything it needs is handed in; it opens no camera."""

import contextlib
from collections.abc import Callable
from pathlib import Path
from typing import Literal, NamedTuple

import pygame

from ..clock import Clock
from ..closet import Closet, Person
from ..config import MirrorSettings
from ..stylist.stylist import Stylist
from ..stylist.weather.kept import KeptWeather
from .capture.camera_feed import CameraFeed
from .display import Display
from .idle.falling_asleep import Idle
from .machine import Machine, NoMachine
from .picture_file import PictureFile
from .pictures import Pictures
from .rooms import Rooms
from .runner import WAKE, Runner
from .stage import Stage, nothing
from .thinking import Thinking
from .widgets.canvas import Canvas
from .widgets.theme import Layout

Rotation = Literal[0, 90, 180, 270]


class _Before(NamedTuple):
    """What goes on when the picture has been turned and everything that draws it is made anew.

    in_settings: whether somebody looks at them. asleep_s: since when nobody has touched it, None while it is awake.
    """

    person: Person | None
    hands_free: bool
    trial_rotation: Rotation | None
    in_settings: bool
    asleep_s: float | None


class MirrorFace:
    """One mirror.

    admin_url: the phone admin's address, for the QR codes; fingerprint: its certificate's, as words, or none.
    camera: None where there is none. hands_free: whether it photographs by itself until somebody says otherwise.
    machine: what the display's power, its brightness and the main switch hang on. stylist: says what to wear.
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
        fingerprint: tuple[str, ...] = (),
        hands_free: bool = True,
        machine: Machine | None = None,
        stylist: Stylist | None = None,
        picture_file: Path | None = None,
        on_ready: Callable[[], None] = nothing,
        on_beat: Callable[[], None] = nothing,
    ) -> None:
        self._closet = closet
        self._settings = settings
        self._clock = clock
        self._admin_url = admin_url
        self._fingerprint = fingerprint
        self._camera = camera
        self._hands_free = hands_free
        self._machine = machine or NoMachine()
        self._stylist = stylist or Stylist(closet, clock, KeptWeather(closet, clock))
        self._picture_file = picture_file
        self._on_ready = on_ready
        self._on_beat = on_beat
        self._runner: Runner | None = None
        self._idle: Idle | None = None
        self._stage: Stage | None = None
        self._display: Display | None = None
        self._stopped = False

    def run(self, windowed: tuple[int, int] | None, off_screen: bool = False) -> None:
        """Show the mirror until `stop` is called or its window is closed.

        windowed: the size of a window in pixels, None for the whole screen. off_screen: draw in memory only.
        Raises DisplayError when there is no display.
        """
        before: _Before | None = None
        while (before := self._shown_until_turned(before, windowed, off_screen)) is not None:
            pass

    def stop(self) -> None:
        """End `run` within half a second. Safe from another thread and from a signal handler."""
        self._stopped = True
        if self._runner is not None:
            self._runner.stop()

    def wake(self) -> None:
        """Somebody is in front of the mirror. Safe from another thread."""
        if self._idle is not None:
            self._idle.wake()

    def _shown_until_turned(
        self, before: "_Before | None", windowed: tuple[int, int] | None, off_screen: bool
    ) -> "_Before | None":
        """Show the mirror in its present rotation. What goes on when it ended only to be shown in another one."""
        rotation = self._rotation(None if before is None else before.trial_rotation)
        display = self._display = Display(windowed, rotation, off_screen=off_screen)
        try:
            with (
                Pictures(arrived=_wake) as pictures,
                Thinking(arrived=_wake, ending=self._closet.close) as thinking,
                PictureFile(self._picture_file, display.surface) as picture_file,
            ):
                stage = self._stage_on(display, pictures, thinking)
                rooms = Rooms(stage, applied=lambda: self._live_by(stage, rotation))
                idle = self._idle = Idle(stage, rooms.stack)
                runner = self._build(rooms, idle, before, display, picture_file)
                if not self._stopped:
                    runner.run()
        finally:
            self._runner = self._display = self._idle = None
            self._end()
            display.close()
        if self._stopped or self._rotation(stage.trial_rotation) == rotation:
            return None
        top = rooms.stack.top
        in_settings = top is not None and top.name == "settings"
        asleep_s = idle.still_s if idle.asleep else None
        return _Before(stage.person, stage.hands_free, stage.trial_rotation, in_settings, asleep_s)

    def _end(self) -> None:
        if self._stage is not None:
            self._stage.sounds.close()
            self._stage = None
        self._machine.light(True)  # whoever stops a dark mirror must not find a dead display

    def _rotation(self, trial: Rotation | None) -> Rotation:
        """How the picture is turned: as somebody tries it now, as the household has chosen, as the file says."""
        if trial is not None:
            return trial
        chosen = self._closet.preferences.get().rotation
        return self._settings.rotation if chosen is None else chosen

    def _stage_on(self, display: Display, pictures: Pictures, thinking: Thinking) -> Stage:
        stage = self._stage = Stage(
            self._closet,
            self._settings,
            self._clock,
            layout=Layout(display.size, self._settings.bezel),
            pictures=pictures,
            admin_url=self._admin_url,
            fingerprint=self._fingerprint,
            camera=self._camera,
            hands_free=self._hands_free,
            machine=self._machine,
            stylist=self._stylist,
            thinking=thinking,
        )
        stage.shine = self._shine
        return stage

    def _build(
        self, rooms: Rooms, idle: Idle, before: "_Before | None", display: Display, picture_file: PictureFile
    ) -> Runner:
        stage = self._stage
        assert stage is not None
        self._runner = Runner(
            rooms.stack,
            display,
            Canvas(display.surface, stage.brush),
            self._clock,
            poll=rooms.poll,
            on_ready=self._on_ready,
            on_beat=self._on_beat,
            after_frame=picture_file.changed,
            each_step=idle.step,
        )
        self._machine.light(True)
        rooms.start()
        if before is not None:
            self._go_on(before, stage, rooms, idle)
        self._shine(stage.preferences.brightness)
        return self._runner

    def _go_on(self, before: _Before, stage: Stage, rooms: Rooms, idle: Idle) -> None:
        """The same person is there, in the settings if they turned it there; a phone wakes and unlocks nobody."""
        stage.hands_free, stage.trial_rotation = before.hands_free, before.trial_rotation
        rooms.go_on(before.person)
        if before.in_settings:
            rooms.settings()
        if before.asleep_s is not None:
            idle.sleep_on(before.asleep_s)

    def _live_by(self, stage: Stage, rotation: Rotation) -> None:
        """The household has chosen something: shine as they like, and end here if the picture is to be turned."""
        self._shine(stage.preferences.brightness)
        if self._rotation(stage.trial_rotation) != rotation and self._runner is not None:
            self._runner.stop()

    def _shine(self, percent: int) -> None:
        if self._display is None or self._stage is None:
            return
        if self._display.dim(100 if self._machine.shine(percent) else percent):
            self._stage.doors.redraw()


def _wake() -> None:
    """Rouse the loop from another thread."""
    with contextlib.suppress(pygame.error):  # the queue is full, or the display has just gone
        pygame.event.post(pygame.event.Event(WAKE))
