"""A person's closet: the grid with its search and filters, and what is done to many garments at once."""

from array import array
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from msgspec.structs import replace
from werkzeug.exceptions import BadRequest, NotFound

from mirror.categories import Category
from mirror.closet import Card, Facets, Order, State
from mirror.errors import NotFound as NotInTheCloset
from mirror.seasons import Season

from ..context import closet, context, person, today
from ..dots import DOTS
from ..filters import UNWORN_MONTHS, Filters, read
from ..guard import own_path
from ..look import from_slug, local_day
from ..remembered import fact
from ..words import N_, _, _counted, ago, ngettext

room = Blueprint("closet", __name__)

CARDS_ON_A_PAGE = 60
PAGES_AT_ONCE = 8  # when somebody comes back to where they had scrolled to
SHOWN_BRANDS = 60  # and tags: of the most frequent; the search finds the others
NEW_FOR = timedelta(days=7)
RECENT = timedelta(days=7)  # what was worn so lately is told by how often
SEASON_NAMES = {
    Season.SPRING: N_("Spring"),
    Season.SUMMER: N_("Summer"),
    Season.AUTUMN: N_("Autumn"),
    Season.WINTER: N_("Winter"),
}

ORDER_NAMES = {
    Order.NEWEST: N_("Newest first"),
    Order.UNWORN: N_("Longest unworn"),
    Order.MOST_WORN: N_("Most worn"),
}


@room.get("/")
def grid() -> ResponseReturnValue:
    """The garments that are not put away, or those of them that the filters name."""
    return _grid("closet.html", _filters())


@room.get("/put-away")
def put_away() -> ResponseReturnValue:
    """The garments that a person has put away."""
    return _grid("put_away.html", _filters(retired=True))


@room.get("/cards")
def cards() -> ResponseReturnValue:
    """The next cards of a grid, for scrolling on."""
    filters = _filters(retired=_retired_asked())
    return render_template("_cards.html", **_page(filters))


@room.get("/count")
def count() -> ResponseReturnValue:
    """How many garments some filters would show, in words for a button."""
    filters = _filters(retired=_retired_asked())
    found = len(closet().garments.listing(person().id, filters.wanted(today())))
    return _show_so_many(found)


@room.post("/garments/change")
def change() -> ResponseReturnValue:
    """Do one thing to many garments: those of the form's numbers, or all that the address's filters name."""
    garments, owner = closet().garments, person().id
    retired = _retired_asked()
    filters = _filters(retired=retired)
    if request.form.get("all") == "1":
        ids = [entry.id for entry in garments.listing(owner, filters.wanted(today()))]
    else:
        ids = garments.own(owner, _numbers(request.form.get("ids", "")))
    if not ids:
        raise NotFound
    kind = from_slug(request.form.get("category"))
    act = request.form.get("act", "")
    if kind is not None:
        undo = garments.change(owner, ids, category=kind)
    elif act in ("wash", "clean"):
        undo = garments.change(owner, ids, washing=act == "wash")
    elif act in ("put_away", "take_back"):
        undo = garments.change(owner, ids, retired=act == "put_away")
    elif act == "delete":
        undo = garments.change(owner, ids, deleted=True)
    else:
        raise BadRequest
    back = _address(filters, retired=retired, shown=_shown())
    note_undo(_done(len(ids), act, kind), undo, back)
    return redirect(back, 303)


@room.post("/undo")
def undo() -> ResponseReturnValue:
    """Take a change back, for ten minutes after it."""
    target = own_path(request.args.get("next")) or url_for("closet.grid")
    try:
        closet().garments.undo(person().id, request.args.get("number", 0, type=int))
    except NotInTheCloset:
        flash(_("That can no longer be undone."), "refused")
        return redirect(url_for("closet.grid"), 303)
    flash(_("It is as it was before."))
    return redirect(target, 303)


def note_undo(text: str, number: int, back: str) -> None:
    """Say what was done, with a button that takes it back. back: the page to see then."""
    note = (text, url_for("closet.undo", number=number, next=back))
    flash(note, "undo")  # type: ignore[arg-type]  # a session keeps pairs too, and _notes.html expects one


def _filters(*, retired: bool = False) -> Filters:
    filters = read(request.args)
    return replace(filters, state=State.RETIRED) if retired else filters


def _retired_asked() -> bool:
    return request.args.get("retired") == "1"


def _shown() -> int:
    return max(1, min(request.values.get("shown", 1, type=int), PAGES_AT_ONCE))


def _address(filters: Filters, *, retired: bool, **values: Any) -> str:
    """The address of a grid. On the page of what is put away the state goes without saying."""
    asked: dict[str, Any] = filters.address()
    if retired:
        asked.pop("state", None)
    if values.get("shown") == 1:
        values.pop("shown")
    return url_for("closet.put_away" if retired else "closet.grid", **asked, **values)


