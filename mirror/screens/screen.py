"""What every screen is: widgets over black, drawn in order, touched from the top down."""

import math
from collections.abc import Iterable

from pygame import Rect

from .stage import Stage
from .touch import Touch, TouchKind
from .widgets.canvas import Canvas
from .widgets.damage import Damage
from .widgets.sheet import Sheet
from .widgets.widget import Widget


class Screen:
    """One room of the mirror.

    `build` fills `widgets`, the last one on top; `refresh` is called when the closet has changed. The finger
    belongs to the widget that took its DOWN until it leaves.
    """

    name = ""
    stays_awake = False  # whether the mirror must not fall asleep on it
    rest_s = math.inf  # how long it may go without an `update`, at most, while nothing moves

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.layout = stage.layout
        self.damage = Damage(stage.layout.screen)
        self.widgets: list[Widget] = []
        self.sheet: Sheet | None = None
        self._holder: Widget | None = None

    # For each screen to fill in

    def build(self) -> None:
        """Fill `widgets`."""
        raise NotImplementedError

    def refresh(self) -> None:
        """The closet has changed, or this screen has come to the top again."""
        self.rebuild()

    def entered(self) -> None:
        """It is the screen on top now. Raises whatever reading the closet raises."""
        self.rebuild()

    def left(self) -> None:
        """Another screen has come on top, or this one is gone."""
        self.sheet = None
        self.stage.pictures.forget_wants(self)
        for widget in self.widgets:
            self.stage.pictures.forget_wants(widget)

    @property
    def toast_room(self) -> Rect:
        """A toast stands at the lower edge of this rectangle, in pixels: above what people touch most."""
        room, px = self.layout.content, self.layout.px
        if not self.layout.portrait:  # whatever is touched lies lower
            room.height = px(150)
        elif self.sheet is not None:
            room.height = max(px(200), self.sheet.top - px(24) - room.top)
        else:
            room.height -= px(344)
        return room

    # What the runner asks of every screen

    @property
    def moving(self) -> bool:
        """Whether it wants a frame as soon as possible."""
        return any(widget.moving for widget in self.widgets)

    @property
    def settled(self) -> bool:
        """Whether it may be built anew: no finger rests on it and nothing glides."""
        return self._holder is None and not self.moving

    def update(self, dt_s: float) -> None:
        """Let `dt_s` seconds pass."""
        for widget in list(self.widgets):
            widget.update(dt_s)

    def draw(self, canvas: Canvas) -> None:
        """Draw, changing no state."""
        for widget in self.widgets:
            widget.draw(canvas)

    def touch(self, event: Touch) -> None:
        """Hand an event to the widget that holds the finger or the pinch, or to the topmost that wants it.

        A pinch is for a widget that both fingers began around: one that has its middle, and answers True.
        """
        if event.kind is TouchKind.DOWN:
            self._holder = self._first(event)
        elif event.kind in (TouchKind.WHEEL, TouchKind.KEY):
            if self._first(event) is None and event.key == "escape":
                self.back()
        elif event.kind is TouchKind.PINCH and self._holder is None:
            middle = (event.start_x, event.start_y)
            around = [widget for widget in reversed(self.widgets) if widget.rect.collidepoint(middle)]
            self._holder = next((widget for widget in around if widget.touch(event)), None)
        elif self._holder is not None:
            holder = self._holder
            if event.kind not in (TouchKind.DRAG, TouchKind.PINCH):
                self._holder = None
            holder.touch(event)

    def back(self) -> None:
        """Leave this screen; the lowest one stays."""
        self.stage.doors.back()

    def targets(self) -> list[Rect]:
        """What the arrow keys can reach: the topmost sheet's parts, or else everybody's."""
        return [target for widget in self._reachable() for target in widget.targets()]

    def reveal(self, key: str) -> bool:
        """Scroll for an arrow key that found no target. True when something moved."""
        return any(widget.reveal(key) for widget in self._reachable())

    # Within

    def rebuild(self) -> None:
        """Build anew and draw everything."""
        self.widgets = []
        self._holder = None
        self.build()
        if self.sheet is not None:
            self.widgets.append(self.sheet)
        self.damage.everything()

    def show_sheet(self, sheet: Sheet) -> None:
        """Let a sheet slide in over this screen, in place of the one before."""
        self.close_sheet()
        self.sheet = sheet
        self.widgets.append(sheet)
        self.stage.doors.place_toast()

    def close_sheet(self) -> None:
        """Take the sheet away."""
        if self.sheet is not None:
            self.widgets = [widget for widget in self.widgets if widget is not self.sheet]
            self.sheet = None
            self.damage.everything()

    def _first(self, event: Touch) -> Widget | None:
        return next((widget for widget in reversed(self.widgets) if widget.touch(event)), None)

    def _reachable(self) -> Iterable[Widget]:
        return self.widgets[-1:] if self.widgets and self.widgets[-1].modal else self.widgets
