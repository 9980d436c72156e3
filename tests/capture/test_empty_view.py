"""The empty view outlives the mirror's sleep, and a new start begins with it."""

from pathlib import Path

import numpy as np
import pytest

from mirror.capture import empty_view
from mirror.capture.empty_view import Memory
from mirror.capture.scene import Scene
from mirror.errors import ClosetError

from .films import GARMENT, Film


def test_what_is_kept_is_loaded_by_the_next_start(tmp_path: Path, film: Film) -> None:
    view = film.scene.background
    assert Memory(tmp_path).load() is None
    Memory(tmp_path).keep(view)
    loaded = Memory(tmp_path).load()
    assert loaded.shape == view.shape
    assert np.abs(loaded.astype(int) - view).mean() < 3


def test_hardly_another_view_is_not_written_again(tmp_path: Path, film: Film) -> None:
    memory, view = Memory(tmp_path), film.scene.background
    memory.keep(None)
    assert not list(tmp_path.iterdir())
    memory.keep(view)
    written = (tmp_path / empty_view.FILE_NAME).stat().st_mtime_ns
    memory.keep((view + 1).astype(np.uint8))
    assert (tmp_path / empty_view.FILE_NAME).stat().st_mtime_ns == written
    memory.keep((view // 2).astype(np.uint8))
    assert Memory(tmp_path).load().mean() < 0.6 * view.mean()


@pytest.mark.parametrize("content", [b"", b"no picture", b"\xff\xd8\xff half a JPEG"])
def test_a_damaged_file_is_learned_anew(
    tmp_path: Path, content: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / empty_view.FILE_NAME).write_bytes(content)
    assert Memory(tmp_path).load() is None
    assert "learned anew" in caplog.text


def test_a_full_disk_only_costs_the_learning(
    tmp_path: Path, film: Film, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def full(*_: object) -> None:
        raise ClosetError("cannot write: No space left on device")

    monkeypatch.setattr(empty_view, "durable_write", full)
    Memory(tmp_path).keep(film.scene.background)
    assert "No space left" in caplog.text


def test_a_remembered_view_knows_a_garment_at_once(film: Film) -> None:
    view = film.scene.background
    film.scene = Scene()
    film.scene.recall(view)
    seen = film.show(0.1, film.with_patch(GARMENT), light=0.8)
    assert seen.learned
    assert seen.garment is not None


def test_a_remembered_view_of_another_place_is_forgotten(film: Film) -> None:
    film.scene = Scene()
    film.scene.recall(np.random.default_rng(9).integers(0, 255, film.room.shape, dtype=np.uint8))
    assert not film.show(0.2).learned
    assert film.show(2).learned
    assert np.abs(film.scene.background.astype(int) - film.room).mean() < 4
