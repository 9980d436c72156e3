"""The turn of the season: what to store, what to bring out, and what to think about parting with."""

from collections.abc import Sequence

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import BadRequest

from mirror.closet import Card, State, Wanted
from mirror.seasons import Season
from mirror.stylist.planning.season_change import month_season
from mirror.stylist.planning.values import Advisable

from ..context import closet, person, stylist, today
from ..lay import called
from ..words import _, _counted
from .closet import SEASON_NAMES, note_undo
from .laundry import read_numbers

room = Blueprint("seasons", __name__)

RESTING_MAX = 60
"""Put away and in season: as many are shown; who takes some back sees the next."""


@room.get("/season")
def page() -> str:
    """What the months to come suggest."""
    owner = person().id
    suggestions = stylist().season_change(owner)
    this, following = _season(0), _season(1)
    return render_template(
        "season.html",
        store=[one for one in suggestions if one.what is Advisable.STORE],
        retire=[one for one in suggestions if one.what is Advisable.RETIRE],
        bring_out=[one for one in suggestions if one.what is Advisable.BRING_OUT],
        resting=_resting(owner, {this, following}, _season(-1)),
        season=_(SEASON_NAMES[this]),
        called=called,
    )


@room.post("/season/change")
def change() -> ResponseReturnValue:
    """Put away what was ticked, or all that is offered; or take it back into the closet."""
    form, garments = request.form, closet().garments
    act, back = form.get("act", ""), url_for("seasons.page")
    if act not in ("put_away", "put_away_all", "take_back", "take_back_all"):
        raise BadRequest
    numbers = read_numbers(form.get("ids", "").split(",") if act.endswith("_all") else form.getlist("id"))
    if not numbers:
        flash(_("Nothing is ticked yet."), "refused")
        return redirect(back, 303)
    own = garments.own(person().id, numbers)
    away = act.startswith("put_away")
    undo = garments.change(person().id, own, retired=away)
    said = (
        _counted("%(count)s is put away.", "%(count)s are put away.", len(own))
        if away
        else _counted("%(count)s is back in the closet.", "%(count)s are back in the closet.", len(own))
    )
    count = _counted("%(count)s garment", "%(count)s garments", len(own)) % {"count": f"{len(own):,}"}
    note_undo(said % {"count": count}, undo, back)
    return redirect(back, 303)


def _season(months_on: int) -> Season:
    """The season of this month, or of one so many months on."""
    month = (today().month - 1 + months_on) % 12 + 1
    return month_season(month, stylist().weather.normal, closet().preferences.get().latitude)


def _resting(owner: int, now: set[Season], before: Season) -> Sequence[Card]:
    """What rests put away though its season begins; what is worn all year rests for another reason."""
    listing = closet().garments.listing
    past = {entry.id for entry in listing(owner, Wanted(state=State.RETIRED, seasons=frozenset({before})))}
    begun = listing(owner, Wanted(state=State.RETIRED, seasons=frozenset(now)))
    numbers = [entry.id for entry in begun if entry.id not in past]
    return closet().garments.cards(owner, numbers[:RESTING_MAX])
