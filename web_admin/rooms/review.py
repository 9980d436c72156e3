"""Is this right? What the mirror took new garments for, one after the other, until a person has seen them all."""

from typing import NamedTuple

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import BadRequest

from mirror.categories import Category

from ..context import closet, person
from ..guard import wants_fragment
from ..look import from_slug

room = Blueprint("review", __name__)

COUNT_MAX = 9999


class Run(NamedTuple):
    """Where a person is: the how-manieth of how many, and the garment before, to go back to. It stands in the
    address, so that a page that is loaded again says the same."""

    number: int
    of: int
    before: int | None


@room.get("/review")
def page() -> ResponseReturnValue:
    """The garment of the address, or the first that waits; at the end how many are left."""
    waiting = closet().garments.to_review(person().id)
    asked_for = request.args.get("garment", type=int)
    over = "end" in request.args
    shown = None if over else asked_for if asked_for is not None else next(iter(waiting), None)
    garment = None if shown is None else closet().garments.get(person().id, shown)
    following = _after(waiting, shown)
    coming = None if following is None else closet().garments.get(person().id, following)
    run = _run(len(waiting))
    return render_template(
        "_review.html" if wants_fragment() else "review.html",
        garment=garment,
        coming=coming,
        run=run,
        left=len(waiting),
        categories=list(Category),
        later=None if garment is None else _next_page(run, garment.id, following),
    )


@room.post("/review/<int:garment_id>")
def answer(garment_id: int) -> ResponseReturnValue:
    """Yes, or what it is instead. A category other than its own is a correction, and teaches."""
    garments, me = closet().garments, person().id
    following = _after(garments.to_review(me), garment_id)
    run = _run(1)
    said = request.form.get("category")
    if said is None:
        garments.reviewed(me, garment_id)
    else:
        category = from_slug(said)
        if category is None:
            raise BadRequest
        garments.set_category(me, garment_id, category)
    return redirect(_next_page(run, garment_id, following), 303)


@room.post("/review/<int:garment_id>/delete")
def delete(garment_id: int) -> ResponseReturnValue:
    """It does not belong into the closet. It can come back for ten minutes."""
    garments, me = closet().garments, person().id
    following = _after(garments.to_review(me), garment_id)
    garments.delete(me, garment_id)
    flash(url_for("closet.undelete", garment_id=garment_id), "undo")
    return redirect(_next_page(_run(1), garment_id, following, gone=True), 303)


def _after(waiting: list[int], garment_id: int | None) -> int | None:
    """The garment that comes after one in the order; the first for one that does not wait; None at the end."""
    if garment_id not in waiting:
        return next(iter(waiting), None)
    return next(iter(waiting[waiting.index(garment_id) + 1 :]), None)


def _next_page(run: Run, garment_id: int, following: int | None, *, gone: bool = False) -> str:
    """gone: the garment before is no longer there to go back to."""
    if following is None or run.number == run.of:
        return url_for("review.page", end=1)
    before = None if gone else garment_id  # a word of None is left out of the address
    return url_for("review.page", garment=following, n=run.number + 1, of=run.of, before=before)


def _run(waiting: int) -> Run:
    number = min(max(request.args.get("n", 1, type=int), 1), COUNT_MAX)
    of = min(max(request.args.get("of", waiting, type=int), number), COUNT_MAX)
    return Run(number, of, request.args.get("before", type=int))
