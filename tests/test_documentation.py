"""The README and the command line agree: a documented command exists, and every command is documented."""

import argparse
import re
from pathlib import Path

from mirror.cli.parser import build_parser

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def _commands() -> dict[str, argparse.ArgumentParser]:
    actions = build_parser()._actions
    return next(action.choices for action in actions if isinstance(action, argparse._SubParsersAction))


def test_every_command_is_in_the_readme() -> None:
    documented = set(re.findall(r"otjang (?:--data \S+ )?([a-z-]+)", README))
    assert set(_commands()) <= documented


def test_the_readme_names_no_other_command() -> None:
    lines = re.findall(r"^ {4}otjang (?:--data \S+ )?(.+)$", README, flags=re.MULTILINE)
    assert lines, "the README has a block of commands"
    for line in lines:
        words = line.split("  ")[0].split()
        command = words[0]
        assert command in _commands(), line
        options = {option for action in _commands()[command]._actions for option in action.option_strings}
        assert set(re.findall(r"--[a-z-]+", " ".join(words))) <= options, line


def test_every_make_target_that_the_documents_name_exists() -> None:
    targets = set(
        re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), flags=re.MULTILINE)
    )
    for document in ("README.md", "CONTRIBUTING.md", "model/README.md"):
        if (ROOT / document).exists():
            named = set(re.findall(r"\bmake ([a-z-]+)", (ROOT / document).read_text(encoding="utf-8")))
            assert named <= targets, document


def test_units_start_commands_that_exist() -> None:
    units = list((ROOT / "systemd").glob("*.service"))
    assert units
    for unit in units:
        started = re.search(
            r"^ExecStart=\S+/otjang (.*)$", unit.read_text(encoding="utf-8"), flags=re.MULTILINE
        )
        assert started is not None, unit.name
        build_parser().parse_args(started[1].split())
