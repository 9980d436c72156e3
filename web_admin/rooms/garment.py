"""One garment with all that is known of it, and what can be done to it. Its pages are the closet room's too."""

from datetime import date
from typing import Any

from flask import flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from msgspec import UNSET, UnsetType
from werkzeug.exceptions import BadRequest

from mirror.categories import Category
from mirror.closet import Garment
from mirror.closet.likenesses import likenesses
from mirror.errors import ClosetBusy, ClosetError, NotFound
from mirror.seasons import Season, usual

from .. import attire_words, money
from ..context import closet, person, today
from ..look import from_slug
from ..month import month_of, read_month
from ..remembered import fact
from ..words import _, line
from .closet import SEASON_NAMES, note_undo, room

__all__ = ["room"]

CM_AN_INCH = 2.54
LOOK_ALIKES = 12


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
    number = closet().garments.change(person().id, [garment_id], category=category)
    note_undo(_("Changed to %(kind)s.", kind=_(category.label)), number, _address(garment_id))
    return redirect(_address(garment_id), 303)


@room.post("/garments/<int:garment_id>/words")
def describe(garment_id: int) -> ResponseReturnValue:
    """Its name and everything else that a person writes; what the form lacks stays. All is kept, or nothing."""
    garment, form = _garment(garment_id), request.form
    currency = form.get("currency", garment.currency)
    if currency not in money.currencies(garment):
        raise BadRequest
    try:
        number = closet().garments.describe(
            person().id,
            garment_id,
            name=form.get("name"),
            notes=form.get("notes"),
            brand=form.get("brand"),
            size=form.get("size"),
            price_minor=money.read_price(form["price"], currency) if "price" in form else UNSET,
            currency=currency,
            bought_on=_day_bought(form.get("bought_on")),
            shop=form.get("shop"),
            place=form.get("place"),
            seasons=_seasons(),
            tags=form["tags"].split(",") if "tags" in form else None,
            **attire_words.said_of(form),
        )
    except money.NoPrice as error:
        return _page(garment, refused=str(error)), 400
    except (NotFound, ClosetBusy):
        raise
    except ClosetError as error:
        return _page(garment, refused=line(str(error))), 400
    if form.get("price", "").strip():
        session["currency"] = currency  # the next garment's price is most likely in it too
    if number is None:
        flash(_("Saved."))
    else:
        note_undo(_("Saved."), number, _address(garment_id))
    return redirect(_address(garment_id), 303)


@room.post("/garments/<int:garment_id>/favourite")
def favourite(garment_id: int) -> ResponseReturnValue:
    """One of the favourites, or no longer; the form says which, so that a tap that comes twice does no harm."""
    yes = request.form.get("favourite") == "1"
    number = closet().garments.change(person().id, [garment_id], favourite=yes)
    text = _("It is one of your favourites.") if yes else _("It is no longer a favourite.")
    note_undo(text, number, _address(garment_id))
    return redirect(_address(garment_id), 303)


@room.post("/garments/<int:garment_id>/wash")
def wash(garment_id: int) -> ResponseReturnValue:
    """Into the wash."""
    number = closet().garments.change(person().id, [garment_id], washing=True)
    note_undo(_("It is in the wash."), number, _address(garment_id))
    return redirect(_address(garment_id), 303)


@room.post("/garments/<int:garment_id>/clean")
def clean(garment_id: int) -> ResponseReturnValue:
    """Out of the wash."""
    number = closet().garments.change(person().id, [garment_id], washing=False)
    note_undo(_("It is clean again."), number, _address(garment_id))
    return redirect(_address(garment_id), 303)


@room.post("/garments/<int:garment_id>/wear")
def wear(garment_id: int) -> ResponseReturnValue:
    """Worn today."""
    closet().garments.wear(person().id, garment_id, today())
    return redirect(_address(garment_id), 303)


@room.post("/garments/<int:garment_id>/unwear")
def unwear(garment_id: int) -> ResponseReturnValue:
    """Not worn today after all."""
    closet().garments.unwear(person().id, garment_id, today())
    return redirect(_address(garment_id), 303)


@room.post("/garments/<int:garment_id>/days")
def days(garment_id: int) -> ResponseReturnValue:
    """Worn on a day of the calendar, or not worn on it after all."""
    form, garments = request.form, closet().garments
    _garment(garment_id)
    worn = "worn" in form
    try:
        day = date.fromisoformat(form.get("worn", form.get("not_worn", "")))
    except ValueError as error:
        raise BadRequest from error
    (garments.wear if worn else garments.unwear)(person().id, garment_id, day)
    return redirect(_address(garment_id, month=day.strftime("%Y-%m"), _anchor="worn"), 303)


