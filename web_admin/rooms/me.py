"""The person's own page: who they are here, the language, and the mirror's PIN."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import BadRequest

from mirror.errors import ClosetBusy, ClosetError, NotFound

from ..context import closet, person
from ..words import _, as_language, line

room = Blueprint("me", __name__)


@room.get("/me")
def page() -> ResponseReturnValue:
    """Name, language, the mirror's PIN, the way out."""
    return _page()


@room.post("/me/language")
def set_language() -> ResponseReturnValue:
    """Both faces speak this language to this person from now on."""
    chosen = as_language(request.form.get("language"))
    if chosen is None:
        raise BadRequest
    closet().people.set_language(person().id, chosen)
    return redirect(url_for("me.page"), 303)


@room.post("/me/pin")
def set_pin() -> ResponseReturnValue:
    """The mirror asks for this PIN from now on."""
    try:
        closet().people.set_pin(person().id, request.form.get("pin", "").strip())
    except (NotFound, ClosetBusy):
        raise
    except ClosetError as error:
        return _page(refused=line(str(error))), 400
    flash(_("The mirror asks for your PIN from now on."))
    return redirect(url_for("me.page"), 303)


@room.post("/me/pin/remove")
def remove_pin() -> ResponseReturnValue:
    """The mirror asks for no PIN any more."""
    closet().people.set_pin(person().id, None)
    flash(_("The mirror asks for no PIN any more."))
    return redirect(url_for("me.page"), 303)


def _page(refused: str | None = None) -> str:
    counts = closet().garments.counts(person().id)
    people = closet().people.all()
    return render_template("me.html", garments=sum(counts.values()), people=people, refused=refused)
