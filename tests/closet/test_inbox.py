"""The durable way in: every state a photo can be in, and every way from one to the next."""

import io
from collections.abc import Callable

import pytest

from mirror.categories import Category
from mirror.clock import FakeClock
from mirror.closet import Closet, InboxItem, InboxState, Person, Submission
from mirror.errors import ClosetError, NotFound
from mirror.vision.facts import Guess

ONE_DAY_S = 24 * 3600
GUESSES = [Guess(Category.HAT, 0.9)]


@pytest.fixture
def other(closet: Closet) -> Person:
    return closet.people.add("Minseo")


@pytest.fixture
def submit(closet: Closet, person: Person) -> Callable[..., Submission]:
    def hand_in(content: bytes = b"a photo", name: str = "hat.jpg", person_id: int = person.id) -> Submission:
        return closet.inbox.submit(person_id, name, io.BytesIO(content), source="phone")

    return hand_in


def admit(closet: Closet, item: InboxItem) -> int:
    return closet.admit(item, guesses=GUESSES, colours=[], cutout_uncertain=False)


# Handing in


def test_what_was_handed_in_waits_with_its_file(
    closet: Closet, person: Person, clock: FakeClock, submit
) -> None:
    submission = submit(b"bytes of a photo", "모자.jpg")
    item = submission.item
    assert submission.outcome == "queued"
    assert (item.person_id, item.file_name, item.source) == (person.id, "모자.jpg", "phone")
    assert (item.state, item.stage, item.reason) == (InboxState.WAITING, "", "")
    assert (item.garment_id, item.duplicate, item.added_at) == (None, False, clock.now())
    assert closet.photos.spooled(item.sha256).read_bytes() == b"bytes of a photo"
    assert closet.inbox.items(person.id) == [item] == [closet.inbox.get(person.id, item.id)]


def test_a_large_photo_is_kept_whole(closet: Closet, submit) -> None:
    content = bytes(range(256)) * 12_345
    assert closet.photos.spooled(submit(content).item.sha256).read_bytes() == content


def test_the_inbox_folder_holds_nothing_but_the_photos(closet: Closet, submit) -> None:
    hashes = {submit(content).item.sha256 for content in (b"one", b"two", b"one")}
    assert {file.name for file in closet.photos.inbox_dir.iterdir()} == hashes


def test_the_same_photo_waits_once(closet: Closet, person: Person, submit) -> None:
    first, again = submit(name="a.jpg"), submit(name="b.jpg")
    assert again.outcome == "already_waiting"
    assert again.item == first.item
    closet.inbox.take()
    assert submit().outcome == "already_waiting"
    assert len(closet.inbox.items(person.id)) == 1


def test_a_photo_that_became_a_garment_is_not_kept_again(closet: Closet, person: Person, submit) -> None:
    submit()
    item = closet.inbox.take()
    garment_id = admit(closet, item)
    closet.inbox.drop_file(item)
    again = submit()
    assert (again.outcome, again.item.garment_id) == ("already_owned", garment_id)
    assert closet.inbox.counts(person.id)[InboxState.WAITING] == 0
    assert list(closet.photos.inbox_dir.iterdir()) == []


def test_the_same_photo_of_two_people_is_two_items(
    closet: Closet, person: Person, other: Person, submit
) -> None:
    assert submit().outcome == submit(person_id=other.id).outcome == "queued"
    assert [item.person_id for item in closet.inbox.items()] == [person.id, other.id]


def test_a_photo_whose_garment_was_deleted_is_taken_in_anew(closet: Closet, person: Person, submit) -> None:
    submit()
    old = admit(closet, closet.inbox.take())
    closet.garments.delete(person.id, old)
    assert submit().outcome == "queued"
    new = admit(closet, closet.inbox.take())
    assert [tile.id for tile in closet.garments.tiles(person.id)] == [new]
    closet.garments.purge(all_deleted=True)
    assert [tile.id for tile in closet.garments.tiles(person.id)] == [new]


def test_a_photo_whose_garment_ended_is_taken_in_anew(closet: Closet, person: Person, submit) -> None:
    submit()
    closet.garments.delete(person.id, admit(closet, closet.inbox.take()))
    closet.garments.purge(all_deleted=True)
    (item,) = closet.inbox.items(person.id, ended_too=True)
    assert (item.state, item.garment_id) == (InboxState.DONE, None)
    assert submit().outcome == "queued"


def test_a_failed_photo_is_tried_anew_when_it_is_handed_in_again(
    closet: Closet, person: Person, submit
) -> None:
    first = submit().item
    closet.inbox.fail(closet.inbox.take().id, "too dark")
    again = submit(name="better name.jpg")
    assert (again.outcome, again.item.id, again.item.reason) == ("queued", first.id, "")
    assert (again.item.state, again.item.file_name) == (InboxState.WAITING, "better name.jpg")


def test_a_very_long_file_name_is_cut(submit) -> None:
    assert submit(name="x" * 500 + ".jpg").item.file_name == "x" * 200


