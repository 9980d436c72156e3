"""The closet as JSON for the household's own scripts, on the same session as the pages, and its description.

What a person may not see is not found here either; the statistics and lists are the pages' own.
"""

from importlib.metadata import version
from typing import Any, TypeVar
from urllib.parse import urlencode

import msgspec
from flask import Blueprint, Response, current_app, render_template, request, url_for
from flask_wtf.csrf import generate_csrf
from msgspec import UNSET, UnsetType

from mirror.attire import Formality

from ..api import answers, wire
from ..api.openapi import document
from ..api.operations import ENCODER, Operation, Operations, Refused
from ..context import closet, person, today
from ..filters import read
from ..look import from_slug
from ..remembered import json_answer
from ..words import N_, _, line

room = Blueprint("api", __name__)
operations = Operations(room)
ON_A_PAGE = 60
DESCRIBED = (
    *("name", "notes", "brand", "size", "shop", "place", "seasons", "tags", "bought_on"),
    *("weight", "materials", "care", "favourite"),
)
Said = TypeVar("Said")


@room.get("/api")
def page() -> str:
    """What can be asked, for people who write scripts."""
    return render_template("api.html", operations=operations.all, takes=takes, gives=gives)


@room.get("/api/openapi.json")
def description() -> Response:
    """The same for programs: OpenAPI 3.1."""

    def make() -> bytes:
        cookie = current_app.config["SESSION_COOKIE_NAME"]
        return ENCODER.encode(document(operations.all, cookie=cookie, version=version("otjang")))

    return json_answer("openapi", make)


@operations.reads(
    "/api/me", N_("Who is signed in, and the token that writing needs"), wire.MeAnswer, fresh=True
)
def me(_asked: wire.Nothing) -> wire.MeAnswer:
    """The token belongs to the session, so it is never kept."""
    return answers.me_answer(person(), generate_csrf())


@operations.reads("/api/garments", N_("Garments, 60 a page"), wire.GarmentsPage, query=wire.Filters)
def garments(asked: wire.Filters) -> wire.GarmentsPage:
    """The same garments in the same order as on the page of the closet."""
    if asked.category is not None and from_slug(asked.category) is None:
        raise Refused(422, _("There is no such kind of garment."))
    filters = read(request.args)
    listing = closet().garments.listing(person().id, filters.wanted(today()), filters.order)
    first = (asked.page - 1) * ON_A_PAGE
    ids = [entry.id for entry in listing[first : first + ON_A_PAGE]]
    more = len(listing) > first + ON_A_PAGE
    again = [(name, value) for name, value in request.args.items(multi=True) if name != "page"]
    return wire.GarmentsPage(
        total=len(listing),
        page=asked.page,
        next=f"{url_for('api.garments')}?{urlencode([*again, ('page', asked.page + 1)])}" if more else None,
        garments=[answers.garment_answer(garment) for garment in closet().garments.several(person().id, ids)],
    )


@operations.reads("/api/garments/<int:garment_id>", N_("One garment"), wire.GarmentAnswer)
def garment(_asked: wire.Nothing, garment_id: int) -> wire.GarmentAnswer:
    """Raises NotFound."""
    return answers.garment_answer(closet().garments.get(person().id, garment_id))


@operations.reads(
    "/api/facets", N_("What garments can be narrowed by, and how many there are"), wire.FacetsAnswer
)
def facets(_asked: wire.Nothing) -> wire.FacetsAnswer:
    """Categories by their slugs."""
    found = closet().garments.facets(person().id)
    return answers.facets_answer(found)


@operations.reads(
    "/api/statistics",
    N_("The closet in numbers, of a year or of all time"),
    wire.StatisticsAnswer,
    query=wire.Year,
)
def statistics(asked: wire.Year) -> wire.StatisticsAnswer:
    """What the page of the statistics shows."""
    return answers.statistics_answer(closet().statistics.of(person().id, asked.year))


@operations.reads("/api/inbox", N_("Photos on their way, and those that could not be read"), wire.InboxAnswer)
def inbox(_asked: wire.Nothing) -> wire.InboxAnswer:
    """Those that have become garments are left out."""
    items = closet().inbox.items(person().id)
    return wire.InboxAnswer([answers.inbox_photo(item, line(item.reason)) for item in items])


@operations.reads(
    "/api/look-alikes/<int:garment_id>", N_("Garments that look like this one"), wire.AlikeAnswer
)
def look_alikes(_asked: wire.Nothing, garment_id: int) -> wire.AlikeAnswer:
    """Raises NotFound."""
    return wire.AlikeAnswer(
        [answers.alike_answer(found) for found in closet().similar(person().id, garment_id)]
    )


@operations.writes(
    "PATCH", "/api/garments/<int:garment_id>", N_("Change a garment"), wire.GarmentAnswer, body=wire.Changes
)
def change(sent: wire.Changes, garment_id: int) -> wire.GarmentAnswer:
    """What a person says of it first, because that may be refused. Raises NotFound, ClosetError."""
    wardrobe = closet().garments
    category = from_slug(_said(sent.category))
    if isinstance(sent.category, str) and category is None:
        raise Refused(422, _("There is no such kind of garment."))
    described: dict[str, Any] = {
        name: value for name in DESCRIBED if (value := getattr(sent, name)) is not UNSET
    }
    if sent.formality is not UNSET:
        described["formality"] = None if sent.formality is None else Formality[sent.formality.upper()]
    if isinstance(sent.price, wire.Cost):
        described |= {"price_minor": sent.price.minor, "currency": sent.price.currency}
    elif sent.price is None:
        described["price_minor"] = None
    wardrobe.get(person().id, garment_id)
    if described:
        wardrobe.describe(person().id, garment_id, **described)
    if category is not None or sent.washing is not UNSET or sent.retired is not UNSET:
        wardrobe.change(
            person().id,
            [garment_id],
            category=category,
            washing=_said(sent.washing),
            retired=_said(sent.retired),
        )
    return answers.garment_answer(wardrobe.get(person().id, garment_id))


@operations.writes(
    "POST",
    "/api/garments/<int:garment_id>/wears",
    N_("It was worn on a day"),
    wire.GarmentAnswer,
    body=wire.Day,
)
def wear(sent: wire.Day, garment_id: int) -> wire.GarmentAnswer:
    """Twice a day counts once. Raises NotFound."""
    if sent.on > today():
        raise Refused(422, _("That day is still to come."))
    closet().garments.wear(person().id, garment_id, sent.on)
    return answers.garment_answer(closet().garments.get(person().id, garment_id))


@operations.writes(
    "DELETE",
    "/api/garments/<int:garment_id>/wears",
    N_("It was not worn on that day after all"),
    wire.GarmentAnswer,
    query=wire.Day,
)
def unwear(asked: wire.Day, garment_id: int) -> wire.GarmentAnswer:
    """Raises NotFound for a garment; a day without a wear does no harm."""
    closet().garments.unwear(person().id, garment_id, asked.on)
    return answers.garment_answer(closet().garments.get(person().id, garment_id))


def takes(operation: Operation) -> list[str]:
    """The words that an operation may be sent."""
    return [field.encode_name for field in msgspec.structs.fields(operation.body or operation.query)]


def gives(operation: Operation) -> list[str]:
    """The words of its answer."""
    return [field.encode_name for field in msgspec.structs.fields(operation.answer)]


def _said(value: Said | UnsetType) -> Said | None:
    return None if isinstance(value, UnsetType) else value
