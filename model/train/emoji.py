"""Drawn garments and bags: the clothes of Noto Color Emoji (Google, OFL; Debian package
fonts-noto-color-emoji).

They stand in for what the photos lack, bags above all. The product's demo garments are of another set
(Fluent) and never train.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFont

FONT = Path("/usr/share/fonts/truetype/noto/NotoColorEmoji.ttf")
SIZE_PX = 109
"""The one size at which the font holds its bitmaps (136 x 128 px)."""
DRAWINGS = {
    "T-shirt/top": "👕👚",
    "Trouser": "👖",
    "Dress": "👗🥻",
    "Coat": "🧥",
    "Sandal": "🩴👡",
    "Shirt": "👔",
    "Sneaker": "👟",
    "Bag": "👜👛👝🎒💼🛍",
    "Ankle boot": "🥾👢",
    "Shorts": "🩳",
    "Hat": "👒🎩🧢",
    "Shoe": "👞👠🥿🩰",
}


def drawings() -> dict[str, list[np.ndarray]]:
    """RGBA pictures (h, w, 4) uint8, trimmed, for each category that has any. Raises FileNotFoundError
    without the font."""
    if not FONT.is_file():
        raise FileNotFoundError(f"no {FONT}: apt install fonts-noto-color-emoji")
    font = ImageFont.truetype(str(FONT), SIZE_PX)
    return {category: [_drawn(letter, font) for letter in letters] for category, letters in DRAWINGS.items()}


def _drawn(letter: str, font: ImageFont.FreeTypeFont) -> np.ndarray:
    sheet = Image.new("RGBA", (160, 160))
    ImageDraw.Draw(sheet).text((10, 10), letter, font=font, embedded_color=True)
    return np.array(sheet.crop(sheet.getbbox()))
