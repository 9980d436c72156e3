"""What a request may reach: the closet, the settings, the clock and who is asking."""

from datetime import date
from typing import NamedTuple, cast

from flask import current_app
from flask_login import current_user

from mirror.clock import Clock
from mirror.closet import Closet, Person
from mirror.config import Settings
from mirror.stylist.stylist import Stylist


class Context(NamedTuple):
    """What the app was made with."""

    closet: Closet
    settings: Settings
    clock: Clock
    stylist: Stylist


def context() -> Context:
    """What the app that answers this request was made with."""
    return cast(Context, current_app.extensions["otjang"])


def closet() -> Closet:
    """The household's closet."""
    return context().closet


def stylist() -> Stylist:
    """Who dresses the household."""
    return context().stylist


def today() -> date:
    """The local date."""
    return context().clock.now().date()


def person_or_none() -> Person | None:
    """Who has signed in, or None."""
    user = current_user._get_current_object()  # looked up once; the proxy would do so for every word
    return user.person if user.is_authenticated else None


def person() -> Person:
    """Who has signed in. Raises LookupError on a page that anybody may open."""
    found = person_or_none()
    if found is None:
        raise LookupError("nobody has signed in")
    return found
