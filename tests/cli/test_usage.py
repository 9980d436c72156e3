"""Exit statuses and errors: 0, 1 with one line that says what to do, 2 for wrong usage."""

import os
from pathlib import Path

import pytest

from mirror.cli import main


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("wash",),
        ("import",),
        ("import", "x.jpg"),
        ("import", "--person", "Jieun"),
        ("classify",),
        ("cutout", "x.jpg"),
        ("backup",),
        ("restore",),
        ("export", "x.zip"),
        ("import-backup",),
        ("people", "--language", "fr"),
        ("people", "--password-code"),
        ("people", "--invite", "--add", "Jieun"),
        ("screenshot", "closet"),
        ("screenshot", "closet", "--out", "x.png", "--size", "large"),
        ("run", "--windowed", "540"),
        ("run", "--headless", "--windowed", "540x960"),
        ("web", "--port", "eighty"),
    ],
    ids=" ".join,
)
def test_wrong_usage_is_two_and_shows_the_right_one(otjang, arguments: tuple[str, ...]) -> None:
    outcome = otjang(*arguments)
    assert outcome.status == 2
    assert outcome.out == ""
    assert outcome.err.startswith("usage: otjang")


@pytest.mark.parametrize("arguments", [("--version",), ("--help",), ("import", "--help")], ids=" ".join)
def test_asking_for_help_is_no_mistake(otjang, arguments: tuple[str, ...]) -> None:
    outcome = otjang(*arguments)
    assert outcome.status == 0
    assert "otjang" in outcome.out
    assert outcome.err == ""


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("import", "/nowhere/at/all", "--person", "Jieun"), "there is no /nowhere/at/all"),
        (("classify", "/nowhere.jpg"), "/nowhere.jpg: the file cannot be read: No such file or directory"),
        (("cutout", "/nowhere.jpg", "--out", "/tmp/unused"), "/nowhere.jpg: the file cannot be read"),
        (("restore", "/nowhere.zip"), "cannot restore /nowhere.zip"),
        (("backup", "/tmp/never.zip"), "there is no closet in"),
        (("export", "/tmp/never.zip", "--person", "Jieun"), "there is no 'Jieun'; see `otjang people`"),
        (("import-backup", "/nowhere.zip"), "cannot read nowhere.zip"),
        (("import-backup", "/nowhere.zip", "--person", "Jieun"), "there is no 'Jieun'"),
        (("people", "--password-code", "Jieun"), "there is no 'Jieun'"),
        (("people", "--add", " "), "a name is needed"),
        (("screenshot", "cellar", "--out", "x.png"), "there is no screen 'cellar'"),
    ],
    ids=lambda value: value[0] if isinstance(value, tuple) else "",
)
def test_what_cannot_be_done_is_one_and_one_line(otjang, arguments: tuple[str, ...], says: str) -> None:
    outcome = otjang(*arguments)
    assert outcome.status == 1
    assert outcome.out == ""
    (line,) = outcome.err.splitlines()
    assert line.startswith("otjang: ")
    assert says in line


def test_settings_beside_the_closet_are_read(otjang, data_dir: Path) -> None:
    data_dir.mkdir()
    (data_dir / "otjang.toml").write_text("[web]\nprot = 80\n")
    outcome = otjang("people")
    assert outcome.status == 1
    assert "unknown setting 'prot', did you mean 'port'?" in outcome.err


def test_settings_named_on_the_command_line_count_instead(data_dir: Path, tmp_path: Path, capsys) -> None:
    data_dir.mkdir()
    (data_dir / "otjang.toml").write_text("[web]\nprot = 80\n")
    good = tmp_path / "good.toml"
    good.write_text("[web]\nport = 80\n")
    assert main(["--data", str(data_dir), "--config", str(good), "people"]) == 0
    assert main(["--data", str(data_dir), "--config", str(tmp_path / "nowhere.toml"), "people"]) == 1
    assert "cannot read the settings file" in capsys.readouterr().err


def test_a_closet_s_folder_that_cannot_be_made_is_one_line(tmp_path: Path, capsys) -> None:
    (tmp_path / "file").write_text("no folder")
    assert main(["--data", str(tmp_path / "file"), "people"]) == 1
    assert capsys.readouterr().err.count("\n") == 1


def test_a_closet_that_is_no_closet_is_one_line(otjang, data_dir: Path) -> None:
    data_dir.mkdir()
    (data_dir / "closet.db").write_bytes(b"no database" * 1000)
    outcome = otjang("people")
    assert (outcome.status, outcome.out) == (1, "")
    assert "Restore a backup with `otjang restore FILE`" in outcome.err


def test_otjang_s_folder_may_come_from_the_environment(spawn, tmp_path: Path) -> None:
    """The process is its own, because the default is read when the grammar is built."""
    import subprocess
    import sys

    done = subprocess.run(
        [sys.executable, "-m", "mirror.cli", "people", "--add", "Jieun"],
        env=os.environ | {"OTJANG_DATA": str(tmp_path / "elsewhere")},
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "added Jieun\n"
    assert (tmp_path / "elsewhere" / "closet.db").exists()


def test_a_reader_that_goes_away_is_no_traceback(spawn, closet) -> None:
    for number in range(300):
        closet.people.add(f"person number {number}")
    process = spawn("people", bufsize=1)
    process.stdout.readline()
    process.stdout.close()
    assert process.wait(20) in (0, 1)
    assert process.stderr.read() == ""
    process.stderr.close()
