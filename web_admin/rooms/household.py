"""The people of the house: who is here, who comes, who goes, who may look at whose clothes.

An owner does all of it; to a member the page shows the names and their own sharing, and the rest is not there.
"""

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import BadRequest

from mirror.closet import Person
from mirror.closet.records import Role
from mirror.errors import ClosetBusy, ClosetError, NotFound

from ..context import closet, person
from ..guard import own_path, owner_only
from ..qr import qr_code
from ..words import _, language, line

room = Blueprint("household", __name__)

ROLES: dict[str, Role] = {"owner": "owner", "member": "member"}
OPEN_TO_MEMBERS = frozenset({f"household.{name}" for name in ("page", "share", "stop", "avatar")})


@room.before_request
def only_owners_change_it() -> None:
    """A new endpoint is an owner's until it is named above."""
    if request.endpoint not in OPEN_TO_MEMBERS:
        owner_only()


@room.get("/household")
def page() -> ResponseReturnValue:
    """Who lives here, and who sees what."""
    return _page()


@room.post("/household/people")
def add() -> ResponseReturnValue:
    """A person without an account, who uses the mirror alone."""
    name = request.form.get("name", "")
    try:
        added = closet().people.add(name, language=language())
    except ClosetBusy:
        raise
    except ClosetError as error:
        return _page(refused=line(str(error)), name=name), 400
    flash(_("%(name)s is here now, and has a closet at the mirror.", name=added.name))
    return redirect(url_for("household.page"), 303)


@room.post("/household/invite")
def invite() -> ResponseReturnValue:
    """A code to join with. It is shown on this page alone: in no address, in no cookie and in no cache."""
    code = closet().people.new_invite_code(person().id)
    address = door_address("accounts.join")
    answer = Response(render_template("invite.html", code=code, address=address, qr=qr_code(address)))
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


@room.get("/household/people/<int:person_id>")
def one(person_id: int) -> ResponseReturnValue:
    """One person, and what an owner can do for them."""
    return _one(closet().people.get(person_id))


@room.post("/household/people/<int:person_id>/role")
def set_role(person_id: int) -> ResponseReturnValue:
    """An owner or a member from now on. The last owner stays one."""
    role = ROLES.get(request.form.get("role", ""))
    if role is None:
        raise BadRequest
    try:
        closet().people.set_role(person_id, role)
    except (NotFound, ClosetBusy):
        raise
    except ClosetError as error:
        return _one(closet().people.get(person_id), refused=line(str(error))), 400
    if role == "owner":
        flash(_("%(name)s is an owner now.", name=closet().people.get(person_id).name))
    else:
        flash(_("%(name)s is a member now.", name=closet().people.get(person_id).name))
    if person_id == person().id:
        return redirect(url_for("household.page"), 303)
    return redirect(url_for("household.one", person_id=person_id), 303)


@room.post("/household/people/<int:person_id>/password-code")
def password_code(person_id: int) -> ResponseReturnValue:
    """A code with which another owner chooses a new password: the mirror does not always give them one.

    A member's is made by the mirror alone: an owner is to see no member's closet.
    """
    whom = closet().people.get(person_id)
    if person_id == person().id or whom.role != "owner" or not whom.has_account:
        abort(404)
    code = closet().people.new_password_code(person_id)
    address = door_address("accounts.new_password")
    page = render_template("password_code.html", whom=whom, code=code, address=address, qr=qr_code(address))
    answer = Response(page)
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


@room.post("/household/people/<int:person_id>/pin/remove")
def remove_pin(person_id: int) -> ResponseReturnValue:
    """A PIN was forgotten: the mirror asks this person for none until they choose another."""
    whom = closet().people.get(person_id)
    closet().people.set_pin(person_id, None)
    flash(_("The mirror asks %(name)s for no PIN any more.", name=whom.name))
    return redirect(url_for("household.one", person_id=person_id), 303)


