"""Is all well? Each thing as a row: how it is, and what to do where it is not well. Knows no page.

What only the mirror's process can look at (camera, networks, display) is as that one has said last; closet, disk
and clock are looked at here.
"""

from datetime import UTC, datetime
from typing import Literal, NamedTuple

from babel.dates import format_datetime

from mirror import __version__
from mirror.closet import Closet, InboxState
from mirror.closet.closet import DATABASE_NAME
from mirror.closet.notes import LAST_BACKUP
from mirror.closet.reports import ALIVE_NAME, Found, MeasuredNetwork, Report, heard
from mirror.closet.times import from_ms

from .words import N_, _, _counted, language, line

State = Literal["ok", "warn", "fault", "unknown"]

FULL_BELOW_BYTES = 500_000_000
OLD_BACKUP_DAYS = 30
CLOCK_IS_UNSET_BEFORE = datetime(2026, 1, 1, tzinfo=UTC)
PARTS = {
    "camera": N_("Camera"),
    "network": N_("Recognition"),
    "display": N_("Display"),
    "light": N_("Display light"),
    "power": N_("Main switch"),
    "phone": N_("Way for phones"),
    "weather": N_("Weather"),
    "rights": N_("Permissions"),
    "firmware": N_("Firmware"),
}
SEEN_HERE = ("data", "disk", "clock")
_PATTERNS = {"ko": "y년 M월 d일 HH:mm", "en": "d MMM y, HH:mm"}
_FIRST = {"fault": 0, "warn": 1, "unknown": 2, "ok": 3}


class Row(NamedTuple):
    """name: what it is about. state: how it is. words: in one line. to_do: what helps, "" where nothing is amiss.
    page: the endpoint of the page on which it is done, or ""."""

    name: str
    state: State
    words: str
    to_do: str = ""
    page: str = ""


def rows_of(closet: Closet, now: datetime, web_since: datetime) -> list[Row]:
    """All rows, those that need somebody first. now: local and aware. web_since: when this process was started."""
    up, report = closet.worker_is_up(), heard(closet.notes).report
    found = [
        _mirror(closet, report, now, up=up),
        _web(report if up else None, web_since, now),
        _storage(closet),
        _photos(closet),
        _backup(closet, now),
        _clock(now),
    ]
    if report is not None and up:
        found += [_finding(one.part, one.line, well=one.well) for one in _said(report)]
        found += [_network(network) for network in report.networks]
    else:
        unseen = _("Only the mirror can look at it.") if not up else _("The mirror has not looked yet.")
        found += [Row(_(PARTS[part]), "unknown", unseen) for part in ("camera", "network", "display")]
    return sorted(found, key=lambda row: _FIRST[row.state])


def moment(at: datetime, now: datetime) -> str:
    """A moment as the reader writes it, in local time, like "25 Nov 2026, 10:32"."""
    return format_datetime(at.astimezone(now.tzinfo), _PATTERNS[language()], locale=language())


def size(count: float) -> str:
    """Bytes to a sensible number of figures."""
    if count < 1e9:
        return f"{count / 1e6:.1f} MB" if count < 1e7 else f"{count / 1e6:.0f} MB"
    return f"{count / 1e9:.1f} GB" if count < 1e10 else f"{count / 1e9:.0f} GB"


def last_alive(closet: Closet) -> datetime | None:
    """When the mirror was last seen running, to a minute (aware, UTC); None where it never was."""
    try:
        return datetime.fromtimestamp((closet.data_dir / ALIVE_NAME).stat().st_mtime, UTC)
    except OSError:
        return None


def _mirror(closet: Closet, report: Report | None, now: datetime, *, up: bool) -> Row:
    name = _("The mirror")
    if up:
        if report is None:
            return Row(name, "ok", _("It runs."))
        since = moment(from_ms(report.started_ms), now)
        return Row(
            name, "ok", _("It runs since %(when)s. Version %(version)s.", when=since, version=report.version)
        )
    seen = last_alive(closet)
    said = (
        _("It does not run. It has never been started with this closet.")
        if seen is None
        else _("It does not run. It was last seen at %(when)s.", when=moment(seen, now))
    )
    to_do = _(
        "Your closet works all the same, and photos that you send are kept until it runs again."
        " Is it plugged in? If it is, run sudo systemctl restart otjang-mirror on it."
    )
    return Row(name, "fault", said, to_do)


