"""How the browser sends photos in pieces: which are known already, where each upload stands, the next piece.

Every answer is JSON. A page without a script, or without a digest of its own, sends whole files to the room `add`.
"""

from typing import Any

from flask import Blueprint, jsonify, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import BadRequest

from mirror.closet import Submission
from mirror.closet.unfinished import OutOfStep
from mirror.errors import ClosetBusy, ClosetError, NotFound, PhotoError

from ..context import closet, person
from ..uploads import FILE_LIMIT_BYTES, TOO_LARGE, look_at, room_on_the_disk
from ..words import N_, _, line

room = Blueprint("sending", __name__)

ASKED_AT_ONCE = 200
SOURCE = "phone"
OUTCOMES = {
    "queued": N_("Kept. The mirror looks at it next."),
    "already_waiting": N_("This photo is on its way already."),
    "already_owned": N_("Already in your closet."),
}


@room.post("/add/known")
def known() -> ResponseReturnValue:
    """Which of these photos this person need not send. Of anybody else's photos nothing is told."""
    hashes = _asked().get("hashes")
    if not isinstance(hashes, list) or len(hashes) > ASKED_AT_ONCE:
        raise BadRequest
    if not all(isinstance(sha256, str) for sha256 in hashes):
        raise BadRequest
    found = closet().inbox.known(person().id, hashes)
    return jsonify(known={sha256: _known(sha256, garment_id) for sha256, garment_id in found.items()})


@room.post("/add/uploads")
def start() -> ResponseReturnValue:
    """Begin, or go on: {sha256, size} gives {offset}, or {result} for a photo that is here already."""
    asked = _asked()
    sha256, size = asked.get("sha256"), asked.get("size")
    if not isinstance(sha256, str) or not isinstance(size, int) or size < 0:
        raise BadRequest
    here = closet().inbox.known(person().id, [sha256])
    if here:
        return jsonify(result=_known(sha256, here[sha256]))
    if size > FILE_LIMIT_BYTES:
        return _refused(PhotoError(TOO_LARGE))
    try:
        room_on_the_disk()
        return jsonify(offset=closet().unfinished.start(person().id, sha256, size))
    except (NotFound, ClosetBusy):
        raise
    except (PhotoError, ClosetError) as error:
        return _refused(error)


@room.put("/add/uploads/<string(length=64):sha256>")
def piece(sha256: str) -> ResponseReturnValue:
    """The piece from byte `offset` on, as the body. 409 with the right offset when it begins elsewhere."""
    offset = request.args.get("offset", type=int)
    if offset is None:
        raise BadRequest
    data = request.get_data(cache=False)  # 1 MB at most, or 413 before it is read
    try:
        room_on_the_disk()
        stands = closet().unfinished.append(person().id, sha256, offset, data, limit_bytes=FILE_LIMIT_BYTES)
    except OutOfStep as error:
        return jsonify(offset=error.offset), 409
    except (NotFound, ClosetBusy):
        raise
    except (PhotoError, ClosetError) as error:
        return _refused(error)
    return jsonify(offset=stands)


@room.post("/add/uploads/<string(length=64):sha256>/finish")
def finish(sha256: str) -> ResponseReturnValue:
    """All was sent: {name, size} gives {result}, or 409 with the offset from which some is missing."""
    asked = _asked()
    name, size = asked.get("name"), asked.get("size")
    if not isinstance(name, str) or not isinstance(size, int):
        raise BadRequest
    try:
        submission = closet().unfinished.finish(
            person().id, sha256, size, name_only(name), source=SOURCE, look=look_at
        )
    except OutOfStep as error:
        return jsonify(offset=error.offset), 409
    except (NotFound, ClosetBusy):
        raise
    except (PhotoError, ClosetError) as error:
        return _refused(error)
    return jsonify(result=accepted(submission))


@room.post("/add/uploads/<string(length=64):sha256>/cancel")
def cancel(sha256: str) -> ResponseReturnValue:
    """Give an upload up."""
    closet().unfinished.cancel(person().id, sha256)
    return "", 204


def name_only(name: str) -> str:
    """A file's name without the folders that it came from."""
    return name.replace("\\", "/").rsplit("/", 1)[-1] or _("photo")


def accepted(submission: Submission) -> dict[str, object]:
    """What the page says of a photo that was handed in."""
    return _told(submission.item.sha256, submission.outcome, submission.item.garment_id)


def refused(error: Exception) -> dict[str, object]:
    """What the page says of a photo that is not kept."""
    return {"ok": False, "outcome": "refused", "line": line(str(error))}


def _known(sha256: str, garment_id: int | None) -> dict[str, object]:
    return _told(sha256, "already_waiting" if garment_id is None else "already_owned", garment_id)


def _told(sha256: str, outcome: str, garment_id: int | None) -> dict[str, object]:
    return {
        "ok": True,
        "sha256": sha256,
        "outcome": outcome,
        "line": _(OUTCOMES[outcome]),
        "garment": url_for("closet.garment", garment_id=garment_id) if garment_id else None,
    }


def _refused(error: Exception) -> ResponseReturnValue:
    return jsonify(result=refused(error)), 422


def _asked() -> dict[str, Any]:
    """The body as a JSON object. Raises BadRequest."""
    found = request.get_json()
    if not isinstance(found, dict):
        raise BadRequest
    return found