@room.post("/household/people/<int:person_id>/remove")
def remove(person_id: int) -> ResponseReturnValue:
    """A person and all that is theirs, once their name has been typed. Nobody removes themselves here."""
    whom = closet().people.get(person_id)
    if person_id == person().id:
        abort(404)
    if not _same_name(request.form.get("name", ""), whom):
        return _one(
            whom, _("That is not the name: nothing has been removed."), request.form.get("name", "")
        ), 400
    try:
        closet().remove_person(person_id)
    except (NotFound, ClosetBusy):
        raise
    except ClosetError as error:
        return _one(whom, line(str(error)), whom.name), 400
    flash(_("%(name)s and all their clothes have been removed.", name=whom.name))
    return redirect(url_for("household.page"), 303)


@room.get("/household/people/<int:person_id>/avatar")
def avatar(person_id: int) -> Response:
    """The picture that stands for a person, as the mirror shows it to everybody."""
    sha256 = closet().people.get(person_id).avatar
    path = None if sha256 is None else closet().photos.path(sha256, "thumbnail")
    if path is None or not path.is_file():
        abort(404)
    answer = send_file(path, mimetype="image/webp", max_age=0)
    answer.headers["Cache-Control"] = "private, no-cache"
    return answer


# Who may look at whose clothes


@room.post("/household/people/<int:person_id>/share")
def share(person_id: int) -> ResponseReturnValue:
    """Let this person look at one's own closet."""
    closet().shares.let(person().id, person_id)
    flash(_("%(name)s may look at your closet.", name=closet().people.get(person_id).name))
    return _back()


@room.post("/household/people/<int:person_id>/stop-sharing")
def stop(person_id: int) -> ResponseReturnValue:
    """This person may not look any more, from this moment on."""
    whom = closet().people.get(person_id)
    closet().shares.stop(person().id, person_id)
    flash(_("%(name)s can no longer look at your closet.", name=whom.name))
    return _back()


@room.app_template_global()
def sharing() -> dict[str, list[Person]]:
    """For _shares.html: who else is here, who of them may look, and who lets one look."""
    me, shares = person(), closet().shares
    viewers = shares.viewers(me.id)
    others = [one for one in closet().people.all() if one.id != me.id]
    can_look = [one for one in others if one.has_account or one in viewers]
    return {"others": can_look, "viewers": viewers, "open_to_me": shares.open_to(me.id)}


def _page(refused: str | None = None, name: str = "") -> str:
    people, shares = closet().people.all(), closet().shares
    counts = {one.id: sum(closet().garments.counts(one.id).values()) for one in people}
    sees = {one.id: shares.open_to(one.id) for one in people}
    return render_template(
        "household.html", people=people, garments=counts, sees=sees, refused=refused, name=name
    )


def _one(whom: Person, refused: str | None = None, typed: str | None = None) -> str:
    """typed: the name with which they were to be removed, None where something else was asked for."""
    garments = sum(closet().garments.counts(whom.id).values())
    at_mirror = closet().people.mirror_may_code(whom.id)
    return render_template(
        "household_person.html",
        whom=whom,
        garments=garments,
        refused=refused,
        typed=typed,
        at_mirror=at_mirror,
    )


def door_address(door: str) -> str:
    """Where another phone finds this door: at the name by which the owner is here, which works in this network; it
    can do nothing with the machine's name for itself, and gets the one that the mirror shows."""
    said = closet().notes.get("web")
    if request.host.partition(":")[0] in ("localhost", "127.0.0.1") and said is not None:
        return str(said.value.get("url", request.host_url)).rstrip("/") + url_for(door)
    return url_for(door, _external=True)


def _back() -> ResponseReturnValue:
    return redirect(own_path(request.form.get("back")) or url_for("household.page"), 303)


def _same_name(typed: str, whom: Person) -> bool:
    found = closet().people.find(typed)
    return found is not None and found.id == whom.id
