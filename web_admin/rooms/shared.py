"""Another person's closet, where they let one look: to look is all that this room can do.

Every answer asks first whether they still let one; to anybody else, and from the moment they stop, it is not there.
"""

from typing import Literal

from flask import Blueprint, Response, abort, render_template, request, send_file
from flask.typing import ResponseReturnValue

from mirror.closet import Person

from ..context import closet, person
from ..look import from_slug
from ..words import _

room = Blueprint("shared", __name__)

CARDS_ON_A_PAGE = 60
CM_PER_INCH = 2.54
Kind = Literal["thumbnail", "glow", "cutout"]  # not the whole photo: it may show the room behind the garment


@room.get("/people/<int:person_id>")
def grid(person_id: int) -> ResponseReturnValue:
    """Their garments but for those put away, newest first."""
    return _grid("shared.html", _whose(person_id))


@room.get("/people/<int:person_id>/cards")
def cards(person_id: int) -> ResponseReturnValue:
    """The next cards, for scrolling on."""
    return _grid("_shared_cards.html", _whose(person_id))


@room.get("/people/<int:person_id>/garments/<int:garment_id>")
def garment(person_id: int, garment_id: int) -> ResponseReturnValue:
    """One garment: what it is and looks like; not what it cost, and nothing that they wrote about it."""
    whose = _whose(person_id)
    found = closet().garments.get(whose.id, garment_id)
    if found.retired_at is not None:
        abort(404)
    return render_template("shared_garment.html", whose=whose, garment=found)


@room.get("/people/<int:person_id>/photos/<string(length=64):sha256>/<any(thumbnail, glow, cutout):kind>")
def picture(person_id: int, sha256: str, kind: Kind) -> Response:
    """A file of a garment's photo. The browser asks again each time, so that it ends with the share."""
    whose, garments = _whose(person_id), closet().garments
    garment_id = garments.find_by_photo(whose.id, sha256)
    if garment_id is None or not garments.tiles(whose.id, among=[garment_id]):
        abort(404)
    path = closet().photos.path(sha256, kind)
    if not path.is_file():
        abort(404)
    answer = send_file(path, mimetype="image/webp", max_age=0)
    answer.headers["Cache-Control"] = "private, no-cache"
    return answer


@room.app_template_global()
def length_in_words(cm: int) -> str:
    """A length of whole centimetres, in the units of the household."""
    if closet().preferences.get().units == "imperial":
        return _("about %(inches)s in long", inches=round(cm / CM_PER_INCH))
    return _("about %(cm)s cm long", cm=cm)


def _whose(person_id: int) -> Person:
    """The person of that number, if they let one look. Raises NotFound."""
    return closet().shares.owner(person_id, person().id)


def _grid(template: str, whose: Person) -> str:
    garments = closet().garments
    category = from_slug(request.args.get("category"))
    page = max(1, request.args.get("page", 1, type=int))
    first = (page - 1) * CARDS_ON_A_PAGE
    tiles = garments.tiles(whose.id, category, offset=first, limit=CARDS_ON_A_PAGE + 1)
    return render_template(
        template,
        whose=whose,
        tiles=tiles[:CARDS_ON_A_PAGE],
        more=len(tiles) > CARDS_ON_A_PAGE,
        page=page,
        category=category,
        counts=garments.counts(whose.id),
    )
