"""Photos in: choosing or taking them, handing them to the inbox, and watching what becomes of them."""

import hashlib
from collections.abc import Iterable

from flask import Blueprint, flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import FileStorage

from mirror.closet import InboxItem, InboxState
from mirror.errors import ClosetError, PhotoError

from ..context import closet, person
from ..uploads import FILE_LIMIT_BYTES, first_look
from ..words import N_, _, line

room = Blueprint("add", __name__)

DONE_SHOWN = 60
SOURCE = "phone"
OUTCOMES = {
    "queued": N_("Kept. The mirror looks at it next."),
    "already_waiting": N_("This photo is on its way already."),
    "already_owned": N_("Already in your closet."),
}
_ORDER = {InboxState.WORKING: 0, InboxState.WAITING: 1, InboxState.FAILED: 2, InboxState.DONE: 3}


@room.get("/add")
def page() -> ResponseReturnValue:
    """Choose photos, and see how far the earlier ones are."""
    return render_template("add.html", file_limit=FILE_LIMIT_BYTES, **_inbox())


@room.get("/add/inbox")
def inbox() -> ResponseReturnValue:
    """How far the photos are; an empty answer while nothing has changed since `seen`."""
    found = _inbox()
    if request.args.get("seen") == found["seen"]:
        return "", 204
    return render_template("_inbox.html", **found)


@room.post("/add")
def upload() -> ResponseReturnValue:
    """One photo from the script, or several from the plain form. Each has its own answer."""
    files = [file for file in request.files.getlist("photos") if file.filename or file.stream.read(1)]
    results = [_take(file) for file in files]
    if request.accept_mimetypes.best == "application/json":
        status = 200 if any(result["ok"] for result in results) else 422
        return jsonify(results=results), status
    for result in results:
        flash(f"{result['file']}: {result['line']}", "note" if result["ok"] else "refused")
    if not results:
        flash(_("No photo was chosen."), "refused")
    return redirect(url_for("add.page"), 303)


@room.post("/add/<int:item_id>/retry")
def retry(item_id: int) -> ResponseReturnValue:
    """Try a failed photo once more."""
    closet().inbox.retry(person().id, item_id)
    return _inbox_again()


@room.post("/add/<int:item_id>/dismiss")
def dismiss(item_id: int) -> ResponseReturnValue:
    """Forget a failed photo."""
    closet().inbox.dismiss(person().id, item_id)
    return _inbox_again()


def _take(file: FileStorage) -> dict[str, object]:
    """Keep one photo, or say why not."""
    name = (file.filename or "").replace("\\", "/").rsplit("/", 1)[-1] or _("photo")
    try:
        stream = first_look(file)
        submission = closet().inbox.submit(person().id, name, stream, source=SOURCE)
    except (PhotoError, ClosetError) as error:
        return {"file": name, "ok": False, "outcome": "refused", "line": line(str(error))}
    garment_id = submission.item.garment_id
    return {
        "file": name,
        "ok": True,
        "outcome": submission.outcome,
        "line": _(OUTCOMES[submission.outcome]),
        "garment": url_for("closet.garment", garment_id=garment_id) if garment_id else None,
    }


def _inbox() -> dict[str, object]:
    """What the list of photos on their way shows, and a word for its state."""
    items = sorted(
        closet().inbox.items(person().id, ended_too=True),
        key=lambda item: (_ORDER[item.state], item.id if item.state != InboxState.DONE else -item.id),
    )
    under_way = [item for item in items if item.state in (InboxState.WAITING, InboxState.WORKING)]
    shown = [item for item in items if item.state != InboxState.DONE]
    shown += [item for item in items if item.state == InboxState.DONE][:DONE_SHOWN]
    ids = [item.garment_id for item in shown if item.garment_id is not None]
    tiles = {tile.id: tile for tile in closet().garments.tiles(person().id, among=ids)}
    worker_is_up = closet().worker_is_up()
    return {
        "items": shown,
        "tiles": tiles,
        "under_way": len(under_way),
        "worker_is_up": worker_is_up,
        "seen": _fingerprint(shown, [tile.category for tile in tiles.values()], worker_is_up),
    }


def _fingerprint(items: Iterable[InboxItem], *more: object) -> str:
    told = [(item.id, item.state, item.stage, item.garment_id, item.duplicate) for item in items]
    return hashlib.sha256(repr((told, more)).encode()).hexdigest()[:16]


def _inbox_again() -> ResponseReturnValue:
    if "HX-Request" in request.headers:
        return render_template("_inbox.html", **_inbox())
    return redirect(url_for("add.page"), 303)
