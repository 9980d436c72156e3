"""The camera at work: frames while somebody looks, photos into the inbox, a camera that fails and comes back."""

import io
import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from mirror import capture
from mirror.capture import LiveCamera
from mirror.clock import FakeClock
from mirror.closet import Closet, Person
from mirror.errors import CameraError, ClosetError
from mirror.hardware.camera import Camera, Frame
from mirror.hardware.photo_folder import PhotoFolder

PATIENCE_S = 10.0  # longer than anything here takes


class ToyCamera(Camera):
    """Its frames say how many have come. `trouble` is raised instead of the next frame, `shut` on opening."""

    name = "toy camera"

    def __init__(self) -> None:
        self.shut: list[Exception] = []
        self.trouble: list[Exception] = []
        self.frames = 0
        self.opened = 0
        self.closed = 0
        self.threads: set[str] = set()

    def open(self) -> None:
        self.threads.add(threading.current_thread().name)
        if self.shut:
            raise self.shut.pop(0)
        self.opened += 1

    def preview(self) -> Frame:
        self.threads.add(threading.current_thread().name)
        if self.trouble:
            raise self.trouble.pop(0)
        self.frames += 1
        return Frame(np.full((24, 32, 3), self.frames % 256, np.uint8), time.monotonic())

    def still(self) -> Frame:
        return Frame(self.preview().rgb.repeat(4, axis=0).repeat(4, axis=1), time.monotonic())

    def close(self) -> None:
        self.threads.add(threading.current_thread().name)
        self.closed += 1


@pytest.fixture
def camera() -> ToyCamera:
    return ToyCamera()


@pytest.fixture(autouse=True)
def short_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(capture, "RETRY_S", (0.0, 0.001))


@pytest.fixture
def start(closet: Closet, clock: FakeClock, camera: ToyCamera) -> Iterator[Callable[..., LiveCamera]]:
    started: list[LiveCamera] = []

    def begin(find: Callable[[], Camera | None] = lambda: camera, clock: FakeClock = clock) -> LiveCamera:
        live = LiveCamera(closet, find, clock)
        started.append(live)
        live.start()
        return live

    yield begin
    for live in started:
        live.stop()
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
    live = start()
    assert soon(lambda: live.latest() is not None)
    assert live.state == "live"
    first = live.latest()[0, 0, 0]
    assert soon(lambda: live.latest()[0, 0, 0] != first)
    assert camera.opened == 1


def test_the_camera_rests_when_nobody_looks(start, camera: ToyCamera, clock: FakeClock) -> None:
    live = start()
    assert soon(lambda: live.latest() is not None)
    clock.advance(capture.IDLE_AFTER_S)
    assert soon(lambda: live._latest is None)
    resting = camera.frames
    assert not threading.Event().wait(0.03)
    assert camera.frames == resting
    assert soon(lambda: live.latest() is not None)
    assert camera.opened == 1  # opened once and kept


def test_a_photo_goes_into_the_inbox_of_the_one_who_asked(
    start, closet: Closet, person: Person, photo_folder: Path
) -> None:
    other = closet.people.add("Minseo")
    clock = FakeClock(datetime(2026, 3, 1, 7, 30, 5, tzinfo=UTC))
    live = start(lambda: PhotoFolder(photo_folder, frames_per_s=1000), clock)
    for person_id in (person.id, other.id, person.id):
        live.take(person_id)
    assert soon(lambda: len(closet.inbox.items()) == 3)
    assert [item.person_id for item in closet.inbox.items()] == [person.id, other.id, person.id]
    item = closet.inbox.items()[0]
    assert (item.source, item.file_name) == ("camera", "2026-03-01 07.30.05.jpg")
    kept = Image.open(io.BytesIO(closet.photos.spooled(item.sha256).read_bytes()))
    assert (kept.format, kept.size) == ("JPEG", (1600, 1200))


def test_a_photo_asked_for_just_as_the_camera_goes_to_rest_is_taken(
    start, closet: Closet, person: Person
) -> None:
    class Interrupts(FakeClock):
        """Somebody presses the button between the camera's two questions: is a photo wanted, does anybody look?"""

        def monotonic_s(self) -> float:
            if threading.current_thread().name == "camera" and not asked:
                asked.append(True)
                live.take(person.id)
            return super().monotonic_s()

    asked: list[bool] = []
    gate = threading.Event()

    def find() -> Camera:
        gate.wait(PATIENCE_S)
        return ToyCamera()

    live = start(find, Interrupts())
    gate.set()
    assert soon(closet.inbox.items)


