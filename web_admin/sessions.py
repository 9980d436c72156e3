"""Who a cookie belongs to. The cookie is signed and carries a session's token; the closet knows the session.

So a session ends at once for its device, whoever ends it: a new password, the person's other device, the owner.
"""

import contextlib
import time
from typing import Any

from flask import Flask, Request, Response, request, session
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface, SessionMixin
from flask_login import LoginManager, current_user, login_user, logout_user
from itsdangerous import URLSafeTimedSerializer

from mirror.closet import Closet, Person, Session
from mirror.errors import ClosetBusy, DiskTrouble, NotFound

from .context import closet, context, today
from .devices import device
from .remembered import fact

COOKIES_REMEMBERED = 200


class Account:
    """A person who has signed in, and on which device, as Flask-Login wants one."""

    is_authenticated = True
    is_active = True
    is_anonymous = False

    def __init__(self, person: Person, session: Session, token: str) -> None:
        self.person = person
        self.session = session
        self._token = token

    def get_id(self) -> str:
        """What the cookie says."""
        return self._token


class Cookies(SecureCookieSessionInterface):
    """Flask's signed cookies, but not on photos: an answer that depends on the cookie is not kept by a browser."""

    def __init__(self) -> None:
        self._serializer: URLSafeTimedSerializer | None = None
        self._read: dict[tuple[str, int], dict[str, Any]] = {}

    def get_signing_serializer(self, app: Flask) -> URLSafeTimedSerializer | None:
        """Made once: the key stays the same, and every request asks."""
        if self._serializer is None:
            self._serializer = super().get_signing_serializer(app)
        return self._serializer

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        """What the cookie says. One whose signature was checked is not read again for an hour."""
        said = request.cookies.get(self.get_cookie_name(app), ""), int(time.time() // 3600)
        if said in self._read:
            return self.session_class(self._read[said])
        session = super().open_session(app, request)
        if session and all(
            isinstance(value, str | int) for value in session.values()
        ):  # nothing that can change
            if len(self._read) >= COOKIES_REMEMBERED:
                self._read.clear()
            self._read[said] = dict(session)
        return session

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Send the cookie if it has changed."""
        if response.cache_control.immutable:
            return
        if session.modified:
            super().save_session(app, session, response)
        elif session.accessed:  # as Flask's own does, without looking up how the cookie would be sent
            response.vary.add("Cookie")


class _Logins(LoginManager):  # type: ignore[misc]
    """Flask-Login without its mark on sessions that change their address: a phone does, and nobody looks at it."""

    def _session_protection_failed(self) -> bool:
        return False


def attach(app: Flask) -> None:
    """Let Flask-Login find accounts in the closet."""
    app.session_interface = Cookies()
    manager = _Logins(app)
    manager.user_loader(lambda token: find_account(closet(), token))


def find_account(closet: Closet, token: str) -> Account | None:
    """The account of a token, or None when its session or its person is gone."""
    hour = int(context().clock.now().timestamp() // 3600)  # sessions end by time too
    found = fact(("session", token, hour), lambda: closet.sessions.who(token))
    return None if found is None else Account(found[1], found[0], token)


def this_session() -> Session:
    """The session of this request. Raises LookupError on a page that anybody may open."""
    if not current_user.is_authenticated:
        raise LookupError("nobody has signed in")
    found: Session = current_user.session
    return found


def open_session(closet: Closet, person: Person) -> None:
    """Sign a person in on this device, in a session that has nothing of the one before, which ends."""
    _end_here(closet)
    token = closet.sessions.open(person.id, device(request.user_agent.string), request.remote_addr or "")
    session.clear()
    session.permanent = True
    session["last_name"] = person.name
    login_user(find_account(closet, token))


def stay_signed_in() -> None:
    """Note that this device is still in use, and once a day move the end of its cookie away."""
    with contextlib.suppress(ClosetBusy, DiskTrouble):  # the next page notes it
        closet().sessions.use(this_session(), request.remote_addr or "")
    day = today().isoformat()
    if session.get("day") != day:
        session["day"] = day


def end_session() -> None:
    """Sign out. The device remembers the name only."""
    name = session.get("last_name")
    _end_here(closet())
    logout_user()
    session.clear()
    if name:
        session.permanent = True
        session["last_name"] = name


def _end_here(closet: Closet) -> None:
    if current_user.is_authenticated:
        with contextlib.suppress(NotFound):  # it has been ended elsewhere this very moment
            closet.sessions.end(current_user.person.id, current_user.session.id)
