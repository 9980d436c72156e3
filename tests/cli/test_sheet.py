"""otjang sheet: a page to print, and forgetting what it taught."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from PIL import Image

from mirror.capture.calibration import Calibration, load, save


def test_the_sheet_is_written_as_pdf_or_png(otjang, tmp_path: Path) -> None:
    for name in ("sheet.pdf", "sheet.PNG"):
        outcome = otjang("sheet", "--out", tmp_path / name)
        assert (outcome.status, outcome.err) == (0, "")
        assert "100 %" in outcome.out
    assert (tmp_path / "sheet.pdf").read_bytes().startswith(b"%PDF")
    with Image.open(tmp_path / "sheet.PNG") as picture:
        assert picture.size == (2480, 3508)


@pytest.mark.parametrize(
    ("name", "says"), [("sheet.jpg", "name it .pdf or .png"), ("no/sheet.pdf", "cannot write")]
)
def test_a_file_that_cannot_be_made_is_said(otjang, tmp_path: Path, name: str, says: str) -> None:
    outcome = otjang("sheet", "--out", tmp_path / name)
    assert outcome.status == 1
    assert says in outcome.err
    assert list(tmp_path.iterdir()) == []


def test_forgetting_removes_the_calibration(otjang, data_dir: Path) -> None:
    data_dir.mkdir()
    save(data_dir, Calibration((1.0, 1.0, 1.0), 11.3, 2304, 1296, datetime(2026, 5, 4, tzinfo=UTC)))
    assert otjang("sheet", "--forget").out == "the calibration is forgotten\n"
    assert load(data_dir) is None
    assert otjang("sheet", "--forget").out == "there was no calibration\n"


def test_one_of_both_is_needed(otjang) -> None:
    assert otjang("sheet").status == otjang("sheet", "--out", "x.pdf", "--forget").status == 2