def _grid(template: str, filters: Filters) -> str:
    garments, owner = closet().garments, person().id
    retired = template == "put_away.html"
    facets = fact(("facets", owner, retired), lambda: garments.facets(owner, retired=retired))
    unsure = fact(("unsure", owner), lambda: garments.unsure_count(owner))
    page = _page(filters, pages=_shown())
    counts = page["counts"]
    if filters.category is not None and filters.category not in counts:
        counts = dict(sorted((counts | {filters.category: 0}).items()))
    return render_template(
        template,
        **page | {"counts": counts},
        show=_show_so_many(page["found"]),
        total=facets.states[State.RETIRED] if retired else sum(facets.categories.values()),
        away=facets.states[State.RETIRED],
        facets=facets,
        brands=_choices(facets.brands, filters.brands),
        tags=_choices(facets.tags, filters.tags),
        dots=DOTS,
        states=_states(facets, retired=retired),
        season_names=SEASON_NAMES,
        unworn_months=UNWORN_MONTHS,
        orders={order: _(name) for order, name in ORDER_NAMES.items()},
        categories=list(Category),
        active=filters.active - (1 if retired else 0),
        asks=0 if retired or filters != Filters() else unsure,
    )


def _page(filters: Filters, pages: int = 1) -> dict[str, Any]:
    """What the cards need. pages: how many pages of cards at once, from the one that the address names on."""
    garments, owner = closet().garments, person().id
    retired = request.endpoint == "closet.put_away" or _retired_asked()
    number = max(1, min(request.args.get("page", 1, type=int), 10_000))
    numbers, counts = _found(owner, filters)
    first, end = (number - 1) * CARDS_ON_A_PAGE, (number - 1 + pages) * CARDS_ON_A_PAGE
    shown = garments.cards(owner, numbers[first:end])
    return {
        "cards": [(card, _more(card, filters)) for card in shown],
        "filters": filters,
        "found": len(numbers),
        "counts": counts,
        "retired": retired,
        "next_page": number + pages if len(numbers) > end else None,
        "at": lambda **changes: _address(replace(filters, **changes), retired=retired),
        "page_at": lambda page: _address(filters, retired=retired, page=page),
        "asked": filters.address() | ({"retired": 1, "state": None} if retired else {}),
    }


def _found(owner: int, filters: Filters) -> "tuple[array[int], dict[Category, int]]":
    """The numbers of the garments to show, in their order, and how many of each category there are.

    Of a closet without filters they are kept for whoever scrolls on: eight bytes each.
    """

    def ask() -> "tuple[array[int], dict[Category, int]]":
        entries, counts = closet().garments.listing_and_counts(owner, filters.wanted(today()), filters.order)
        return array("q", (entry.id for entry in entries)), counts

    if replace(filters, order=Order.NEWEST) != Filters():
        return ask()
    return fact(("found", owner, filters.order, today()), ask)


def _more(card: Card, filters: Filters) -> str:
    """What a card says beside the name."""
    if card.in_wash:
        return _("in the wash")
    if card.last_worn is not None:
        lately = today() - card.last_worn <= RECENT
        if filters.order == Order.MOST_WORN or (lately and filters.order != Order.UNWORN):
            return ngettext("%(num)s wear", "%(num)s wears", card.wear_count)
        return ago(card.last_worn)
    if context().clock.now() - card.added_at < NEW_FOR:
        return _("new") if not card.retired else ""
    asked_for = filters.unworn or filters.order == Order.UNWORN
    return _("added %(when)s", when=ago(local_day(card.added_at))) if asked_for else ""


def _choices(counted: dict[str, int], chosen: Sequence[str]) -> dict[str, int]:
    """Those to choose from, the most frequent; what is chosen is always among them."""
    shown = list(counted)[:SHOWN_BRANDS]
    return {name: counted.get(name, 0) for name in dict.fromkeys([*shown, *chosen])}


def _states(facets: Facets, *, retired: bool) -> dict[State, str]:
    if retired:
        return {}
    names = {State.CLEAN: _("Clean"), State.WASH: _("In the wash"), State.RETIRED: _("Put away")}
    return {state: name for state, name in names.items() if facets.states[state]}


def _numbers(text: str) -> list[int]:
    """Numbers of garments, written with commas between them. Raises BadRequest."""
    parts = text.split(",")
    if not all(part.isascii() and part.isdecimal() and len(part) < 19 for part in parts):
        raise BadRequest
    return [int(part) for part in parts]


def _show_so_many(found: int) -> str:
    return _counted("Show %(count)s garment", "Show %(count)s garments", found) % {"count": f"{found:,}"}


def _done(number: int, act: str, kind: Category | None) -> str:
    """What was done to so many garments, in words."""
    if kind is not None:
        said = _counted("%(count)s is now %(kind)s.", "%(count)s are now %(kind)s.", number)
    elif act == "wash":
        said = _counted("%(count)s is in the wash.", "%(count)s are in the wash.", number)
    elif act == "clean":
        said = _counted("%(count)s is clean again.", "%(count)s are clean again.", number)
    elif act == "put_away":
        said = _counted("%(count)s is put away.", "%(count)s are put away.", number)
    elif act == "take_back":
        said = _counted("%(count)s is back in the closet.", "%(count)s are back in the closet.", number)
    else:
        said = _counted("%(count)s deleted.", "%(count)s deleted.", number)
    garments = _counted("%(count)s garment", "%(count)s garments", number) % {"count": f"{number:,}"}
    return said % {"count": garments, "kind": "" if kind is None else _(kind.label)}
