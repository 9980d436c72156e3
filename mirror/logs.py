"""What the two processes write down for whoever looks for a fault: two small files each, in the closet's folder.

They are to be sent to others, so they hold no names: what stands in quotation marks is left out. A log is never
worth an error: on a full or broken disk it is simply not written.
"""

import logging
import os
import re
from collections.abc import Iterator
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Any, Literal

Process = Literal["mirror", "web"]
PROCESSES: tuple[Process, ...] = ("mirror", "web")
FOLDER = "logs"
FILE_BYTES = 256 * 1024
OURS = ("mirror", "web_admin", "__main__")

_QUOTED = re.compile(r"(?<!\w)'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"")  # an apostrophe opens nothing
_ODD = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


def keep(data_dir: Path, process: Process) -> logging.Handler | None:
    """Write this process's log to `data_dir` from now on; None where nothing can be written there.

    Two files of 256 kB at most, the older one with ".1" at its end; readable by this user only. INFO and above of
    our own modules, WARNING and above of others.
    """
    folder = data_dir / FOLDER
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        handler = _Kept(folder / f"{process}.log", maxBytes=FILE_BYTES, backupCount=1, encoding="utf-8")
    except OSError as error:
        logging.getLogger(__name__).warning("no log is kept: %s", error.strerror)
        return None
    handler.setFormatter(_Lines("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    handler.addFilter(_worth_keeping)
    logging.getLogger().addHandler(handler)
    return handler


def tail(data_dir: Path, process: Process, lines: int) -> list[str]:
    """The last so many lines of a process, the oldest first; none where there is no log."""
    found: list[str] = []
    for file in files(data_dir, process):
        try:
            found = (found + file.read_text("utf-8", errors="replace").splitlines())[-lines:]
        except OSError:
            continue  # it was turned over just now
    return found


def files(data_dir: Path, process: Process) -> list[Path]:
    """The files of a process's log, the older one first."""
    newest = data_dir / FOLDER / f"{process}.log"
    return [file for file in (newest.with_name(f"{newest.name}.1"), newest) if file.is_file()]


def whole(data_dir: Path) -> Iterator[bytes]:
    """Both logs one after the other, as one text, piece by piece."""
    for process in PROCESSES:
        yield f"== {process} ==\n".encode()
        for file in files(data_dir, process):
            try:
                yield file.read_bytes()
            except OSError:
                continue
        yield b"\n"


def _worth_keeping(record: logging.LogRecord) -> bool:
    ours = record.name.partition(".")[0] in OURS
    return record.levelno >= (logging.INFO if ours else logging.WARNING)


class _Lines(logging.Formatter):
    """One record, one line; what follows it (a traceback) is set in, so that no message can pose as a record."""

    def format(self, record: logging.LogRecord) -> str:
        first, *more = super().format(record).replace("\r", "\n").split("\n")
        return "\n    ".join((_plain(first), *map(_plain, more)))

    def formatMessage(self, record: logging.LogRecord) -> str:  # logging's own name
        record.message = record.message.replace("\r", "\n").replace("\n", "\\n")
        return super().formatMessage(record)


def _plain(text: str) -> str:
    """Without what was quoted and without letters that a terminal obeys. A line of a traceback's code stays."""
    text = _ODD.sub(lambda odd: f"\\x{ord(odd[0]):02x}", text)
    return text if text.startswith("  ") else _QUOTED.sub("'…'", text)


class _Kept(RotatingFileHandler):
    """A file that may fail without anybody hearing of it."""

    def _open(self) -> Any:
        return open(  # logging closes it
            self.baseFilename,
            self.mode,
            encoding=self.encoding,
            errors="backslashreplace",
            opener=lambda path, flags: os.open(path, flags, 0o600),
        )

    def handleError(self, _record: logging.LogRecord) -> None:  # logging's own name
        """The disk is full or gone: whatever was to be said has been said on the terminal too."""
