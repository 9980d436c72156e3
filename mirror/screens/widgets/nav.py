"""The bar that leads to the other rooms, with the big + in the middle: at the bottom, or at the right when wide."""

from collections.abc import Callable
from typing import NamedTuple

from pygame import Rect

from .canvas import Canvas
from .damage import Damage
from .theme import GROUND, INK, INK_PRESSED, QUIET, SMALL, Layout
from .widget import Pressable, Widget


class Place(NamedTuple):
    """One place of the bar. `letter` draws a person's initial in a ring instead of the icon; `badge` a number."""

    icon: str
    words: str
    action: Callable[[], None]
    chosen: bool = False
    letter: str = ""
    badge: int = 0


class NavItem(Pressable):
    """A place with its icon over its name."""

    def __init__(self, rect: Rect, damage: Damage, place: Place) -> None:
        super().__init__(rect, damage)
        self._place = place

    def tapped(self) -> None:
        self._place.action()

    def draw(self, canvas: Canvas) -> None:
        if not canvas.sees(self.rect):
            return
        px = canvas.layout.px
        colour = INK if self._place.chosen or self.pressed else QUIET
        centre = sign_of(self.rect, canvas.layout)
        if self._place.letter:
            canvas.disc(centre, px(56), colour, line=px(3))
            canvas.text(self._place.letter, centre, SMALL, colour, anchor="centre")
        else:
            canvas.icon(self._place.icon, centre, px(44), colour)
        if self._place.badge:
            self._draw_badge(canvas, (centre[0] + px(30), centre[1] - px(22)))
        at = (self.rect.centerx, self.rect.centery + px(32))
        canvas.text(self._place.words, at, SMALL, colour, anchor="centre", max_width=self.rect.width - px(12))

    def _draw_badge(self, canvas: Canvas, centre: tuple[int, int]) -> None:
        px = canvas.layout.px
        number = str(self._place.badge) if self._place.badge < 100 else "99+"
        width = max(px(40), canvas.brush.width(number, SMALL) + px(18))
        rect = Rect(0, 0, width, px(40))
        rect.center = centre
        canvas.rounded(rect, INK)
        canvas.text(number, centre, SMALL, GROUND, anchor="centre")


def sign_of(cell: Rect, layout: Layout) -> tuple[int, int]:
    """The middle of a place's icon."""
    return cell.centerx, cell.centery - layout.px(22)


class PlusButton(Pressable):
    """The one bright thing of the bar: add clothes."""

    def __init__(self, rect: Rect, damage: Damage, action: Callable[[], None]) -> None:
        super().__init__(rect, damage)
        self._action = action

    def tapped(self) -> None:
        self._action()

    def draw(self, canvas: Canvas) -> None:
        if canvas.sees(self.rect):
            canvas.rounded(self.rect, INK_PRESSED if self.pressed else INK)
            canvas.icon("plus-lg", self.rect.center, canvas.layout.px(48), GROUND)


def nav_bar(
    bar: Rect,
    damage: Damage,
    layout: Layout,
    places: tuple[Place, Place, Place, Place],
    plus: Callable[[], None],
) -> list[Widget]:
    """Two places, the +, two places, evenly over the bar; from the bottom up when the bar stands upright."""
    upright = bar.height > bar.width
    step = (bar.height if upright else bar.width) // 5
    cells = [
        Rect(bar.left, bar.top + i * step, bar.width, step)
        if upright
        else Rect(bar.left + i * step, bar.top, step, bar.height)
        for i in range(5)
    ]
    side = min(layout.px(136), *(round(n * 0.94) for n in cells[2].size))
    middle = Rect(0, 0, side, side)
    middle.center = cells[2].center
    left, right = cells[:2], cells[3:]
    items = [NavItem(cell, damage, place) for cell, place in zip((*left, *right), places, strict=True)]
    return [*items, PlusButton(middle, damage, plus)]
