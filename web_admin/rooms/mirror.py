"""What the mirror shows right now; for owners, as anybody may stand before it.

The mirror writes the picture; this room only reads it.
"""

from pathlib import Path

from flask import Blueprint, Response, abort, render_template, request, send_file
from flask.typing import ResponseReturnValue

from ..context import closet, context
from ..guard import owner_only

room = Blueprint("mirror", __name__)
room.before_request(owner_only)

PICTURE_NAME = "mirror.jpg"
FRESH_FOR_S = 30  # an idle mirror draws nothing, but then its worker is up


@room.get("/mirror")
def page() -> ResponseReturnValue:
    """The mirror's picture, or a sentence when there is none."""
    return render_template("mirror.html", written_ms=_written_ms())


@room.get("/mirror/now")
def now() -> ResponseReturnValue:
    """The part of the page that changes; an empty answer while the picture is the one `seen`."""
    written_ms = _written_ms()
    if request.args.get("seen") == str(written_ms):
        return "", 204
    return render_template("_mirror.html", written_ms=written_ms)


@room.get("/mirror/picture")
def picture() -> Response:
    """The picture itself."""
    if not _written_ms():
        abort(404)
    answer = send_file(_file().resolve(), mimetype="image/jpeg")
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def _file() -> Path:
    return closet().data_dir / PICTURE_NAME


def _written_ms() -> int:
    """When the picture was written, in milliseconds since 1970; 0 when there is none that is of now."""
    try:
        written_s = _file().stat().st_mtime
    except OSError:
        return 0
    fresh = context().clock.now().timestamp() - written_s < FRESH_FOR_S or closet().worker_is_up()
    return int(written_s * 1000) if fresh else 0
