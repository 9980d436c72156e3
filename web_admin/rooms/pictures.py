"""The photo files, each to the person whose garment it is and to nobody else."""

from typing import Literal

from flask import Blueprint, Response, abort, send_file

from ..context import closet, person
from ..remembered import fact

room = Blueprint("pictures", __name__)

Kind = Literal["thumbnail", "glow", "cutout", "original"]
FOREVER = "private, max-age=31536000, immutable"  # an address names the content by its hash


@room.get("/photos/<string(length=64):sha256>/<any(thumbnail, glow, cutout, original):kind>")
def picture(sha256: str, kind: Kind) -> Response:
    """A file of a garment's photo. Not found for a photo of anybody else's."""
    owner = person().id
    if fact(("photo", owner, sha256), lambda: closet().garments.find_by_photo(owner, sha256)) is None:
        abort(404)
    path = closet().photos.path(sha256, kind)
    if not path.is_file():
        abort(404)
    answer = send_file(path, mimetype="image/jpeg" if kind == "original" else "image/webp")
    answer.headers["Cache-Control"] = FOREVER
    return answer
