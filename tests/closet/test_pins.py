"""The mirror's PIN: what it lets in, how long it keeps out, and that no cord and no clock gets around it."""

import signal
import subprocess
import sys
from datetime import timedelta

import pytest

from mirror.clock import FakeClock
from mirror.closet import Closet, Person, PinAnswer
from mirror.closet.models import PersonRow
from mirror.closet.pins import FIRST_WAIT_S, LONGEST_WAIT_S, TRIES, wait_after_s
from mirror.errors import ClosetError, NotFound

RIGHT = PinAnswer(right=True, tries_left=TRIES, wait_s=0)


@pytest.fixture
def guarded(closet: Closet, person: Person) -> Person:
    closet.people.set_pin(person.id, "2580")
    return closet.people.get(person.id)


def fail(closet: Closet, person: Person, times: int, clock: FakeClock | None = None) -> PinAnswer:
    """Wrong PINs, one after the other; with a clock each wait is sat out first."""
    for _ in range(times):
        if clock is not None:
            clock.advance(closet.people.pin_wait_s(person.id))
        answer = closet.people.try_pin(person.id, "0000")
    return answer


# What is a PIN


def test_nobody_has_a_pin_at_first_and_then_everything_is_right(closet: Closet, person: Person) -> None:
    assert not person.has_pin
    assert closet.people.try_pin(person.id, "0000") == RIGHT
    assert closet.people.pin_wait_s(person.id) == 0


@pytest.mark.parametrize("pin", ["0000", "12345", "987654", "２５８０", "2５8０"])
def test_four_to_six_digits_are_a_pin(closet: Closet, person: Person, pin: str) -> None:
    closet.people.set_pin(person.id, pin)
    assert closet.people.get(person.id).has_pin
    assert closet.people.all()[0].has_pin
    assert closet.people.try_pin(person.id, pin) == RIGHT
    assert not closet.people.try_pin(person.id, pin + "0").right


def test_full_width_digits_are_the_same_pin(closet: Closet, guarded: Person) -> None:
    assert closet.people.try_pin(guarded.id, "２５８０").right


@pytest.mark.parametrize(
    "pin", ["", "123", "1234567", "12a4", "12 34", "-123", "٢٥٨٠", "1234\n", "½½½½", "①②③"]
)
def test_anything_else_is_none_and_the_one_before_stays(closet: Closet, guarded: Person, pin: str) -> None:
    with pytest.raises(ClosetError, match="4 to 6 digits"):
        closet.people.set_pin(guarded.id, pin)
    assert closet.people.try_pin(guarded.id, "2580").right
    assert not closet.people.try_pin(guarded.id, pin).right


def test_another_pin_ends_the_one_before_and_none_ends_both(closet: Closet, guarded: Person) -> None:
    closet.people.set_pin(guarded.id, "1357")
    assert not closet.people.try_pin(guarded.id, "2580").right
    assert closet.people.try_pin(guarded.id, "1357").right
    closet.people.set_pin(guarded.id, None)
    assert not closet.people.get(guarded.id).has_pin
    assert closet.people.try_pin(guarded.id, "anything") == RIGHT


def test_one_person_s_pin_is_not_another_s(closet: Closet, guarded: Person) -> None:
    other = closet.people.add("민호")
    closet.people.set_pin(other.id, "1111")
    assert not closet.people.try_pin(other.id, "2580").right
    fail(closet, other, TRIES - 1)
    assert closet.people.pin_wait_s(other.id) > 0
    assert closet.people.try_pin(guarded.id, "2580") == RIGHT


def test_nobody_has_an_unknown_number(closet: Closet) -> None:
    for ask in (
        lambda: closet.people.set_pin(99, "1234"),
        lambda: closet.people.set_pin(99, None),
        lambda: closet.people.try_pin(99, "1234"),
        lambda: closet.people.pin_wait_s(99),
    ):
        with pytest.raises(NotFound):
            ask()


def test_the_hash_is_argon2id_with_salt_and_does_not_leave_the_closet(
    closet: Closet, guarded: Person
) -> None:
    other = closet.people.add("민호")
    closet.people.set_pin(other.id, "2580")
    first, second = (row.pin_hash for row in PersonRow.select().order_by(PersonRow.id))
    assert first.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert first != second
    answers = [
        guarded,
        closet.people.all(),
        closet.people.find("지은"),
        closet.people.try_pin(guarded.id, "1"),
    ]
    assert "argon2" not in repr(answers)


# Wrong ones


def test_five_wrong_ones_are_told_apart_and_then_it_waits(closet: Closet, guarded: Person) -> None:
    answers = [closet.people.try_pin(guarded.id, "0000") for _ in range(TRIES)]
    assert [answer.tries_left for answer in answers] == [4, 3, 2, 1, 0]
    assert [answer.wait_s for answer in answers] == [0, 0, 0, 0, FIRST_WAIT_S]
    assert not any(answer.right for answer in answers)


def test_while_it_waits_not_even_the_right_one_is_right(
    closet: Closet, guarded: Person, clock: FakeClock
) -> None:
    fail(closet, guarded, TRIES)
    clock.advance(12.5)
    assert closet.people.try_pin(guarded.id, "2580") == PinAnswer(right=False, tries_left=0, wait_s=18)
    assert closet.people.pin_wait_s(guarded.id) == 18
    clock.advance(17.4)
    assert not closet.people.try_pin(guarded.id, "2580").right
    clock.advance(0.2)
    assert closet.people.pin_wait_s(guarded.id) == 0
    assert closet.people.try_pin(guarded.id, "2580") == RIGHT


