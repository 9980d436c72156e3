"""The pictures that a virtual camera plays: `frames.py FOLDER` draws them, before libcamera looks for them."""

import sys
from pathlib import Path

from PIL import Image, ImageDraw

from tests.hardware.conftest import COLOURS

SIZE = (2304, 1296)


def draw(folder: Path) -> None:
    """One picture, a quarter of each colour: all frames are the same, so that preview and still can be compared."""
    width, height = SIZE
    picture = Image.new("RGB", SIZE)
    pen = ImageDraw.Draw(picture)
    corners = ((0, 0), (width // 2, 0), (width // 2, height // 2), (0, height // 2))
    for (left, top), colour in zip(corners, COLOURS, strict=True):
        pen.rectangle((left, top, left + width // 2, top + height // 2), fill=colour)
    picture.save(folder / "quarters.jpg", quality=95)


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    draw(folder)
