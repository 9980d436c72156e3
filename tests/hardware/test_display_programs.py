"""The display's power on a desktop: by programs, for which shell scripts stand in."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from mirror.hardware.display_power import find_display_power, likely_driver
from mirror.hardware.programs import ProgramFailed, ask


def program(folder: Path, name: str, script: str) -> Mapping[str, str]:
    """An environment in which `name` is a shell script that also writes down how it was called."""
    folder.mkdir(exist_ok=True)
    file = folder / name
    file.write_text(f'#!/bin/sh\necho "$*" >>"{folder}/calls"\n{script}\n')
    file.chmod(0o755)
    return {"PATH": f"{folder}:/usr/bin:/bin", "HOME": str(folder)}


def calls(environment: Mapping[str, str]) -> list[str]:
    return (Path(environment["HOME"]) / "calls").read_text().splitlines()


def test_wayland_asks_wlopm_without_a_shell(tmp_path: Path) -> None:
    environment = program(tmp_path / "bin", "wlopm", "")
    power = find_display_power("wayland", environment, tmp_path)

    power.switch(False)
    power.switch(True)

    assert calls(environment) == ["--off *", "--on *"]
    assert power.describe() == "display power: wlopm, all outputs"


def test_an_x_server_that_is_wayland_s_guest_is_not_asked(tmp_path: Path) -> None:
    environment = {**program(tmp_path / "bin", "wlopm", ""), "WAYLAND_DISPLAY": "wayland-0", "DISPLAY": ":0"}
    assert find_display_power("x11", environment, tmp_path).name == "wlopm"


def test_wlr_randr_gives_back_what_it_took_and_no_more(tmp_path: Path) -> None:
    said = (
        'HDMI-A-1 "A display"\n  Enabled: yes\n  Position: 0,0\nDSI-1 "Another"\n  Enabled: no\n'
        'DP-1 "A third"\n  Enabled: yes\n'
    )
    environment = program(tmp_path / "bin", "wlr-randr", f"[ $# -gt 0 ] || cat <<'END'\n{said}END")
    with find_display_power("wayland", environment, tmp_path) as power:
        power.switch(False)

    assert calls(environment) == [
        "",
        "--output HDMI-A-1 --off --output DP-1 --off",
        "--output HDMI-A-1 --on --output DP-1 --on",
    ]


XSET = """
[ -e "$HOME/state" ] || echo "Disabled" >"$HOME/state"
case "$*" in
    "dpms force off") printf 'Enabled\\n  Monitor is Off' >"$HOME/state" ;;
    "dpms force on") printf 'Enabled\\n  Monitor is On' >"$HOME/state" ;;
    -dpms) echo Disabled >"$HOME/state" ;;
    q) printf '  DPMS is %s\\n' "$(cat "$HOME/state")" ;;
esac
"""


def test_x11_s_own_timeouts_are_left_as_they_were(tmp_path: Path) -> None:
    environment = {**program(tmp_path / "bin", "xset", XSET), "DISPLAY": ":7"}
    state = tmp_path / "bin/state"
    with find_display_power("x11", environment, tmp_path) as power:
        assert state.read_text() == "Disabled\n", "a display that is on is not switched on"
        power.switch(False)
        assert "Monitor is Off" in state.read_text()

    assert state.read_text() == "Disabled\n"
    assert power.describe() == "display power: xset, :7"


def test_x11_with_timeouts_keeps_them(tmp_path: Path) -> None:
    environment = {**program(tmp_path / "bin", "xset", XSET), "DISPLAY": ":7"}
    state = tmp_path / "bin/state"
    state.write_text("Enabled\n  Monitor is On")
    power = find_display_power("x11", environment, tmp_path)

    power.switch(False)
    power.switch(True)

    assert state.read_text() == "Enabled\n  Monitor is On"


def test_an_x_server_without_dpms_is_no_success(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """As Xvfb's answers: xset complains on its way and ends well."""
    script = "case $* in q) echo 'Server does not have the DPMS Extension' ;; esac"
    environment = {**program(tmp_path / "bin", "xset", script), "DISPLAY": ":7"}

    find_display_power("x11", environment, tmp_path).switch(False)

    assert "xset: this X server has no DPMS" in caplog.text


def test_a_program_that_fails_is_followed_by_the_next_way(tmp_path: Path) -> None:
    panel = tmp_path / "sys/class/backlight/lcd"
    panel.mkdir(parents=True)
    for file in ("bl_power", "max_brightness"):
        (panel / file).touch()
    environment = program(tmp_path / "bin", "wlopm", "echo 'no compositor' >&2; exit 1")

    find_display_power("wayland", environment, tmp_path).switch(False)

    assert (panel / "bl_power").read_text() == "4"


@pytest.mark.parametrize(
    ("script", "why"),
    [
        ("exec sleep 60", "did not answer within 0.2 seconds"),
        ("echo first >&2; echo 'it is broken' >&2; exit 3", "thing: it is broken"),
        ("exit 3", "thing: exit status 3"),
    ],
)
def test_why_a_program_failed_is_said(tmp_path: Path, script: str, why: str) -> None:
    environment = program(tmp_path / "bin", "thing", script)
    with pytest.raises(ProgramFailed, match=why):
        ask("thing", environment=environment, patience_s=0.2)


def test_a_program_that_is_not_there_is_said() -> None:
    with pytest.raises(ProgramFailed, match="thing is not installed"):
        ask("thing", environment={"PATH": "/nowhere"})


@pytest.mark.parametrize(
    ("environment", "driver_name"),
    [
        ({"SDL_VIDEODRIVER": "dummy", "DISPLAY": ":0"}, "dummy"),
        ({"DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0"}, "x11"),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "wayland"),
        ({}, "kmsdrm"),
    ],
)
def test_the_driver_that_sdl_would_take(environment: Mapping[str, str], driver_name: str) -> None:
    assert likely_driver(environment) == driver_name
