"""What every template needs: versioned addresses of static files, the pages of the bar, small words."""

import hashlib
from datetime import date, datetime
from functools import cache
from pathlib import Path

from flask import Flask

from mirror.categories import Category
from mirror.closet import Garment, InboxState

from . import money
from .context import closet, context, person_or_none
from .remembered import fact
from .words import _

STATIC = Path(__file__).parent / "static"
A_YEAR_S = 365 * 24 * 3600


def attach(app: Flask) -> None:
    """Hand the templates their functions."""
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals.update(static_url=static_url, slug=slug, sureness=sureness, local_day=local_day)
    app.jinja_env.globals.update(
        money=money.money, currency_name=money.currency_name, currency_sign=money.currency_sign
    )
    app.context_processor(lambda: {"person": person_or_none(), "on_the_way": on_the_way()})
    app.config["SEND_FILE_MAX_AGE_DEFAULT"] = A_YEAR_S  # addresses change with the content, see static_url


@cache
def static_url(name: str) -> str:
    """The address of a static file; it changes with the file, so a phone may keep it for ever."""
    return f"/static/{name}?v={hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:10]}"


def slug(category: Category) -> str:
    """A category in an address."""
    return category.name.lower()


def from_slug(text: str | None) -> Category | None:
    """The category of an address, or None."""
    return next((category for category in Category if slug(category) == text), None)


def sureness(garment: Garment) -> str:
    """How sure the mirror is of a garment's category, in words; it asks where it may not assert one."""
    if not garment.sure or garment.confidence < 0.6:
        return _("not sure, please choose")
    return _("quite sure") if garment.confidence >= 0.9 else _("probably")


def local_day(moment: datetime) -> date:
    """The local date of an aware moment."""
    return moment.astimezone(context().clock.now().tzinfo).date()


def on_the_way() -> int:
    """How many of this person's photos wait or are being worked on."""
    person = person_or_none()
    if person is None:
        return 0
    counts = fact(("inbox", person.id), lambda: closet().inbox.counts(person.id))
    return counts[InboxState.WAITING] + counts[InboxState.WORKING]
