"""The app factory: reads top to bottom which parts the phone's face is made of.

It must not build a closet, read a settings file or look at the machine: all of that is handed in.
"""

from datetime import timedelta

from flask import Flask
from flask_wtf.csrf import CSRFProtect
from werkzeug.routing import IntegerConverter, Map

from mirror.clock import Clock, SystemClock
from mirror.closet import Closet
from mirror.config import Settings
from mirror.stylist.stylist import Stylist
from mirror.stylist.weather.kept import KeptWeather

from . import background, errors, guard, look, sessions, words
from .context import Context
from .rooms import (
    accounts,
    add,
    api_outfits,
    backup,
    calendar,
    health,
    household,
    laundry,
    learnt,
    me,
    mirror,
    own,
    packing,
    pictures,
    review,
    seasons,
    sending,
    shared,
    statistics,
    today,
)
from .rooms import garment as closet_room  # the closet's own room, with the pages of one garment on it
from .rooms import settings as settings_room
from .uploads import UploadRequest

FORM_LIMIT_BYTES = 64 * 1024  # every form but the one that takes photos
SIGNED_IN_FOR = timedelta(days=90)


class RowNumber(IntegerConverter):
    """A number in an address that a row can have; the database knows none above it, so neither does any page."""

    def __init__(self, url_map: Map) -> None:
        super().__init__(url_map, max=2**63 - 1)


def create_app(closet: Closet, settings: Settings, *, secret_key: bytes, clock: Clock | None = None) -> Flask:
    """The phone admin over a closet.

    secret_key: signs the cookies; 32 bytes that only this household has (`web_admin.serving.server.secret_key`).
    clock: the time of day that pages speak of; the machine's own when None.
    """
    app = Flask("web_admin")
    app.request_class = UploadRequest
    app.url_map.converters["int"] = RowNumber
    app.config.update(
        SECRET_KEY=secret_key,
        MAX_CONTENT_LENGTH=FORM_LIMIT_BYTES,
        PERMANENT_SESSION_LIFETIME=SIGNED_IN_FOR,
        SESSION_REFRESH_EACH_REQUEST=False,
        # Over https with the prefix: a browser takes it from nowhere else, no other port or machine either.
        SESSION_COOKIE_NAME="__Host-otjang" if settings.web.certificate else "otjang",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=bool(settings.web.certificate),
        WTF_CSRF_TIME_LIMIT=None,  # the token lives as long as the session: a phone keeps pages open for days
    )
    clock = clock or SystemClock()
    stylist = Stylist(closet, clock, KeptWeather(closet, clock))
    app.extensions["otjang"] = Context(closet, settings, clock, stylist)

    background.attach(app)
    sessions.attach(app)
    guard.attach(app)  # before CSRF, which reads the body: nobody uploads without having signed in
    CSRFProtect(app)
    words.attach(app)
    look.attach(app)
    errors.attach(app)
    for room in (
        *(accounts, closet_room, pictures, add, sending, review, own, statistics),
        *(today, learnt, calendar, laundry, packing, seasons),
        *(me, household, settings_room, mirror, health, backup, shared, api_outfits),
    ):
        app.register_blueprint(room.room)
    return app
