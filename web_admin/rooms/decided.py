"""What is done with an outfit that is in the calendar: worn, moved, felt, removed; and taking that back.

Pages of the room calendar. What an outfit was before stays in the session, signed, until the next change.
"""

from contextlib import suppress
from datetime import date

import msgspec
from flask import Blueprint, flash, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import BadRequest

from mirror.closet.outfit_records import Felt, Outfit, OutfitState
from mirror.errors import ClosetBusy, ClosetError, NotFound

from .. import diary
from ..context import closet, person, stylist, today
from ..guard import own_path
from ..words import _, line

BEFORE = "outfit_before"  # its place in the session


class _Before(msgspec.Struct, frozen=True):
    """What takes the last change back. made: an outfit that goes then. was: one that comes back."""

    key: str
    made: int | None = None
    was: Outfit | None = None


def add_to(room: Blueprint) -> None:
    """Hang these pages on a room."""
    room.add_url_rule("/outfits/<int:outfit_id>/worn", "worn", worn, methods=["POST"])
    room.add_url_rule("/outfits/<int:outfit_id>/move", "move", move, methods=["POST"])
    room.add_url_rule("/outfits/<int:outfit_id>/felt", "felt", felt, methods=["POST"])
    room.add_url_rule("/outfits/<int:outfit_id>/remove", "remove", remove, methods=["POST"])
    room.add_url_rule("/outfits/undo", "undo", undo, methods=["POST"])


def worn(outfit_id: int) -> ResponseReturnValue:
    """The plan came true."""
    outfit = closet().outfits.get(person().id, outfit_id)
    back = day_address(outfit.day)
    try:
        made = _wear(outfit)
    except (NotFound, ClosetBusy):
        raise
    except ClosetError as error:
        flash(line(str(error)), "refused")
        return redirect(back, 303)
    note(_("Noted as worn."), back, made=made, was=outfit)
    return redirect(back, 303)


def move(outfit_id: int) -> ResponseReturnValue:
    """Mean it for another day. The new plan is on disk before the old one goes."""
    outfit = closet().outfits.get(person().id, outfit_id)
    try:
        day = date.fromisoformat(request.form.get("day", ""))
    except ValueError as error:
        raise BadRequest from error
    back = day_address(outfit.day)
    if outfit.state is not OutfitState.PLANNED:
        raise BadRequest
    if day == outfit.day:
        return redirect(back, 303)
    try:
        made = stylist().plan(person().id, outfit.garment_ids, day, outfit.occasion)
    except (NotFound, ClosetBusy):
        raise
    except ClosetError as error:
        flash(line(str(error)), "refused")
        return redirect(back, 303)
    with suppress(NotFound):  # another tab has removed it meanwhile
        closet().outfits.remove(person().id, outfit_id)
    text = _("Moved to %(day)s.", day=diary.day_words(day))
    note(text, day_address(outfit.day), made=made, was=outfit)
    return redirect(day_address(day), 303)


def felt(outfit_id: int) -> ResponseReturnValue:
    """How warm it felt; the same word again takes it back."""
    outfit = closet().outfits.get(person().id, outfit_id)
    said = next((one for one in Felt if one.value == request.form.get("felt")), None)
    if said is None or outfit.state is not OutfitState.WORN:
        raise BadRequest
    closet().outfits.feel(person().id, outfit_id, said)
    return redirect(day_address(outfit.day, f"outfit-{outfit_id}"), 303)


def remove(outfit_id: int) -> ResponseReturnValue:
    """Forget it, and with it the wears that it alone had noted."""
    outfit = closet().outfits.get(person().id, outfit_id)
    closet().outfits.remove(person().id, outfit_id)
    back = day_address(outfit.day)
    note(_("Removed."), back, was=outfit)
    return redirect(back, 303)


def undo() -> ResponseReturnValue:
    """Take the last change back, once."""
    target = own_path(request.args.get("next")) or url_for("calendar.page")
    before = _before(request.args.get("key", ""))
    try:
        if before is None:
            raise NotFound("that can no longer be undone")
        _take_back(before)
    except ClosetBusy:
        raise
    except ClosetError:
        flash(_("That can no longer be undone."), "refused")
        return redirect(target, 303)
    flash(_("It is as it was before."))
    return redirect(target, 303)


def note(text: str, back: str, *, made: int | None = None, was: Outfit | None = None) -> None:
    """Say what was done, with a button that takes it back. A plan for a day that is over cannot come back."""
    if was is not None and was.state is OutfitState.PLANNED and was.day < today():
        flash(text)
        return
    before = _Before(f"{made or ''}-{was.id if was else ''}", made, was)
    session[BEFORE] = msgspec.json.encode(before).decode()
    words = (text, url_for("calendar.undo", key=before.key, next=back))
    flash(words, "undo")  # type: ignore[arg-type]  # a session keeps pairs too, and _notes.html expects one


def day_address(day: date, anchor: str | None = None) -> str:
    """The page of a day."""
    return url_for("calendar.day", day=day.isoformat(), _anchor=anchor)


def _before(key: str) -> _Before | None:
    """What takes the change of this key back, once and only by who made it."""
    try:
        before = msgspec.json.decode(session.get(BEFORE, ""), type=_Before)
    except msgspec.DecodeError:
        return None
    theirs = before.was is not None and before.was.person_id != person().id
    if before.key != key or theirs:
        return None
    session.pop(BEFORE)
    return before


def _wear(outfit: Outfit) -> int:
    """Under the weather for which it was planned, once the day is over: nobody forecasts the past."""
    if outfit.day == today() or outfit.conditions is None:
        return stylist().wear(person().id, outfit.garment_ids, outfit.day, outfit.occasion)
    return closet().outfits.wear(
        person().id, outfit.garment_ids, outfit.day, occasion=outfit.occasion, conditions=outfit.conditions
    )


def _take_back(before: _Before) -> None:
    """What was comes first, then what was made goes, so that a cut in between loses nothing; but what is noted as
    worn on a day cannot be planned for it. Raises ClosetError where too much has happened since.
    """
    if before.made is None:
        if before.was is not None:
            _again(before.was)
        return
    made = closet().outfits.get(person().id, before.made)
    if before.was is None or before.was.day == made.day:
        closet().outfits.remove(made.person_id, made.id)
    if before.was is not None:
        _again(before.was)
        if before.was.day != made.day:
            closet().outfits.remove(made.person_id, made.id)


def _again(was: Outfit) -> None:
    """Decide it anew as it was decided."""
    outfits, numbers = closet().outfits, was.garment_ids
    known = {"occasion": was.occasion, "conditions": was.conditions}
    if was.state is OutfitState.WORN:
        outfits.wear(was.person_id, numbers, was.day, **known, felt=was.felt)  # type: ignore[arg-type]
    elif was.state is OutfitState.PLANNED:
        outfits.plan(was.person_id, numbers, was.day, **known)  # type: ignore[arg-type]
    else:
        outfits.skip(was.person_id, numbers, was.day, **known)  # type: ignore[arg-type]
