"""Large files out: streamed from the disk, in ranges where a browser asks for them, kept by nobody on the way."""

import re
from datetime import date, datetime
from pathlib import Path
from urllib.parse import quote

from babel.dates import format_date
from flask import Response, send_file

from .look import local_day
from .words import language

UNITS = ("kB", "MB", "GB", "TB")
_PATTERNS = {"ko": "y년 M월 d일", "en": "d MMM y"}
_NO_FILE_HAS = re.compile(r'[\\/:*?"<>|\s]+')


def as_download(path: Path, name: str) -> Response:
    """A file that the browser saves under this name. Not found when it has just gone."""
    answer = send_file(path.resolve(), mimetype="application/zip", as_attachment=True, download_name=name)
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def size_words(size_bytes: int) -> str:
    """A size as people say it: "12 kB", "812 MB", "1.2 GB"."""
    number = size_bytes / 1000
    for unit in UNITS:
        if number < 999.5 or unit == UNITS[-1]:
            break
        number /= 1000
    return f"{number:.1f} {unit}" if number < 10 else f"{number:.0f} {unit}"


def day_words(moment: datetime) -> str:
    """The local day of an aware moment, in the reader's language."""
    return date_words(local_day(moment))


def date_words(day: date) -> str:
    """A day as the reader writes it, like "25 Nov 2026"."""
    return format_date(day, _PATTERNS[language()], locale=language())


def file_name(words: str) -> str:
    """A name as every system takes it: a hyphen for spaces and for signs that some of them keep for themselves."""
    return _NO_FILE_HAS.sub("-", words)


def saved_as(name: str) -> str:
    """The Content-Disposition of what a browser saves under this name; quoted, as a header holds no Hangul."""
    return f"attachment; filename*=UTF-8''{quote(name, safe='')}"
