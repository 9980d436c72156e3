"""The machine behind the glass as the mirror's face uses it, over a folder that looks like /sys; the face on it."""

import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import mirror.appliance as appliance_module
from mirror import __version__
from mirror.appliance import Appliance
from mirror.clock import SystemClock
from mirror.closet import Closet, Person
from mirror.config import CameraSettings, MirrorSettings, Settings
from mirror.hardware.backlight import find_backlight
from mirror.screens import MirrorFace
from mirror.screens.pixels import image_of
from mirror.screens.writes import PATIENCE_MS

SETTINGS = Settings(camera=CameraSettings(source="none"))
ADMIN_URL = "http://192.168.0.17:8080"


@pytest.fixture
def panel(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a panel's backlight, which is the one that the appliance finds."""
    folder = tmp_path / "sys/class/backlight/10-0045"
    folder.mkdir(parents=True)
    for name, text in {"type": "raw", "max_brightness": "255", "brightness": "255", "bl_power": "0"}.items():
        (folder / name).write_text(text)
    monkeypatch.setattr(appliance_module, "find_backlight", partial(find_backlight, tmp_path))
    return folder


def brightness(panel: Path) -> int:
    return int((panel / "brightness").read_text())


# Brightness


def test_a_panel_shines_as_it_is_told(closet: Closet, panel: Path) -> None:
    with Appliance(closet, SETTINGS, whole_screen=True) as appliance:
        levels = []
        for percent in (100, 70, 40, 10):
            assert appliance.shine(percent)
            levels.append(brightness(panel))
    assert levels == sorted(levels, reverse=True)
    assert levels[0] == 255
    assert levels[-1] >= 1, "never quite dark"


def test_a_window_leaves_the_desktops_panel_alone(closet: Closet, panel: Path) -> None:
    with Appliance(closet, SETTINGS, whole_screen=False) as appliance:
        assert not appliance.shine(10)
        appliance.light(False)
    assert brightness(panel) == 255
    assert (panel / "bl_power").read_text() == "0"


def test_a_panel_that_refuses_is_given_up(closet: Closet, panel: Path) -> None:
    with Appliance(closet, SETTINGS, whole_screen=True) as appliance:
        assert appliance.shine(50)
        (panel / "brightness").unlink()
        (panel / "brightness").mkdir()
        assert not appliance.shine(70), "the picture is dimmed instead"
        (panel / "brightness").rmdir()
        (panel / "brightness").write_text("0")
        assert not appliance.shine(70), "and not both, now one and now the other"


def test_a_panel_with_nonsense_in_it_is_given_up(closet: Closet, panel: Path) -> None:
    (panel / "max_brightness").write_text("many")
    with Appliance(closet, SETTINGS, whole_screen=True) as appliance:
        assert not appliance.shine(50)


def test_a_machine_without_a_panel_says_so(
    closet: Closet, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(appliance_module, "find_backlight", partial(find_backlight, tmp_path))
    with Appliance(closet, SETTINGS, whole_screen=True) as appliance:
        assert not appliance.shine(50)


# Power, disk, version


@pytest.mark.parametrize("whole_screen", [True, False])
def test_the_light_never_raises(closet: Closet, panel: Path, whole_screen: bool) -> None:
    with Appliance(closet, SETTINGS, whole_screen=whole_screen) as appliance:
        appliance.light(False)
        appliance.light(True)
        appliance.light(True)


def test_it_says_what_it_is(closet: Closet) -> None:
    appliance = Appliance(closet, SETTINGS, whole_screen=False)
    assert appliance.version == __version__
    assert appliance.free_bytes() > 0


# The doctor


def on_a_thread(call: Callable[[], Any]) -> Any:
    """What `call` answers on a thread of its own."""
    answers: list[Any] = []
    thread = threading.Thread(target=lambda: answers.append(call()))
    thread.start()
    thread.join(timeout=120)
    assert answers
    return answers[0]


def busy_timeout(closet: Closet) -> int:
    return int(closet._database.execute_sql("PRAGMA busy_timeout").fetchone()[0])


def test_the_doctor_on_its_thread_leaves_the_mirrors_connection(closet: Closet, person: Person) -> None:
    closet.patience_ms(PATIENCE_MS)
    appliance = Appliance(closet, SETTINGS, whole_screen=False)
    findings = on_a_thread(lambda: list(appliance.examine()))
    assert [finding.part for finding in findings][:2] == ["data", "disk"]
    assert "1 people" in findings[0].line
    assert busy_timeout(closet) == PATIENCE_MS, "the mirror waits as little as before"
    assert closet.people.get(person.id) == person
    closet.people.set_language(person.id, "en")
    assert closet.people.get(person.id).language == "en"


def test_a_doctor_that_is_sent_away_leaves_it_too(closet: Closet, person: Person) -> None:
    closet.patience_ms(PATIENCE_MS)
    appliance = Appliance(closet, SETTINGS, whole_screen=False)

    def first() -> str:
        for finding in appliance.examine():
            return finding.part
        return ""

    assert on_a_thread(first) == "data"
    assert busy_timeout(closet) == PATIENCE_MS
    assert closet.people.all() == [person]


def test_two_doctors_at_once(closet: Closet, person: Person) -> None:
    appliance = Appliance(closet, SETTINGS, whole_screen=False)
    answers: list[int] = []
    threads = [
        threading.Thread(target=lambda: answers.append(len(list(appliance.examine())))) for _ in range(2)
    ]
    for thread in threads:
        thread.start()
    assert closet.people.all() == [person]
    for thread in threads:
        thread.join(timeout=120)
    assert len(answers) == 2
    assert answers[0] == answers[1] > 4


def test_the_doctor_hears_of_the_camera_that_is_in_use(closet: Closet) -> None:
    fault = "the camera does not answer: unplug it and plug it in again, or restart the mirror"
    appliance = Appliance(closet, Settings(), whole_screen=False, camera_state=lambda: fault)
    found = {finding.part: finding for finding in on_a_thread(lambda: list(appliance.examine()))}
    assert fault in found["camera"].line
    assert not found["camera"].well


# The face on it


class Glass:
    """A face off the screen; `steps` are called one after the other, each after the first frame of a showing."""

    def __init__(self, closet: Closet, *steps: Callable[["Glass"], None], **more: Any) -> None:
        self._steps = list(steps)
        self.sizes: list[tuple[int, int]] = []
        self.pictures: list[np.ndarray] = []
        self.face = MirrorFace(
            closet,
            more.pop("settings", MirrorSettings()),
            SystemClock(),
            admin_url=ADMIN_URL,
            camera=None,
            on_ready=self._ready,
            **more,
        )

    def run(self) -> None:
        self.face.run((480, 640), off_screen=True)

    @property
    def stage(self) -> Any:
        return self.face._stage

    @property
    def display(self) -> Any:
        return self.face._display

    @property
    def top(self) -> str:
        return str(self.face._runner._stack.top.name)  # type: ignore[union-attr]

    def draw(self) -> None:
        """Turns of the loop until one more frame is drawn."""
        runner = self.face._runner
        assert runner is not None
        before = runner.frames
        for _ in range(100_000):
            runner.step([])
            if runner.frames > before:
                return
        raise AssertionError("nothing was drawn")

    def _ready(self) -> None:
        self.sizes.append(self.display.size)
        self.pictures.append(np.asarray(image_of(self.display.surface)).copy())
        step = self._steps.pop(0) if self._steps else None
        if step is None:
            self.face.stop()
        else:
            step(self)


@pytest.fixture
def home(closet: Closet, person: Person) -> Closet:
    """A closet with somebody who has an account."""
    closet.people.set_password_hash(person.id, "hash")
    return closet


def try_rotation(degrees: int | None) -> Callable[[Glass], None]:
    def turn(glass: Glass) -> None:
        if glass.top != "settings":
            glass.stage.doors.settings()
        glass.stage.trial_rotation = degrees
        glass.stage.doors.apply()

    return turn


def choose(**values: Any) -> Callable[[Glass], None]:
    def change(glass: Glass) -> None:
        glass.stage.closet.preferences.change(**values)
        glass.stage.trial_rotation = None
        glass.stage.doors.apply()

    return change


def test_a_rotation_is_tried_and_given_up(home: Closet) -> None:
    tops: list[str] = []

    def note(glass: Glass) -> None:
        tops.append(glass.top)
        glass.face.stop()

    def give_up(glass: Glass) -> None:
        tops.append(glass.top)
        try_rotation(None)(glass)

    glass = Glass(home, try_rotation(90), give_up, note)
    glass.run()
    assert glass.sizes == [(480, 640), (640, 480), (480, 640)]
    assert tops == ["settings", "settings"], "who turned the picture finds the settings again"
    assert home.preferences.get().rotation is None, "a trial is kept nowhere"


def test_a_rotation_that_is_kept_is_there_the_next_time(home: Closet) -> None:
    glass = Glass(home, choose(rotation=270))
    glass.run()
    assert glass.sizes == [(480, 640), (640, 480)]
    again = Glass(home)
    again.run()
    assert again.sizes == [(640, 480)]


def test_the_rotation_of_the_settings_file_gives_way_to_the_households(home: Closet) -> None:
    glass = Glass(home, choose(rotation=0), settings=MirrorSettings(rotation=90))
    glass.run()
    assert glass.sizes == [(640, 480), (480, 640)]


def test_turned_by_half_it_is_shown_anew(home: Closet) -> None:
    glass = Glass(home, try_rotation(180))
    glass.run()
    assert glass.sizes == [(480, 640), (480, 640)]


def test_a_preference_that_turns_nothing_starts_nothing_anew(home: Closet) -> None:
    def change(glass: Glass) -> None:
        choose(brightness=50, sound=False)(glass)
        glass.face.stop()

    glass = Glass(home, change)
    glass.run()
    assert len(glass.sizes) == 1


def test_who_is_there_and_how_photos_are_taken_outlives_the_turn(home: Closet) -> None:
    sam = home.people.add("Sam", language="en")
    found: list[tuple[str, bool, str]] = []

    def enter(glass: Glass) -> None:
        glass.stage.doors.enter(sam)
        glass.stage.hands_free = False
        try_rotation(90)(glass)

    def note(glass: Glass) -> None:
        found.append((glass.stage.person.name, glass.stage.hands_free, glass.stage.language))
        glass.face.stop()

    Glass(home, enter, note).run()
    assert found == [("Sam", False, "en")]


def test_a_locked_mirror_stays_locked_when_it_is_turned(home: Closet) -> None:
    people: list[object] = []
    [jieun] = home.people.all()
    home.people.set_pin(jieun.id, "2580")

    def note(glass: Glass) -> None:
        people.append(glass.stage.person)
        glass.face.stop()

    glass = Glass(home, try_rotation(90), note)
    glass.run()
    assert people == [None]


def test_without_a_backlight_the_picture_is_dimmed(home: Closet) -> None:
    class Dark(Appliance):
        """A display whose brightness nobody can set, as most monitors'."""

        def shine(self, percent: int) -> bool:
            del percent
            return False

    machine = Dark(home, SETTINGS, whole_screen=False)
    home.preferences.change(brightness=100)
    bright = Glass(home, machine=machine)
    bright.run()
    home.preferences.change(brightness=30)
    seen: list[np.ndarray] = []

    def look(glass: Glass) -> None:
        seen.append(np.asarray(image_of(glass.display.surface)).copy())
        choose(brightness=100)(glass)
        glass.draw()
        seen.append(np.asarray(image_of(glass.display.surface)).copy())
        glass.face.stop()

    Glass(home, look, machine=machine).run()
    full = int(bright.pictures[0].max())
    assert full > 230
    assert abs(int(seen[0].max()) - 0.3 * full) < 4
    assert int(seen[1].max()) > 230, "brighter again, everything is drawn anew"


def test_with_a_backlight_the_picture_keeps_all_its_light(home: Closet, panel: Path) -> None:
    home.preferences.change(brightness=20)
    with Appliance(home, SETTINGS, whole_screen=True) as appliance:
        glass = Glass(home, machine=appliance)
        glass.run()
    assert int(glass.pictures[0].max()) > 230
    assert brightness(panel) < 60


def test_a_panel_that_stops_answering_while_the_mirror_runs(home: Closet, panel: Path) -> None:
    with Appliance(home, SETTINGS, whole_screen=True) as appliance:
        seen: list[int] = []

        def break_it(glass: Glass) -> None:
            (panel / "brightness").unlink()
            (panel / "brightness").mkdir()
            choose(brightness=40)(glass)
            glass.draw()
            seen.append(int(np.asarray(image_of(glass.display.surface)).max()))
            glass.face.stop()

        Glass(home, break_it, machine=appliance).run()
    assert 80 < seen[0] < 120
