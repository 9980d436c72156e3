"""Between Pillow's or numpy's pixels and a surface of the display's own pixel layout. Needs no open display."""

from PIL import Image
from pygame import Surface

from .widgets.brush import MASKS


def blank(size: tuple[int, int]) -> Surface:
    """A black opaque surface whose pixels are laid out like a display's."""
    return Surface(size, 0, 32, MASKS)


def surface_of(image: Image.Image) -> Surface:
    """An RGB image as a surface that blits without conversion."""
    surface = blank(image.size)
    rows = image.convert("RGB").tobytes("raw", "BGRX")
    pitch, width = surface.get_pitch(), image.width * 4
    view = surface.get_buffer()
    if pitch == width:
        view.write(rows, 0)
    else:
        for row in range(image.height):
            view.write(rows[row * width : (row + 1) * width], row * pitch)
    del view
    return surface


def image_of(surface: Surface) -> Image.Image:
    """A copy of a surface of 32 bits a pixel as an RGB image."""
    view = surface.get_buffer()
    rows = view.raw
    del view
    return Image.frombuffer("RGB", surface.get_size(), rows, "raw", "BGRX", surface.get_pitch(), 1)