def _web(report: Report | None, since: datetime, now: datetime) -> Row:
    said = _("They run since %(when)s. Version %(version)s.", when=moment(since, now), version=__version__)
    if report is not None and report.version != __version__:
        to_do = _("The mirror still runs another version: restart it, so that both are the same.")
        return Row(_("These pages"), "warn", said, to_do)
    return Row(_("These pages"), "ok", said)


def _storage(closet: Closet) -> Row:
    free = closet.photos.free_bytes()
    said = _(
        "%(free)s free; the closet's list has %(size)s.", free=size(free), size=size(_list_bytes(closet))
    )
    if free < FULL_BELOW_BYTES:
        return Row(_("Storage"), "fault", said, _("Make room on the disk, or no more photos can be kept."))
    return Row(_("Storage"), "ok", said)


def _list_bytes(closet: Closet) -> int:
    """What the database and what is still to be written into it take on the disk."""
    files = [closet.data_dir / f"{DATABASE_NAME}{end}" for end in ("", "-wal")]
    return sum(file.stat().st_size for file in files if file.exists())


def _photos(closet: Closet) -> Row:
    counts = [closet.inbox.counts(person.id) for person in closet.people.all()]
    failed = sum(one[InboxState.FAILED] for one in counts)
    waiting = sum(one[InboxState.WAITING] + one[InboxState.WORKING] for one in counts)
    said = (
        _counted("%(num)s photo is on its way.", "%(num)s photos are on their way.", waiting)
        % {"num": waiting}
        if waiting
        else _("No photo waits.")
    )
    if failed:
        to_do = _counted(
            "%(num)s photo could not become a garment: its owner sees why where clothes are added.",
            "%(num)s photos could not become garments: their owners see why where clothes are added.",
            failed,
        ) % {"num": failed}
        return Row(_("Photos"), "warn", said, to_do)
    return Row(_("Photos"), "ok", said)


def _backup(closet: Closet, now: datetime) -> Row:
    name, job, kept = _("Backup"), closet.jobs.last("backup"), closet.notes.get(LAST_BACKUP)
    if job is not None and job.state == "running":
        return Row(name, "ok", _("One is being made."))
    times = [] if kept is None else [kept.at]
    if job is not None:
        ended = job.ended_at or job.added_at
        if job.state == "failed" and (kept is None or kept.at < ended):
            said = _("The last one failed at %(when)s.", when=moment(ended, now))
            return Row(name, "fault", said, line(job.reason), "backup.page")
        times += [ended] if job.state == "done" else []
    if not times:
        return Row(name, "warn", _("There is none yet."), _("Keep one on another device."), "backup.page")
    said = _("The last one is of %(when)s.", when=moment(max(times), now))
    if (now - max(times)).days >= OLD_BACKUP_DAYS:
        return Row(name, "warn", said, _("Make a new one."), "backup.page")
    return Row(name, "ok", said)


def _clock(now: datetime) -> Row:
    said = moment(now, now)
    if now < CLOCK_IS_UNSET_BEFORE:
        return Row(_("Clock"), "fault", said, _("Connect the network once, or set it with timedatectl."))
    return Row(_("Clock"), "ok", said)


def _said(report: Report) -> list[Found]:
    """What is not seen better from here; that a network answers is said with how good it is."""
    names = [network.name for network in report.networks]
    return [
        one
        for one in report.findings
        if one.part not in SEEN_HERE
        and not (one.well and one.part == "network" and any(name in one.line for name in names))
    ]


def _finding(part: str, said: str, *, well: bool) -> Row:
    name = _(PARTS[part]) if part in PARTS else _("The mirror")
    return Row(name, "ok", _ended(line(said))) if well else Row(name, "fault", _("Needs care."), line(said))


def _ended(sentence: str) -> str:
    """With a full stop, as the rows beside it have."""
    return sentence if sentence.endswith((".", "?", "!")) or not sentence else f"{sentence}."


def _network(network: MeasuredNetwork) -> Row:
    name = _("Recognition")
    if network.measured is None:
        return Row(name, "ok", _("%(network)s is in use.", network=network.name))
    share = f"{network.measured:.0%}"
    said = (
        _("%(network)s: its outlines meet %(share)s of the true ones.", network=network.name, share=share)
        if network.kind == "cutout"
        else _("%(network)s: names %(share)s of test photos rightly.", network=network.name, share=share)
    )
    return Row(name, "ok", said)