def test_asking_while_it_waits_makes_it_no_longer(closet: Closet, guarded: Person, clock: FakeClock) -> None:
    fail(closet, guarded, TRIES)
    for _ in range(10):
        closet.people.try_pin(guarded.id, "0000")
    clock.advance(FIRST_WAIT_S)
    assert closet.people.try_pin(guarded.id, "2580") == RIGHT


def test_each_further_wrong_one_doubles_the_wait_up_to_a_quarter_of_an_hour(
    closet: Closet, guarded: Person, clock: FakeClock
) -> None:
    waits = [fail(closet, guarded, TRIES).wait_s]
    waits += [fail(closet, guarded, 1, clock).wait_s for _ in range(8)]
    assert waits == [30, 60, 120, 240, 480, 900, 900, 900, 900]
    assert [wait_after_s(wrong) for wrong in (0, TRIES - 1, TRIES, 10**9)] == [0, 0, 30, LONGEST_WAIT_S]


def test_the_right_one_starts_afresh(closet: Closet, guarded: Person, clock: FakeClock) -> None:
    fail(closet, guarded, TRIES + 2, clock)
    clock.advance(120)
    assert closet.people.try_pin(guarded.id, "2580") == RIGHT
    assert closet.people.try_pin(guarded.id, "0000") == PinAnswer(right=False, tries_left=4, wait_s=0)


@pytest.mark.parametrize("pin", ["1357", None])
def test_a_pin_set_anew_forgets_the_wrong_ones(closet: Closet, guarded: Person, pin: str | None) -> None:
    fail(closet, guarded, TRIES)
    closet.people.set_pin(guarded.id, pin)
    assert closet.people.pin_wait_s(guarded.id) == 0
    assert closet.people.try_pin(guarded.id, "1357").right


# The cord, the clock, two processes


def again(closet: Closet, clock: FakeClock) -> Closet:
    """The closet as the process after the next start has it."""
    closet.close()
    return Closet.open(closet.data_dir, clock)


def test_pulling_the_cord_forgets_neither_tries_nor_wait(
    closet: Closet, guarded: Person, clock: FakeClock
) -> None:
    for left in range(TRIES - 1, -1, -1):
        assert fail(closet, guarded, 1).tries_left == left
        closet = again(closet, clock)
    assert closet.people.pin_wait_s(guarded.id) == FIRST_WAIT_S
    clock.advance(20)
    assert again(closet, clock).people.try_pin(guarded.id, "2580").wait_s == 10


@pytest.mark.parametrize("days_behind", [0.0001, 1, 365, 20_000])
def test_a_clock_that_went_back_makes_no_wait_longer_than_it_was(
    closet: Closet, guarded: Person, clock: FakeClock, days_behind: float
) -> None:
    fail(closet, guarded, TRIES)
    behind = FakeClock(clock.now() - timedelta(days=days_behind))
    closet = again(closet, behind)
    assert closet.people.pin_wait_s(guarded.id) == FIRST_WAIT_S
    behind.advance(FIRST_WAIT_S)
    assert closet.people.pin_wait_s(guarded.id) == 0
    assert closet.people.try_pin(guarded.id, "2580") == RIGHT


class Jumping(FakeClock):
    """A clock whose time of day the network sets."""

    def jump(self, days: float) -> None:
        self._now += timedelta(days=days)


@pytest.mark.parametrize("days", [-20_000, -1, 1, 20_000])
def test_a_clock_that_jumps_while_it_waits_changes_nothing(
    closet: Closet, guarded: Person, clock: FakeClock, days: float
) -> None:
    jumping = Jumping(clock.now())
    closet = again(closet, jumping)
    assert fail(closet, guarded, TRIES).wait_s == FIRST_WAIT_S
    jumping.advance(10)
    assert closet.people.pin_wait_s(guarded.id) == 20
    jumping.jump(days)
    assert closet.people.pin_wait_s(guarded.id) == 20
    jumping.advance(20)
    assert closet.people.try_pin(guarded.id, "2580") == RIGHT


TRY_AND_DIE = """
import os, signal, sys
from pathlib import Path
from mirror.closet import Closet, pins
closet = Closet.open(Path(sys.argv[1]))
pins._fits = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
closet.people.try_pin(int(sys.argv[2]), "2580")
"""


def test_a_try_counts_though_the_cord_is_pulled_before_it_is_compared(
    closet: Closet, guarded: Person, clock: FakeClock
) -> None:
    command = [sys.executable, "-c", TRY_AND_DIE, str(closet.data_dir), str(guarded.id)]
    for _ in range(2):
        assert subprocess.run(command, check=False).returncode == -signal.SIGKILL
    assert closet.people.try_pin(guarded.id, "0000").tries_left == TRIES - 3


TRY = """
import sys
from pathlib import Path
from mirror.closet import Closet
closet = Closet.open(Path(sys.argv[1]))
print(sum(closet.people.try_pin(int(sys.argv[2]), "2580" if n == 6 else "0000").right for n in range(7)))
closet.close()
"""


def test_processes_that_try_at_once_have_no_more_tries_together(closet: Closet, guarded: Person) -> None:
    command = [sys.executable, "-c", TRY, str(closet.data_dir), str(guarded.id)]
    processes = [subprocess.Popen(command, stdout=-1, text=True) for _ in range(3)]
    assert [process.communicate()[0] for process in processes] == ["0\n"] * 3
    row = PersonRow.get_by_id(guarded.id)
    assert row.pin_wrong == TRIES
