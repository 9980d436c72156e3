"""The person's own page: who they are here, and the language."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import BadRequest

from ..context import closet, person
from ..words import as_language

room = Blueprint("me", __name__)


@room.get("/me")
def page() -> ResponseReturnValue:
    """Name, language, the way out."""
    counts = closet().garments.counts(person().id)
    return render_template("me.html", garments=sum(counts.values()), people=closet().people.all())


@room.post("/me/language")
def set_language() -> ResponseReturnValue:
    """Both faces speak this language to this person from now on."""
    chosen = as_language(request.form.get("language"))
    if chosen is None:
        raise BadRequest
    closet().people.set_language(person().id, chosen)
    return redirect(url_for("me.page"), 303)
