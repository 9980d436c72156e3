"""A name is shown in a spreadsheet, never run by it: in the phone's CSV and in those of a backup."""

import csv
import io
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest

from mirror.clock import FakeClock
from mirror.closet import Closet, Person
from mirror.closet.backup import back_up
from mirror.closet.cells import safe


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\r=1", "\n=1", " =1", "＝1"])
def test_no_cell_is_a_formula(cell: str) -> None:
    assert safe(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["할머니 코트", "", "1=1", "a-b", 5, -5])
def test_other_cells_stay_as_they_are(cell: object) -> None:
    assert safe(cell) == cell


def test_the_sheets_of_a_backup_hold_none(
    closet: Closet, clock: FakeClock, person: Person, make_garment: Callable[..., int], file: Path
) -> None:
    """Words are trimmed when they are kept, so a space cannot hide one here."""
    garment = make_garment(person.id)
    closet.garments.describe(person.id, garment, name="=1+1", notes="@SUM(A1)", tags=["-1"])
    closet.garments.wear(person.id, garment, clock.now().date())
    back_up(closet.data_dir, file)
    with ZipFile(file) as pack:
        sheets = {
            name: next(csv.DictReader(io.StringIO(pack.read(name).decode("utf-8-sig"))))
            for name in ("garments.csv", "wears.csv")
        }
    assert [sheets["garments.csv"][column] for column in ("name", "notes", "tags")] == [
        "'=1+1",
        "'@SUM(A1)",
        "'-1",
    ]
    assert sheets["wears.csv"]["name"] == "'=1+1"
    assert sheets["garments.csv"]["length cm"] == ""
