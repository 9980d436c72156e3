"""The polkit rule, run as JavaScript: the mirror's user may switch off, and nobody may anything else by it."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

RULE = Path(__file__).parents[2] / "firmware_config/49-otjang-power-off.rules"
POWER_OFF = "org.freedesktop.login1.power-off"

# What polkitd offers its rules, as far as this one uses it (polkit(8)).
POLKIT = """
const rules = [];
const polkit = { addRule: rule => rules.push(rule), Result: { YES: "yes", NOT_HANDLED: null } };
"""
ASK = """
const asked = JSON.parse(process.argv[1]);
console.log(JSON.stringify(asked.map(([id, user]) => rules[0]({ id }, { user }))));
"""


def answers(*asked: tuple[str, str]) -> list[str | None]:
    """What the rule says to each (action, user)."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("node is not installed")
    done = subprocess.run(
        [node, "-e", POLKIT + RULE.read_text(encoding="utf-8") + ASK, json.dumps(asked)],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    said: list[str | None] = json.loads(done.stdout)
    return said


def test_the_mirror_may_switch_off_also_while_somebody_is_signed_in() -> None:
    assert answers((POWER_OFF, "otjang"), (f"{POWER_OFF}-multiple-sessions", "otjang")) == ["yes", "yes"]


def test_nobody_else_may_and_the_mirror_may_nothing_else() -> None:
    asked = [
        (POWER_OFF, "nobody"),
        (POWER_OFF, ""),
        (f"{POWER_OFF}-ignore-inhibit", "otjang"),
        ("org.freedesktop.login1.reboot", "otjang"),
        ("org.freedesktop.systemd1.manage-units", "otjang"),
        ("indexOf", "otjang"),
    ]
    assert answers(*asked) == [None] * len(asked)


def test_the_right_is_for_the_user_that_the_unit_runs_as() -> None:
    unit = (RULE.parents[1] / "systemd/otjang-mirror.service").read_text(encoding="utf-8")
    assert "\nUser=otjang\n" in unit
    assert 'subject.user === "otjang"' in RULE.read_text(encoding="utf-8")
