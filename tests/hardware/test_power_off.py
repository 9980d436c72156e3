"""Switching off: what logind is asked, by a busctl that stands in, and what a person reads when it will not."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from mirror.errors import MirrorError
from mirror.hardware.power_off import describe, power_off

OBJECT = "org.freedesktop.login1 /org/freedesktop/login1 org.freedesktop.login1.Manager"


def logind(folder: Path, can: str, does: str = "") -> Mapping[str, str]:
    """An environment whose busctl runs `can` when asked whether it could, and `does` when asked to do it."""
    file = folder / "busctl"
    file.write_text(
        f'#!/bin/sh\necho "$*" >>"{folder}/calls"\ncase "$*" in *CanPowerOff) {can} ;; *) {does or ":"} ;; esac\n'
    )
    file.chmod(0o755)
    return {"PATH": f"{folder}:/usr/bin:/bin", "HOME": str(folder)}


def calls(environment: Mapping[str, str]) -> list[str]:
    return (Path(environment["HOME"]) / "calls").read_text().splitlines()


def answers(word: str) -> str:
    return f"echo 's \"{word}\"'"


def test_logind_is_asked_to_switch_off_and_nobody_for_a_password(tmp_path: Path) -> None:
    environment = logind(tmp_path, answers("yes"))

    power_off(environment)

    assert calls(environment) == [
        f"--system call {OBJECT} CanPowerOff",
        f"--system call {OBJECT} PowerOff b false",
    ]


def test_looking_switches_nothing_off(tmp_path: Path) -> None:
    environment = logind(tmp_path, answers("yes"))
    assert describe(environment) == "power off: at the mirror"
    assert calls(environment) == [f"--system call {OBJECT} CanPowerOff"]


@pytest.mark.parametrize("word", ["no", "challenge", "inhibited", ""])
def test_who_may_not_is_told_how_else(tmp_path: Path, word: str) -> None:
    environment = logind(tmp_path, answers(word))

    with pytest.raises(
        MirrorError, match=r"may not switch the machine off: switch it off with `sudo poweroff`"
    ):
        power_off(environment)

    assert len(calls(environment)) == 1, "it is not tried all the same"
    assert "may not" in describe(environment)


def test_a_machine_that_cannot_cut_its_power_says_so(tmp_path: Path) -> None:
    with pytest.raises(MirrorError, match="cannot switch itself off"):
        power_off(logind(tmp_path, answers("na")))


@pytest.mark.parametrize(
    ("can", "does", "why"),
    [
        ("echo 'Call failed: Launch helper exited' >&2; exit 1", "", "Launch helper exited"),
        (answers("yes"), "echo 'Call failed: Access denied' >&2; exit 1", "Access denied"),
        ("exec sleep 60", "", "busctl did not answer within 0.2 seconds"),
        (answers("yes"), "exec sleep 60", "busctl did not answer within 0.2 seconds"),
    ],
    ids=["no logind", "refused after all", "hangs", "hangs at the last"],
)
def test_what_went_wrong_is_one_line_that_says_what_to_do(
    tmp_path: Path, can: str, does: str, why: str
) -> None:
    with pytest.raises(MirrorError) as caught:
        power_off(logind(tmp_path, can, does), patience_s=0.2)
    line = str(caught.value)
    assert why in line
    assert line.endswith(": switch it off with `sudo poweroff`")
    assert "\n" not in line


def test_a_machine_without_systemd_is_told_how_else(tmp_path: Path) -> None:
    environment = {"PATH": str(tmp_path)}
    with pytest.raises(MirrorError, match=r"nothing here can switch the machine off: .*sudo poweroff"):
        power_off(environment)
    assert "nothing here" in describe(environment)


def test_describing_a_bus_that_does_not_answer_never_raises(tmp_path: Path) -> None:
    said = describe(logind(tmp_path, "exec sleep 60"), patience_s=0.2)
    assert said == "power off: cannot be asked for (busctl did not answer within 0.2 seconds)"
