"""Noting by hand what was worn on a day, or planning one to come: garments are ticked in a grid. Pages of calendar.

The ticks travel in the address, so that search, categories and further cards work without a script too.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import BadRequest

from mirror.attire import Occasion
from mirror.closet import Order, Wanted
from mirror.closet.outfit_records import Felt
from mirror.closet.outfits import GARMENTS_MAX
from mirror.errors import ClosetBusy, ClosetError, NotFound

from .. import diary
from ..context import closet, person, stylist, today
from ..filters import LONGEST
from ..look import from_slug, slug
from ..month import EARLIEST
from ..words import _, line
from .decided import day_address, note

HORIZON = timedelta(days=365)  # how far ahead the calendar goes
CARDS_ON_A_PAGE = 60
PAGES_MAX = 100
_LONGEST_NUMBER = 18  # digits; a row's number has at most 19


def add_to(room: Blueprint) -> None:
    """Hang these pages on a room."""
    room.add_url_rule("/calendar/record", "record", record)
    room.add_url_rule("/calendar/ticks", "tick", tick, methods=["POST"])


def record() -> str:
    """The garments to tick."""
    day = read_day(request.args.get("day"))
    garments, owner = closet().garments, person().id
    ticked = garments.cards(owner, _numbers(request.args.getlist("id")))
    search = " ".join(request.args.get("q", "")[:LONGEST].split())
    category = from_slug(request.args.get("category"))
    entries, counts = garments.listing_and_counts(
        owner, Wanted(category=category, search=search), Order.MOST_WORN
    )
    pages = max(1, min(request.args.get("pages", 1, type=int), PAGES_MAX))
    chosen = {card.id for card in ticked}
    numbers = [entry.id for entry in entries if entry.id not in chosen]
    occasion = diary.occasion_of(request.args.get("occasion"))
    return render_template(
        "record.html",
        day=day,
        today=today(),
        day_words=diary.day_words,
        ticked=ticked,
        cards=garments.cards(owner, numbers[: pages * CARDS_ON_A_PAGE]),
        more=pages + 1 if len(numbers) > pages * CARDS_ON_A_PAGE and pages < PAGES_MAX else None,
        counts=counts,
        category=category,
        search=search,
        occasions={one: diary.occasion_words(one) for one in Occasion},
        occasion=occasion or closet().styling.get(owner).occasion,
        felts={felt: _(name) for felt, name in diary.FELT_NAMES.items()},
        felt=_felt(request.args),
    )


def tick() -> ResponseReturnValue:
    """Look for more with what is ticked kept, or keep the outfit."""
    form = request.form
    day = read_day(form.get("day"), default=date.min)
    if day == date.min:
        raise BadRequest
    numbers = _numbers(form.getlist("id"))
    occasion = diary.occasion_of(form.get("occasion")) or Occasion.EVERYDAY
    values: dict[str, Any] = {
        "day": day,
        "id": numbers,
        "occasion": occasion.value,
        "felt": _felt(form).value,
    }
    if form.get("act") != "keep":
        return redirect(_address(values, form), 303)
    try:
        if day > today():
            number = stylist().plan(person().id, numbers, day, occasion)
        else:
            number = stylist().wear(person().id, numbers, day, occasion)
            if _felt(form) is not Felt.UNSAID:
                closet().outfits.feel(person().id, number, _felt(form))
    except (NotFound, ClosetBusy):
        raise
    except ClosetError as error:
        flash(line(str(error)), "refused")
        return redirect(_address(values, form), 303)
    note(_("Planned.") if day > today() else _("Noted as worn."), day_address(day), made=number)
    return redirect(day_address(day), 303)


def read_day(text: str | None, default: date | None = None) -> date:
    """The day of an address or a form, within what the calendar shows; today, or `default`, for anything else."""
    now = today()
    try:
        day = date.fromisoformat(text or "")
    except ValueError:
        return now if default is None else default
    return max(EARLIEST, min(day, now + HORIZON))


def _address(values: dict[str, Any], form: "MultiDict[str, str]") -> str:
    """The grid again, with the ticks and what is looked for now."""
    category = from_slug(form.get("category", form.get("category_now")))
    looked_for = {
        "q": form.get("q", "")[:LONGEST].strip(),
        "category": None if category is None else slug(category),
        "pages": form.get("pages", type=int),
    }
    kept = {key: value for key, value in (values | looked_for).items() if value}
    return url_for("calendar.record", **kept)


def _numbers(texts: Iterable[str]) -> list[int]:
    """The numbers of garments among these, each once; what is none is passed over. One more than an outfit holds
    is let through, so that the closet says so.
    """
    good = (
        int(text) for text in texts if text.isascii() and text.isdecimal() and len(text) <= _LONGEST_NUMBER
    )
    return list(dict.fromkeys(good))[: GARMENTS_MAX + 1]


def _felt(values: "MultiDict[str, str]") -> Felt:
    return next((one for one in Felt if one.value == values.get("felt")), Felt.UNSAID)
