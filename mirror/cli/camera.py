"""sheet: the calibration sheet to print, and forgetting what a photo of it has taught."""

import argparse
from pathlib import Path
from typing import Any

from ..errors import MirrorError


def add_commands(commands: Any) -> None:
    """Add these commands to the parser's subcommands."""
    sheet = commands.add_parser(
        "sheet", help="the calibration sheet to print and hang before the camera; --forget undoes it"
    )
    wanted = sheet.add_mutually_exclusive_group(required=True)
    wanted.add_argument("--out", type=Path, metavar="FILE.pdf", help="A4, as .pdf or .png")
    wanted.add_argument("--forget", action="store_true", help="photos are no longer corrected and measured")
    sheet.set_defaults(run=_sheet)


def _sheet(options: argparse.Namespace) -> int:
    if options.forget:
        from ..capture import calibration  # noqa: PLC0415  # other commands need no OpenCV

        had_one = calibration.forget(options.data)
        print("the calibration is forgotten" if had_one else "there was no calibration")
        return 0
    from ..vision.sheet_page import page_file  # noqa: PLC0415  # other commands need no OpenCV

    kind = options.out.suffix.lower()
    if kind not in (".pdf", ".png"):
        raise MirrorError(f"cannot make a {options.out.name}: name it .pdf or .png")
    try:
        options.out.write_bytes(page_file("pdf" if kind == ".pdf" else "png"))
    except OSError as error:
        raise MirrorError(f"cannot write {options.out}: {error.strerror}") from error
    print(
        f"{options.out}: print it on A4 at 100 %, hang it where clothes hang, and photograph it with the mirror"
    )
    return 0
