"""Everything into one file, and back. The household's backups are the owners'; to a member they are not there.

A person's own data (mine.py) hangs on this room too: what is sent in comes the same way.
"""

from flask import Blueprint, Response, abort, flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from mirror.closet.archive.merging import merge
from mirror.closet.archive.people import Preview, look_into
from mirror.closet.backup import back_up, needed_bytes
from mirror.closet.backup_folder import KEPT
from mirror.closet.scratch import RESERVE_BYTES
from mirror.errors import BackupError

from ..background import Came, Report, news
from ..context import closet, person, today
from ..downloads import as_download, day_words, file_name, size_words
from ..guard import owner_only, wants_fragment
from ..uploads import as_sent
from ..words import _, line
from . import mine
from .mine import start_work

room = Blueprint("backup", __name__)
mine.add_to(room)

FOR_EVERYBODY = frozenset({"upload", "incoming", "bring_in", "throw_away", *mine.PAGES})


@room.before_request
def _who() -> None:
    """Owners everywhere; everybody where it is their own."""
    if (request.endpoint or "").removeprefix("backup.") not in FOR_EVERYBODY:
        owner_only()


@room.get("/backup")
def page() -> str:
    """The backups that lie here, a new one, and one that comes back."""
    return render_template("backup.html", **_state())


@room.get("/backup/live")
def live() -> str:
    """The part of the page that changes while work is under way."""
    return render_template("_backup.html", **_state())


@room.post("/backup/now")
def now() -> ResponseReturnValue:
    """Begin a backup of the whole household."""
    own, day = closet(), today()

    def work(report: Report) -> Came:
        own.backups.make()
        short = needed_bytes(own.data_dir) > own.photos.free_bytes() - RESERVE_BYTES
        own.backups.keep_newest(KEPT - 1 if short else KEPT)  # the older one makes room for this one
        file = own.backups.new(day)
        photos = back_up(own.data_dir, file, report)
        own.backups.keep_newest()
        return Came({"photos": photos}, file.name)

    return start_work("backup", work, "backup.page")


@room.get("/backup/<name>")
def download(name: str) -> Response:
    """A backup, streamed; a download that was cut off can go on where it was."""
    kept = closet().backups.get(name)
    if kept is None:
        abort(404)
    day = kept.name.removeprefix("otjang-").removesuffix(".zip")  # with a number, from the second of a day on
    return as_download(kept.path, file_name(_("otjang-backup-%(day)s.zip", day=day)))


@room.post("/backup/<name>/remove")
def remove(name: str) -> ResponseReturnValue:
    """Delete a backup from this disk."""
    if not closet().backups.remove(name):
        abort(404)
    flash(_("The backup is deleted."))
    return redirect(url_for("backup.page"), 303)


# What is sent in: a household's backup by an owner, their own part of one by anybody


@room.post("/backup/bring")
def upload() -> ResponseReturnValue:
    """Keep the file that was sent, and show what it holds."""
    file, number = request.files.get("backup"), person().id
    if file is None or not file.filename:
        return _answer_upload(None, line("no file was chosen"))
    try:
        closet().backups.keep_incoming(number, as_sent(file))
        return _answer_upload(_looked_into(number))
    except BackupError as error:
        return _answer_upload(None, line(str(error)))


@room.get("/backup/bring")
def incoming() -> ResponseReturnValue:
    """What the file that was sent holds, and what of it would come."""
    if not closet().backups.incoming(person().id).exists():
        return redirect(_home(), 303)
    try:
        preview = _looked_into(person().id)
    except BackupError as error:
        flash(line(str(error)), "refused")
        return redirect(_home(), 303)
    whole = _into() is None
    return render_template("incoming.html", preview=preview, day_words=day_words, home=_home(), whole=whole)


@room.post("/backup/bring/start")
def bring_in() -> ResponseReturnValue:
    """Begin to bring in what was sent."""
    own, into = closet(), _into()
    file = own.backups.incoming(person().id)
    if not file.exists():
        abort(404)

    def work(report: Report) -> Came:
        came = merge(own, file, into=into, on_progress=report)
        file.unlink(missing_ok=True)
        return Came({"garments": came.garments, "known": came.known, "people": came.people})

    return start_work("restore", work, "backup.page" if into is None else "backup.mine")


@room.post("/backup/bring/drop")
def throw_away() -> ResponseReturnValue:
    """Forget what was sent."""
    closet().backups.incoming(person().id).unlink(missing_ok=True)
    return redirect(_home(), 303)


def _looked_into(person_id: int) -> Preview:
    """What a person's file holds; one that is none goes at once. Raises BackupError."""
    file = closet().backups.incoming(person_id)
    try:
        return look_into(file, _into())
    except BackupError:
        file.unlink(missing_ok=True)
        raise


def _answer_upload(preview: Preview | None, refused: str = "") -> ResponseReturnValue:
    """To a script where to go on, or why not; to a plain form the page itself."""
    to = _home() if preview is None else url_for("backup.incoming")
    if wants_fragment():
        return (jsonify(error=refused), 422) if preview is None else jsonify(to=to)
    if refused:
        flash(refused, "refused")
    return redirect(to, 303)


def _into() -> int | None:
    """Whose part of a backup may come: everybody's for an owner, else one's own."""
    return None if person().role == "owner" else person().id


def _home() -> str:
    return url_for("backup.page" if _into() is None else "backup.mine")


def _state() -> dict[str, object]:
    return {
        "backups": closet().backups.all(),
        "news": news(person().id, ("backup", "restore")),
        "size_words": size_words,
        "day_words": day_words,
    }
