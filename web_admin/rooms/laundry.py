"""Laundry: what is in the wash by colour and care, what should be, and after how many wears each kind is washed."""

from collections.abc import Iterable

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from mirror.attire import Care
from mirror.categories import Category
from mirror.errors import ClosetBusy, ClosetError, NotFound
from mirror.stylist.planning.values import Load

from ..context import closet, person, stylist
from ..lay import called
from ..look import slug
from ..words import N_, _, _counted, line
from .closet import note_undo

room = Blueprint("laundry", __name__)

PICTURES_A_PILE = 24
DUE_AT_ONCE = 60
NUMBERS_MAX = 10_000  # in a form
_LONGEST_NUMBER = 18  # digits; a row's number has at most 19
LOAD_NAMES = {
    Load.WHITE: N_("White"),
    Load.LIGHT: N_("Light colours"),
    Load.COLOURED: N_("Coloured"),
    Load.DARK: N_("Dark"),
}
CARE_NAMES = {
    Care.MACHINE: N_("machine wash"),
    Care.DELICATE: N_("delicate wash"),
    Care.HAND: N_("by hand"),
    Care.DRY_CLEAN: N_("to the cleaner's"),
}


@room.get("/laundry")
def page() -> str:
    """What there is to wash."""
    owner = person().id
    day = stylist().laundry(owner)
    chosen = closet().styling.get(owner).wears_before_wash
    return render_template(
        "laundry.html",
        piles=day.piles,
        in_wash=sum(len(pile.garments) for pile in day.piles),
        due=day.due,
        due_at_once=DUE_AT_ONCE,
        pictures=PICTURES_A_PILE,
        loads={load: _(name) for load, name in LOAD_NAMES.items()},
        cares={care: _(name) for care, name in CARE_NAMES.items()},
        cleaner=Care.DRY_CLEAN,
        limits={Category(number): limit for number, limit in day.limits.items()},
        called=called,
        chosen=chosen,
    )


@room.post("/laundry/clean")
def clean() -> ResponseReturnValue:
    """A pile is clean again."""
    own = closet().garments.own(person().id, read_numbers(request.form.get("ids", "").split(",")))
    number = closet().garments.change(person().id, own, washing=False)
    said = _counted("%(count)s is clean again.", "%(count)s are clean again.", len(own))
    note_undo(_of(own, said), number, url_for("laundry.page"))
    return redirect(url_for("laundry.page"), 303)


@room.post("/laundry/wash")
def wash() -> ResponseReturnValue:
    """What is due, all of it or what was ticked, into the wash."""
    form = request.form
    asked = form.get("ids", "").split(",") if form.get("act") == "all" else form.getlist("id")
    numbers = read_numbers(asked)
    if not numbers:
        flash(_("Nothing is ticked. Tick what goes into the wash."), "refused")
        return redirect(url_for("laundry.page"), 303)
    own = closet().garments.own(person().id, numbers)
    number = closet().garments.change(person().id, own, washing=True)
    said = _counted("%(count)s is in the wash.", "%(count)s are in the wash.", len(own))
    note_undo(_of(own, said), number, url_for("laundry.page"))
    return redirect(url_for("laundry.page"), 303)


@room.post("/laundry/limits")
def limits() -> ResponseReturnValue:
    """After how many wears each kind is washed; an empty field is as usual again, one that the form lacks stays."""
    owner, form = person().id, request.form
    before = closet().styling.get(owner).wears_before_wash
    chosen: dict[Category, int] = {}
    for category in Category:
        text = form.get(slug(category))
        if text is None:
            if category in before:
                chosen[category] = before[category]
            continue
        text = text.strip()
        if not text:
            continue
        if not (text.isascii() and text.isdecimal() and len(text) < 6):
            kind = _(category.label)
            flash(_("%(kind)s: write a whole number, or nothing for the usual one.", kind=kind), "refused")
            return redirect(url_for("laundry.page", _anchor="limits"), 303)
        chosen[category] = int(text)
    try:
        closet().styling.change(owner, wears_before_wash=chosen)
    except (NotFound, ClosetBusy):
        raise
    except ClosetError as error:
        flash(line(str(error)), "refused")
        return redirect(url_for("laundry.page", _anchor="limits"), 303)
    flash(_("Saved."))
    return redirect(url_for("laundry.page"), 303)


def read_numbers(texts: Iterable[str]) -> list[int]:
    """The numbers of garments among these; what is none is passed over."""
    good = [text for text in texts if text.isascii() and text.isdecimal() and len(text) <= _LONGEST_NUMBER]
    return [int(text) for text in good[:NUMBERS_MAX]]


def _of(numbers: list[int], said: str) -> str:
    """What was done to so many garments."""
    count = len(numbers)
    garments = _counted("%(count)s garment", "%(count)s garments", count) % {"count": f"{count:,}"}
    return said % {"count": garments}
