"""The page with the calibration sheet, ready for a printer. What stands on it where is sheet.py's."""

import io
from pathlib import Path
from typing import Literal

import cv2
from PIL import Image, ImageDraw, ImageFont

from .. import assets
from .sheet import MARK_MM, MARKS_AT_MM, PAGE_MM, WEDGE, wedge_boxes

DPI = 300
RULER_MM = (55.0, 155.0, 192.0)  # from x, to x, y
INSTRUCTIONS = (  # on the page both languages stand, since paper does not know who holds it
    "100% 크기로 인쇄하고, 위의 자가 정확히 10 cm인지 재 보세요.",
    "옷을 두는 자리에 옷과 같은 거리로 반듯하게 걸고, 거울로 사진을 찍으세요.",
    "Print this page at 100 %, and check that the ruler above is 10 cm long.",
    "Hang it flat where your clothes hang, as far from the camera, and photograph it with the mirror.",
)


def draw_page() -> Image.Image:
    """The A4 page, upright, 300 dots an inch, grey (mode "L")."""
    page = Image.new("L", (_dots(PAGE_MM[0]), _dots(PAGE_MM[1])), 255)
    draw = ImageDraw.Draw(page)
    dictionary = cv2.aruco.getPredefinedDictionary(cv2.aruco.DICT_4X4_50)
    for number, (left, top) in MARKS_AT_MM.items():
        mark = cv2.aruco.generateImageMarker(dictionary, number, _dots(MARK_MM))
        page.paste(Image.fromarray(mark), (_dots(left), _dots(top)))
    for grey, (left, top, right, bottom) in zip(WEDGE, wedge_boxes(), strict=True):
        draw.rectangle((_dots(left), _dots(top), _dots(right) - 1, _dots(bottom) - 1), fill=grey)
    _ruler(draw)
    _words(draw)
    return page


def page_file(kind: Literal["pdf", "png"]) -> bytes:
    """The page as a file that prints in its true size."""
    buffer = io.BytesIO()
    if kind == "pdf":
        draw_page().save(buffer, "PDF", resolution=float(DPI), quality=95, title="Otjang calibration sheet")
    else:
        draw_page().save(buffer, "PNG", dpi=(DPI, DPI), optimize=True)
    return buffer.getvalue()


def _dots(mm: float) -> int:
    return round(mm / 25.4 * DPI)


def _ruler(draw: ImageDraw.ImageDraw) -> None:
    first, last, y = RULER_MM
    thick = _dots(0.3)
    draw.line((_dots(first), _dots(y), _dots(last), _dots(y)), fill=0, width=thick)
    for cm in range(11):
        x, length = first + 10 * cm, 6.0 if cm % 5 == 0 else 3.5
        draw.line((_dots(x), _dots(y - length), _dots(x), _dots(y)), fill=0, width=thick)
        if cm % 5 == 0:
            draw.text((_dots(x), _dots(y - 7)), f"{cm}", fill=0, font=_font(3.6), anchor="ms")
    draw.text((_dots(last + 4), _dots(y)), "cm", fill=0, font=_font(3.6), anchor="ls")


def _words(draw: ImageDraw.ImageDraw) -> None:
    middle = _dots(PAGE_MM[0] / 2)
    draw.text((middle, _dots(38)), "옷장", fill=0, font=_font(14, "Bold"), anchor="mm")
    draw.text((middle, _dots(52)), "Otjang", fill=90, font=_font(7), anchor="mm")
    for row, words in enumerate(INSTRUCTIONS):
        draw.text((middle, _dots(200 + 5.4 * row)), words, fill=0, font=_font(4), anchor="mm")


def _font(height_mm: float, weight: str = "Regular") -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(
        Path(assets.__path__[0]) / "fonts" / f"Pretendard-{weight}.otf", _dots(height_mm)
    )