def test_stopping_just_as_the_camera_goes_to_rest_stops_it(start, camera: ToyCamera) -> None:
    class Interrupts(FakeClock):
        def monotonic_s(self) -> float:
            if threading.current_thread().name == "camera":
                live._stop.set()
                live._wanted.set()
            return super().monotonic_s()

    gate = threading.Event()

    def find() -> Camera:
        gate.wait(PATIENCE_S)
        return camera

    live = start(find, Interrupts())
    gate.set()
    assert soon(lambda: camera.closed == 1)


def test_a_photo_that_the_closet_cannot_keep_is_said_and_the_camera_goes_on(
    start, closet: Closet, person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise ClosetError("cannot keep the photo: No space left on device")

    with monkeypatch.context() as broken:
        broken.setattr(closet.inbox, "submit", full)
        live = start()
        live.take(person.id)
        assert soon(lambda: "No space left" in live.state)
        assert soon(lambda: live.latest() is not None)
    live.take(person.id)
    assert soon(closet.inbox.items)
    assert soon(lambda: live.state == "live")


def test_no_camera_on_purpose_is_a_state_and_no_thread(start) -> None:
    live = start(lambda: None)
    assert soon(lambda: not live._thread.is_alive())
    assert live.state == "the settings say that there is no camera"
    assert live.latest() is None


def test_a_camera_that_is_missing_is_looked_for_until_it_is_there(start, camera: ToyCamera) -> None:
    found: list[Camera] = []
    looks = []

    def find() -> Camera:
        looks.append(live.state)
        if not found:
            raise CameraError("no camera was found: plug one in")
        return found[0]

    gate = threading.Event()
    live = start(lambda: gate.wait(PATIENCE_S) and find())
    assert live.state == "the camera starts"
    gate.set()
    assert soon(lambda: len(looks) > 4)
    assert looks[1:4] == ["no camera was found: plug one in"] * 3
    found.append(camera)
    assert soon(lambda: live.latest() is not None)
    assert live.state == "live"


def test_a_camera_that_does_not_open_is_closed_and_tried_again(start, camera: ToyCamera) -> None:
    camera.shut = [CameraError("busy"), CameraError("busy")]
    live = start()
    assert soon(lambda: live.latest() is not None)
    assert (camera.opened, camera.closed) == (1, 2)


@pytest.mark.parametrize(
    ("trouble", "said"),
    [
        (CameraError("toy camera gives no picture"), "toy camera gives no picture"),
        (ZeroDivisionError("in the driver"), "the camera broke (ZeroDivisionError)"),
    ],
    ids=["camera error", "anything else"],
)
def test_a_camera_that_fails_says_so_and_comes_back(
    start, camera: ToyCamera, trouble: Exception, said: str
) -> None:
    opens, states = threading.Event(), []

    def find() -> Camera:
        if camera.frames:  # not the first time
            states.append((live.state, live._latest))
            opens.wait(PATIENCE_S)
        return camera

    live = start(find)
    assert soon(lambda: live.latest() is not None)
    camera.trouble.append(trouble)
    assert soon(lambda: live.latest() is None and states)
    ((state, latest),) = states
    assert state.startswith(said)
    assert latest is None  # no old picture stands for the camera
    opens.set()
    assert soon(lambda: live.latest() is not None)
    assert live.state == "live"
    assert (camera.opened, camera.closed) == (2, 1)


def test_pauses_grow_while_the_camera_stays_away(
    start, camera: ToyCamera, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(capture, "RETRY_S", (1.0, 2.0, 5.0))
    pauses: list[float] = []
    camera.shut = [CameraError("busy")] * 5

    class NoWaiting(threading.Event):
        def wait(self, timeout: float | None = None) -> bool:
            pauses.append(timeout or 0.0)
            return self.is_set()

    event = threading.Event

    def first_is_the_stop() -> threading.Event:
        monkeypatch.setattr(capture.threading, "Event", event)
        return NoWaiting()

    monkeypatch.setattr(capture.threading, "Event", first_is_the_stop)
    live = start()
    assert soon(lambda: live.latest() is not None)
    assert pauses == [1.0, 2.0, 5.0, 5.0, 5.0]


def test_one_thread_alone_touches_the_camera(start, camera: ToyCamera, person: Person) -> None:
    live = start()
    live.take(person.id)
    assert soon(lambda: live.latest() is not None)
    live.stop()
    assert camera.threads == {"camera"}


def test_stopping_lets_go_of_the_camera(start, camera: ToyCamera) -> None:
    live = start()
    assert soon(lambda: camera.opened)
    began_s = time.monotonic()
    live.stop()
    live.stop()
    assert time.monotonic() - began_s < 1
    assert camera.closed == 1
    assert not live._thread.is_alive()
