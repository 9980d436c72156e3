"""Who a cookie belongs to. The cookie is signed and carries the person and a stamp of their password.

A new password therefore ends all older sessions.
"""

import hashlib

from flask import Flask, Response, session
from flask.sessions import SecureCookieSessionInterface, SessionMixin
from flask_login import LoginManager, login_user, logout_user

from mirror.closet import Closet, Person
from mirror.errors import NotFound

from .context import closet, today


class Account:
    """A person who may sign in, as Flask-Login wants one."""

    is_authenticated = True
    is_active = True
    is_anonymous = False

    def __init__(self, person: Person, stamp: str) -> None:
        self.person = person
        self._stamp = stamp

    def get_id(self) -> str:
        """What the cookie says."""
        return f"{self.person.id}.{self._stamp}"


class Cookies(SecureCookieSessionInterface):
    """Flask's signed cookies, but not on photos: an answer that depends on the cookie is not kept by a browser."""

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Send the cookie if it has changed."""
        if not response.cache_control.immutable:
            super().save_session(app, session, response)


def attach(app: Flask) -> None:
    """Let Flask-Login find accounts in the closet."""
    app.session_interface = Cookies()
    manager = LoginManager(app)
    manager.user_loader(lambda said: find_account(closet(), said))


def find_account(closet: Closet, said: str) -> Account | None:
    """The account of a cookie's words, or None when the person or that password is gone."""
    number, _, stamp = said.partition(".")
    if not number.isdecimal():
        return None
    account = account_of(closet, int(number))
    return account if account is not None and account.get_id() == f"{number}.{stamp}" else None


def account_of(closet: Closet, person_id: int) -> Account | None:
    """The account of a person, or None for nobody and for a person without one."""
    try:
        person = closet.people.get(person_id)
    except NotFound:
        return None
    password_hash = closet.people.password_hash(person_id)
    if password_hash is None:
        return None
    return Account(person, hashlib.sha256(password_hash.encode()).hexdigest()[:16])


def open_session(closet: Closet, person: Person) -> None:
    """Sign a person in on this device, in a session that has nothing of the one before."""
    session.clear()
    session.permanent = True
    session["last_name"] = person.name
    login_user(account_of(closet, person.id))


def stay_signed_in() -> None:
    """Once a day move the end of the session away, so that it ends only where nobody comes any more."""
    day = today().isoformat()
    if session.get("day") != day:
        session["day"] = day


def end_session() -> None:
    """Sign out. The device remembers the name only."""
    name = session.get("last_name")
    logout_user()
    session.clear()
    if name:
        session.permanent = True
        session["last_name"] = name
