"""The camera at work: frames while somebody looks, photos into the inbox, a camera that fails and comes back."""

import errno
import io
import itertools
import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from mirror.capture import health, live
from mirror.capture.live import HUNG, HUNG_S, LIVE, LiveCamera, covering
from mirror.capture.view import Phase, Taken
from mirror.clock import FakeClock
from mirror.closet import Closet, Person
from mirror.config import CaptureSettings
from mirror.errors import CameraError, ClosetError
from mirror.hardware.camera import Camera, CameraState
from mirror.hardware.faults import Fault, fault, in_words
from mirror.hardware.photo_folder import PhotoFolder

SIZE = (32, 24)
FRAME_S = 1 / 15
PATIENCE_S = 10.0  # longer than anything here takes


class ToyCamera(Camera):
    """Its frames say how many have come, and each takes a fifteenth of a second of the clock's time.

    `trouble` is raised instead of the next frame, `shut` on opening; `spoil` is done to every picture; while
    `stuck` is clear, the driver does not come back.
    """

    name = "toy camera"

    def __init__(self, clock: FakeClock) -> None:
        super().__init__()
        self.clock = clock
        self.shut: list[Exception] = []
        self.trouble: list[Exception] = []
        self.spoil: Callable[[np.ndarray], np.ndarray] = lambda picture: picture
        self.stuck = threading.Event()
        self.stuck.set()
        self.frames = 0
        self.opened = 0
        self.closed = 0
        self.threads: set[str] = set()

    def _open(self) -> None:
        self.threads.add(threading.current_thread().name)
        if self.shut:
            raise self.shut.pop(0)
        self.opened += 1

    def _preview(self) -> np.ndarray:
        self.threads.add(threading.current_thread().name)
        assert self.stuck.wait(PATIENCE_S)
        if self.trouble:
            raise self.trouble.pop(0)
        self.frames += 1
        self.clock.advance(FRAME_S)
        picture = np.full((24, 32, 3), 60 + self.frames % 150, np.uint8)
        picture[:, ::2] += 20
        return self.spoil(picture)

    def _still(self) -> np.ndarray:
        return self._preview().repeat(4, axis=0).repeat(4, axis=1)

    def _close(self) -> None:
        self.threads.add(threading.current_thread().name)
        self.closed += 1


@pytest.fixture
def photo_folder(tmp_path: Path) -> Path:
    """Three photos that differ."""
    for number, grey in enumerate((60, 120, 180)):
        Image.new("RGB", (1600, 1200), (grey, grey, 90)).save(tmp_path / f"{number}.jpg")
    return tmp_path


@pytest.fixture
def camera(clock: FakeClock) -> ToyCamera:
    return ToyCamera(clock)


@pytest.fixture(autouse=True)
def short_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live, "RETRY_S", (0.0, 0.001))


@pytest.fixture
def start(closet: Closet, clock: FakeClock, camera: ToyCamera) -> Iterator[Callable[..., LiveCamera]]:
    started: list[LiveCamera] = []

    def begin(find: Callable[[], Camera | None] = lambda: camera, clock: FakeClock = clock) -> LiveCamera:
        running = LiveCamera(closet, find, clock, CaptureSettings(countdown_s=0))
        started.append(running)
        running.start()
        return running

    yield begin
    for running in started:
        running.stop()
    assert "camera" not in {thread.name for thread in threading.enumerate()}


def soon(condition: Callable[[], object]) -> bool:
    """Whether it comes true before patience ends."""
    deadline = time.monotonic() + PATIENCE_S
    pause = threading.Event()
    while not condition():
        if time.monotonic() > deadline:
            return False
        pause.wait(0.002)
    return True


def test_frames_come_while_somebody_looks(start, camera: ToyCamera) -> None:
    running = start()
    assert soon(lambda: running.latest(SIZE) is not None)
    assert running.state == LIVE
    first = running.latest(SIZE)[0, 0, 0]
    assert soon(lambda: running.latest(SIZE)[0, 0, 0] != first)
    assert camera.opened == 1


