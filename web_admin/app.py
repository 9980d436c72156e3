"""The app factory: reads top to bottom which parts the phone's face is made of.

It must not build a closet, read a settings file or look at the machine: all of that is handed in.
"""

from datetime import timedelta

from flask import Flask
from flask_wtf.csrf import CSRFProtect

from mirror.clock import Clock, SystemClock
from mirror.closet import Closet
from mirror.config import Settings

from . import errors, guard, look, sessions, throttle, words
from .context import Context
from .rooms import (
    accounts,
    add,
    api,
    backup,
    health,
    household,
    me,
    mirror,
    own,
    pictures,
    review,
    shared,
    statistics,
)
from .rooms import closet as closet_room
from .uploads import UploadRequest

FORM_LIMIT_BYTES = 64 * 1024  # every form but the one that takes photos
SIGNED_IN_FOR = timedelta(days=90)


def create_app(closet: Closet, settings: Settings, *, secret_key: bytes, clock: Clock | None = None) -> Flask:
    """The phone admin over a closet.

    secret_key: signs the cookies; 32 bytes that only this household has (`web_admin.server.secret_key`).
    clock: the time of day that pages speak of; the machine's own when None.
    """
    app = Flask("web_admin")
    app.request_class = UploadRequest
    app.config.update(
        SECRET_KEY=secret_key,
        MAX_CONTENT_LENGTH=FORM_LIMIT_BYTES,
        PERMANENT_SESSION_LIFETIME=SIGNED_IN_FOR,
        SESSION_REFRESH_EACH_REQUEST=False,
        SESSION_COOKIE_NAME="otjang",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=bool(settings.web.certificate),
        WTF_CSRF_TIME_LIMIT=None,  # the token lives as long as the session: a phone keeps pages open for days
        RATELIMIT_STORAGE_URI="memory://",
        RATELIMIT_HEADERS_ENABLED=False,
    )
    app.extensions["otjang"] = Context(closet, settings, clock or SystemClock())

    sessions.attach(app)
    guard.attach(app)  # before CSRF, which reads the body: nobody uploads without having signed in
    CSRFProtect(app)
    throttle.attach(app)
    words.attach(app)
    look.attach(app)
    errors.attach(app)
    for room in (
        *(accounts, closet_room, pictures, add, review, own, statistics),
        *(me, household, mirror, health, backup, shared, api),
    ):
        app.register_blueprint(room.room)
    return app
