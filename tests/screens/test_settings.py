"""The settings by touch: brightness, sleep, rotation, language, sound, health, the main switch; and their look."""

import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from mirror.closet import Closet, Person
from mirror.config import Bezel, MirrorSettings
from mirror.doctor import Finding
from mirror.errors import ClosetBusy, MirrorError
from mirror.screens.machine import NoMachine
from mirror.screens.settings.health_screen import HealthScreen
from mirror.screens.settings.screen import KEEP_WITHIN_S
from mirror.screens.settings.sleep_times import LADDER_S, NEVER_S, SleepTimes
from mirror.screens.widgets.button import Pill
from mirror.screens.widgets.column import Column
from mirror.screens.widgets.confirm_sheet import ConfirmSheet
from mirror.screens.widgets.keep_sheet import KeepSheet
from mirror.screens.widgets.segments import Segments
from mirror.screens.widgets.setting_row import SettingRow
from mirror.screens.widgets.slider import Slider
from mirror.screens.widgets.stepper import Stepper
from mirror.screens.widgets.theme import TOUCH

from .touching import Mirror

MakeMirror = Callable[..., Mirror]
SIZES = [(1080, 1920), (800, 480), (480, 800), (1440, 2560), (1920, 1080)]
FINDINGS = [
    Finding("disk", True, "24.3 GB free"),
    Finding("camera", False, "the camera is gone: is it plugged in?"),
    Finding("clock", True, "2026-11-22 08:12 KST"),
]


class Heard:
    """Sounds that are written down."""

    def __init__(self) -> None:
        self.names: list[str] = []

    def play(self, name: str) -> None:
        self.names.append(name)


def open_settings(mirror: Mirror) -> Mirror:
    mirror.rooms.settings()
    mirror.wait(0.3)
    return mirror


@pytest.fixture
def machine() -> NoMachine:
    return NoMachine(FINDINGS)


@pytest.fixture
def mirror(make_mirror: MakeMirror, jieun: Person, machine: NoMachine) -> Mirror:
    """A mirror whose settings are open; what it shines is written down."""
    mirror = open_settings(make_mirror(machine=machine))
    mirror.stage.sounds = Heard()  # type: ignore[assignment]
    assert mirror.name == "settings"
    return mirror


def parts(mirror: Mirror, kind: type[Any]) -> list[Any]:
    """The parts of a kind in the list, from the top."""
    return [part for part in mirror.one(Column).parts if isinstance(part, kind)]


def row(mirror: Mirror, words: str) -> SettingRow:
    found = [part for part in parts(mirror, SettingRow) if part.words == words]
    assert len(found) == 1, f"{words!r} among {[part.words for part in parts(mirror, SettingRow)]}"
    return found[0]


def on_sheet(mirror: Mirror, words: str) -> Pill:
    assert mirror.top.sheet is not None
    return next(part for part in mirror.top.sheet.parts if isinstance(part, Pill) and part.words == words)


def sleep_times(closet: Closet) -> SleepTimes:
    return SleepTimes.of(closet.preferences.get())


# Brightness


