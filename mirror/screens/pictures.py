"""The garments' pictures, decoded off the drawing thread and kept within a bound of bytes.

The closet's own WebP files are read and scaled by SDL, in a quarter of Pillow's time: measured on one x86 core,
360 px to 333 px, 1.5 ms against 6.9 ms, and no eye can tell the two. A grid that glides fast wants 20 of them a
second and more. Everything else goes through Pillow.

A screen says in `update` what it wants to show (`want`) and in `draw` takes what is there (`get`). Knows files and
pixels, and no garment, closet or screen. A file that is missing or broken is remembered as such: `get`
answers None.
"""

import logging
import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pygame
from PIL import Image, ImageOps
from pygame import Surface

from .pixels import blank, surface_of

CACHE_BYTES = 64 << 20
MOST_PIXELS = (
    25_000_000  # photos wait in the inbox as they came in: a larger one is not worth its memory here
)
_log = logging.getLogger(__name__)


class PictureKey(NamedTuple):
    """A file as a square picture of `side_px` on black. `lit`: a cutout that still needs its rim light."""

    file: Path
    side_px: int
    lit: bool = False


class Pictures:
    """One decoding thread and a cache. Use it as a context manager, so that the thread ends.

    arrived: called on the decoding thread whenever a wanted picture is there, to wake the drawing one.
    `generation` grows with each arrival, so a widget sees cheaply whether to look again.
    """

    def __init__(self, arrived: Callable[[], None] | None = None, cache_bytes: int = CACHE_BYTES) -> None:
        self._arrived = arrived
        self._cache_bytes = cache_bytes
        self._held_bytes = 0
        self._made: OrderedDict[PictureKey, Surface | None] = OrderedDict()
        self._wanted: dict[object, list[PictureKey]] = {}
        self._lock = threading.Condition()
        self._thread: threading.Thread | None = None
        self._ended = False
        self.generation = 0

    def __enter__(self) -> "Pictures":
        self._thread = threading.Thread(target=self._work, name="pictures", daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        with self._lock:
            self._ended = True
            self._lock.notify_all()
        if self._thread is not None:
            self._thread.join(timeout=2)

    def want(self, who: object, keys: Sequence[PictureKey]) -> None:
        """What `who` shows now or soon, the most urgent first; replaces what it wanted before.

        Without a running thread (a screenshot) everything is decoded before this returns.
        """
        with self._lock:
            for key in reversed(keys):
                if key in self._made:
                    self._made.move_to_end(key)
            missing = [key for key in keys if key not in self._made]
            if missing and self._thread is not None:
                self._wanted[who] = missing
                self._lock.notify_all()
            else:
                self._wanted.pop(who, None)
        if self._thread is None:
            for key in missing:
                self._keep(key, _decode(key))

    def forget_wants(self, who: object) -> None:
        """`who` is gone from the screen."""
        with self._lock:
            self._wanted.pop(who, None)

    def room(self, side_px: int) -> int:
        """How many pictures of this side the cache holds, at least 1: who wants more loses the most urgent."""
        return max(1, self._cache_bytes // (4 * side_px * side_px))

    def get(self, key: PictureKey) -> Surface | None:
        """The picture, or None while it is on its way or when its file is missing or broken."""
        return self._made.get(key)

    def has(self, key: PictureKey) -> bool:
        """Whether decoding has ended, well or badly."""
        return key in self._made

    def try_again(self) -> None:
        """Forget which files were broken: the closet has changed and they may be there now."""
        with self._lock:
            for key in [key for key, picture in self._made.items() if picture is None]:
                del self._made[key]

    @property
    def held_bytes(self) -> int:
        """What the cache holds now."""
        return self._held_bytes

    def _work(self) -> None:
        while True:
            with self._lock:
                while (key := self._next()) is None and not self._ended:
                    self._lock.wait()
                if self._ended or key is None:
                    return
            self._keep(key, _decode(key))
            if self._arrived is not None:
                self._arrived()

    def _next(self) -> PictureKey | None:
        """The most urgent missing picture of whoever asked last; called with the lock."""
        for who in reversed(list(self._wanted)):
            keys = self._wanted[who]
            while keys:
                key = keys.pop(0)
                if key not in self._made:
                    return key
            del self._wanted[who]
        return None

    def _keep(self, key: PictureKey, picture: Surface | None) -> None:
        with self._lock:
            self._made[key] = picture
            self._held_bytes += _bytes(picture)
            while self._held_bytes > self._cache_bytes and len(self._made) > 1:
                self._held_bytes -= _bytes(self._made.popitem(last=False)[1])
            self.generation += 1


class Arrivals:
    """Tells a widget, once for each time, that pictures have come since it last asked."""

    def __init__(self, pictures: Pictures) -> None:
        self._pictures = pictures
        self._seen = -1

    def any(self) -> bool:
        """Whether to look again."""
        seen, self._seen = self._seen, self._pictures.generation
        return seen != self._seen


def _bytes(picture: Surface | None) -> int:
    return 0 if picture is None else picture.get_pitch() * picture.get_height()


def _decode(key: PictureKey) -> Surface | None:
    """The picture of a file, or None, with a line in the log, when there is none to be had."""
    try:
        if key.file.suffix == ".webp" and not key.lit and (quick := _quick(key)) is not None:
            return quick
        with Image.open(key.file) as image:
            upright = _upright(image, 2 * key.side_px)
            return surface_of(_lit(upright, key.side_px) if key.lit else _square(upright, key.side_px))
    except Exception as error:  # whatever a broken file does to a decoder, the thread goes on
        _log.warning("no picture from %s: %s", key.file.name, error)
        return None


def _upright(image: Image.Image, side_px: int) -> Image.Image:
    """The image as its camera was held; a JPEG read no larger than it must be for this side. Raises ValueError."""
    if image.width * image.height > MOST_PIXELS:
        raise ValueError(f"{image.width}x{image.height} pixels are too many")
    image.draft("RGB", (side_px, side_px))
    return ImageOps.exif_transpose(image)


def _quick(key: PictureKey) -> Surface | None:
    """The square by SDL; None when it cannot read the file, or has been built without WebP."""
    try:
        read = pygame.image.load(key.file)
    except pygame.error:
        return None
    opaque = blank(read.get_size())
    opaque.blit(read, (0, 0))
    share = key.side_px / max(opaque.get_size())
    width, height = (max(1, round(length * share)) for length in opaque.get_size())
    if share != 1:
        opaque = pygame.transform.smoothscale(opaque, (width, height))
    if width == height:
        return opaque
    square = blank((key.side_px, key.side_px))
    square.blit(opaque, ((key.side_px - width) // 2, (key.side_px - height) // 2))
    return square


def _square(image: Image.Image, side_px: int) -> Image.Image:
    """Opaque RGB on black, fitted into the square."""
    share = side_px / max(image.size)
    if share != 1:
        size = (max(1, round(image.width * share)), max(1, round(image.height * share)))
        image = image.resize(size, Image.Resampling.BICUBIC, reducing_gap=2.0)
    square = Image.new("RGB", (side_px, side_px))
    place = ((side_px - image.width) // 2, (side_px - image.height) // 2)
    if image.mode in ("RGBA", "LA", "P"):
        image = image.convert("RGBA")
        square.paste(image, place, image)
    else:
        square.paste(image.convert("RGB"), place)
    return square


def _lit(image: Image.Image, side_px: int) -> Image.Image:
    """A cutout on black with the rim light that keeps black clothes visible."""
    # Imported here: the rim light loads OpenCV, which a mirror that shows only its grid does not need yet.
    from ..vision.glow import on_black  # noqa: PLC0415

    return Image.fromarray(on_black(np.asarray(image.convert("RGBA")), side_px))
