"""The camera's empty view and its scale on their way in: used when they are there and sound, gone afterwards."""

import io
from collections.abc import Callable

import numpy as np
import pytest

from mirror.clock import FakeClock
from mirror.closet import Closet, InboxItem, InboxState, Person
from mirror.intake import admit_photo
from mirror.vision.encode import png

EMPTY = np.full((30, 40, 3), (200, 190, 180), np.uint8)
TEN_YEARS_S = 10 * 365 * 24 * 3600  # the files' own times are the machine's


@pytest.fixture
def photograph(closet: Closet, person: Person) -> Callable[..., InboxItem]:
    def submit(content: str = "hat 1", background: bytes | None = png(EMPTY), **facts: object) -> InboxItem:
        stream = io.BytesIO(content.encode())
        return closet.inbox.submit(
            person.id, "a.jpg", stream, source="camera", background=background, **facts
        ).item

    return submit


def test_the_empty_view_reaches_the_eye_and_goes_with_the_photo(closet: Closet, eye, photograph) -> None:
    item = photograph()
    assert closet.photos.background(item.sha256).exists()
    assert admit_photo(closet, eye, closet.inbox.take()) is not None
    assert np.array_equal(eye.backgrounds[0], EMPTY)
    assert list(closet.photos.inbox_dir.iterdir()) == []


@pytest.mark.parametrize(
    "damage", [lambda file: file.unlink(), lambda file: file.write_bytes(b"\xff\xd8\xff no")]
)
def test_a_missing_or_damaged_empty_view_fails_no_photo(closet: Closet, eye, photograph, damage) -> None:
    damage(closet.photos.background(photograph().sha256))
    assert admit_photo(closet, eye, closet.inbox.take()) is not None
    assert eye.backgrounds == [None]
    assert list(closet.photos.inbox_dir.iterdir()) == []


def test_a_photo_without_an_empty_view_is_seen_without(closet: Closet, eye, photograph) -> None:
    photograph(background=None)
    admit_photo(closet, eye, closet.inbox.take())
    assert eye.backgrounds == [None]


def test_a_failed_photo_keeps_its_empty_view_for_the_next_try(
    closet: Closet, person: Person, eye, photograph
) -> None:
    item = photograph("bad 1")
    admit_photo(closet, eye, closet.inbox.take())
    assert closet.photos.background(item.sha256).exists()
    closet.inbox.dismiss(person.id, item.id)
    assert list(closet.photos.inbox_dir.iterdir()) == []


@pytest.mark.parametrize("owned", [False, True])
def test_a_duplicate_leaves_nothing_behind(closet: Closet, eye, photograph, owned: bool) -> None:
    photograph(background=None)
    if owned:
        admit_photo(closet, eye, closet.inbox.take())
    before = {file.name for file in closet.photos.inbox_dir.iterdir()}
    photograph(background=png(EMPTY))
    assert {file.name for file in closet.photos.inbox_dir.iterdir()} == before


def test_an_empty_view_stays_while_another_person_s_item_needs_it(
    closet: Closet, person: Person, eye, photograph
) -> None:
    item = photograph()
    other = closet.people.add("Minseo")
    closet.inbox.submit(other.id, "b.jpg", io.BytesIO(b"hat 1"), source="phone")
    admit_photo(closet, eye, closet.inbox.take())
    assert closet.photos.background(item.sha256).exists()
    admit_photo(closet, eye, closet.inbox.take())
    assert list(closet.photos.inbox_dir.iterdir()) == []


def test_the_sweep_takes_an_empty_view_of_no_row_and_leaves_one_that_is_needed(
    closet: Closet, clock: FakeClock, photograph
) -> None:
    needed = photograph()
    closet.photos.background("ab" * 32).write_bytes(png(EMPTY))
    clock.advance(TEN_YEARS_S)
    assert closet.reconcile() == 1
    assert {file.name for file in closet.photos.inbox_dir.iterdir()} == {
        needed.sha256,
        f"{needed.sha256}.background",
    }


# Sizes


def test_a_calibrated_photo_gives_a_garment_its_size(closet: Closet, person: Person, eye, photograph) -> None:
    assert photograph(px_per_cm=10.0).px_per_cm == 10.0
    garment = closet.garments.get(person.id, admit_photo(closet, eye, closet.inbox.take()))
    assert (garment.length_cm, garment.width_cm, garment.shown_length_cm) == (60.0, 30.0, 60)


@pytest.mark.parametrize(("px_per_cm", "uncertain"), [(None, False), (10.0, True)])
def test_without_a_scale_or_an_outline_there_is_no_size(
    closet: Closet, person: Person, eye, photograph, *, px_per_cm: float | None, uncertain: bool
) -> None:
    eye.uncertain = uncertain
    photograph(px_per_cm=px_per_cm)
    garment = closet.garments.get(person.id, admit_photo(closet, eye, closet.inbox.take()))
    assert (garment.length_cm, garment.width_cm, garment.shown_length_cm) == (None, None, None)


@pytest.mark.parametrize(("px_per_cm", "shown"), [(61.0, None), (59.0, 10), (9.7, 62)])
def test_a_length_is_shown_in_whole_centimetres_from_ten_on(
    closet: Closet, person: Person, eye, photograph, *, px_per_cm: float, shown: int | None
) -> None:
    photograph(px_per_cm=px_per_cm)
    garment_id = admit_photo(closet, eye, closet.inbox.take())
    assert closet.garments.get(person.id, garment_id).shown_length_cm == shown


def test_a_photo_handed_in_again_has_its_new_scale(closet: Closet, person: Person, photograph) -> None:
    item = photograph("bad 1", px_per_cm=10.0)
    closet.inbox.fail(closet.inbox.take().id, "too dark")
    assert photograph("bad 1").px_per_cm is None
    assert closet.inbox.get(person.id, item.id).state == InboxState.WAITING
