"""A mirror stands for years: opening and closing leaves no thread, no descriptor and no memory behind."""

import gc
import os
import threading
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from mirror.hardware.camera import Camera
from mirror.hardware.photo_folder import PhotoFolder
from mirror.hardware.webcam import Webcam

from .conftest import written


def descriptors() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


def resident_mb() -> float:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def cycle(camera: Camera, times: int) -> None:
    for _ in range(times):
        camera.open()
        camera.preview()
        camera.still()
        camera.close()


@pytest.mark.parametrize(("kind", "warm", "times"), [("folder", 1000, 9000), ("film", 100, 300)])
def test_cycles_leave_nothing_behind(tmp_path: Path, kind: str, warm: int, times: int) -> None:
    picture = np.random.default_rng(1).integers(0, 255, (48, 64, 3), np.uint8)
    if kind == "folder":
        for number in range(3):
            Image.fromarray(np.roll(picture, number, axis=0)).save(tmp_path / f"{number}.jpg")
        camera: Camera = PhotoFolder(tmp_path, 1000)
    else:
        camera = Webcam(written(tmp_path / "film.avi", [picture] * 8))
    cycle(camera, warm)
    gc.collect()
    threads, files, mb = threading.active_count(), descriptors(), resident_mb()
    cycle(camera, times)
    gc.collect()
    assert threading.active_count() == threads
    assert descriptors() == files
    grown_mb = resident_mb() - mb
    print(f"{times} cycles: {threads} threads, {files} descriptors, {grown_mb:+.2f} MB resident")
    assert grown_mb < 4


def test_a_camera_that_never_opens_leaves_nothing_behind(tmp_path: Path) -> None:
    """The mirror tries a missing camera again every few seconds, for months."""
    no_film = tmp_path / "film.avi"
    no_film.write_bytes(b"no film" * 100)
    files = descriptors()
    for camera in (Webcam(no_film), Webcam(99), PhotoFolder(tmp_path / "nowhere")):
        for _ in range(50):
            with pytest.raises(OSError, match=r"."):
                camera.open()
    assert descriptors() == files
