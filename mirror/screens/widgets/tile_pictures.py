"""Which pictures a grid wants, in which order, and which of them have arrived. Draws nothing."""

from collections.abc import Callable, Iterable
from pathlib import Path

from pygame import Surface

from ..pictures import PictureKey, Pictures


class TilePictures:
    """The pictures of tiles by their index, each a square of `side_px`.

    who: in whose name they are wanted.
    """

    def __init__(self, pictures: Pictures, who: object, file_of: Callable[[int], Path], side_px: int) -> None:
        self.side_px = side_px
        self._pictures = pictures
        self._who = who
        self._file_of = file_of
        self._keys: dict[
            int, PictureKey
        ] = {}  # of those wanted: making a key takes longer than drawing a tile
        self._sight: range | None = None  # for which they were wanted last
        self._shown: dict[int, bool] = {}  # what is in sight, and whether its picture was there
        self._seen_generation = -1

    def ask_anew(self, side_px: int) -> None:
        """The tiles, or their size, are others from now on."""
        self.side_px = side_px
        self._keys = {}
        self._sight = None

    def get(self, index: int) -> Surface | None:
        """The picture, None while it is on its way or when its file is missing or broken."""
        return self._pictures.get(self.key(index))

    def ready(self, index: int) -> bool:
        """Whether nothing more is to be waited for, well or badly."""
        return self._pictures.has(self.key(index))

    def in_other_size(self, index: int, sides_px: Iterable[int]) -> Surface | None:
        """The picture in one of these sizes, if there is one."""
        key = self.key(index)
        found = (self._pictures.get(key._replace(side_px=side_px)) for side_px in sides_px)
        return next((picture for picture in found if picture is not None), None)

    def key(self, index: int) -> PictureKey:
        """What a tile's picture is called."""
        key = self._keys.get(index)
        return PictureKey(self._file_of(index), self.side_px) if key is None else key

    def want(self, sight: range, count: int) -> None:
        """Ask for what is in sight of `count` tiles, a screenful ahead and one behind, as far as all fits."""
        if sight == self._sight:
            return
        before, self._sight = self._sight, sight
        below = range(sight.stop, min(count, sight.stop + len(sight)))
        above = range(max(0, sight.start - len(sight)), sight.start)[::-1]
        upwards = before is not None and sight.start < before.start
        wanted = (*sight, *above, *below) if upwards else (*sight, *below, *above)
        self._keys = {index: self.key(index) for index in wanted[: self._pictures.room(self.side_px)]}
        self._pictures.want(self._who, list(self._keys.values()))
        self._shown = {index: self.get(index) is not None for index in sight}
        self._seen_generation = -1

    def arrived(self) -> list[int]:
        """The tiles in sight whose picture has come since this was asked last."""
        if self._seen_generation == self._pictures.generation:
            return []
        self._seen_generation = self._pictures.generation
        new = [index for index, shown in self._shown.items() if not shown and self.get(index) is not None]
        self._shown.update(dict.fromkeys(new, True))
        return new
