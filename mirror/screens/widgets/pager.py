"""One large picture; a swipe brings the next or the previous one."""

from collections.abc import Callable

from pygame import Rect

from ..pictures import Arrivals, PictureKey, Pictures
from .canvas import Canvas
from .damage import Damage
from .turning import Turning


class Pager(Turning):
    """The picture before, the present one and the one after, each None where there is none.

    turned(step): called when the picture has been turned by -1 or +1; new keys are set then.
    """

    def __init__(self, rect: Rect, damage: Damage, pictures: Pictures, turned: Callable[[int], None]) -> None:
        super().__init__(rect, damage, turned)
        self._pictures = pictures
        self._keys: tuple[PictureKey | None, PictureKey | None, PictureKey | None] = (None, None, None)
        self._arrivals = Arrivals(pictures)

    def set_keys(self, before: PictureKey | None, present: PictureKey, after: PictureKey | None) -> None:
        """Show these."""
        self._keys = (before, present, after)
        self._pictures.want(self, [key for key in (present, after, before) if key is not None])
        self.settle()

    def has(self, step: int) -> bool:
        return self._keys[1 + step] is not None

    def update(self, dt_s: float) -> None:
        if self._arrivals.any():
            self.mark()
        super().update(dt_s)

    def draw(self, canvas: Canvas) -> None:
        if not canvas.sees(self.rect):
            return
        with canvas.within(self.rect):
            for number, key in enumerate(self._keys):
                picture = None if key is None else self._pictures.get(key)
                left = self.rect.left + (number - 1) * self.rect.width + round(self.offset_px)
                if picture is not None and abs(left - self.rect.left) < self.rect.width:
                    at = picture.get_rect(center=(left + self.rect.width // 2, self.rect.centery))
                    canvas.picture(picture, at.topleft)
