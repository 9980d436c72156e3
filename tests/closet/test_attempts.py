"""Guesses are counted before they are looked at, outlive a restart, and cost nobody more than ten minutes."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from mirror.clock import FakeClock
from mirror.closet import Closet
from mirror.closet.attempts import Limit

TEN_MINUTES_S = 600
FIVE = [Limit("somebody", 5)]


def guesses(closet: Closet, number: int, limits: list[Limit] = FIVE) -> list[int]:
    return [closet.attempts.guess("door", limits) for _ in range(number)]


def test_so_many_and_then_a_wait(closet: Closet, clock: FakeClock) -> None:
    assert guesses(closet, 6) == [0] * 5 + [TEN_MINUTES_S]
    clock.advance(TEN_MINUTES_S - 1)
    assert guesses(closet, 1) == [1]
    clock.advance(1)
    assert guesses(closet, 6) == [0] * 5 + [TEN_MINUTES_S]


def test_no_ten_minutes_ever_see_more_than_the_limit(closet: Closet, clock: FakeClock) -> None:
    looked_at = []
    for second in range(0, 3600, 50):
        if not closet.attempts.guess("door", FIVE):
            looked_at.append(second)
        clock.advance(50)
    assert len(looked_at) > 10
    for start in looked_at:
        assert len([at for at in looked_at if start <= at < start + TEN_MINUTES_S]) <= 5


def test_a_refused_guess_is_not_counted_anywhere(closet: Closet) -> None:
    both = [Limit("address", 20), *FIVE]
    guesses(closet, 30, both)
    assert closet.attempts.lately("door", "address") == 5


def test_subjects_and_doors_are_counted_apart(closet: Closet) -> None:
    guesses(closet, 6)
    assert closet.attempts.guess("door", [Limit("somebody else", 5)]) == 0
    assert closet.attempts.guess("another door", FIVE) == 0
    assert closet.attempts.guess("door", [Limit("anybody", None)]) == 0


def test_it_outlives_a_restart_and_another_process_sees_it(closet: Closet, clock: FakeClock) -> None:
    guesses(closet, 5)
    again = Closet.open(closet.data_dir, clock)
    assert guesses(again, 1) == [TEN_MINUTES_S]
    clock.advance(200)
    later = Closet.open(closet.data_dir, clock)
    assert guesses(later, 1) == [TEN_MINUTES_S - 200]


@pytest.mark.parametrize("jump", [timedelta(days=-400), timedelta(hours=-1), timedelta(minutes=-9)])
def test_a_clock_that_is_behind_after_a_restart_makes_nobody_wait_longer(
    closet: Closet, clock: FakeClock, jump: timedelta
) -> None:
    guesses(closet, 5)
    behind = FakeClock(clock.now() + jump)
    again = Closet.open(closet.data_dir, behind)
    assert guesses(again, 1) == [TEN_MINUTES_S]
    behind.advance(TEN_MINUTES_S)
    assert guesses(again, 6) == [0] * 5 + [TEN_MINUTES_S]


@pytest.mark.parametrize("jump", [timedelta(hours=5), timedelta(days=400), timedelta(days=-3)])
def test_a_clock_that_is_set_meanwhile_wins_nobody_a_guess(
    closet: Closet, clock: FakeClock, jump: timedelta
) -> None:
    guesses(closet, 5)
    clock.advance(60)
    clock._now += jump
    assert guesses(closet, 1) == [TEN_MINUTES_S - 60]
    closet.attempts.guess("door", [Limit("who makes it clean up", 5)])
    assert closet.attempts.lately("door", "somebody") == 5
    clock.advance(TEN_MINUTES_S - 60)
    assert guesses(closet, 1) == [0]


def test_the_right_one_is_none(closet: Closet) -> None:
    limits = [Limit("address", 20), Limit("account", 5)]
    guesses(closet, 4, limits)
    closet.attempts.right("door", forgiven=["account"], uncounted=["address", "nobody"])
    assert closet.attempts.lately("door", "account") == 0
    assert closet.attempts.lately("door", "address") == 3


def test_what_is_over_is_forgotten(closet: Closet, clock: FakeClock) -> None:
    for number in range(40):
        closet.attempts.guess("door", [Limit(f"address {number}", 5)])
    clock.advance(TEN_MINUTES_S)
    closet.attempts.guess("door", FIVE)
    assert closet._database.execute_sql("SELECT count(*) FROM attempt").fetchone() == (1,)
    again = Closet.open(closet.data_dir, FakeClock(clock.now() + timedelta(days=2)))
    again.attempts.guess("door", [Limit("the next one", 5)])
    assert again._database.execute_sql("SELECT subject FROM attempt").fetchall() == [("the next one",)]


def test_of_many_at_the_same_moment_only_as_many_as_may(closet: Closet) -> None:
    def guess(_number: int) -> int:
        try:
            return closet.attempts.guess("door", FIVE)
        finally:
            closet.close()

    with ThreadPoolExecutor(8) as crowd:
        assert sorted(crowd.map(guess, range(24)))[:6] == [0] * 5 + [TEN_MINUTES_S]
