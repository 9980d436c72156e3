"""The door: the first account, signing in and signing out."""

from flask import Blueprint, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from mirror.errors import ClosetError

from .. import passwords, throttle
from ..context import closet
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
    if request.method == "GET":
        return render_template("first_account.html")
    form = request.form
    if throttle.wait_s("welcome"):
        return _welcome_again(_("Too many tries. Wait a few minutes."), 429)
    refused = passwords.pw_check(form.get("password", ""), form.get("repeated", ""))
    if refused:
        return _welcome_again(_(refused))
    try:
        person = closet().people.create_first_account(
            form.get("code", ""),
            form.get("name", ""),
            passwords.make_hash(form["password"]),
            language=language(),
        )
    except ClosetError as error:
        return _welcome_again(line(str(error)))
    throttle.forgive("welcome")
    open_session(closet(), person)
    return redirect(url_for("closet.grid"), 303)


@room.route("/sign-in", methods=["GET", "POST"])
def sign_in() -> ResponseReturnValue:
    """Name and password, then on to where the person wanted to go."""
    if not closet().people.any_account():
        return redirect(url_for("accounts.first_account"), 303)
    if request.method == "GET":
        return render_template("sign_in.html", name=session.get("last_name", ""))
    name, password = request.form.get("name", ""), request.form.get("password", "")
    wait_s = throttle.wait_s("sign-in", name)
    if wait_s:
        answer = render_template("sign_in.html", name=name, refused=_("Too many tries. Wait a few minutes."))
        return answer, 429, {"Retry-After": str(wait_s)}
    person = closet().people.find(name)
    known = None if person is None else closet().people.password_hash(person.id)
    if not passwords.fits(known, password) or person is None:
        refused = _("The name or the password is not right.")
        return render_template("sign_in.html", name=name, refused=refused), 403
    throttle.forgive("sign-in", name)
    open_session(closet(), person)
    return redirect(own_path(request.args.get("next")) or url_for("closet.grid"), 303)


@room.post("/sign-out")
def sign_out() -> ResponseReturnValue:
    """End the session on this device."""
    end_session()
    return redirect(url_for("accounts.sign_in"), 303)


def _welcome_again(refused: str, status: int = 400) -> ResponseReturnValue:
    return render_template("first_account.html", refused=refused, form=request.form), status
