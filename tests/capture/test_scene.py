"""What a camera that hangs still has in view, on rooms and things of plain shapes."""

import cv2
import numpy as np
import pytest

from mirror.capture.scene import Seen

from .films import FRAME_S, GARMENT, SIZE, Film


def test_the_empty_view_is_learned_and_holds_nothing(film: Film) -> None:
    seen = film.show(3)
    assert seen == Seen(None, still=False, learned=True)
    assert film.scene.background is not None
    assert np.abs(film.scene.background.astype(int) - film.room).mean() < 4


def test_a_garment_in_the_guide_is_seen_and_stays_seen(film: Film) -> None:
    picture = film.with_patch(GARMENT)
    assert film.show(FRAME_S, picture).garment is not None
    seen = film.show(20, picture)
    assert seen.garment is not None
    assert seen.still
    covered = 160 * 250 / (SIZE[0] * SIZE[1])
    assert seen.garment.mean() == pytest.approx(covered, rel=0.15)
    assert np.abs(film.scene.background.astype(int) - film.room).mean() < 4, "it is not learned as empty"


def test_it_is_not_still_while_it_comes(film: Film) -> None:
    for left in range(0, 100, 5):
        moved = (left, GARMENT[1], left + 160, GARMENT[3])
        seen = film.show(FRAME_S, film.with_patch(moved))
        assert not seen.still
    assert film.show(0.6, film.with_patch(GARMENT)).still


@pytest.mark.parametrize(
    "box", [(0, 0, 90, 200), (0, 560, 120, 640), (170, 0, 190, 640), (0, 300, 360, 325)], ids=str
)
def test_what_stands_aside_or_is_thin_is_no_garment(film: Film, box: tuple[int, int, int, int]) -> None:
    assert film.show(3, film.with_patch(box)).garment is None


@pytest.mark.parametrize("light", [0.5, 0.8, 1.25, 1.5])
def test_another_light_is_no_garment_and_hides_none(film: Film, light: float) -> None:
    assert film.show(1, light=light).garment is None
    assert film.show(1, film.with_patch(GARMENT), light).garment is not None


def test_a_lamp_on_one_side_becomes_part_of_the_view(film: Film) -> None:
    rows, columns = np.mgrid[: SIZE[0], : SIZE[1]]
    lamp = 1 + 0.6 * np.exp(-((rows - 250) ** 2 + (columns - 120) ** 2) / (2 * 90**2))
    lit = np.clip(film.room * lamp[..., None], 0, 255).astype(np.uint8)
    assert film.show(2, lit).garment is None
    assert np.abs(film.scene.background.astype(int) - lit).mean() < 6


def test_a_shadow_is_no_garment(film: Film) -> None:
    shadow = np.ones(SIZE, np.float32)
    shadow[150:450, 100:280] = 0.6
    shadow = cv2.GaussianBlur(shadow, (0, 0), 8)
    assert film.show(2, (film.room * shadow[..., None]).astype(np.uint8)).garment is None


def test_what_was_there_from_the_beginning_is_no_garment_when_it_leaves(film: Film) -> None:
    begun = Film(film.room)
    assert begun.show(3, film.with_patch(GARMENT)).garment is None
    assert begun.show(1).garment is None
    assert np.abs(begun.scene.background.astype(int) - film.room).mean() < 4, "its ghost is gone"
    assert begun.show(1, film.with_patch(GARMENT)).garment is not None


def test_darkness_tells_nothing_and_forgets_nothing(film: Film) -> None:
    dark = np.zeros((*SIZE, 3), np.uint8)
    assert film.show(2, dark).garment is None
    assert film.show(1).garment is None
    assert film.show(1, film.with_patch(GARMENT)).garment is not None


def test_a_camera_of_another_size_is_learned_anew(film: Film) -> None:
    wide = np.ascontiguousarray(film.room.transpose(1, 0, 2))
    assert not film.show(FRAME_S, wide).learned
    assert film.scene.background is None
    assert film.show(2, wide).learned
