"""The person's own pages: who they are here, how they get in, and on which devices they are."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import BadRequest

from mirror.errors import ClosetBusy, ClosetError, NotFound

from .. import passwords, throttle
from ..context import closet, person
from ..devices import small
from ..sessions import this_session
from ..words import _, as_language, line

room = Blueprint("me", __name__)


@room.get("/me")
def page() -> str:
    """All that is this person's, one row each, the language, and the way out."""
    mine = person()
    counts = closet().garments.counts(mine.id)
    return render_template(
        "me.html",
        garments=sum(counts.values()),
        devices=len(closet().sessions.of(mine.id)),
    )


@room.post("/me/language")
def set_language() -> ResponseReturnValue:
    """Both faces speak this language to this person from now on."""
    chosen = as_language(request.form.get("language"))
    if chosen is None:
        raise BadRequest
    closet().people.set_language(person().id, chosen)
    return redirect(url_for("me.page"), 303)


@room.route("/me/name", methods=["GET", "POST"])
def name() -> ResponseReturnValue:
    """What this person is called, at both faces and at the door."""
    if request.method != "POST":  # HEAD too
        return render_template("me_name.html", name=person().name)
    typed = request.form.get("name", "")
    try:
        closet().people.rename(person().id, typed)
    except (NotFound, ClosetBusy):
        raise
    except ClosetError as error:
        return render_template("me_name.html", name=typed, refused=line(str(error))), 400
    flash(_("Saved. Sign in with this name from now on."))
    return redirect(url_for("me.page"), 303)


# The way in


@room.route("/me/password", methods=["GET", "POST"])
def password() -> ResponseReturnValue:
    """A new password, for who knows the one of today; every other device is signed out."""
    mine = person()
    if request.method != "POST":  # HEAD too
        return render_template("me_password.html")
    form = request.form
    refused = passwords.pw_check(form.get("password", ""), form.get("repeated", ""), mine.name)
    if refused:
        return render_template("me_password.html", refused=_(refused)), 400
    # A guess here is one at the door: who holds a phone that was left open gets no further tries by it.
    wait_s = throttle.wait_s("sign-in", mine.name)
    if wait_s:
        again = render_template("me_password.html", refused=_("Too many tries. Wait a few minutes."))
        return again, 429, {"Retry-After": str(wait_s)}
    if not passwords.fits(closet().people.password_hash(mine.id), form.get("current", "")):
        return render_template("me_password.html", refused=_("The current password is not right.")), 403
    throttle.forgive("sign-in", mine.name)
    hashed = passwords.make_hash(form["password"])
    closet().people.set_password_hash(mine.id, hashed, but_session=this_session().id)
    flash(_("The new password is set. All your other devices have been signed out."))
    return redirect(url_for("me.page"), 303)


@room.get("/me/devices")
def devices() -> str:
    """Where this person is signed in, this device first."""
    here = this_session()
    sessions = sorted(closet().sessions.of(person().id), key=lambda session: session.id != here.id)
    return render_template("me_devices.html", sessions=sessions, here=here, small=small)


@room.post("/me/devices/<int:session_id>/end")
def end_session(session_id: int) -> ResponseReturnValue:
    """Sign one of this person's other devices out."""
    closet().sessions.end(person().id, session_id)
    flash(_("That device has been signed out."))
    return redirect(url_for("me.devices"), 303)


@room.post("/me/devices/end")
def end_sessions() -> ResponseReturnValue:
    """Sign this person out everywhere but here."""
    closet().sessions.end_all(person().id, but=this_session().id)
    flash(_("All your other devices have been signed out."))
    return redirect(url_for("me.devices"), 303)


# The mirror's PIN


@room.get("/me/pin")
def pin() -> str:
    """Whether the mirror asks for a PIN."""
    return render_template("me_pin.html")


@room.post("/me/pin")
def set_pin() -> ResponseReturnValue:
    """The mirror asks for this PIN from now on."""
    try:
        closet().people.set_pin(person().id, request.form.get("pin", "").strip())
        closet().people.trust_pin(person().id)
    except (NotFound, ClosetBusy):
        raise
    except ClosetError as error:
        return render_template("me_pin.html", refused=line(str(error))), 400
    flash(_("The mirror asks for your PIN from now on."))
    return redirect(url_for("me.pin"), 303)


@room.post("/me/pin/remove")
def remove_pin() -> ResponseReturnValue:
    """The mirror asks for no PIN any more."""
    closet().people.set_pin(person().id, None)
    flash(_("The mirror asks for no PIN any more."))
    return redirect(url_for("me.pin"), 303)
