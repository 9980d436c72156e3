"""What every screen is: widgets over black, drawn in order, touched from the top down."""

import math
from collections.abc import Iterable

from pygame import Rect

from .stage import Stage
from .touch import Touch, TouchKind
from .widgets.canvas import Canvas
from .widgets.damage import Damage
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
        self.stage.pictures.forget_wants(self)
        for widget in self.widgets:
            self.stage.pictures.forget_wants(widget)

    @property
    def toast_room(self) -> Rect:
        """A toast stands at the lower edge of this rectangle, in pixels: above what people touch most."""
        room = self.layout.content
        room.height -= self.layout.px(344 if self.layout.portrait else 150)
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
        """Hand an event to the widget that holds the finger, or to the topmost that wants it."""
        if event.kind is TouchKind.DOWN:
            self._holder = self._first(event)
        elif event.kind in (TouchKind.WHEEL, TouchKind.KEY):
            if self._first(event) is None and event.key == "escape":
                self.back()
        elif self._holder is not None:
            holder = self._holder
            if event.kind is not TouchKind.DRAG:
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
        self.damage.everything()

    def _first(self, event: Touch) -> Widget | None:
        return next((widget for widget in reversed(self.widgets) if widget.touch(event)), None)

    def _reachable(self) -> Iterable[Widget]:
        return self.widgets[-1:] if self.widgets and self.widgets[-1].modal else self.widgets
