"""The display: a window, the whole screen, or a picture in memory. Turns the picture and shows only what changed.

Knows pygame's display and nothing of what is shown. Drawing goes to `surface`; `show` brings it to the glass.

Why surfaces and not pygame._sdl2.video's textures: where no graphics processor is free for them, textures take
three to fifteen times as much. `python -m tests.bench.drawing` measures it. Milliseconds for each frame of 60
cutouts that scroll at 1080x1920 in a window under Xvfb, two Xeon cores that others used too, GL in software, pygame
2.6.1; median, 99th percentile and processor time, the calmest of three turns:

                                          opaque on black          with alpha
    Surface, dirty rectangles             4.7  11.3   1.1          10.0  17.9   5.1
    Texture, accelerated (OpenGL)        14.8  31.4  12.1          29.1  63.5  15.4
    Texture, software renderer           38.3  47.4  17.7          18.1  49.0  16.0

So cutouts are laid on black once, when their file is written, and drawn without alpha. Textures know no dirty
rectangles either: each frame is drawn whole. And pygame calls them experimental. On a Pi's KMSDRM the surface goes
to the glass through GL in any case (see _choose_framebuffer).
"""

import logging
import os
from collections.abc import Sequence

import pygame
from pygame import Rect, Surface

from ..errors import DisplayError
from .dimming import dim
from .pixels import blank
from .rotation import Size, to_display, to_upright, upright_size
from .widgets.brush import MASKS

OFF_SCREEN_SIZE: Size = (1080, 1920)
_UNSEEN_DRIVERS = ("dummy", "offscreen", "evdev")
_NO_DISPLAY = "no display: {reason}. Use --headless for a mirror without one, or connect a display"
_log = logging.getLogger(__name__)


def prepare_environment() -> None:
    """What SDL reads at its start."""
    os.environ.setdefault("SDL_VIDEO_ALLOW_SCREENSAVER", "1")


def _choose_framebuffer(driver: str) -> None:
    """Let SDL write straight into the window, before the window is made.

    Without this it pushes the whole window through GL at every flip. KMSDRM alone has no framebuffer of its own
    (SDL2, SDL_CreateWindowFramebuffer): there GL is the only way, and forbidding it would leave no window at all.
    """
    if driver.casefold() == "kmsdrm":
        os.environ.pop("SDL_FRAMEBUFFER_ACCELERATION", None)
    else:
        os.environ["SDL_FRAMEBUFFER_ACCELERATION"] = "0"


class Display:
    """An open display. `surface` is the upright picture, 32 bits a pixel.

    Raises DisplayError when there is none to open. `close` gives it back.
    """

    def __init__(self, windowed: Size | None, rotation: int, *, off_screen: bool = False) -> None:
        prepare_environment()
        chosen = os.environ.get("SDL_VIDEODRIVER")
        if off_screen:
            os.environ["SDL_VIDEODRIVER"] = "dummy"
        try:
            pygame.display.init()
            driver = pygame.display.get_driver()
            _check(driver, allowed=off_screen or bool(chosen))
            _choose_framebuffer(driver)
            self._window = self._open(windowed, rotation, off_screen)
        except pygame.error as error:
            pygame.display.quit()
            raise DisplayError(_NO_DISPLAY.format(reason=str(error) or "none is connected")) from error
        finally:
            if off_screen:
                _restore("SDL_VIDEODRIVER", chosen)
        pygame.display.set_caption("Otjang")
        self._rotation = rotation
        self._light = 255  # of 255
        self.size = upright_size(self._window.get_size(), rotation)
        direct = (
            rotation == 0 and self._window.get_masks()[:3] == MASKS[:3] and self._window.get_bitsize() == 32
        )
        self.surface = self._window if direct else blank(self.size)
        _log.info("display: %s, %dx%d, rotation %d", driver, *self.size, rotation)

    def dim(self, percent: int) -> bool:
        """Show pictures with this share of their light from now on, 10 to 100. True when that is another one."""
        before, self._light = self._light, round(255 * percent / 100)
        return before != self._light

    def show(self, rects: Sequence[Rect]) -> None:
        """Bring these rectangles of the picture, each drawn anew, to the glass, darker where it is dimmed."""
        if self._light < 255:
            for rect in rects:
                dim(self.surface, rect, self._light)
        if self.surface is self._window:
            pygame.display.update(list(rects))
            return
        shown = []
        for rect in rects:
            part = self.surface.subsurface(rect)
            place = to_display(rect, self.size, self._rotation)
            self._window.blit(
                pygame.transform.rotate(part, -self._rotation) if self._rotation else part, place
            )
            shown.append(place)
        pygame.display.update(shown)

    def upright(self, x: int, y: int) -> tuple[int, int]:
        """The pixel of the picture that a pixel of the window shows."""
        return to_upright(x, y, self.size, self._rotation)

    @property
    def window_size(self) -> Size:
        """The size of the window, as the display has it."""
        return self._window.get_size()

    def close(self) -> None:
        """Give the display back."""
        pygame.display.quit()

    @staticmethod
    def _open(windowed: Size | None, rotation: int, off_screen: bool) -> Surface:
        if off_screen:
            return pygame.display.set_mode(windowed or upright_size(OFF_SCREEN_SIZE, rotation))
        if windowed is not None:
            return pygame.display.set_mode(windowed)
        window = pygame.display.set_mode((0, 0), pygame.FULLSCREEN)
        pygame.mouse.set_visible(False)
        return window


def _check(driver: str, *, allowed: bool) -> None:
    """Raise pygame.error when SDL has fallen back to a driver that shows nothing, and nobody asked for it."""
    if driver in _UNSEEN_DRIVERS and not allowed:
        raise pygame.error("none is connected")


def _restore(name: str, value: str | None) -> None:
    if value is None:
        os.environ.pop(name, None)
    else:
        os.environ[name] = value