def test_a_file_name_that_is_no_text_is_kept_readable(closet: Closet, person: Person, submit) -> None:
    submit(name=b"caf\xe9.jpg".decode("utf-8", "surrogateescape"))
    (item,) = closet.inbox.items(person.id)
    assert item.file_name == "caf?.jpg"


def test_a_person_that_there_is_not_leaves_no_file(closet: Closet, submit) -> None:
    with pytest.raises(NotFound):
        submit(person_id=99)
    assert list(closet.photos.inbox_dir.iterdir()) == []


def test_an_upload_that_breaks_off_leaves_nothing(closet: Closet, person: Person) -> None:
    class BrokenUpload(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            if self.tell():
                raise OSError(5, "Input/output error")
            return super().read(3)

    with pytest.raises(ClosetError, match="Input/output error"):
        closet.inbox.submit(person.id, "x.jpg", BrokenUpload(b"a photo"), source="phone")
    assert closet.inbox.items() == []
    assert list(closet.photos.inbox_dir.iterdir()) == []


# Taking out


def test_photos_are_taken_in_the_order_they_came(closet: Closet, clock: FakeClock, submit) -> None:
    names = ["c.jpg", "a.jpg", "b.jpg"]
    for name in names:
        submit(name.encode(), name)
        clock.advance(1)
    twins = ["2.jpg", "1.jpg"]
    for name in twins:  # of one moment
        submit(name.encode(), name)
    assert [closet.inbox.take().file_name for _ in range(5)] == names + twins
    assert closet.inbox.take() is None


def test_a_photo_handed_in_again_goes_to_the_end(closet: Closet, clock: FakeClock, submit) -> None:
    submit(b"1", "first.jpg")
    closet.inbox.fail(closet.inbox.take().id, "too dark")
    clock.advance(1)
    submit(b"2", "second.jpg")
    clock.advance(1)
    submit(b"1", "first.jpg")
    assert [item.file_name for item in closet.inbox.items()] == ["second.jpg", "first.jpg"]
    assert closet.inbox.take().file_name == "second.jpg"


def test_the_worker_s_progress_is_there_for_all_to_see(closet: Closet, person: Person, submit) -> None:
    submit()
    item = closet.inbox.take()
    assert (item.state, item.stage) == (InboxState.WORKING, "decode")
    closet.inbox.note_stage(item.id, "cutout")
    assert closet.inbox.get(person.id, item.id).stage == "cutout"


def test_a_finished_photo_is_no_longer_listed_but_can_be_asked_for(
    closet: Closet, person: Person, submit
) -> None:
    submit()
    garment_id = admit(closet, closet.inbox.take())
    assert closet.inbox.items(person.id) == []
    (item,) = closet.inbox.items(person.id, ended_too=True)
    assert (item.state, item.stage, item.garment_id) == (InboxState.DONE, "", garment_id)
    assert not item.duplicate


def test_a_failed_photo_stays_listed_with_its_reason_and_file(closet: Closet, person: Person, submit) -> None:
    submit()
    closet.inbox.fail(closet.inbox.take().id, "the photo is damaged")
    (item,) = closet.inbox.items(person.id)
    assert (item.state, item.stage, item.reason) == (InboxState.FAILED, "", "the photo is damaged")
    assert closet.photos.spooled(item.sha256).exists()
    assert closet.inbox.take() is None


def test_counts_name_every_state(closet: Closet, person: Person, other: Person, submit) -> None:
    for number in range(4):
        submit(b"%d" % number)
    submit(b"theirs", person_id=other.id)
    closet.inbox.fail(closet.inbox.take().id, "too dark")
    admit(closet, closet.inbox.take())
    closet.inbox.take()
    assert closet.inbox.counts(person.id) == {
        InboxState.WAITING: 1,
        InboxState.WORKING: 1,
        InboxState.DONE: 1,
        InboxState.FAILED: 1,
    }
    assert closet.inbox.counts()[InboxState.WAITING] == 2
    assert closet.inbox.counts(99) == dict.fromkeys(InboxState, 0)


# Deciding


def test_a_dismissed_photo_is_gone_with_its_file(closet: Closet, person: Person, submit) -> None:
    item = submit().item
    closet.inbox.fail(closet.inbox.take().id, "too dark")
    closet.inbox.dismiss(person.id, item.id)
    assert closet.inbox.items(person.id, ended_too=True) == []
    assert not closet.photos.spooled(item.sha256).exists()
    with pytest.raises(NotFound):
        closet.inbox.dismiss(person.id, item.id)


def test_a_retried_photo_waits_again_with_all_its_attempts(closet: Closet, person: Person, submit) -> None:
    item = submit().item
    for _ in range(5):  # more often than a crash would be forgiven
        closet.inbox.fail(closet.inbox.take().id, "too dark")
        closet.inbox.retry(person.id, item.id)
    assert closet.inbox.get(person.id, item.id) == item
    closet.inbox.take()
    assert closet.inbox.recover() == 1


@pytest.mark.parametrize("decide", ["dismiss", "retry"])
def test_only_a_failed_photo_of_one_s_own_can_be_decided_on(
    closet: Closet, person: Person, other: Person, submit, decide: str
) -> None:
    item = submit().item
    question = getattr(closet.inbox, decide)
    for move_on in (lambda: None, closet.inbox.take):  # waiting, working
        move_on()
        with pytest.raises(NotFound, match="only a failed photo"):
            question(person.id, item.id)
    closet.inbox.fail(item.id, "too dark")
    for person_id, item_id in ((other.id, item.id), (person.id, 99)):
        with pytest.raises(NotFound, match="no such photo"):
            question(person_id, item_id)
    with pytest.raises(NotFound):
        closet.inbox.get(other.id, item.id)
    assert closet.inbox.get(person.id, item.id).state == InboxState.FAILED


def test_the_file_stays_while_another_person_s_item_needs_it(
    closet: Closet, person: Person, other: Person, submit
) -> None:
    mine, theirs = submit().item, submit(person_id=other.id).item
    closet.inbox.fail(closet.inbox.take().id, "too dark")
    closet.inbox.dismiss(person.id, mine.id)
    assert closet.photos.spooled(theirs.sha256).exists()
    item = closet.inbox.take()
    assert item.id == theirs.id
    closet.inbox.drop_file(item)
    assert closet.photos.spooled(theirs.sha256).exists()
    admit(closet, item)
    closet.inbox.drop_file(item)
    assert not closet.photos.spooled(theirs.sha256).exists()


def test_a_file_dropped_while_another_hands_the_same_photo_in_is_not_lost(
    closet: Closet, person: Person, other: Person, submit
) -> None:
    """The worker ends one person's photo just after the other person's upload has arrived, before its row."""
    submit(b"shared")
    mine = closet.inbox.take()
    admit(closet, mine)

    class DropsAtItsEnd(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            chunk = super().read(size)
            if not chunk:
                closet.inbox.drop_file(mine)
            return chunk

    theirs = closet.inbox.submit(other.id, "x.jpg", DropsAtItsEnd(b"shared"), source="phone").item
    assert closet.photos.spooled(theirs.sha256).read_bytes() == b"shared"


# After a crash, and after a while


def test_what_was_being_worked_on_waits_again_after_a_crash(closet: Closet, person: Person, submit) -> None:
    submit(b"1"), submit(b"2")
    taken = closet.inbox.take()
    closet.inbox.note_stage(taken.id, "cutout")
    assert closet.inbox.recover() == 1
    assert [(item.state, item.stage) for item in closet.inbox.items(person.id)] == [
        (InboxState.WAITING, "")
    ] * 2
    assert closet.inbox.take().id == taken.id


def test_a_photo_that_stops_the_worker_three_times_fails(closet: Closet, person: Person, submit) -> None:
    submit(b"poison"), submit(b"good")
    for _ in range(2):
        closet.inbox.take()
        assert closet.inbox.recover() == 1
    closet.inbox.take()
    assert closet.inbox.recover() == 0
    poison, good = closet.inbox.items(person.id)
    assert (poison.state, good.state) == (InboxState.FAILED, InboxState.WAITING)
    assert poison.reason == "the mirror stopped 3 times while reading this photo"


def test_recovering_touches_only_what_was_being_worked_on(closet: Closet, person: Person, submit) -> None:
    for content in (b"1", b"2", b"3"):
        submit(content)
    closet.inbox.fail(closet.inbox.take().id, "too dark")
    admit(closet, closet.inbox.take())
    before = closet.inbox.items(person.id, ended_too=True)
    assert closet.inbox.recover() == 0
    assert closet.inbox.items(person.id, ended_too=True) == before


def test_done_items_are_forgotten_after_a_day_and_failed_ones_never(
    closet: Closet, person: Person, clock: FakeClock, submit
) -> None:
    submit(b"good"), submit(b"bad")
    garment_id = admit(closet, closet.inbox.take())
    closet.inbox.fail(closet.inbox.take().id, "too dark")
    clock.advance(ONE_DAY_S)
    closet.inbox.prune()
    assert len(closet.inbox.items(person.id, ended_too=True)) == 2
    clock.advance(1)
    closet.inbox.prune()
    clock.advance(100 * ONE_DAY_S)
    closet.inbox.prune()
    assert [item.state for item in closet.inbox.items(person.id, ended_too=True)] == [InboxState.FAILED]
    assert closet.garments.get(person.id, garment_id).category == Category.HAT


def test_a_photo_forgotten_by_the_inbox_is_still_known_by_the_closet(
    closet: Closet, person: Person, clock: FakeClock, submit
) -> None:
    submit()
    garment_id = admit(closet, closet.inbox.take())
    clock.advance(2 * ONE_DAY_S)
    closet.inbox.prune()
    submit()
    assert admit(closet, closet.inbox.take()) == garment_id
    (item,) = closet.inbox.items(person.id, ended_too=True)
    assert (item.state, item.garment_id, item.duplicate) == (InboxState.DONE, garment_id, True)
    assert len(closet.garments.tiles(person.id)) == 1
