"""A person's garments: the grid, and one garment with what can be done to it."""

from datetime import timedelta

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import BadRequest

from mirror.categories import Category
from mirror.closet import Garment

from ..context import closet, context, person, today
from ..look import from_slug
from ..words import _

room = Blueprint("closet", __name__)

CARDS_ON_A_PAGE = 60
NEW_FOR = timedelta(days=7)


@room.get("/")
def grid() -> ResponseReturnValue:
    """All garments, or those of one category, newest first."""
    return _grid("closet.html", retired=False)


@room.get("/put-away")
def put_away() -> ResponseReturnValue:
    """The garments that a person has retired."""
    return _grid("put_away.html", retired=True)


@room.get("/cards")
def cards() -> ResponseReturnValue:
    """The next cards of a grid, for scrolling on."""
    return _grid("_cards.html", retired=request.args.get("retired") == "1")


@room.get("/garments/<int:garment_id>")
def garment(garment_id: int) -> ResponseReturnValue:
    """One garment, large."""
    return render_template(
        "garment.html", garment=_garment(garment_id), categories=list(Category), today=today()
    )


@room.post("/garments/<int:garment_id>/category")
def set_category(garment_id: int) -> ResponseReturnValue:
    """What it is, by a person's word."""
    category = from_slug(request.form.get("category"))
    if category is None:
        raise BadRequest
    closet().garments.set_category(person().id, garment_id, category)
    return _back_to(garment_id)


@room.post("/garments/<int:garment_id>/words")
def describe(garment_id: int) -> ResponseReturnValue:
    """Its name and notes."""
    name, notes = request.form.get("name"), request.form.get("notes")
    closet().garments.describe(person().id, garment_id, name=name, notes=notes)
    flash(_("Saved."))
    return _back_to(garment_id)


@room.post("/garments/<int:garment_id>/wear")
def wear(garment_id: int) -> ResponseReturnValue:
    """Worn today."""
    closet().garments.wear(person().id, garment_id, today())
    return _back_to(garment_id)


@room.post("/garments/<int:garment_id>/unwear")
def unwear(garment_id: int) -> ResponseReturnValue:
    """Not worn today after all."""
    closet().garments.unwear(person().id, garment_id, today())
    return _back_to(garment_id)


@room.post("/garments/<int:garment_id>/retire")
def retire(garment_id: int) -> ResponseReturnValue:
    """Put it away."""
    closet().garments.retire(person().id, garment_id)
    flash(_("It is put away. You can take it back at any time."))
    return _back_to(garment_id)


@room.post("/garments/<int:garment_id>/take-back")
def take_back(garment_id: int) -> ResponseReturnValue:
    """Take it back into the closet."""
    closet().garments.retire(person().id, garment_id, retired=False)
    flash(_("Back in the closet."))
    return _back_to(garment_id)


@room.post("/garments/<int:garment_id>/delete")
def delete(garment_id: int) -> ResponseReturnValue:
    """Out of the closet, with ten minutes to think again."""
    retired = _garment(garment_id).retired_at is not None
    closet().garments.delete(person().id, garment_id)
    flash(url_for("closet.undelete", garment_id=garment_id), "undo")
    return redirect(url_for("closet.put_away" if retired else "closet.grid"), 303)


@room.post("/garments/<int:garment_id>/undelete")
def undelete(garment_id: int) -> ResponseReturnValue:
    """Think again. Not found once the ten minutes are over."""
    closet().garments.undelete(person().id, garment_id)
    return _back_to(garment_id)


def _garment(garment_id: int) -> Garment:
    return closet().garments.get(person().id, garment_id)


def _back_to(garment_id: int) -> ResponseReturnValue:
    return redirect(url_for("closet.garment", garment_id=garment_id), 303)


def _grid(template: str, *, retired: bool) -> ResponseReturnValue:
    garments = closet().garments
    category = from_slug(request.args.get("category"))
    page = max(1, request.args.get("page", 1, type=int))
    counts = garments.counts(person().id)
    first = (page - 1) * CARDS_ON_A_PAGE
    tiles = garments.tiles(person().id, category, retired=retired, offset=first, limit=CARDS_ON_A_PAGE + 1)
    shown = tiles[:CARDS_ON_A_PAGE]
    return render_template(
        template,
        tiles=shown,
        wears=garments.wear_counts(person().id, [tile.id for tile in shown]),
        new_since=context().clock.now() - NEW_FOR,
        category=category,
        counts=counts,
        page=page,
        more=len(tiles) > CARDS_ON_A_PAGE,
        retired=retired,
    )