def test_the_glass_follows_the_finger_and_keeps_where_it_left(mirror: Mirror, closet: Closet) -> None:
    shone: list[int] = []
    mirror.stage.shine = shone.append
    bar = parts(mirror, Slider)[0].rect
    y = bar.centery
    mirror.swipe((bar.left + bar.width * 9 // 10, y), (bar.left + bar.width * 3 // 10, y), seconds=0.3)
    assert closet.preferences.get().brightness == 30
    assert shone[-1] == 30
    assert len(shone) > 5, "on its way too"
    assert shone == sorted(shone, reverse=True)
    assert mirror.stage.preferences.brightness == 30, "the mirror lives by it"
    assert parts(mirror, Slider)[0].value == 30


def test_the_darkest_can_still_be_seen(mirror: Mirror, closet: Closet) -> None:
    bar = parts(mirror, Slider)[0].rect
    mirror.swipe((bar.centerx, bar.centery), (bar.left - 40, bar.centery))
    assert closet.preferences.get().brightness == 10


def test_a_tap_on_the_bar_goes_there(mirror: Mirror, closet: Closet, machine: NoMachine) -> None:
    bar = parts(mirror, Slider)[0].rect
    mirror.tap((bar.left + bar.width // 2, bar.centery))
    assert closet.preferences.get().brightness == 50
    assert machine.percent == 50


def test_a_finger_that_goes_up_from_the_bar_scrolls(make_mirror: MakeMirror, jieun: Person) -> None:
    mirror = open_settings(make_mirror((800, 480)))
    bar = parts(mirror, Slider)[0].rect
    mirror.swipe(bar.center, (bar.centerx + 10, bar.centery - 90))
    assert mirror.closet.preferences.get().brightness == 100
    assert mirror.one(Column).kinetics.offset_px > 50


def test_a_cancelled_finger_and_a_screen_that_is_left_shine_as_before(mirror: Mirror, closet: Closet) -> None:
    shone: list[int] = []
    mirror.stage.shine = shone.append
    bar = parts(mirror, Slider)[0].rect
    for leave in (
        lambda: mirror.send(mirror.gestures.cancel()),
        mirror.rooms.phone,
    ):
        mirror.send(mirror.gestures.down(1, *bar.center, mirror.clock.monotonic_s()))
        mirror.wait(0.1)
        mirror.send(mirror.gestures.move(1, bar.left + 100, bar.centery, mirror.clock.monotonic_s()))
        mirror.wait(0.1)
        assert shone[-1] < 50
        leave()
        mirror.wait(0.3)
        assert shone[-1] == 100
        assert closet.preferences.get().brightness == 100


def test_what_cannot_be_kept_is_told(mirror: Mirror, monkeypatch: pytest.MonkeyPatch) -> None:
    def busy(**values: object) -> None:
        raise ClosetBusy("the closet is busy; try again in a moment")

    monkeypatch.setattr(mirror.closet.preferences, "change", busy)
    mirror.tap(row(mirror, "소리"))
    mirror.clock.advance(10)
    mirror.rooms.poll()
    assert mirror.toast == "옷장이 바빠요. 잠시 뒤에 다시 해 주세요."
    assert mirror.name == "settings"
    assert row(mirror, "소리").on, "it still shows what is true"


# Sleep


def test_each_time_is_chosen_step_by_step(mirror: Mirror, closet: Closet) -> None:
    mirror.tap(parts(mirror, Stepper)[0].place(1))
    assert sleep_times(closet) == (300, 600, 3600)
    mirror.tap(parts(mirror, Stepper)[1].place(1))
    mirror.tap(parts(mirror, Stepper)[2].place(1))
    assert sleep_times(closet) == (300, 1800, 3 * 3600)
    mirror.tap(parts(mirror, Stepper)[0].place(-1))
    assert sleep_times(closet) == (120, 1800, 3 * 3600)
    assert [part.words for part in parts(mirror, Stepper)] == ["2분 뒤", "30분 뒤", "3시간 뒤"]
    assert mirror.stage.preferences.dark_after_s == 1800


def test_never_is_the_last_step_and_has_none_after_it(mirror: Mirror, closet: Closet) -> None:
    for _ in LADDER_S:
        mirror.tap(parts(mirror, Stepper)[0].place(1))
    assert sleep_times(closet) == (NEVER_S, NEVER_S, NEVER_S)
    assert [part.words for part in parts(mirror, Stepper)] == ["안 함"] * 3
    mirror.tap(parts(mirror, Stepper)[0].place(1))
    assert sleep_times(closet) == (NEVER_S, NEVER_S, NEVER_S)
    mirror.tap(parts(mirror, Stepper)[2].place(-1))
    assert sleep_times(closet) == (3600, 3 * 3600, 8 * 3600)


@pytest.mark.parametrize("start", [(120, 600, 3600), (90, 91, 92), (60, 120, 300), (3600, NEVER_S, NEVER_S)])
def test_whatever_is_stepped_the_order_stays(start: tuple[int, int, int]) -> None:
    todo, seen = [SleepTimes(*start)], set()
    while todo:
        times = todo.pop()
        if times in seen:
            continue
        seen.add(times)
        for which in range(3):
            for way in (-1, 1):
                after = times.stepped(which, way)
                assert after.clock_s <= after.dark_s <= after.off_s
                assert after.clock_s < after.dark_s or after.clock_s == NEVER_S
                assert after.dark_s < after.off_s or after.dark_s == NEVER_S
                assert (after == times) or (after[which] > times[which]) == (way > 0)
                todo.append(after)
    assert {times.clock_s for times in seen} >= set(LADDER_S[:6]), "each time can be reached"
    assert {times.off_s for times in seen} >= {300, NEVER_S}


# Language


def test_the_language_is_that_of_whoever_is_here(mirror: Mirror, closet: Closet, jieun: Person) -> None:
    tongues = parts(mirror, Segments)[1]
    mirror.tap(tongues.place(1))
    assert closet.people.get(jieun.id).language == "en"
    assert mirror.name == "settings"
    assert "Settings" in mirror.words()
    mirror.tap(mirror.top.widgets[0])
    assert mirror.name == "closet"
    assert "Closet" in mirror.words(), "the screens below speak it too"


def test_nobody_has_no_language_to_choose(make_mirror: MakeMirror) -> None:
    mirror = open_settings(make_mirror())
    assert len(parts(mirror, Segments)) == 1


# Rotation


def test_a_rotation_is_kept_when_somebody_says_so(mirror: Mirror, closet: Closet) -> None:
    turns = parts(mirror, Segments)[0]
    assert turns.chosen == 0
    mirror.tap(turns.place(1))
    assert isinstance(mirror.top.sheet, KeepSheet)
    assert mirror.stage.trial_rotation == 90, "so the face shows it"
    assert closet.preferences.get().rotation is None, "and nothing is kept yet"
    mirror.wait(4)
    mirror.tap(on_sheet(mirror, "그대로 두기"))
    mirror.wait(1)
    assert closet.preferences.get().rotation == 90
    assert mirror.stage.trial_rotation is None
    assert mirror.top.sheet is None
    assert parts(mirror, Segments)[0].chosen == 1
    mirror.wait(KEEP_WITHIN_S + 5)
    assert closet.preferences.get().rotation == 90


@pytest.mark.parametrize("how", ["wait", "back", "beside", "away", "fault"])
def test_a_rotation_that_nobody_keeps_goes_back(mirror: Mirror, closet: Closet, how: str) -> None:
    applied: list[int | None] = []
    mirror.rooms._applied = lambda: applied.append(mirror.stage.trial_rotation)
    mirror.tap(parts(mirror, Segments)[0].place(3))
    assert applied == [270]
    mirror.wait(1)
    if how == "wait":
        mirror.wait(KEEP_WITHIN_S - 2)
        assert applied == [270], "there is still a second"
        mirror.wait(1.5)
    elif how == "back":
        mirror.tap(on_sheet(mirror, "되돌리기"))
    elif how == "beside":
        mirror.tap((540, 300))
    elif how == "away":
        mirror.rooms.phone()
    else:
        mirror.stack.fault(RuntimeError("it does not fit"))
    mirror.wait(0.5)
    assert applied == [270, None], "the face turns back"
    assert closet.preferences.get().rotation is None
    if how not in ("away", "fault"):
        assert mirror.top.sheet is None
        assert parts(mirror, Segments)[0].chosen == 0


def test_the_question_outlives_the_turn(make_mirror: MakeMirror, closet: Closet, jieun: Person) -> None:
    """The face begins anew in the other rotation, and hands the new stage what is on trial."""
    mirror = make_mirror((1920, 1080))
    mirror.stage.trial_rotation = 90
    open_settings(mirror)
    assert isinstance(mirror.top.sheet, KeepSheet)
    assert parts(mirror, Segments)[0].chosen == 1
    mirror.wait(KEEP_WITHIN_S + 1)
    assert mirror.stage.trial_rotation is None
    assert closet.preferences.get().rotation is None


def test_the_seconds_are_counted_and_nothing_else_is_drawn(mirror: Mirror) -> None:
    mirror.tap(parts(mirror, Segments)[0].place(2))
    mirror.wait(0.5)
    mirror.frames = 0
    mirror.wait(4)
    assert mirror.frames == 4
    assert mirror.top.sheet is not None
    said = [getattr(part, "words", "") for part in mirror.top.sheet.parts]
    assert "6초 뒤에 되돌아가요" in said


def test_the_mirror_does_not_fall_asleep_over_the_question(mirror: Mirror) -> None:
    mirror.closet.preferences.change(clock_after_s=10)
    mirror.rooms.apply()
    mirror.tap(parts(mirror, Segments)[0].place(2))
    mirror.wait(9.3)
    assert mirror.name == "settings"
    mirror.wait(11)
    assert mirror.name == "idle", "but afterwards it does"


def test_the_rotation_of_the_settings_file_shows_until_another_is_chosen(
    make_mirror: MakeMirror, jieun: Person
) -> None:
    mirror = open_settings(make_mirror(settings=MirrorSettings(rotation=270)))
    assert parts(mirror, Segments)[0].chosen == 3


# Sound


def test_sound_is_heard_when_it_is_switched_on(mirror: Mirror, closet: Closet) -> None:
    mirror.tap(row(mirror, "소리"))
    assert not closet.preferences.get().sound
    assert mirror.stage.sounds.names == []  # type: ignore[attr-defined]
    mirror.tap(row(mirror, "소리"))
    assert closet.preferences.get().sound
    assert mirror.stage.sounds.names == ["done"]  # type: ignore[attr-defined]


# The main switch


def test_it_asks_before_it_switches_off(mirror: Mirror, machine: NoMachine) -> None:
    mirror.tap(row(mirror, "전원 끄기"))
    assert isinstance(mirror.top.sheet, ConfirmSheet)
    mirror.wait(0.5)
    mirror.tap(on_sheet(mirror, "취소"))
    mirror.wait(0.5)
    assert mirror.top.sheet is None
    assert not machine.off
    mirror.tap(row(mirror, "전원 끄기"))
    mirror.wait(0.5)
    mirror.tap(on_sheet(mirror, "전원 끄기"))
    assert machine.off
    assert mirror.toast == "거울이 꺼지고 있어요."


def test_a_machine_that_may_not_says_why(
    mirror: Mirror, machine: NoMachine, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse() -> None:
        raise MirrorError("this user may not switch the machine off: run `sudo make install` again")

    monkeypatch.setattr(machine, "power_off", refuse)
    mirror.tap(row(mirror, "전원 끄기"))
    mirror.wait(0.5)
    mirror.tap(on_sheet(mirror, "전원 끄기"))
    assert mirror.name == "settings"
    assert "sudo make install" in mirror.toast


# Health


def looked(mirror: Mirror) -> HealthScreen:
    """The screen after the doctor has finished."""
    screen = mirror.top
    assert isinstance(screen, HealthScreen)
    assert screen.examination is not None
    assert screen.examination.wait(10)
    mirror.wait(0.3)
    return screen


def test_what_is_not_well_comes_first(mirror: Mirror) -> None:
    assert row(mirror, "상태 점검").detail == "버전 0 · 24 GB 남음"
    mirror.tap(row(mirror, "상태 점검"))
    looked(mirror)
    shown = [(part.words, part.detail, part._icon) for part in parts(mirror, SettingRow)]
    assert shown == [
        ("카메라", "카메라가 보이지 않아요. 잘 꽂혀 있나요?", "exclamation-circle"),
        ("저장 공간", shown[1][1], "check-circle"),
        ("시계", "2026-11-22 08:12 KST", "check-circle"),
    ]
    assert "손볼 곳이 1군데 있어요" in mirror.words()


def test_all_well_says_so_and_looks_again(mirror: Mirror, machine: NoMachine) -> None:
    machine.findings = FINDINGS[:1]
    mirror.tap(row(mirror, "상태 점검"))
    first = looked(mirror).examination
    assert "모두 괜찮아요" in mirror.words()
    machine.findings = FINDINGS
    mirror.tap_pill("다시 점검하기")
    assert looked(mirror).examination is not first
    assert len(parts(mirror, SettingRow)) == 3


class Slow(NoMachine):
    """A doctor who goes on only when told."""

    def __init__(self) -> None:
        super().__init__()
        self.go = threading.Semaphore(0)
        self.asked = threading.Semaphore(0)
        self.ended = threading.Event()

    def examine(self) -> Iterator[Finding]:
        try:
            for finding in FINDINGS:
                self.asked.release()
                assert self.go.acquire(timeout=10)
                yield finding
            self.asked.release()
            assert self.go.acquire(timeout=10)
        finally:
            self.ended.set()


def test_lines_appear_one_by_one(make_mirror: MakeMirror, jieun: Person) -> None:
    machine = Slow()
    mirror = make_mirror(machine=machine)
    mirror.rooms.health()
    for count in range(4):
        assert machine.asked.acquire(timeout=10)
        mirror.wait(0.3)
        assert len(parts(mirror, SettingRow)) == count
        assert "살펴보는 중이에요…" in mirror.words()
        machine.go.release()
    looked(mirror)
    assert "살펴보는 중이에요…" not in mirror.words()


def test_a_look_that_outlives_its_screen_touches_nothing(make_mirror: MakeMirror, jieun: Person) -> None:
    machine = Slow()
    mirror = make_mirror(machine=machine)
    mirror.rooms.health()
    screen = mirror.top
    assert isinstance(screen, HealthScreen)
    assert machine.asked.acquire(timeout=10)
    mirror.rooms.back()
    mirror.wait(1)
    machine.go.release()
    assert machine.ended.wait(10), "it ends early"
    mirror.frames = 0
    mirror.wait(1)
    assert (mirror.name, mirror.frames) == ("closet", 0)
    assert screen.examination is not None
    assert not screen.examination.found


def test_a_doctor_that_stumbles_is_a_finding(
    mirror: Mirror, machine: NoMachine, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stumble() -> Iterator[Finding]:
        yield FINDINGS[0]
        raise OSError("the stethoscope is gone")

    monkeypatch.setattr(machine, "examine", stumble)
    mirror.tap(row(mirror, "상태 점검"))
    looked(mirror)
    assert parts(mirror, SettingRow)[0].detail == "The stethoscope is gone"


# How it looks


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("bezel", [0, Bezel(left=40, bottom=30)], ids=["plain", "bezel"])
def test_nothing_is_cut_and_everything_can_be_touched(
    *,
    make_mirror: MakeMirror,
    closet: Closet,
    cuts: list[str],
    size: tuple[int, int],
    language: str,
    bezel: int | Bezel,
) -> None:
    person = closet.people.add("지은", language=language)
    closet.people.set_password_hash(person.id, "hash")
    mirror = make_mirror(size, MirrorSettings(bezel_px=bezel), machine=NoMachine(FINDINGS))
    open_settings(mirror)
    least = mirror.layout.px(TOUCH) - 1
    column = mirror.one(Column)
    reached: set[str] = set()
    for _ in range(30):
        for part in column.parts:
            for target in part.targets():
                assert target.width >= least and target.height >= least, f"{part} {target}"
                assert column.rect.left <= target.left and target.right <= column.rect.right
                if column.rect.contains(target):
                    reached.add(f"{type(part).__name__} {getattr(part, 'words', '')}")
        if not column.reveal("down"):
            break
    wanted = {
        f"{type(part).__name__} {getattr(part, 'words', '')}" for part in column.parts if list(part.targets())
    }
    assert reached == wanted, "the list scrolls to each"
    mirror.wait(0.2)
    mirror.rooms.health()
    looked(mirror)
    mirror.rooms.back()
    for show in (mirror.top.ask_to_switch_off, lambda: mirror.top.turn(2)):  # type: ignore[attr-defined]
        show()
        mirror.wait(0.6)
        assert mirror.top.sheet is not None
        for part in mirror.top.sheet.parts:
            assert mirror.layout.area.contains(part.rect)
    assert not cuts, cuts
