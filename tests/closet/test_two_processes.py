"""The mirror and the phone admin over one closet: who works, who has changed something, who must wait."""

import io
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from mirror.closet import Closet, Person
from mirror.closet.sqlite import open_database
from mirror.errors import ClosetBusy, ClosetError, ClosetTooNew, MirrorError

HOLD_WORKER_LOCK = """
import sys
from pathlib import Path
from mirror.closet import Closet
closet = Closet.open(Path(sys.argv[1]))
with closet.worker_lock() as held:
    print(held, flush=True)
    sys.stdin.read()
"""
HOLD_WRITE_LOCK = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1] + "/closet.db", isolation_level=None)
connection.execute("BEGIN IMMEDIATE")
print(True, flush=True)
sys.stdin.read()
connection.execute("ROLLBACK")
connection.close()
"""
ADD_A_PERSON = """
import sys
from pathlib import Path
from mirror.closet import Closet
closet = Closet.open(Path(sys.argv[1]))
closet.people.add("Minseo")
closet.close()
"""


@contextmanager
def another_process(script: str, data_dir: Path) -> Iterator[subprocess.Popen[str]]:
    """A process that has done its first step, and ends when its standard input does."""
    process = subprocess.Popen(
        [sys.executable, "-c", script, str(data_dir)], stdin=-1, stdout=-1, text=True, encoding="utf-8"
    )
    assert process.stdout is not None
    try:
        assert process.stdout.readline() == "True\n"
        yield process
    finally:
        process.kill()
        process.communicate()


# Who works


def test_one_process_at_a_time_is_the_worker_and_death_frees_its_place(closet: Closet) -> None:
    assert not closet.worker_is_up()
    with another_process(HOLD_WORKER_LOCK, closet.data_dir) as process:
        assert closet.worker_is_up()
        with closet.worker_lock(wait_s=0) as held:
            assert not held
        assert closet.worker_is_up()
        process.kill()
        process.wait()
        assert not closet.worker_is_up()
        with closet.worker_lock(wait_s=0) as held:
            assert held


def test_the_place_is_free_again_after_use(closet: Closet) -> None:
    for _ in range(2):
        with closet.worker_lock(wait_s=0) as held:
            assert held
            assert closet.worker_is_up()
        assert not closet.worker_is_up()


def test_a_lock_that_cannot_be_made_says_so(closet: Closet) -> None:
    (closet.data_dir / "worker.lock").mkdir()
    with pytest.raises(ClosetError, match="cannot write in"), closet.worker_lock():
        pass


# Who has changed something


def test_another_process_s_change_is_noticed_once(closet: Closet) -> None:
    assert not closet.changed()
    subprocess.run([sys.executable, "-c", ADD_A_PERSON, str(closet.data_dir)], check=True)
    assert closet.changed()
    assert not closet.changed()
    assert closet.people.find("Minseo") is not None


def test_another_thread_s_change_is_noticed_and_one_s_own_is_not(closet: Closet) -> None:
    closet.people.add("Jieun")
    assert not closet.changed()

    def other_thread() -> None:
        closet.people.add("Minseo")
        closet.close()

    thread = threading.Thread(target=other_thread)
    thread.start()
    thread.join()
    assert closet.changed()
    assert not closet.changed()


def test_reading_elsewhere_is_no_change(closet: Closet) -> None:
    thread = threading.Thread(target=lambda: (closet.people.all(), closet.close()))
    thread.start()
    thread.join()
    assert not closet.changed()


def test_closing_twice_does_no_harm_and_the_next_question_opens_again(closet: Closet, person: Person) -> None:
    closet.close()
    closet.close()
    assert closet.people.all() == [person]


# Who must wait


@pytest.mark.parametrize(
    "write",
    [
        lambda closet, person: closet.people.add("Minseo"),
        lambda closet, person: closet.people.new_setup_code(),
        lambda closet, person: closet.inbox.submit(person.id, "x.jpg", io.BytesIO(b"x"), source="phone"),
        lambda closet, person: closet.garments.delete(person.id, 1),
        lambda closet, person: closet.garments.wash(person.id, 1),
        lambda closet, person: closet.garments.describe(person.id, 1, brand="Uniqlo"),
        lambda closet, person: closet.people.set_pin(person.id, "2580"),
        lambda closet, person: closet.people.try_pin(person.id, "2580"),
        lambda closet, person: closet.people.set_avatar(person.id, 1),
        lambda closet, person: closet.preferences.change(brightness=40),
        lambda closet, person: closet.reconcile(),
    ],
    ids=[
        *("add a person", "setup code", "submit", "delete", "wash", "describe"),
        *("set a PIN", "try a PIN", "avatar", "preference", "reconcile"),
    ],
)
def test_a_closet_that_is_held_too_long_is_busy(
    closet: Closet, person: Person, impatient: None, write: Callable[[Closet, Person], object]
) -> None:
    with another_process(HOLD_WRITE_LOCK, closet.data_dir) as process:
        with pytest.raises(ClosetBusy, match="try again in a moment") as error:
            write(closet, person)
        assert isinstance(error.value, TimeoutError)
        assert closet.people.all() == [person]  # who only looks need not wait
        assert closet.inbox.take() is None
        process.communicate()
    assert closet.people.add("Minseo").name == "Minseo"


def test_a_photo_that_a_busy_closet_refuses_leaves_no_file(
    closet: Closet, person: Person, impatient: None
) -> None:
    with another_process(HOLD_WRITE_LOCK, closet.data_dir), pytest.raises(ClosetBusy):
        closet.inbox.submit(person.id, "x.jpg", io.BytesIO(b"x"), source="phone")
    assert list(closet.photos.inbox_dir.iterdir()) == []


@pytest.fixture
def impatient(closet: Closet) -> None:
    """This thread waits 30 ms for the write lock instead of five seconds."""
    closet.patience_ms(30)


def test_patience_is_this_thread_s_until_it_closes(closet: Closet) -> None:
    def patience() -> object:
        return closet._database.execute_sql("PRAGMA busy_timeout").fetchone()[0]

    closet.patience_ms(0)
    elsewhere: list[object] = []
    thread = threading.Thread(target=lambda: (elsewhere.append(patience()), closet.close()))
    thread.start()
    thread.join()
    assert (patience(), elsewhere) == (0, [5000])
    closet.close()
    assert patience() == 5000


def test_without_patience_a_busy_closet_says_so_at_once_and_later_lets_in(closet: Closet) -> None:
    closet.patience_ms(0)
    with another_process(HOLD_WRITE_LOCK, closet.data_dir) as process:
        for _ in range(3):
            with pytest.raises(ClosetBusy):
                closet.preferences.change(sound=False)
        assert closet.preferences.get().sound
        process.communicate()
    assert not closet.preferences.change(sound=False).sound


# Opening


def test_both_processes_may_make_a_new_closet_at_the_same_time(tmp_path: Path) -> None:
    """systemd starts both at the first boot; each waits at the gate, then all open the same empty folder."""
    script = (
        "import sys\nfrom pathlib import Path\nfrom mirror.closet import Closet\n"
        "print(True, flush=True)\nsys.stdin.readline()\n"
        "closet = Closet.open(Path(sys.argv[1]))\nprint(len(closet.people.all()))\ncloset.close()\n"
    )
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", script, str(tmp_path / "data")], stdin=-1, stdout=-1, stderr=-1, text=True
        )
        for _ in range(5)
    ]
    for process in processes:
        assert process.stdout is not None
        assert process.stdout.readline() == "True\n"
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("\n")
        process.stdin.flush()
    answers = [process.communicate() for process in processes]
    assert [answer for answer in answers if answer != ("0\n", "")] == []


def test_a_file_that_is_no_database_is_an_error_with_a_way_out(tmp_path: Path) -> None:
    (tmp_path / "closet.db").write_bytes(b"this is no database, whatever its name says" * 100)
    with pytest.raises(ClosetError, match="otjang restore") as error:
        Closet.open(tmp_path)
    assert not isinstance(error.value, ClosetTooNew)


def test_a_closet_of_a_newer_version_is_left_alone(closet: Closet) -> None:
    database = open_database(closet.data_dir / "closet.db")
    database.execute_sql("INSERT INTO schema_step (number) VALUES (999)")
    database.close()
    closet.close()
    with pytest.raises(ClosetTooNew, match=r"step 999.*update Otjang") as error:
        Closet.open(closet.data_dir)
    assert isinstance(error.value, MirrorError)
