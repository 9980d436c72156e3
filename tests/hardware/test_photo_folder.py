"""The camera that plays the photos of a folder, in its own way."""

from pathlib import Path

import numpy as np
import pytest

from mirror.errors import CameraError
from mirror.hardware import photo_folder as module
from mirror.hardware.photo_folder import PhotoFolder


def test_a_folder_plays_its_photos_in_order_and_over_again(photo_folder: Path) -> None:
    camera = PhotoFolder(photo_folder, frames_per_s=1000)
    camera.open()
    played = [tuple(int(v) for v in camera.still().rgb[600, 800]) for _ in range(5)]
    assert len(set(played)) == 4
    assert played[4] == played[0]


def test_a_folder_s_preview_shows_what_the_next_still_takes(photo_folder: Path) -> None:
    camera = PhotoFolder(photo_folder, frames_per_s=1000)
    camera.open()
    for _ in range(5):
        preview = camera.preview().rgb[400, 500].astype(int)
        assert np.abs(camera.still().rgb[600, 800] - preview).max() < 4


def test_previews_keep_their_pace_and_the_first_does_not_wait(
    photo_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    now_s, waits = 100.0, []

    class Time:
        monotonic = staticmethod(lambda: now_s)

        @staticmethod
        def sleep(wait_s: float) -> None:
            nonlocal now_s
            waits.append(round(wait_s, 6))
            now_s += wait_s

    monkeypatch.setattr(module, "time", Time)
    camera = PhotoFolder(photo_folder, frames_per_s=10)
    camera.open()
    camera.preview()
    camera.preview()
    now_s += 0.03
    camera.preview()
    now_s += 5
    camera.preview()
    camera.close()
    camera.open()
    camera.preview()
    assert waits == [0, 0.1, 0.07, 0, 0]


def test_a_folder_without_photos_is_a_camera_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(CameraError, match="has no photos"):
        PhotoFolder(tmp_path).open()
    with pytest.raises(CameraError, match="No such file"):
        PhotoFolder(tmp_path / "nowhere").open()


@pytest.mark.parametrize("part", [0.0, 0.5], ids=["no photo", "half of one"])
def test_a_photo_that_cannot_be_read_is_named(tmp_path: Path, photo_folder: Path, part: float) -> None:
    whole = (photo_folder / "1.jpg").read_bytes()
    (tmp_path / "1.jpg").write_bytes(whole[: int(len(whole) * part)] or b"no photo")
    camera = PhotoFolder(tmp_path, frames_per_s=1000)
    camera.open()
    for look in (camera.preview, camera.still):
        with pytest.raises(CameraError, match=r"cannot read 1\.jpg"):
            look()


def test_a_folder_that_shrank_while_the_camera_was_closed_plays_what_is_left(
    tmp_path: Path, photo_folder: Path
) -> None:
    for number in (0, 1, 2):
        (tmp_path / f"{number}.jpg").write_bytes((photo_folder / f"{number}.jpg").read_bytes())
    camera = PhotoFolder(tmp_path, frames_per_s=1000)
    camera.open()
    camera.still()
    camera.still()
    camera.close()
    (tmp_path / "2.jpg").unlink()
    (tmp_path / "1.jpg").unlink()
    camera.open()
    assert camera.still().rgb.shape == (1200, 1600, 3)
