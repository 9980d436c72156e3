"""One picture that is only looked at."""

from pygame import Rect

from ..pictures import PictureKey, Pictures
from .canvas import Canvas
from .damage import Damage
from .widget import Widget


class Picture(Widget):
    """Stands in the middle of its rectangle; nothing is there until it has arrived."""

    def __init__(self, rect: Rect, damage: Damage, pictures: Pictures, key: PictureKey) -> None:
        super().__init__(rect, damage)
        self._pictures = pictures
        self._key = key
        self._shown = False
        pictures.want(self, [key])

    def update(self, dt_s: float) -> None:  # noqa: ARG002  (the picture arrives, time does not matter)
        if not self._shown and self._pictures.has(self._key):
            self._shown = True
            self.mark()

    def draw(self, canvas: Canvas) -> None:
        picture = self._pictures.get(self._key)
        if picture is not None and canvas.sees(self.rect):
            with canvas.within(self.rect):
                canvas.picture(picture, picture.get_rect(center=self.rect.center).topleft)