def test_the_camera_rests_when_nobody_looks(start, camera: ToyCamera, clock: FakeClock) -> None:
    running = start()
    assert soon(lambda: running.latest(SIZE) is not None)
    clock.advance(live.IDLE_AFTER_S)
    assert soon(lambda: running._shown is None)
    resting = camera.frames
    assert not threading.Event().wait(0.03)
    assert camera.frames == resting
    assert soon(lambda: running.latest(SIZE) is not None)
    assert camera.opened == 1  # opened once and kept


def test_a_photo_goes_into_the_inbox_of_the_one_who_asked(
    start, closet: Closet, person: Person, photo_folder: Path
) -> None:
    class Ticking(FakeClock):
        """Half past seven, while its stopwatch moves on."""

        def monotonic_s(self) -> float:
            return next(ticks) * FRAME_S

    ticks = itertools.count()
    other = closet.people.add("Minseo")
    clock = Ticking(datetime(2026, 3, 1, 7, 30, 5, tzinfo=UTC))
    running = start(lambda: PhotoFolder(photo_folder, frames_per_s=1000), clock)
    for count, person_id in enumerate((person.id, other.id, person.id), start=1):
        running.shutter(person_id)
        assert soon(lambda count=count: len(closet.inbox.items()) == count)
        assert soon(lambda count=count: running.view().taken and running.view().taken.number == count)
    assert [item.person_id for item in closet.inbox.items()] == [person.id, other.id, person.id]
    item = closet.inbox.items()[0]
    assert (item.source, item.file_name) == ("camera", "2026-03-01 07.30.05.jpg")
    kept = Image.open(io.BytesIO(closet.photos.spooled(item.sha256).read_bytes()))
    assert (kept.format, kept.size) == ("JPEG", (1600, 1200))
    assert running.view().taken == Taken(3, closet.inbox.items()[2].id)
    assert running.view().phase is Phase.TAKEN


def test_a_photo_asked_for_just_as_the_camera_goes_to_rest_is_taken(
    start, closet: Closet, person: Person, clock: FakeClock
) -> None:
    class Interrupts(FakeClock):
        """Somebody presses the button between the camera's two questions: is a photo wanted, does anybody look?"""

        def monotonic_s(self) -> float:
            if threading.current_thread().name == "camera" and not asked:
                asked.append(True)
                running.shutter(person.id)
            return super().monotonic_s()

    asked: list[bool] = []
    gate = threading.Event()

    def find() -> Camera:
        gate.wait(PATIENCE_S)
        return ToyCamera(clock)

    running = start(find, Interrupts())
    gate.set()
    assert soon(closet.inbox.items)


def test_stopping_just_as_the_camera_goes_to_rest_stops_it(start, camera: ToyCamera) -> None:
    class Interrupts(FakeClock):
        def monotonic_s(self) -> float:
            if threading.current_thread().name == "camera":
                running._stop.set()
                running._wanted.set()
            return super().monotonic_s()

    gate = threading.Event()

    def find() -> Camera:
        gate.wait(PATIENCE_S)
        return camera

    running = start(find, Interrupts())
    gate.set()
    assert soon(lambda: camera.closed == 1)


