"""The door: the first account, joining, a forgotten password, signing in and signing out."""

from flask import Blueprint, flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from mirror.closet import Person
from mirror.errors import ClosetBusy, ClosetError

from .. import passwords, throttle
from ..context import closet, person_or_none
from ..guard import own_path
from ..sessions import end_session, open_session
from ..words import _, as_language, forget_language, language, line

room = Blueprint("accounts", __name__)


@room.before_request
def choose_language() -> None:
    """Before signing in, ?language=en is remembered on this device."""
    chosen = as_language(request.args.get("language"))
    if chosen:
        session["language"] = chosen
        forget_language()


@room.route("/welcome", methods=["GET", "POST"])
def first_account() -> ResponseReturnValue:
    """The owner's account, made with the code that only the mirror shows."""
    if closet().people.any_account():
        return redirect(url_for("accounts.sign_in"), 303)
    return _new_password_door("first_account.html", "welcome")


@room.route("/join", methods=["GET", "POST"])
def join() -> ResponseReturnValue:
    """The account of somebody whom an owner has invited."""
    if not closet().people.any_account():
        return redirect(url_for("accounts.first_account"), 303)
    return _new_password_door("join.html", "join")


@room.route("/new-password", methods=["GET", "POST"])
def new_password() -> ResponseReturnValue:
    """A new password in place of a forgotten one, with the code that the mirror shows for this person."""
    if not closet().people.any_account():
        return redirect(url_for("accounts.first_account"), 303)
    return _new_password_door("new_password.html", "new-password")


@room.route("/sign-in", methods=["GET", "POST"])
def sign_in() -> ResponseReturnValue:
    """Name and password, then on to where the person wanted to go."""
    if not closet().people.any_account():
        return redirect(url_for("accounts.first_account"), 303)
    onward = own_path(request.args.get("next")) or url_for("closet.grid")
    if request.method != "POST":  # HEAD too
        if person_or_none() is not None:
            return redirect(onward, 303)
        return render_template("sign_in.html", name=session.get("last_name", ""))
    name, password = request.form.get("name", ""), request.form.get("password", "")
    wait_s = throttle.wait_s("sign-in", name)
    if wait_s:
        return _too_many("sign_in.html", wait_s, name=name)
    person = closet().people.find(name)
    known = None if person is None else closet().people.password_hash(person.id)
    if not passwords.fits(known, password) or person is None or known is None:
        refused = _("The name or the password is not right.")
        return render_template("sign_in.html", name=name, refused=refused), 403
    throttle.forgive("sign-in", name)
    if passwords.outdated(known):
        closet().people.renew_hash(person.id, known, passwords.make_hash(password))
    open_session(closet(), person)
    return redirect(onward, 303)


@room.post("/sign-out")
def sign_out() -> ResponseReturnValue:
    """End the session on this device."""
    end_session()
    return redirect(url_for("accounts.sign_in"), 303)


def _new_password_door(page: str, door: str) -> ResponseReturnValue:
    """A form with a code, a name and a password twice; a right one leads in.

    What the password's rule refuses costs no try of the code.
    """
    form = request.form
    if request.method != "POST":  # HEAD too
        return render_template(page, name=session.get("last_name", "") if door == "new-password" else "")
    name, password = form.get("name", ""), form.get("password", "")
    refused = passwords.pw_check(password, form.get("repeated", ""), name)
    if refused:
        return _again(page, _(refused))
    wait_s = throttle.wait_s(door)
    if wait_s:
        return _too_many(page, wait_s, name=name, code=form.get("code", ""))
    try:
        person = _spend_code(door, form.get("code", ""), name, passwords.make_hash(password))
    except ClosetBusy:
        raise
    except ClosetError as error:
        return _again(page, line(str(error)))
    throttle.forgive(door)
    open_session(closet(), person)
    if door == "new-password":
        flash(_("The new password is set. All your other devices have been signed out."))
    return redirect(url_for("closet.grid"), 303)


def _spend_code(door: str, code: str, name: str, password_hash: str) -> Person:
    people = closet().people
    if door == "welcome":
        return people.create_first_account(code, name, password_hash, language=language())
    if door == "join":
        return people.join(code, name, password_hash, language=language())
    return people.choose_password(code, name, password_hash)


def _again(page: str, refused: str) -> ResponseReturnValue:
    """The form once more with what was typed, but the passwords."""
    name, code = request.form.get("name", ""), request.form.get("code", "")
    return render_template(page, refused=refused, name=name, code=code), 400


def _too_many(page: str, wait_s: int, **typed: str) -> ResponseReturnValue:
    answer = render_template(page, refused=_("Too many tries. Wait a few minutes."), **typed)
    return answer, 429, {"Retry-After": str(wait_s)}
