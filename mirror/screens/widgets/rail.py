"""A row of chips that scrolls sideways: the categories with their counts."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from pygame import Rect

from ..touch import Touch, TouchKind
from .brush import Brush
from .button import LEAD, Pill
from .canvas import Canvas
from .damage import Damage
from .kinetics import Kinetics
from .theme import GAP, GROUND, SMALL, STRONG, SURFACE, TOUCH, Colour, Layout
from .widget import Widget

_FADE = 72  # design pixels in which the row sinks at its edge


class Chip(NamedTuple):
    """One chip: what it stands for, its words, how many there are, and an icon or a colour before the words."""

    value: object
    words: str
    number: int | None = None
    icon: str = ""
    swatch: Colour | None = None


class Rail(Widget):
    """Chips in one row, some of them chosen. `picked(value)` is called for a tap.

    raised: lies on a surface instead of on the black ground.
    """

    drags = True

    def __init__(
        self,
        rect: Rect,
        damage: Damage,
        brush: Brush,
        picked: Callable[[object], None],
        *,
        inset_px: int,
        raised: bool = False,
    ) -> None:
        super().__init__(rect, damage)
        self._brush = brush
        self._layout: Layout = brush.layout
        self._picked = picked
        self._inset_px = inset_px
        self._raised = raised
        self._chips: list[tuple[Chip, int]] = []  # with the width of each
        self._chosen: frozenset[object] = frozenset()
        self._pressed: object = _NOTHING
        self.kinetics = Kinetics(rect.width)

    def set_chips(self, chips: Iterable[Chip], *chosen: object, reveal: bool = True) -> None:
        """Show these chips. reveal: bring the first chosen one into sight."""
        self._chips = [(chip, self._width(chip)) for chip in chips]
        gap = self._layout.px(GAP)
        total = sum(width + gap for _, width in self._chips) - gap + 2 * self._inset_px
        self.kinetics.set_content(total)
        self.kinetics.scroll(0)
        self._chosen = frozenset(chosen)
        if reveal:
            self._reveal_chosen()
        self.mark()

    @property
    def moving(self) -> bool:
        return self.kinetics.moving

    def update(self, dt_s: float) -> None:
        if self.kinetics.update(dt_s):
            self.mark()

    def draw(self, canvas: Canvas) -> None:
        if not canvas.sees(self.rect):
            return
        with canvas.within(self.rect):
            for chip, place in self._places():
                if canvas.sees(place):
                    pill = Pill(
                        place,
                        self.damage,
                        self._words(chip, place.width),
                        _nothing,
                        chosen=chip.value in self._chosen,
                        count=chip.number,
                        icon=chip.icon,
                        swatch=chip.swatch,
                        raised=self._raised,
                    )
                    pill.pressed = chip.value == self._pressed
                    pill.draw(canvas)
            fade = self._layout.px(_FADE)
            if self.kinetics.offset_px < self.kinetics.end_px - 1:
                edge = Rect(self.rect.right - fade, self.rect.top, fade, self.rect.height)
                canvas.fade(edge, dark_end="right", ground=SURFACE if self._raised else GROUND)

    def touch(self, event: Touch) -> bool:
        match event.kind:
            case TouchKind.DOWN if self.holds(event):
                if not self.kinetics.hold():
                    self._press(self._at(event))
                return True
            case TouchKind.DRAG if self.kinetics.held:
                self._press(_NOTHING)
                self.kinetics.drag(event.dx)
                self.mark()
            case TouchKind.RELEASE | TouchKind.CANCEL:
                self.kinetics.release(event.vx)
                self._press(_NOTHING)
            case TouchKind.TAP:
                self.kinetics.release(0)
                pressed = self._pressed
                self._press(_NOTHING)
                if pressed is not _NOTHING:
                    self._picked(pressed)
            case TouchKind.WHEEL if self.holds(event):
                if self.kinetics.scroll(-event.dy - event.dx):
                    self.mark()
                return True
        return False

    def targets(self) -> Iterable[Rect]:
        return [place.clip(self.rect) for _, place in self._places() if self.rect.collidepoint(place.center)]

    def reveal(self, key: str) -> bool:
        way = {"left": -1, "right": 1}.get(key, 0) * self._layout.px(3 * TOUCH)
        if way and self.kinetics.scroll(way):
            self.mark()
            return True
        return False

    def _places(self) -> Iterable[tuple[Chip, Rect]]:
        left = self.rect.left + self._inset_px - round(self.kinetics.offset_px)
        for chip, width in self._chips:
            yield chip, Rect(left, self.rect.top, width, self.rect.height)
            left += width + self._layout.px(GAP)

    def _width(self, chip: Chip) -> int:
        """As wide as its words want, but never so wide that no neighbour shows beside it."""
        px = self._layout.px
        wanted = self._around(chip) + self._brush.width(chip.words, STRONG)
        most = self.rect.width - 2 * self._inset_px - px(TOUCH)
        return max(px(TOUCH), min(wanted, most))

    def _words(self, chip: Chip, width: int) -> str:
        """A chip's words, cut where it is not as wide as they want: smaller ones would look like another kind."""
        return self._brush.fit(chip.words, STRONG, max(1, width - self._around(chip)), shrink=False)[0]

    def _around(self, chip: Chip) -> int:
        """The width of all that is no words: the air at the ends, the icon before them, the count behind."""
        px = self._layout.px
        tail = self._brush.width(str(chip.number), SMALL) + px(14) if chip.number is not None else 0
        return tail + (px(LEAD) if chip.icon or chip.swatch else 0) + 2 * px(34)

    def _at(self, event: Touch) -> object:
        return next(
            (c.value for c, place in self._places() if place.collidepoint(event.x, event.y)), _NOTHING
        )

    def _press(self, value: object) -> None:
        if value != self._pressed:
            self._pressed = value
            self.mark()

    def _reveal_chosen(self) -> None:
        for chip, place in self._places():
            if chip.value in self._chosen:
                clear = max(self._inset_px, self._layout.px(_FADE))
                over = max(0, place.right + clear - self.rect.right)
                under = min(0, place.left - self._inset_px - self.rect.left)
                self.kinetics.scroll(over or under)
                return


_NOTHING = object()


def _nothing() -> None:
    """A drawn chip does nothing by itself; the rail takes the touch."""
