"""What a photo of the sheet teaches, kept beside the closet: whole, sound, or not at all."""

import logging
from datetime import UTC, datetime
from pathlib import Path

import cv2
import msgspec
import numpy as np
import pytest

from mirror.capture import calibration
from mirror.capture.calibration import Calibration, forget, load, measure, save
from mirror.errors import ClosetError
from mirror.vision.sheet import LINEAR
from mirror.vision.sheet_page import draw_page

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
SOME = Calibration((0.8, 1.0, 1.4), 11.3, 2304, 1296, NOON)


def sheet_under(light: tuple[float, float, float]) -> np.ndarray:
    """The page before a grey wall, 20 pixels a centimetre, in this light."""
    page = cv2.resize(np.asarray(draw_page()), (420, 594), interpolation=cv2.INTER_AREA)
    wall = np.full((800, 1200), 110, np.uint8)
    wall[100:694, 300:720] = page
    linear = LINEAR[wall][..., np.newaxis] * np.array(light) * 0.6
    return (255 * (1.055 * linear ** (1 / 2.4) - 0.055).clip(0, 1) + 0.5).astype(np.uint8)


def test_a_photo_of_the_sheet_is_measured_and_told() -> None:
    made, line = measure(sheet_under((1.25, 1.0, 0.7)), NOON)
    assert made.px_per_cm == pytest.approx(20, rel=0.01)
    assert made.gains == pytest.approx((0.8, 1.0, 1 / 0.7), rel=0.02)
    assert (made.width_px, made.height_px, made.made_at) == (1200, 800, NOON)
    assert line == f"measured: {made.px_per_cm:.1f} pixels per centimetre, and the colour of the light"


def test_what_was_measured_makes_paper_grey() -> None:
    rgb = sheet_under((1.25, 1.0, 0.7))
    corrected = measure(rgb)[0].correct(rgb)
    paper = corrected[300:360, 400:600].reshape(-1, 3).mean(axis=0)
    assert np.ptp(paper) < 1.5
    assert np.ptp(rgb[300:360, 400:600].reshape(-1, 3).mean(axis=0)) > 50
    assert corrected.shape == rgb.shape


def test_gains_stay_where_a_light_could_be() -> None:
    """A candle: blue is nearly gone, and multiplying what is left by five would show noise."""
    made, _ = measure(sheet_under((1.6, 0.9, 0.18)))
    assert made.gains == (0.6, 1.0, 1.7)


def test_a_sheet_that_cannot_be_measured_says_what_to_do() -> None:
    made, line = measure(sheet_under((0.03, 0.03, 0.03)))
    assert made is None
    assert line == "it is too dark to measure the sheet: turn on more light"


def test_a_photo_without_a_sheet_has_nothing_to_say() -> None:
    assert measure(np.full((600, 800, 3), 120, np.uint8)) == (None, "")


def test_the_scale_follows_the_size_of_the_still() -> None:
    assert SOME.scaled_px_per_cm(2592) == pytest.approx(22.6)


def test_correcting_leaves_black_and_green_and_never_wraps_around() -> None:
    rgb = np.repeat(np.arange(256, dtype=np.uint8)[:, np.newaxis, np.newaxis], 3, axis=2)
    shown = SOME.correct(rgb).astype(int)
    assert shown[0].tolist() == [[0, 0, 0]]
    assert (shown[..., 1] == rgb[..., 1]).all()
    assert (np.diff(shown, axis=0) >= 0).all()
    assert shown[255, 0].tolist()[1:] == [255, 255]
    even = Calibration((1.0, 1.0, 1.0), 1.0, 1, 1, NOON)
    assert (even.correct(rgb) == rgb).all()


# Keeping


def test_it_is_kept_replaced_and_forgotten(tmp_path: Path) -> None:
    assert load(tmp_path) is None
    save(tmp_path, SOME)
    newer = msgspec.structs.replace(SOME, px_per_cm=12.0)
    save(tmp_path, newer)
    assert load(tmp_path) == newer
    assert [file.name for file in tmp_path.iterdir()] == ["calibration.json"]
    assert forget(tmp_path)
    assert not forget(tmp_path)
    assert load(tmp_path) is None


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe",
        b"{",
        b"[]",
        b'{"gains": [1, 1, 1]}',
        b'{"otjang": "another file"}',
        msgspec.json.encode(SOME)[:-20],
        msgspec.json.encode(SOME).replace(b"1.4", b"9.0"),
        msgspec.json.encode(SOME).replace(b"11.3", b"-1"),
        msgspec.json.encode(SOME).replace(b"1296", b"0"),
        msgspec.json.encode(SOME).replace(b"2026-", b"last "),
    ],
)
def test_a_damaged_or_foreign_file_is_said_and_left_aside(
    tmp_path: Path, content: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / calibration.FILE_NAME).write_bytes(content)
    with caplog.at_level(logging.WARNING):
        assert load(tmp_path) is None
    assert "is no calibration" in caplog.text
    assert "photograph the sheet again" in caplog.text


def test_a_folder_of_that_name_is_said(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / calibration.FILE_NAME).mkdir()
    assert load(tmp_path) is None
    assert "cannot read the calibration" in caplog.text
    with pytest.raises(ClosetError):
        save(tmp_path, SOME)
    with pytest.raises(ClosetError, match="cannot remove"):
        forget(tmp_path)
