"""The documents and the product agree: what they name exists, and no command and no picture is left out."""

import argparse
import re
import tomllib
from pathlib import Path

import pytest

from mirror.cli.parser import build_parser

ROOT = Path(__file__).parents[1]
DOCUMENTS = [
    *(
        ROOT / name
        for name in ("README.md", "CONTRIBUTING.md", "model/README.md", "firmware_config/kiosk.md")
    ),
    *sorted((ROOT / "docs").glob("*.md")),
]
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
    for document in DOCUMENTS:
        assert (
            set(re.findall(r"(?:^ {4}|`)make ([a-z-]+)", document.read_text(encoding="utf-8"), re.M))
            <= targets
        ), document


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_what_a_document_links_or_names_is_there(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    linked = [target.partition("#")[0] for target in re.findall(r"\]\((?!https?:)([^)]+)\)", text)]
    assert [target for target in linked if target and not (document.parent / target).exists()] == []
    named = re.findall(r"`((?:mirror|web_admin|tests|docs)/[\w./-]+)`", text)
    assert [path for path in named if not (ROOT / path).exists()] == []


def test_every_picture_is_shown_somewhere() -> None:
    shown = {
        Path(target).name
        for document in DOCUMENTS
        for target in re.findall(r"!\[[^\]]*\]\(([^)]+)\)", document.read_text(encoding="utf-8"))
    }
    assert {path.name for path in (ROOT / "docs/pictures").iterdir()} <= shown


def test_the_layers_are_those_of_the_contracts() -> None:
    with (ROOT / "pyproject.toml").open("rb") as file:
        layers = tomllib.load(file)["tool"]["importlinter"]["contracts"][0]["layers"]
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    described = re.search(r"^ {4}cli > app.*?(?=^\S)", text, flags=re.MULTILINE | re.DOTALL)
    assert described is not None
    names = [re.findall(r"\w+", layer) for layer in described[0].split(">")]
    assert [set(layer) - {"web_admin"} for layer in names] == [
        set(re.findall(r"\w+", layer)) - {"assets"} for layer in layers
    ]


def test_units_start_commands_that_exist() -> None:
    units = list((ROOT / "systemd").glob("*.service"))
    assert units
    for unit in units:
        started = re.search(
            r"^ExecStart=\S+/otjang (.*)$", unit.read_text(encoding="utf-8"), flags=re.MULTILINE
        )
        assert started is not None, unit.name
        build_parser().parse_args(started[1].split())
