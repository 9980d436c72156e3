"""A still on its way into the inbox, with its scale, its true colours and its empty view; the sheet stays out."""

import io

import numpy as np
import pytest
from PIL import Image

from mirror.capture import calibration
from mirror.capture.calibration import Calibration
from mirror.capture.keeping import Keeper
from mirror.capture.view import Taken
from mirror.clock import FakeClock
from mirror.closet import Closet, Person
from mirror.errors import ClosetError


@pytest.fixture
def still() -> np.ndarray:
    return np.full((600, 400, 3), (120, 120, 90), np.uint8)


@pytest.fixture
def keeper(closet: Closet, clock: FakeClock) -> Keeper:
    return Keeper(closet, clock)


def kept_colour(closet: Closet, sha256: str) -> list[int]:
    with Image.open(io.BytesIO(closet.photos.spooled(sha256).read_bytes())) as image:
        return [round(value) for value in np.asarray(image).reshape(-1, 3).mean(axis=0)]


def test_a_photo_goes_in_as_it_is_while_nothing_is_known(
    keeper: Keeper, closet: Closet, person: Person, still: np.ndarray
) -> None:
    taken = keeper.keep(still, person.id, None)
    (item,) = closet.inbox.items()
    assert taken == Taken(1, item.id)
    assert (item.source, item.px_per_cm) == ("camera", None)
    assert not closet.photos.background(item.sha256).exists()
    assert np.abs(np.subtract(kept_colour(closet, item.sha256), (120, 120, 90))).max() <= 2


def test_calibrated_it_has_its_scale_and_true_colours(
    keeper: Keeper, closet: Closet, clock: FakeClock, person: Person, still: np.ndarray
) -> None:
    known = Calibration((1.0, 1.0, 1.5), 10.0, 800, 1200, clock.now())
    calibration.save(closet.data_dir, known)
    keeper.keep(still, person.id, still)
    (item,) = closet.inbox.items()
    assert item.px_per_cm == pytest.approx(5.0)
    red, _, blue = kept_colour(closet, item.sha256)
    assert abs(red - 120) <= 2
    assert blue > 100
    with Image.open(closet.photos.background(item.sha256)) as image:
        assert np.asarray(image)[..., 2].mean() > 100, "the empty view is seen in the same light"
    calibration.forget(closet.data_dir)
    keeper.keep(still + 1, person.id, None)
    assert closet.inbox.items()[-1].px_per_cm is None


def test_the_sheet_is_measured_and_is_no_garment(
    keeper: Keeper, closet: Closet, clock: FakeClock, person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    measured = Calibration((1.1, 1.0, 0.9), 11.3, 400, 600, clock.now())
    monkeypatch.setattr(calibration, "measure", lambda rgb, now: (measured, "measured: 11.3 pixels"))
    taken = keeper.keep(np.zeros((600, 400, 3), np.uint8), person.id, None)
    assert taken == Taken(1, None, "measured: 11.3 pixels")
    assert calibration.load(closet.data_dir) == measured
    assert not closet.inbox.items()


def test_a_sheet_that_cannot_be_measured_leaves_what_was_known(
    keeper: Keeper, closet: Closet, person: Person, monkeypatch: pytest.MonkeyPatch, still: np.ndarray
) -> None:
    monkeypatch.setattr(calibration, "measure", lambda rgb, now: (None, "the sheet is tilted: hang it so"))
    assert keeper.keep(still, person.id, None).said == "the sheet is tilted: hang it so"
    assert calibration.load(closet.data_dir) is None
    assert not closet.inbox.items()


def test_what_cannot_be_kept_is_said_and_counted(
    keeper: Keeper, closet: Closet, person: Person, monkeypatch: pytest.MonkeyPatch, still: np.ndarray
) -> None:
    def full(*_: object, **__: object) -> None:
        raise ClosetError("cannot keep the photo: No space left on device")

    with monkeypatch.context() as broken:
        broken.setattr(closet.inbox, "submit", full)
        taken = keeper.keep(still, person.id, None)
    assert (taken.number, taken.item_id) == (1, None)
    assert taken.said.endswith("make room on the disk, then try again")
    assert keeper.keep(still, person.id, None).number == 2
