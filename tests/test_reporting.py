"""The mirror tells the phone how it is: after the start, and when it is asked."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from mirror import __version__
from mirror.clock import SystemClock
from mirror.closet import Closet
from mirror.closet.reports import ALIVE_NAME, HEALTH, Found, ask, heard
from mirror.config import NetworkSettings
from mirror.doctor import Finding
from mirror.reporting import Reporter, measured

Start = Callable[..., Reporter]


@pytest.fixture
def clock() -> SystemClock:
    """The reporter waits on a thread of its own, by the machine's clock."""
    return SystemClock()


@pytest.fixture
def start(closet: Closet, clock: SystemClock) -> Iterator[Start]:
    running: list[Reporter] = []

    def begin(examine: Callable[[], object]) -> Reporter:
        reporter = Reporter(closet, clock, examine, NetworkSettings(), first_after_s=0, poll_s=0.01)
        running.append(reporter)
        reporter.start()
        return reporter

    yield begin
    for reporter in running:
        reporter.stop()


def until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < deadline, "it takes too long"
        time.sleep(0.01)


def test_once_after_the_start_and_once_for_each_question(closet: Closet, start: Start) -> None:
    looks: list[int] = []

    def examine() -> Iterator[Finding]:
        looks.append(len(looks))
        yield Finding("camera", True, f"look {len(looks)}")

    start(examine)
    until(lambda: heard(closet.notes).report is not None)
    first = heard(closet.notes).report
    assert first is not None
    assert (first.version, first.findings) == (__version__, (Found("camera", True, "look 1"),))
    assert not heard(closet.notes).waits
    ask(closet.notes)
    assert heard(closet.notes).waits
    until(lambda: not heard(closet.notes).waits)
    again = heard(closet.notes).report
    assert again is not None
    assert again.findings[0].line == "look 2"
    assert again.started_ms == first.started_ms
    time.sleep(0.1)
    assert len(looks) == 2, "and no look more"


def test_what_was_asked_while_the_mirror_was_off_has_its_answer_after_the_start(
    closet: Closet, start: Start
) -> None:
    ask(closet.notes)
    start(lambda: [])
    until(lambda: not heard(closet.notes).waits)


def test_a_doctor_that_stumbles_is_a_finding(closet: Closet, start: Start) -> None:
    def examine() -> Iterator[Finding]:
        yield Finding("display", True, "a desktop")
        raise RuntimeError("no such thing")

    start(examine)
    until(lambda: heard(closet.notes).report is not None)
    report = heard(closet.notes).report
    assert report is not None
    assert report.findings[1:] == (Found("", False, "no such thing"),)


def test_it_says_that_it_lives_and_when_it_ended(closet: Closet, start: Start) -> None:
    file = closet.data_dir / ALIVE_NAME
    reporter = start(lambda: [])
    until(file.exists)
    reporter.stop()
    assert abs(file.stat().st_mtime - time.time()) < 20


def test_what_another_version_wrote_counts_as_nothing(closet: Closet) -> None:
    closet.notes.put(HEALTH, {"version": 3})
    assert heard(closet.notes).report is None


def test_the_committed_networks_have_their_figures_and_a_missing_one_has_none(tmp_path: Path) -> None:
    networks = measured(NetworkSettings())
    assert [network.kind for network in networks] == ["classifier", "cutout"]
    assert all(network.measured is not None and 0.8 < network.measured < 1 for network in networks)
    assert [network.measured for network in measured(NetworkSettings(), tmp_path)] == [None, None]
