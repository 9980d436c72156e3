"""Hands-free capture over recorded sequences: each garment once, while it is still, and never anything else.

The recordings are made by sequences.py; look at them with `python -m tests.capture.sequences --sheets DIR`.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

import cv2
import numpy as np
import pytest

from mirror.capture.session import Session
from mirror.capture.view import Phase
from mirror.config import CaptureSettings

from .sequences import PER_SECOND, Recording, Shot, frames
from .stories import STORIES

BEGINS_S = 5000.0  # monotonic time when the recording begins
NEAR = 6.0  # mean difference, in 8-bit values, of a learned background from the true empty room
NEAR_GARMENT = 10.0


@dataclass
class Played:
    """What a session did of a recording, in seconds of the story.

    far: (second, where, difference) of its background from the empty room.
    """

    taken: list[float] = field(default_factory=list)
    phases: list[tuple[float, Phase]] = field(default_factory=list)
    far: list[tuple[float, str, float]] = field(default_factory=list)

    def __str__(self) -> str:
        return ", ".join(f"{t:.1f} {phase.value}" for t, phase in self.phases)


def play(recording: Recording) -> list[Played]:
    """Show a recording to a session for each of its countdowns, all at once, for frames are dear."""
    sessions = [Session(CaptureSettings(countdown_s=seconds)) for seconds in recording.countdowns_s]
    played = [Played() for _ in sessions]
    for session in sessions:
        session.watch(True)
    wanted = list(recording.again_s)
    last: Shot | None = None
    for shot in frames(recording):
        again = bool(wanted) and shot.t >= wanted[0]
        if again:
            wanted.pop(0)
        calm = last is not None and last.t < recording.calm_s <= shot.t
        for session, seen in zip(sessions, played, strict=True):
            if again:
                session.again()
            if calm:
                seen.far += differences(session, shot, "calm")
            if session.see(shot.rgb, BEGINS_S + shot.t):
                seen.taken.append(round(shot.t, 2))
                session.taken(BEGINS_S + shot.t)
                seen.far += differences(session, shot, "taken")
            if not seen.phases or seen.phases[-1][1] is not session.phase:
                seen.phases.append((shot.t, session.phase))
        last = shot
    return played


def differences(session: Session, shot: Shot, where: str) -> Iterator[tuple[float, str, float]]:
    """How far the learned background is from the empty room: in all of the view and behind what covers it."""
    if session.background is None:
        yield shot.t, f"{where}, none learned", 255.0
        return
    empty = cv2.GaussianBlur(shot.empty(), (0, 0), 1)
    learned = cv2.GaussianBlur(session.background, (0, 0), 1).astype(np.float32)
    free = shot.covered < 0.02
    # The background may be of another light: what is measured is the picture.
    learned *= np.median(empty[free], axis=0) / np.maximum(np.median(learned[free], axis=0), 1)
    far = np.abs(learned - empty).mean(axis=2)
    yield shot.t, where, float(far.mean())
    behind = shot.covered > 0.9
    if behind.mean() > 0.01:
        yield shot.t, f"{where}, behind the garment", float(far[behind].mean())


@pytest.fixture(scope="module", autouse=True)
def one_thread() -> Iterator[None]:
    """Frames so small are drawn faster by one thread than by several that wait for each other."""
    before = cv2.getNumThreads()
    cv2.setNumThreads(1)
    yield
    cv2.setNumThreads(before)


@pytest.mark.parametrize("name", STORIES)
def test_each_garment_is_photographed_once(name: str, request: pytest.FixtureRequest) -> None:
    story = STORIES[name]
    recording = story.make(request.getfixturevalue("photos") if story.photos else None)
    for countdown_s, played in zip(recording.countdowns_s, play(recording), strict=True):
        told = f"countdown {countdown_s} s: taken at {played.taken}, allowed {recording.captures}; {played}"
        assert len(played.taken) == len(recording.captures), told
        for taken, (begins, ends) in zip(played.taken, recording.captures, strict=True):
            assert begins + countdown_s - 1 / PER_SECOND <= taken <= ends, told
        for at_s, where, far in played.far:
            limit = NEAR_GARMENT if "behind" in where else NEAR
            assert far < limit, (
                f"{at_s:.1f} s, {where}: the background is {far:.1f} from the empty room; {told}"
            )


@pytest.mark.parametrize("name", ["a_shirt_before_a_white_wall", "somebody_walks_past"])
def test_recordings_are_the_same_every_time(name: str) -> None:
    first, second = (frames(STORIES[name].make(None)) for _ in range(2))
    for _ in range(50):
        assert np.array_equal(next(first).rgb, next(second).rgb)
