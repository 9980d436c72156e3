"""The sounds: what they are made of, that the device is open only while they are heard, and that nothing raises."""

import logging
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pygame
import pytest

from mirror.capture.view import Phase
from mirror.closet import Closet, Person
from mirror.screens import sounds
from mirror.screens.sounds import RATE_HZ, TUNES, Sounds

from .touching import FakeFeed, Mirror


@pytest.fixture
def raw(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An audio device that writes what it is given into this file."""
    file = tmp_path / "heard.raw"
    monkeypatch.setenv("SDL_AUDIODRIVER", "disk")
    monkeypatch.setenv("SDL_DISKAUDIOFILE", str(file))
    yield file
    pygame.mixer.quit()


def ended(player: Sounds) -> None:
    """Wait until the device is closed again."""
    thread = player._thread
    if thread is not None:
        thread.join(10)
        assert not thread.is_alive()


@pytest.mark.parametrize("name", TUNES)
def test_a_tune_is_short_and_soft_and_neither_begins_nor_ends_with_a_crack(name: str) -> None:
    wave = np.frombuffer(sounds._pcm(name), np.int16).astype(int)
    assert 0.05 < len(wave) / RATE_HZ < 0.7
    assert 3000 < np.abs(wave).max() < 9000
    assert abs(wave[0]) < 300
    assert np.abs(wave[-40:]).max() < 300


def test_done_rises_and_wrong_is_low() -> None:
    def pitch_hz(wave: np.ndarray) -> float:
        power = np.abs(np.fft.rfft(wave))
        return float(np.fft.rfftfreq(len(wave), 1 / RATE_HZ)[power.argmax()])

    done = TUNES["done"]()
    begin, end = pitch_hz(done[: RATE_HZ // 10]), pitch_hz(done[RATE_HZ // 4 :])
    assert end > begin * 1.2
    assert pitch_hz(TUNES["wrong"]()) < 250


def test_a_sound_is_heard_and_the_device_closed_after_some_silence(raw: Path) -> None:
    player = Sounds(lambda: True, quiet_s=0.8)
    player.play("done")
    assert player.open
    ended(player)
    assert not player.open
    assert pygame.mixer.get_init() is None
    heard = np.frombuffer(raw.read_bytes(), np.int16)
    assert np.abs(heard).max() > 3000


def test_it_opens_again_for_the_next_one(raw: Path) -> None:
    player = Sounds(lambda: True, quiet_s=0.01)
    for _ in range(2):
        player.play("taken")
        assert player.open
        ended(player)
        assert pygame.mixer.get_init() is None


def test_close_ends_it_at_once(raw: Path) -> None:
    player = Sounds(lambda: True, quiet_s=60)
    player.play("taken")
    player.close()
    ended(player)
    assert pygame.mixer.get_init() is None
    player.close()


@pytest.mark.parametrize("name", ["tap", "", "no such sound"])
def test_what_has_no_tune_opens_nothing(name: str) -> None:
    player = Sounds(lambda: True)
    player.play(name)
    assert not player.open


def test_off_is_off_from_one_moment_to_the_next(raw: Path) -> None:
    on = False
    player = Sounds(lambda: on, quiet_s=0.01)
    player.play("done")
    assert not player.open
    on = True
    player.play("done")
    assert player.open
    ended(player)


def test_without_an_audio_device_it_says_so_once(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("SDL_AUDIODRIVER", "no such driver")
    player = Sounds(lambda: True)
    with caplog.at_level(logging.WARNING):
        for _ in range(3):
            player.play("done")
            ended(player)
            player._not_before_s = 0.0  # as if minutes had passed
    assert [record.message for record in caplog.records if "no sound" in record.message] == [
        caplog.records[0].message
    ]
    assert not player.open


def test_a_device_that_failed_is_left_alone_for_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SDL_AUDIODRIVER", "no such driver")
    player = Sounds(lambda: True)
    player.play("done")
    ended(player)
    player.play("done")
    assert not player.open


def test_opening_keeps_nobody_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    may_open, opening = threading.Event(), threading.Event()

    def slow(*_: object, **__: object) -> None:
        opening.set()
        assert may_open.wait(10)
        raise pygame.error("a speaker that never answered")

    monkeypatch.setattr(pygame.mixer, "init", slow)
    player = Sounds(lambda: True)
    player.play("taken")
    assert opening.wait(10)
    for _ in range(20):
        player.play("done")  # more than could wait: dropped, not blocked
    may_open.set()
    ended(player)


# Before the camera


class Heard:
    """Sounds that are written down."""

    def __init__(self) -> None:
        self.names: list[str] = []

    def play(self, name: str) -> None:
        self.names.append(name)

    def take(self) -> list[str]:
        names, self.names = self.names, []
        return names


def test_the_camera_is_heard(
    make_mirror: Callable[..., Mirror],
    closet: Closet,
    jieun: Person,
    add_garment: Callable[..., int],
    noise: np.ndarray,
) -> None:
    from io import BytesIO

    feed = FakeFeed(noise)
    mirror = make_mirror(camera=feed)
    mirror.stage.sounds = heard = Heard()  # type: ignore[assignment]
    mirror.rooms.add()
    mirror.wait(0.3)
    assert heard.take() == []
    item = closet.inbox.submit(jieun.id, "1.jpg", BytesIO(b"one"), source="camera").item
    feed.go(Phase.BURST)
    mirror.wait(0.2)
    feed.take(item.id)
    mirror.wait(0.3)
    assert heard.take() == ["taken"]
    closet.inbox.finish(item.id, add_garment(jieun.id))
    mirror.closet_changed()
    assert heard.take() == ["done"]
    mirror.closet_changed()
    assert heard.take() == [], "once"
    item = closet.inbox.submit(jieun.id, "2.jpg", BytesIO(b"two"), source="camera").item
    feed.take(item.id)
    mirror.wait(0.3)
    closet.inbox.fail(item.id, "this is no photo that can be read; send JPEG, PNG, WebP or HEIC")
    mirror.closet_changed()
    assert heard.take() == ["taken", "wrong"]
    feed.take(None, "the camera is gone: is it plugged in?")
    mirror.wait(0.3)
    assert heard.take() == ["wrong"]


HASTE = """
import time
from mirror.screens.sounds import Sounds
player = Sounds(lambda: True, quiet_s=0.001)
for number in range(400):
    player.play("done")
    time.sleep(0.0015 * (number % 7))
player.close()
"""


def test_a_sound_asked_for_while_the_device_closes_waits_for_it() -> None:
    """One thread that opened the device while another closed it used to end the mirror: a segmentation fault."""
    env = {**os.environ, "SDL_AUDIODRIVER": "dummy", "PYTHONFAULTHANDLER": "1"}
    done = subprocess.run(
        [sys.executable, "-c", HASTE],
        cwd=Path(__file__).parents[2],
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
