"""The screens that lie on each other, and the toast above them. The one place where a screen's failure ends.

Knows how to open a fault, but no particular screen: the makers are handed in.
"""

import logging
import math
from collections.abc import Callable

from pygame import Rect

from ..errors import MirrorError
from .screen import Screen
from .touch import Touch, TouchKind
from .widgets.canvas import Canvas
from .widgets.damage import Damage
from .widgets.focus import Focus
from .widgets.theme import Layout
from .widgets.toast import Toast

_log = logging.getLogger(__name__)
_MOST_FAULTS_IN_A_ROW = 5
_ARROWS = ("up", "down", "left", "right")


class Stack:
    """Draws, moves and touches the topmost screen and the toast.

    fault: makes the screen that says what happened. Should that one raise as well, the error leaves the stack.
    tell: says a MirrorError that a touch caused, while the screen stays as it is.
    corner: what the hidden gesture in the corner opens.
    """

    def __init__(
        self,
        layout: Layout,
        *,
        fault: Callable[[Exception], Screen],
        tell: Callable[[MirrorError], None],
        corner: Callable[[], None],
    ) -> None:
        self._make_fault = fault
        self._corner = corner
        self._tell = tell
        self._screens: list[Screen] = []
        self._stale: set[Screen] = set()
        self._toast: Toast | None = None
        self._toast_holds = False
        self._faults_in_a_row = 0
        self.damage = Damage(layout.screen)
        self.focus = Focus(self.damage, layout)

    @property
    def top(self) -> Screen | None:
        """The screen that is shown."""
        return self._screens[-1] if self._screens else None

    @property
    def toast(self) -> Toast | None:
        """The toast that is shown."""
        return self._toast

    # Which screen

    def push(self, screen: Screen) -> None:
        """Open a screen on top of the others."""
        if self.top is not None:
            self.top.left()
        self._screens.append(screen)
        self._arrive()

    def pop(self) -> None:
        """Leave the topmost screen; the lowest one stays."""
        if len(self._screens) > 1:
            gone = self._screens.pop()
            self._stale.discard(gone)
            gone.left()
            self._arrive()

    def reset(self, screen: Screen, *, raising: bool = False) -> None:
        """Leave all screens for this one. `raising`: let an error out instead of showing it."""
        for old in self._screens:
            old.left()
        self._screens = [screen]
        self._stale.clear()
        self._toast_holds = False
        if raising:
            screen.entered()
            self.damage.everything()
        else:
            self._arrive()

    def remove(self, screen: Screen) -> None:
        """Leave one screen, wherever it lies."""
        if screen is self.top:
            self.pop()
        elif screen in self._screens:
            self._screens.remove(screen)
            self._stale.discard(screen)

    def show_toast(self, toast: Toast) -> None:
        """Show a toast in place of the present one."""
        if self._toast is not None:
            self._toast.mark()
            if toast.kind and toast.kind == self._toast.kind:
                toast.settle()
        self._toast = toast

    def place_toast(self) -> None:
        """Let the toast stand where the topmost screen has room for it now."""
        if self._toast is not None and self.top is not None:
            self._toast.stand_in(self.top.toast_room)

    def end_toast(self) -> None:
        """Say nothing any more."""
        if self._toast is not None:
            self._toast.mark()
            self._toast = None

    # What the runner asks

    @property
    def moving(self) -> bool:
        """Whether a frame is wanted as soon as possible."""
        return (self.top is not None and self.top.moving) or (self._toast is not None and self._toast.moving)

    @property
    def rest_s(self) -> float:
        """How many seconds may pass without an `update`, at most, while nothing moves."""
        return math.inf if self.top is None else self.top.rest_s

    def closet_changed(self) -> None:
        """Refresh the topmost screen as soon as it is settled: a tap must not be lost, nor a glide stutter."""
        self._stale.update(self._screens)

    def update(self, dt_s: float) -> None:
        """Let `dt_s` seconds pass."""
        top = self.top
        if top is None:
            return
        if top in self._stale and top.settled:
            self._stale.discard(top)
            self._guarded(top.refresh)
        if top is self.top:
            self._guarded(lambda: top.update(dt_s))
        if self._toast is not None:
            self._toast.update(dt_s)
            if self._toast.over:
                self._toast = None

    def touch(self, event: Touch) -> None:
        """Hand on an event: to the toast when it lies on it, or else to the topmost screen."""
        if event.kind is TouchKind.KEY and self._key(event):
            return
        if event.kind is TouchKind.CORNER:
            self._touched(self._corner)
            return
        if event.kind is TouchKind.DOWN:
            self.focus.clear()
            self._toast_holds = self._toast is not None and self._toast.touch(event)
        if self._toast_holds and event.kind not in (TouchKind.KEY, TouchKind.WHEEL):
            if event.kind in (TouchKind.TAP, TouchKind.RELEASE, TouchKind.CANCEL):
                self._toast_holds = False
            if self._toast is not None and event.kind is not TouchKind.DOWN:
                toast = self._toast
                self._touched(lambda: toast.touch(event))
        elif (top := self.top) is not None:
            self._touched(lambda: top.touch(event))

    def draw(self, canvas: Canvas) -> list[Rect]:
        """Draw what is marked, and return which rectangles that were. Empty when nothing was marked."""
        rects = self._take_damage()
        for rect in rects:
            canvas.begin(rect)
            if (top := self.top) is not None:
                self._guarded(lambda: top.draw(canvas))
            if self._toast is not None:
                self._toast.draw(canvas)
            self.focus.draw(canvas)
        canvas.surface.set_clip(None)
        return rects

    @property
    def needs_drawing(self) -> bool:
        """Whether anything is marked."""
        return bool(self.damage) or (self.top is not None and bool(self.top.damage))

    # Failures

    def fault(self, error: Exception) -> None:
        """Say what happened on a screen of its own. Raises `error` when that has failed again and again."""
        _log.error("the mirror goes on after a fault: %s", error, exc_info=error)
        self._faults_in_a_row += 1
        if self._faults_in_a_row > _MOST_FAULTS_IN_A_ROW:
            raise error
        self._toast = None
        self.push(self._make_fault(error))

    def _touched(self, call: Callable[[], object]) -> None:
        """What a person can act on is told where they are; everything else is a fault."""

        def told() -> None:
            try:
                call()
            except MirrorError as error:
                _log.warning("a touch could not be carried out: %s", error)
                self.closet_changed()
                self._tell(error)

        self._guarded(told)

    def _guarded(self, call: Callable[[], object]) -> None:
        """Whatever is raised becomes a fault screen."""
        try:
            call()
        except Exception as error:
            self.fault(error)
        else:
            if self.top is not None and not self._is_fault(self.top):
                self._faults_in_a_row = 0

    def _is_fault(self, screen: Screen) -> bool:
        return screen.name == "fault"

    # Within

    def _arrive(self) -> None:
        self.focus.clear()
        self.damage.everything()
        top = self.top
        if top is not None:
            self._stale.discard(top)
            self._guarded(top.entered)

    def _take_damage(self) -> list[Rect]:
        if (top := self.top) is not None:
            for rect in top.damage.take():
                self.damage.add(rect)
        return self.damage.take()

    def _key(self, event: Touch) -> bool:
        """Move the focus with the arrows and press what it is on with Enter. True when that used the key."""
        top = self.top
        if top is None:
            return False
        if event.key == "enter" and (at := self.focus.centre) is not None:
            focus = self.focus.rect
            for kind in (TouchKind.DOWN, TouchKind.TAP):
                self.touch(Touch(kind, *at, *at))
            if self.top is top and focus is not None:
                self.focus.set(focus)
            return True
        if event.key not in _ARROWS:
            return False
        targets = top.targets() + ([self._toast.rect] if self._toast is not None else [])
        if not self.focus.move(event.key, targets) and top.reveal(event.key):
            at, found = self.focus.centre, top.targets()
            if at is None:
                self.focus.move(event.key, found)
            elif found:  # what has been scrolled to lies about where the last one in sight was
                self.focus.set(min(found, key=lambda rect: math.dist(rect.center, at)))
        return True
