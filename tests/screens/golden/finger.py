"""A finger for the pictures: it touches what says something, or what bears an icon, in whichever language."""

from collections.abc import Iterator

from mirror.screens.rooms import Rooms
from mirror.screens.screen import Screen
from mirror.screens.stage import Stage
from mirror.screens.touch import Touch, TouchKind
from mirror.screens.widgets.pinpad import PinPad
from mirror.screens.widgets.widget import Widget


class Finger:
    """Touches what is on top of these rooms, and waits until it has come to rest."""

    def __init__(self, rooms: Rooms) -> None:
        self.rooms = rooms

    @property
    def top(self) -> Screen:
        assert self.rooms.stack.top is not None
        return self.rooms.stack.top

    @property
    def stage(self) -> Stage:
        return self.top.stage

    def words(self, english: str) -> None:
        """Tap what says this in the language of the picture."""
        said = self.stage.say(english)
        self._tap(next(widget for widget in self._widgets() if getattr(widget, "words", "") == said))

    def icon(self, name: str) -> None:
        """Tap the button with this icon."""
        self._tap(next(widget for widget in self._widgets() if getattr(widget, "_icon", "") == name))

    def keys(self, *keys: str) -> None:
        """Tap keys of the pad."""
        pad = next(widget for widget in self._widgets() if isinstance(widget, PinPad))
        for key in keys:
            self._at(pad.place_of(key).center)

    def first_of(self, kind: type, *, skip: int = 0, left_px: int | None = None) -> None:
        """Tap a widget of this kind, at its middle or so many pixels from its left edge."""
        found = [widget for widget in self._widgets() if isinstance(widget, kind)][skip]
        x = found.rect.centerx if left_px is None else found.rect.left + left_px
        self._at((x, found.rect.centery))

    def rest(self, seconds: float = 0.6) -> None:
        """Let everything come to rest."""
        for _ in range(round(seconds / 0.1)):
            self.rooms.stack.update(0.1)

    def _tap(self, widget: Widget) -> None:
        self._at(widget.rect.center)

    def _at(self, at: tuple[int, int]) -> None:
        for kind in (TouchKind.DOWN, TouchKind.TAP):
            self.rooms.stack.touch(Touch(kind, *at, *at))
        self.rest()

    def _widgets(self) -> Iterator[Widget]:
        """The topmost first, and what lies within others."""
        for widget in reversed(self.top.widgets):
            yield widget
            yield from getattr(widget, "parts", ())
