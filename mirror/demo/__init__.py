"""A closet's worth of demo garments, each with what it is expected to be recognised as.

They are files and names only: how they get into a closet is not known here.
`docs/assets/make_demo_garments.py` made them.
"""

import csv
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from ..categories import Category


@dataclass(frozen=True)
class DemoGarment:
    """One demo garment: a 256 x 256 px WebP with alpha, what it is, and its name in both languages."""

    path: Path
    category: Category
    name_en: str
    name_ko: str


def entries() -> list[DemoGarment]:
    """Every demo garment, in the order of index.csv: by design, then by colour."""
    folder = Path(str(resources.files(__package__) / "garments"))
    with (folder / "index.csv").open(encoding="utf-8", newline="") as index:
        return [
            DemoGarment(
                folder / row["file"], Category.from_label(row["category"]), row["name_en"], row["name_ko"]
            )
            for row in csv.DictReader(index)
        ]


def garment_files() -> list[Path]:
    """The picture files of all demo garments."""
    return [garment.path for garment in entries()]
