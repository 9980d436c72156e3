"""A person's own data: to take along, to bring from elsewhere, and to end. Pages of the room backup."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from mirror.closet.backup import export_person
from mirror.closet.jobs import JobKind
from mirror.closet.leaving import check_may_leave
from mirror.closet.people import alike
from mirror.errors import ClosetBusy, ClosetError, NotFound

from .. import passwords, throttle
from ..background import Came, Report, Work, begin, news
from ..context import closet, person, today
from ..downloads import as_download, file_name, size_words
from ..sessions import end_session
from ..words import _, line

PAGES = frozenset({"mine", "mine_live", "export_mine", "download_mine", "delete_me"})


def add_to(room: Blueprint) -> None:
    """Hang these pages on a room."""
    room.add_url_rule("/me/data", "mine", page)
    room.add_url_rule("/me/data/live", "mine_live", live)
    room.add_url_rule("/me/data/export", "export_mine", export, methods=["POST"])
    room.add_url_rule("/me/data/file", "download_mine", download)
    room.add_url_rule("/me/data/delete", "delete_me", leave, methods=["GET", "POST"])


def start_work(kind: JobKind, work: Work, then: str) -> ResponseReturnValue:
    """Begin long work and go on to the page that tells of it; or say there that other work is under way."""
    try:
        begin(person().id, kind, work)
    except (NotFound, ClosetBusy):
        raise
    except ClosetError as error:
        flash(line(str(error)), "refused")
    return redirect(url_for(then), 303)


def page() -> str:
    """What a person can do with all that is theirs."""
    return render_template("mine.html", **_state())


def live() -> str:
    """The part of the page that changes while work is under way."""
    return render_template("_mine.html", **_state())


def export() -> ResponseReturnValue:
    """Begin to pack this person's clothes into a file."""
    own, number = closet(), person().id

    def work(report: Report) -> Came:
        own.backups.make()
        file = own.backups.own(number)
        photos = export_person(own.data_dir, number, file, report)
        try:
            own.people.get(number)
        except NotFound:  # removed while this was under way: after the files were, so this one goes here
            own.backups.forget_person(number)
            raise
        return Came({"photos": photos}, file.name)

    return start_work("export", work, "backup.mine")


def download() -> ResponseReturnValue:
    """The file that was packed last, to its own person only."""
    file = closet().backups.own(person().id)
    if not file.exists():
        abort(404)
    return as_download(file, file_name(_("otjang-%(name)s-%(day)s.zip", name=person().name, day=today())))


def leave() -> ResponseReturnValue:
    """Delete a person with all clothes, for who types their name and knows their password."""
    me, form = person(), request.form
    if request.method != "POST":  # HEAD too
        return _leave()
    if alike(form.get("name", "")) != alike(me.name):
        return _leave(_("That is not your name here. Nothing was deleted.")), 400
    # A guess here is one at the door: who holds a phone that was left open gets no further tries by it.
    wait_s = throttle.wait_s("sign-in", me.name)
    if wait_s:
        return _leave(_("Too many tries. Wait a few minutes.")), 429, {"Retry-After": str(wait_s)}
    if not passwords.fits(closet().people.password_hash(me.id), form.get("password", "")):
        return _leave(_("The password is not right. Nothing was deleted.")), 403
    throttle.forgive("sign-in", me.name)
    try:
        closet().remove_person(me.id)
    except (NotFound, ClosetBusy):
        raise
    except ClosetError as error:
        return _leave(line(str(error))), 400
    end_session()
    flash(_("You and your clothes are deleted."))
    return redirect(url_for("accounts.sign_in"), 303)


def _leave(refused: str | None = None) -> str:
    try:
        check_may_leave(closet().people, person().id)
    except ClosetError as error:
        return render_template("leave.html", stays=line(str(error)))
    counts = closet().garments.counts(person().id)
    typed = request.form.get("name", "")
    return render_template("leave.html", garments=sum(counts.values()), refused=refused, name=typed)


def _state() -> dict[str, object]:
    file = closet().backups.own(person().id)
    size = file.stat().st_size if file.exists() else 0
    kinds: tuple[JobKind, ...] = ("export",) if person().role == "owner" else ("export", "restore")
    return {"news": news(person().id, kinds), "size_bytes": size, "size_words": size_words}
