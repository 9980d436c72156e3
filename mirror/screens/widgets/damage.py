"""Which parts of the picture have to be drawn again. Nothing marked, nothing drawn."""

from pygame import Rect

_MOST_RECTS = 6
_MOST_SHARE = 0.7  # of the screen; from here on one rectangle is cheaper than several


class Damage:
    """Rectangles in pixels of the upright picture."""

    def __init__(self, screen: Rect) -> None:
        self._screen = screen
        self._rects: list[Rect] = []

    def __bool__(self) -> bool:
        return bool(self._rects)

    def add(self, rect: Rect) -> None:
        """Mark a rectangle; what touches it already becomes one with it."""
        rect = rect.clip(self._screen)
        if rect.width <= 0 or rect.height <= 0:
            return
        while (hit := rect.collidelist(self._rects)) >= 0:
            rect = rect.union(self._rects.pop(hit))
        self._rects.append(rect)

    def everything(self) -> None:
        """Mark the whole picture."""
        self._rects = [self._screen.copy()]

    def take(self) -> list[Rect]:
        """The marked rectangles, which do not overlap; from then on nothing is marked."""
        rects, self._rects = self._rects, []
        if not rects:
            return []
        area = sum(rect.width * rect.height for rect in rects)
        if len(rects) > _MOST_RECTS or area > _MOST_SHARE * self._screen.width * self._screen.height:
            return [rects[0].unionall(rects[1:])]
        return rects
