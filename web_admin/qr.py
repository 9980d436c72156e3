"""An address as a QR code, drawn as one path of an SVG picture."""

from typing import NamedTuple

import segno

QUIET = 4  # modules of light around it that a reader asks for


class QrCode(NamedTuple):
    """size: how many modules the picture is wide and high, the light around it included.

    path: the dark ones, as the `d` of an SVG path in modules.
    """

    size: int
    path: str


def qr_code(text: str) -> QrCode:
    """The code of `text`, with error correction M."""
    rows = [list(row) for row in segno.make(text, error="m", micro=False).matrix]
    dark = [
        f"M{x + QUIET} {y + QUIET}h1v1h-1z"
        for y, row in enumerate(rows)
        for x, module in enumerate(row)
        if module
    ]
    return QrCode(len(rows) + 2 * QUIET, "".join(dark))
