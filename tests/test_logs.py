"""What the processes write down: little, without names, one line for each record, and never at any price."""

import logging
import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from mirror import logs

OURS = logging.getLogger("mirror.test")


@pytest.fixture(autouse=True)
def handlers() -> Iterator[None]:
    root = logging.getLogger()
    before, level = list(root.handlers), root.level
    root.setLevel(logging.INFO)
    yield
    for handler in [handler for handler in root.handlers if handler not in before]:
        root.removeHandler(handler)
        with suppress(OSError):
            handler.close()
    root.setLevel(level)


def test_ours_from_information_on_and_others_from_warnings_on(tmp_path: Path) -> None:
    logs.keep(tmp_path, "mirror")
    OURS.info("the mirror is on")
    OURS.debug("a detail")
    logging.getLogger("peewee").info("SELECT")
    logging.getLogger("PIL").warning("odd")
    lines = logs.tail(tmp_path, "mirror", 200)
    assert [line.split(": ", 1)[1] for line in lines] == ["the mirror is on", "odd"]
    assert "INFO mirror.test: " in lines[0]
    assert logs.tail(tmp_path, "web", 200) == []


def test_no_message_can_pose_as_a_record_or_hold_a_name(tmp_path: Path) -> None:
    logs.keep(tmp_path, "web")
    posing = "\r\n2026-11-25 09:00:00,000 INFO mirror: all is well"
    OURS.warning("the mirror's log: there is already %r; %s\x1b[2J\u202e", "지은 이", posing)
    said = "no person called '지은 이'\n2026-11-25 INFO mirror: forged"
    try:
        raise ValueError(said)  # noqa: TRY301
    except ValueError:
        OURS.exception("it broke")
    text = "\n".join(logs.tail(tmp_path, "web", 200))
    assert "지은" not in text
    assert "\x1b" not in text
    assert "\u202e" not in text
    records = [line for line in text.splitlines() if not line.startswith("    ")]
    assert [record.split(" ")[3] for record in records] == ["mirror.test:", "mirror.test:"]
    assert "the mirror's log: there is already '…'; " in records[0]
    assert "\\n2026-11-25 09:00:00,000" in records[0]
    assert "ValueError: no person called '…'" in text


def test_there_are_two_small_files_for_its_user_only(tmp_path: Path) -> None:
    logs.keep(tmp_path, "mirror")
    for number in range(9000):
        OURS.info("line %d of a long night, which says nothing of any worth to anybody", number)
    kept = logs.files(tmp_path, "mirror")
    assert [file.name for file in kept] == ["mirror.log.1", "mirror.log"]
    assert all(file.stat().st_size <= logs.FILE_BYTES for file in kept)
    assert all(file.stat().st_mode & 0o777 == 0o600 for file in kept)
    assert (tmp_path / logs.FOLDER).stat().st_mode & 0o777 == 0o700
    lines = logs.tail(tmp_path, "mirror", 200)
    assert len(lines) == 200
    assert "line 8999 " in lines[-1]
    whole = b"".join(logs.whole(tmp_path)).decode()
    assert whole.startswith("== mirror ==\n")
    assert whole.count("\n") == whole.count("line ") + 4


def test_a_disk_without_room_stops_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    handler = logs.keep(tmp_path, "mirror")
    assert isinstance(handler, logging.FileHandler)
    handler.stream.close()
    full = os.open("/dev/full", os.O_WRONLY)
    handler.stream = os.fdopen(full, "w", encoding="utf-8")
    OURS.warning("nobody can write this down")
    assert "Traceback" not in capsys.readouterr().err
    (tmp_path / "no folder").write_text("a file stands where the closet should be")
    assert logs.keep(tmp_path / "no folder", "web") is None
