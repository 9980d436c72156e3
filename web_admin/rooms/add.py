"""Photos in: choosing or taking them, handing them to the inbox, and watching what becomes of them."""

import hashlib
from collections.abc import Iterable

from flask import Blueprint, flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import FileStorage

from mirror.closet import InboxItem, InboxState
from mirror.errors import ClosetBusy, ClosetError, PhotoError

from ..context import closet, person
from ..guard import wants_fragment
from ..uploads import CHUNK_BYTES, FILE_LIMIT_BYTES, first_look
from ..words import _
from .sending import ASKED_AT_ONCE, SOURCE, accepted, name_only, refused

room = Blueprint("add", __name__)

WAITING_SHOWN = 30
DONE_SHOWN = 60
ALL_SHOWN = 1000  # of each state, for a page that was asleep while many went through


@room.get("/add")
def page() -> ResponseReturnValue:
    """Choose photos, and see how far the earlier ones are."""
    limits = {"file_limit": FILE_LIMIT_BYTES, "piece": CHUNK_BYTES, "ask": ASKED_AT_ONCE}
    return render_template("add.html", **limits, **_inbox())


@room.get("/add/inbox")
def inbox() -> ResponseReturnValue:
    """How far the photos are; an empty answer while nothing has changed since `seen`. `all`: many more of them."""
    found = _inbox(everything="all" in request.args)
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
    name = name_only(file.filename or "")
    try:
        stream = first_look(file)
        submission = closet().inbox.submit(person().id, name, stream, source=SOURCE)
    except (PhotoError, ClosetError) as error:
        if isinstance(error, ClosetBusy) and wants_fragment():
            raise  # the script tries again by itself
        return {"file": name, **refused(error)}
    return {"file": name, **accepted(submission)}


def _inbox(*, everything: bool = False) -> dict[str, object]:
    """What the list of photos on their way shows, and a word for its state."""
    me, inbox = person().id, closet().inbox
    counts = inbox.counts(me)
    under_way = counts[InboxState.WAITING] + counts[InboxState.WORKING]
    items = inbox.in_state(me, InboxState.WORKING, limit=ALL_SHOWN)
    items += inbox.in_state(me, InboxState.FAILED, limit=ALL_SHOWN)
    items += inbox.in_state(me, InboxState.WAITING, limit=ALL_SHOWN if everything else WAITING_SHOWN)
    waiting = sum(item.state == InboxState.WAITING for item in items)
    done_limit = ALL_SHOWN if everything else DONE_SHOWN
    items += inbox.in_state(me, InboxState.DONE, limit=done_limit, newest_first=True)
    ids = [item.garment_id for item in items if item.garment_id is not None]
    garments = {garment.id: garment for garment in closet().garments.several(me, ids)}
    more = {
        "under_way": under_way,
        "more_wait": max(0, counts[InboxState.WAITING] - waiting),
        "worker_is_up": closet().worker_is_up(),
        "to_review": closet().garments.review_count(me),
    }
    looks = [(garment.category, garment.reviewed) for garment in garments.values()]
    return {"items": items, "garments": garments, "seen": _fingerprint(items, looks, more), **more}


def _fingerprint(items: Iterable[InboxItem], *more: object) -> str:
    told = [(item.id, item.state, item.stage, item.garment_id, item.duplicate) for item in items]
    return hashlib.sha256(repr((told, more)).encode()).hexdigest()[:16]


def _inbox_again() -> ResponseReturnValue:
    if wants_fragment():
        return render_template("_inbox.html", **_inbox())
    return redirect(url_for("add.page"), 303)
