"""A person's garments: the grid, and one garment with what can be done to it."""

from datetime import timedelta

from flask import Blueprint, flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from msgspec import UNSET
from werkzeug.exceptions import BadRequest

from mirror.categories import Category
from mirror.closet import Garment
from mirror.errors import ClosetBusy, ClosetError, NotFound

from .. import money
from ..context import closet, context, person, today
from ..look import from_slug
from ..words import _, line

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
    return _page(_garment(garment_id))


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
    """Its name, brand, size, price and notes; what the form lacks stays. All of it is kept, or nothing."""
    garment, form = _garment(garment_id), request.form
    currency = form.get("currency", garment.currency)
    if currency not in money.currencies(garment):
        raise BadRequest
    try:
        closet().garments.describe(
            person().id,
            garment_id,
            name=form.get("name"),
            notes=form.get("notes"),
            brand=form.get("brand"),
            size=form.get("size"),
            price_minor=money.read_price(form["price"], currency) if "price" in form else UNSET,
            currency=currency,
        )
    except money.NoPrice as error:
        return _page(garment, refused=str(error)), 400
    except (NotFound, ClosetBusy):
        raise
    except ClosetError as error:
        return _page(garment, refused=line(str(error))), 400
    if form.get("price", "").strip():
        session["currency"] = currency  # the next garment's price is most likely in it too
    flash(_("Saved."))
    return _back_to(garment_id)


@room.post("/garments/<int:garment_id>/wash")
def wash(garment_id: int) -> ResponseReturnValue:
    """Into the wash."""
    closet().garments.wash(person().id, garment_id)
    return _back_to(garment_id)


@room.post("/garments/<int:garment_id>/clean")
def clean(garment_id: int) -> ResponseReturnValue:
    """Out of the wash."""
    closet().garments.wash(person().id, garment_id, washing=False)
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


def _page(garment: Garment, refused: str | None = None) -> str:
    """refused: why what was written is not kept; then the form still holds it."""
    currency = session.get("currency") if garment.price_minor is None else None
    kept = {
        "name": garment.name,
        "notes": garment.notes,
        "brand": garment.brand,
        "size": garment.size,
        "price": money.written(garment.price_minor, garment.currency),
        "currency": currency if currency in money.CURRENCIES else garment.currency,
    }
    return render_template(
        "garment.html",
        garment=garment,
        categories=list(Category),
        today=today(),
        form=kept | request.form.to_dict() if refused else kept,
        refused=refused,
        brands=list(closet().garments.facets(person().id).brands),
        currencies=money.currencies(garment),
    )


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
