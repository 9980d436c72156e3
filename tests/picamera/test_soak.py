"""Opening and closing the real Picamera2 again and again: no thread, no descriptor and no memory stays behind."""

import gc
import os
import selectors
import threading
from collections.abc import Callable

import pytest

from mirror.errors import CameraError
from tests.hardware.test_soak import cycle, descriptors, resident_mb

from .conftest import MakeCamera

CYCLES = int(os.environ.get("CYCLES", "500"))
WARM_UP = 20


def left() -> tuple[int, int]:
    gc.collect()
    return threading.active_count(), descriptors()


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """picamera2's two threads look every 0.2 s whether they shall end; here they look oftener, and nothing else."""
    wait: Callable = selectors.DefaultSelector.select
    monkeypatch.setattr(
        selectors.DefaultSelector,
        "select",
        lambda self, timeout=None: wait(self, min(timeout or 0.005, 0.005)),
    )


@pytest.mark.timeout(900)
@pytest.mark.usefixtures("impatient")
def test_cycles_leave_nothing_behind(camera_of: MakeCamera) -> None:
    camera = camera_of()
    cycle(camera, WARM_UP)
    before, mb = left(), resident_mb()
    cycle(camera, CYCLES - WARM_UP)
    assert left() == before
    grown_mb = resident_mb() - mb
    print(f"{CYCLES} cycles: {before[0]} threads, {before[1]} descriptors, {grown_mb:+.1f} MB resident")
    assert grown_mb < 8


def test_a_busy_camera_that_is_tried_again_and_again_leaves_nothing_behind(camera_of: MakeCamera) -> None:
    holder, other = camera_of(), camera_of()
    holder.open()

    def try_often(times: int) -> None:
        for _ in range(times):
            with pytest.raises(CameraError, match="another program"):
                other.open()

    try_often(3)
    before = left()
    try_often(100)
    assert left() == before
    holder.preview()


def test_a_camera_without_memory_that_is_tried_again_leaves_nothing_behind(
    camera_of: MakeCamera, tmp_path, monkeypatch: pytest.MonkeyPatch
) -> None:
    camera = camera_of()
    cycle(camera, 2)
    before = left()
    monkeypatch.setenv("FAKEHEAP_FULL", str(tmp_path))
    for _ in range(10):
        with pytest.raises(CameraError, match="no memory"):
            camera.open()
    assert left() == before