@room.post("/garments/<int:garment_id>/retire")
def retire(garment_id: int) -> ResponseReturnValue:
    """Put it away."""
    number = closet().garments.change(person().id, [garment_id], retired=True)
    note_undo(_("It is put away. You can take it back at any time."), number, _address(garment_id))
    return redirect(_address(garment_id), 303)


@room.post("/garments/<int:garment_id>/take-back")
def take_back(garment_id: int) -> ResponseReturnValue:
    """Take it back into the closet."""
    number = closet().garments.change(person().id, [garment_id], retired=False)
    note_undo(_("Back in the closet."), number, _address(garment_id))
    return redirect(_address(garment_id), 303)


@room.post("/garments/<int:garment_id>/delete")
def delete(garment_id: int) -> ResponseReturnValue:
    """Out of the closet, with ten minutes to think again."""
    retired = _garment(garment_id).retired_at is not None
    number = closet().garments.change(person().id, [garment_id], deleted=True)
    note_undo(_("Deleted."), number, _address(garment_id))
    return redirect(url_for("closet.put_away" if retired else "closet.grid"), 303)


@room.post("/garments/<int:garment_id>/undelete")
def undelete(garment_id: int) -> ResponseReturnValue:
    """Think again. Not found once the ten minutes are over."""
    closet().garments.undelete(person().id, garment_id)
    return redirect(_address(garment_id), 303)


def _garment(garment_id: int) -> Garment:
    return closet().garments.get(person().id, garment_id)


def _address(garment_id: int, **values: Any) -> str:
    return url_for("closet.garment", garment_id=garment_id, **values)


def _day_bought(text: str | None) -> date | UnsetType | None:
    """The day in a form; None for an empty field, UNSET for none. Raises ClosetError."""
    if text is None:
        return UNSET
    if not text.strip():
        return None
    try:
        return date.fromisoformat(text.strip())
    except ValueError as error:
        raise ClosetError("that is no day: a year, a month and a day are needed") from error


def _seasons() -> list[Season] | None:
    """The seasons that a form ticks; None where it does not ask for them."""
    if "asks_seasons" not in request.form:
        return None
    return [season for season in Season if season.value in request.form.getlist("season")]


def _page(garment: Garment, refused: str | None = None) -> str:
    """refused: why what was written is not kept; then the form still holds it."""
    owner, form = person().id, request.form
    days = set(closet().garments.days_worn(owner, garment.id))
    facets = fact(("facets", owner, False), lambda: closet().garments.facets(owner))
    currency = session.get("currency") if garment.price_minor is None else None
    kept = {
        "name": garment.name,
        "notes": garment.notes,
        "brand": garment.brand,
        "size": garment.size,
        "price": money.written(garment.price_minor, garment.currency),
        "currency": currency if currency in money.CURRENCIES else garment.currency,
        "bought_on": "" if garment.bought_on is None else garment.bought_on.isoformat(),
        "shop": garment.shop,
        "place": garment.place,
        "tags": ", ".join(garment.tags),
    }
    asked = _seasons() if refused else None
    wearable = closet().wardrobe.wearable(owner, garment.id)
    retyped = form if refused else None
    return render_template(
        "garment.html",
        garment=garment,
        categories=list(Category),
        today=today(),
        form=kept | form.to_dict() if refused else kept,
        refused=refused,
        brands=list(facets.brands),
        known_tags=list(facets.tags),
        currencies=money.currencies(garment),
        seasons=garment.seasons if asked is None else asked,
        season_names=SEASON_NAMES,
        usual=[_(name) for season, name in SEASON_NAMES.items() if season in usual(garment.category)],
        month=month_of(read_month(request.args.get("month"), today()), days, today()),
        this_year=sum(day.year == today().year for day in days),
        alike=likenesses(garment, closet().similar(owner, garment.id, LOOK_ALIKES)),
        length=_length(garment),
        since_wash=wearable.wears_since_wash,
        choices=attire_words.choices(wearable, retyped),
        materials=attire_words.ticked(form) if refused and "asks_materials" in form else garment.materials,
        material_names=attire_words.MATERIAL_NAMES,
        guessed_materials=attire_words.guessed_materials(wearable),
    )


def _length(garment: Garment) -> str | None:
    """How long it is, in the household's units; None where that is not known."""
    cm = garment.shown_length_cm
    if cm is None:
        return None
    if closet().preferences.get().units == "imperial":
        return _("about %(inches)s in long", inches=round(cm / CM_AN_INCH))
    return _("about %(cm)s cm long", cm=cm)
