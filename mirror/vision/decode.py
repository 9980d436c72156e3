"""From a file that anybody may have sent to upright RGB pixels, safely.

The type is told by content, never by name; the size is read from the header before a pixel is decoded. Loads
Pillow and numpy only (and the HEIF reader when one comes), because the phone admin looks at uploads with it.
"""

import io
import stat
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from ..errors import PhotoError

MAX_PIXELS = 25_000_000
MIN_SIDE_PX = 24
LONGEST_SIDE_PX = 2048
MAX_BYTES = 60_000_000
SNIFF_BYTES = 32

Image.MAX_IMAGE_PIXELS = None  # the cap below is ours, stricter, and an error instead of a warning

_HEIF_BRANDS = {b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1", b"avif"}


class PhotoHeader(NamedTuple):
    """What a photo file says of itself: "JPEG", "PNG", "WEBP" or "HEIF", and its size in pixels."""

    format: str
    width: int
    height: int


class Pixels(NamedTuple):
    """A decoded photo: RGB uint8 (height, width, 3); alpha uint8 (height, width), or None without transparency."""

    rgb: NDArray[np.uint8]
    alpha: NDArray[np.uint8] | None


def sniff(head: bytes) -> str | None:
    """The format ("JPEG", "PNG", "WEBP", "HEIF") by a file's first 32 bytes, or None for anything else."""
    if head.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG"
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "WEBP"
    if head[4:8] == b"ftyp" and head[8:12] in _HEIF_BRANDS - {b"avif"}:
        return "HEIF"
    return None


def probe(path: Path) -> PhotoHeader:
    """Format and size of a photo file, from its header alone.

    Raises PhotoError when it is empty, no photo, damaged in its header, too small or over 25 megapixels.
    """
    with _opened(path) as image:
        return PhotoHeader(str(image.format), image.width, image.height)


def decode(path: Path, longest_side_px: int = LONGEST_SIDE_PX) -> Pixels:
    """The photo upright, in sRGB, 8 bits a channel, its longest side `longest_side_px` or less.

    Of an animation the first picture is taken. Raises PhotoError as `probe` does, and for a file that is cut off.
    """
    with _opened(path) as image, _without_warnings():
        try:
            if image.format == "JPEG":
                image.draft("RGB", (longest_side_px, longest_side_px))
            image.load()
            ImageOps.exif_transpose(image, in_place=True)  # first of all: what follows forgets the EXIF
            upright = _in_srgb(_eight_bit(image))
        except (OSError, SyntaxError, ValueError, EOFError, MemoryError, RuntimeError) as error:
            reason = " ".join(str(error).split())
            raise PhotoError(
                f"the photo is damaged or cut off ({reason}); copy it again from the camera"
            ) from error
        upright.thumbnail((longest_side_px, longest_side_px), Image.Resampling.LANCZOS, reducing_gap=3.0)
        alpha = None
        if upright.mode == "RGBA":
            alpha = np.asarray(upright.getchannel("A")).copy()
            if alpha.min() == 255:
                alpha = None
        return Pixels(np.asarray(_flat(upright)).copy(), alpha)


def _opened(path: Path) -> Image.Image:
    """The file opened by Pillow, header read and checked. Raises PhotoError."""
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):  # opening a pipe would wait for somebody to write into it
            raise PhotoError("this is no file that could hold a photo")
        with path.open("rb") as file:
            head = file.read(SNIFF_BYTES)
    except OSError as error:
        raise PhotoError(f"the file cannot be read: {error.strerror}") from error
    size = status.st_size
    if size == 0:
        raise PhotoError("the file is empty")
    if size > MAX_BYTES:
        raise PhotoError(f"the file has {size / 1e6:.0f} MB; photos up to {MAX_BYTES / 1e6:.0f} MB are taken")
    found = sniff(head)
    if found is None:
        raise PhotoError("this is no photo that can be read; send JPEG, PNG, WebP or HEIC")
    if found == "HEIF":
        import pillow_heif  # noqa: PLC0415  # 5 MB that only a HEIC photo needs

        pillow_heif.register_heif_opener()
    try:
        with _without_warnings():
            image = Image.open(path, formats=[found])
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, RuntimeError) as error:
        raise PhotoError("the photo is damaged at its beginning; copy it again from the camera") from error
    try:
        _check_size(image)
    except PhotoError:
        image.close()
        raise
    return image


def _check_size(image: Image.Image) -> None:
    """Raises PhotoError for a photo that is too large or too small."""
    if image.width * image.height > MAX_PIXELS:
        megapixels = image.width * image.height / 1e6
        raise PhotoError(
            f"the photo has {megapixels:.0f} megapixels; up to {MAX_PIXELS / 1e6:.0f} are taken: make it smaller"
        )
    if min(image.size) < MIN_SIDE_PX:
        raise PhotoError(f"the photo is too small: {image.width}x{image.height} pixels")


@contextmanager
def _without_warnings() -> Iterator[None]:
    """Pillow warns of odd EXIF, which is not this person's concern."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def _eight_bit(image: Image.Image) -> Image.Image:
    """Any mode as 8-bit RGB or RGBA, with what convert() would lose (16-bit greys) scaled first."""
    if image.mode.startswith("I") or image.mode == "F":
        values = np.asarray(image, dtype=np.float64)
        top = 65535.0 if values.max() > 255 else 255.0
        return Image.fromarray((values.clip(0, top) * (255.0 / top)).astype(np.uint8), "L").convert("RGB")
    if image.mode in ("RGBA", "LA", "PA", "RGBa", "La") or "transparency" in image.info:
        return image.convert("RGBA")
    if image.mode == "RGB":
        return image
    return image.convert("RGB")


def _in_srgb(image: Image.Image) -> Image.Image:
    """Phones photograph in wider colour spaces; a profile that cannot be used is left alone."""
    profile = image.info.get("icc_profile")
    if not profile or b"sRGB" in profile[:512]:
        return image
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        if source.profile.xcolor_space.strip() != "RGB":
            return image
        converted = ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"))
    except (ImageCms.PyCMSError, OSError, ValueError):
        return image
    return converted or image


def _flat(image: Image.Image) -> Image.Image:
    """RGB, what is transparent on white."""
    if image.mode == "RGB":
        return image
    ground = Image.new("RGB", image.size, (255, 255, 255))
    ground.paste(image, mask=image.getchannel("A"))
    return ground