def test_a_photo_that_the_closet_cannot_keep_is_said_and_the_camera_goes_on(
    start, closet: Closet, person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise ClosetError("cannot keep the photo: No space left on device")

    with monkeypatch.context() as broken:
        broken.setattr(closet.inbox, "submit", full)
        running = start()
        running.shutter(person.id)
        assert soon(lambda: running.view().taken)
        said = running.view().taken
        assert (said.number, said.item_id) == (1, None)
        assert "No space left" in said.said
        assert soon(lambda: running.latest(SIZE) is not None)
        assert running.state == LIVE
    running.shutter(person.id)
    assert soon(lambda: running.view().taken.number == 2)
    assert running.view().taken.item_id == closet.inbox.items()[0].id


def test_no_camera_on_purpose_is_a_state_and_no_thread(start) -> None:
    running = start(lambda: None)
    assert soon(lambda: not running._thread.is_alive())
    assert running.state == "the settings say that there is no camera"
    assert running.latest(SIZE) is None


def test_a_camera_that_is_missing_is_looked_for_until_it_is_there(start, camera: ToyCamera) -> None:
    found: list[Camera] = []
    looks = []

    def find() -> Camera:
        looks.append(running.state)
        if not found:
            raise CameraError("no camera was found: plug one in")
        return found[0]

    gate = threading.Event()
    running = start(lambda: gate.wait(PATIENCE_S) and find())
    assert running.state == "the camera starts"
    gate.set()
    assert soon(lambda: len(looks) > 4)
    assert looks[1:4] == ["no camera was found: plug one in"] * 3
    found.append(camera)
    assert soon(lambda: running.latest(SIZE) is not None)
    assert running.state == LIVE


def test_a_camera_that_does_not_open_is_closed_and_tried_again(start, camera: ToyCamera) -> None:
    camera.shut = [CameraError("busy"), CameraError("busy")]
    running = start()
    assert soon(lambda: running.latest(SIZE) is not None)
    assert (camera.opened, camera.closed) == (1, 0)  # what did not open leaves nothing to close
    assert camera.state is CameraState.OPEN


@pytest.mark.parametrize(
    ("trouble", "said"),
    [
        (fault(Fault.GONE, "toy camera"), "the camera is gone (toy camera): is it plugged in?"),
        (in_words(RuntimeError("Device or resource busy"), "toy"), "another program uses the camera"),
        (in_words(OSError(errno.ENOMEM, "Cannot allocate memory"), "toy"), "the camera got no memory"),
        (fault(Fault.LATE), "no picture came in time"),
        (ZeroDivisionError("in the driver"), "the camera broke (ZeroDivisionError)"),
    ],
    ids=["unplugged", "busy", "no memory", "late", "anything else"],
)
def test_a_camera_that_fails_says_so_and_comes_back(
    start, camera: ToyCamera, trouble: Exception, said: str
) -> None:
    opens, states = threading.Event(), []

    def find() -> Camera:
        if camera.frames:  # not the first time
            states.append((running.state, running._shown))
            opens.wait(PATIENCE_S)
        return camera

    running = start(find)
    assert soon(lambda: running.latest(SIZE) is not None)
    camera.trouble.append(trouble)
    assert soon(lambda: running.latest(SIZE) is None and states)
    ((state, latest),) = states
    assert state.startswith(said)
    assert latest is None  # no old picture stands for the camera
    opens.set()
    assert soon(lambda: running.latest(SIZE) is not None)
    assert running.state == LIVE
    assert (camera.opened, camera.closed) == (2, 1)


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (np.zeros_like, health.BLACK),
        (lambda picture: np.concatenate([picture[:-10], np.full_like(picture[:10], 55)]), health.CUT_OFF),
    ],
    ids=["black", "cut off"],
)
def test_pictures_that_show_nothing_are_said_within_five_seconds_and_gone_with_their_cause(
    start, camera: ToyCamera, clock: FakeClock, spoil: Callable, said: str
) -> None:
    running = start()
    assert soon(lambda: running.latest(SIZE) is not None)
    spoilt_s: list[float] = []  # those whose state was not said yet

    def spoil_and_note(picture: np.ndarray) -> np.ndarray:
        if running.state != said:
            spoilt_s.append(clock.monotonic_s())
        return spoil(picture)

    camera.spoil = spoil_and_note
    assert soon(lambda: running.latest(SIZE) is None and running.state == said)
    assert spoilt_s[-1] - spoilt_s[0] < 5
    assert soon(lambda: running.latest(SIZE) is None and camera.opened >= 3), "it is opened anew now and then"
    assert running.state == said
    camera.spoil = lambda picture: picture
    assert soon(lambda: running.latest(SIZE) is not None)
    assert running.state == LIVE


def test_one_spoilt_picture_is_left_out(start, camera: ToyCamera) -> None:
    running = start()
    assert soon(lambda: running.latest(SIZE) is not None)
    spoilt = []

    def once(picture: np.ndarray) -> np.ndarray:
        if len(spoilt) < 5:
            spoilt.append(picture)
            return np.zeros_like(picture)
        return picture

    camera.spoil = once
    darkest = []
    assert soon(lambda: darkest.append(running.latest(SIZE).mean()) or len(spoilt) == 5)
    assert min(darkest) > 40
    assert running.state == LIVE


def test_a_driver_that_does_not_come_back_is_said_and_waited_for(
    start, camera: ToyCamera, clock: FakeClock
) -> None:
    running = start()
    assert soon(lambda: running.latest(SIZE) is not None)
    camera.stuck.clear()
    assert soon(lambda: running._called_s is not None and threading.Event().wait(0.01) is False)
    clock.advance(HUNG_S)
    assert running.state == HUNG
    assert running.latest(SIZE) is None, "no old picture stands for the camera"
    camera.stuck.set()
    assert soon(lambda: running.latest(SIZE) is not None)
    assert running.state == LIVE


def test_a_burst_that_fails_is_no_photo_and_the_garment_has_its_turn_yet(
    start, camera: ToyCamera, closet: Closet, person: Person
) -> None:
    running = start()
    assert soon(lambda: running.latest(SIZE) is not None)
    stills = []

    def black_still(picture: np.ndarray) -> np.ndarray:
        if running.view().phase is Phase.BURST and len(stills) < 3:
            stills.append(picture)
            return np.zeros_like(picture)
        return picture

    camera.spoil = black_still
    running.shutter(person.id)
    assert soon(lambda: camera.opened == 2)
    assert len(stills) == 3
    assert not closet.inbox.items()
    assert soon(lambda: running.latest(SIZE) is not None)
    assert running.view().taken is None
    assert running.view().phase is Phase.LOOK


def test_a_press_while_the_camera_is_away_is_forgotten(
    start, camera: ToyCamera, closet: Closet, person: Person, clock: FakeClock
) -> None:
    gate = threading.Event()
    running = start(lambda: gate.wait(PATIENCE_S) and camera)
    running.shutter(person.id)
    clock.advance(live.PRESS_LASTS_S)
    gate.set()
    assert soon(lambda: running.latest(SIZE) is not None)
    frames = camera.frames
    assert soon(lambda: running.latest(SIZE) is not None and camera.frames > frames + 5)
    assert not closet.inbox.items()


def test_the_preview_fills_its_place_and_shows_left_on_the_left() -> None:
    picture = np.zeros((60, 100, 3), np.uint8)
    picture[:, :50] = 200
    for size in ((40, 80), (80, 40), (300, 200)):
        shown = covering(picture, size, mirrored=True)
        assert shown.shape == (size[1], size[0], 3)
        assert shown.flags.c_contiguous
        assert shown[:, : size[0] // 4].max() == 0
        assert shown[:, -size[0] // 4 :].min() == 200
        assert (covering(picture, size, mirrored=False) == shown[:, ::-1]).all()


def test_pauses_grow_while_the_camera_stays_away(
    start, camera: ToyCamera, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live, "RETRY_S", (1.0, 2.0, 5.0))
    pauses: list[float] = []
    camera.shut = [CameraError("busy")] * 5
    assert max(live.RETRY_S) <= 5, "a camera that is back is found within ten seconds"

    class NoWaiting(threading.Event):
        def wait(self, timeout: float | None = None) -> bool:
            pauses.append(timeout or 0.0)
            return self.is_set()

    event = threading.Event

    def first_is_the_stop() -> threading.Event:
        monkeypatch.setattr(live.threading, "Event", event)
        return NoWaiting()

    monkeypatch.setattr(live.threading, "Event", first_is_the_stop)
    running = start()
    assert soon(lambda: running.latest(SIZE) is not None)
    assert pauses == [1.0, 2.0, 5.0, 5.0, 5.0]


def test_one_thread_alone_touches_the_camera(start, camera: ToyCamera, person: Person) -> None:
    running = start()
    running.shutter(person.id)
    assert soon(lambda: running.latest(SIZE) is not None)
    running.stop()
    assert camera.threads == {"camera"}


def test_stopping_lets_go_of_the_camera(start, camera: ToyCamera) -> None:
    running = start()
    assert soon(lambda: camera.opened)
    began_s = time.monotonic()
    running.stop()
    running.stop()
    assert time.monotonic() - began_s < 1
    assert camera.closed == 1
    assert not running._thread.is_alive()
