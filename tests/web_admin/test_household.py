"""Who lives here, who comes and goes: an owner's business, and nobody else's."""

import re
from collections.abc import Callable

import pytest
from flask import Flask

from mirror.closet import Closet, Person
from mirror.errors import NotFound
from web_admin.rooms import household

from .conftest import PASSWORD, Phone

CODE = re.compile(r'class="code" translate="no">([0-9A-Z]{4}-[0-9A-Z]{4})<')


@pytest.fixture
def owner(closet: Closet, jieun: Person, phone: Phone) -> Phone:
    """Jieun's phone; she is an owner."""
    closet.people.set_role(jieun.id, "owner")
    return phone


@pytest.fixture
def member(app: Flask, owner: Phone, minho: Person) -> Phone:
    """민호's phone; he is a member."""
    own = Phone(app, address="192.168.0.21")
    own.sign_in(minho.name)
    return own


def test_a_member_sees_names_and_finds_no_owners_room(
    owner: Phone, member: Phone, jieun: Person, minho: Person
) -> None:
    text = member.get("/household").text
    assert "Jieun" in text
    for only_owners in ("Invite", "garment", f'/household/people/{jieun.id}"', "/household/settings"):
        assert only_owners not in text
    rooms = ("/mirror", "/mirror/now", "/mirror/picture", "/health", "/health/rows", "/health/log",
             "/health/logs.txt", "/household/settings", f"/household/people/{minho.id}")  # fmt: skip
    for path in rooms:
        assert member.get(path).status_code == 404, path
        if path != "/mirror/picture":
            assert owner.get(path).status_code == 200, path
    for path in ("/household/people", "/household/invite", "/household/settings", "/household/settings/rotation",
                 "/household/settings/place", "/health/look", f"/household/people/{jieun.id}/role",
                 f"/household/people/{jieun.id}/pin/remove", f"/household/people/{jieun.id}/remove"):  # fmt: skip
        assert member.post(path, {"name": "Jieun", "role": "member"}).status_code == 404, path


def test_somebody_without_an_account(owner: Phone, closet: Closet) -> None:
    assert owner.post("/household/people", {"name": " 할머니  댁 "}).status_code == 303
    added = closet.people.find("할머니 댁")
    assert added is not None
    assert (added.has_account, added.role) == (False, "member")
    answer = owner.post("/household/people", {"name": "할머니 댁"})
    assert answer.status_code == 400
    assert "That name is taken: choose another one" in answer.text
    assert 'value="할머니 댁"' in answer.text, "nothing typed is lost"
    assert owner.post("/household/people", {"name": " "}).status_code == 400


def test_an_invitation_is_on_one_page_and_nowhere_else(app: Flask, owner: Phone, closet: Closet) -> None:
    answer = owner.post("/household/invite")
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "private, no-store"
    found = CODE.search(answer.text)
    assert found is not None
    code = found[1]
    assert "http://localhost/join" in answer.text
    assert code not in str(answer.headers)
    assert code not in owner.get("/household").text
    assert not any(code in str(cookie) for cookie in owner.client._cookies.values())  # type: ignore[union-attr]
    joined = Phone(app, address="192.168.0.22").post(
        "/join", {"code": code, "name": "Sam", "password": PASSWORD, "repeated": PASSWORD}
    )
    assert joined.status_code == 303
    sam = closet.people.find("Sam")
    assert sam is not None
    assert (sam.has_account, sam.role) == (True, "member")


def test_the_machines_own_name_for_itself_is_no_address_for_another_phone(
    app: Flask, owner: Phone, closet: Closet
) -> None:
    closet.notes.put("web", {"url": "https://otjang.local", "fingerprint": []})
    assert "https://otjang.local/join" in owner.post("/household/invite").text
    with app.test_request_context(base_url="http://192.168.0.7:8080"):
        assert household.door_address("accounts.join") == "http://192.168.0.7:8080/join"


def test_another_code_ends_the_one_before(app: Flask, owner: Phone) -> None:
    first, second = (CODE.search(owner.post("/household/invite").text) for _ in range(2))
    assert first is not None
    assert second is not None
    form = {"name": "Sam", "password": PASSWORD, "repeated": PASSWORD}
    stranger = Phone(app, address="192.168.0.23")
    assert stranger.post("/join", {**form, "code": first[1]}).status_code == 400
    assert stranger.post("/join", {**form, "code": second[1]}).status_code == 303


def test_the_last_owner_stays_one(owner: Phone, closet: Closet, jieun: Person, minho: Person) -> None:
    answer = owner.post(f"/household/people/{jieun.id}/role", {"role": "member"})
    assert answer.status_code == 400
    assert "Somebody must be the owner here" in answer.text
    assert owner.post(f"/household/people/{minho.id}/role", {"role": "owner"}).status_code == 303
    assert owner.post(f"/household/people/{jieun.id}/role", {"role": "member"}).location == "/household"
    assert [closet.people.get(one.id).role for one in (jieun, minho)] == ["member", "owner"]
    assert owner.post(f"/household/people/{minho.id}/role", {"role": "member"}).status_code == 404
    closet.people.set_role(jieun.id, "owner")
    assert owner.post(f"/household/people/{minho.id}/role", {"role": "king"}).status_code == 400
    assert owner.post("/household/people/99/role", {"role": "owner"}).status_code == 404


def test_a_forgotten_pin(owner: Phone, closet: Closet, minho: Person) -> None:
    assert "Remove the PIN" not in owner.get(f"/household/people/{minho.id}").text
    closet.people.set_pin(minho.id, "2580")
    assert "Remove the PIN" in owner.get(f"/household/people/{minho.id}").text
    assert owner.post(f"/household/people/{minho.id}/pin/remove").status_code == 303
    assert not closet.people.get(minho.id).has_pin


def test_to_remove_somebody_their_name_is_typed(
    owner: Phone, member: Phone, closet: Closet, make_garment: Callable[..., int]
) -> None:
    jieun, minho = closet.people.all()
    mine, theirs = make_garment(jieun.id), make_garment(minho.id)
    answer = owner.post(f"/household/people/{minho.id}/remove", {"name": "Minho"})
    assert answer.status_code == 400
    assert "nothing has been removed" in answer.text
    assert owner.post(f"/household/people/{jieun.id}/remove", {"name": "Jieun"}).status_code == 404
    assert closet.garments.get(minho.id, theirs)
    assert owner.post(f"/household/people/{minho.id}/remove", {"name": " 민호"}).status_code == 303
    with pytest.raises(NotFound):
        closet.people.get(minho.id)
    assert [one.id for one in closet.people.all()] == [jieun.id]
    assert closet.garments.get(jieun.id, mine)
    assert member.get("/").location.startswith("/sign-in"), "and their phone is signed out"


def test_an_avatar_is_for_the_household(
    owner: Phone, member: Phone, closet: Closet, jieun: Person, make_garment: Callable[..., int]
) -> None:
    path = f"/household/people/{jieun.id}/avatar"
    assert member.get(path).status_code == 404
    closet.people.set_avatar(jieun.id, make_garment(jieun.id))
    assert (member.get(path).status_code, member.get(path).mimetype) == (200, "image/webp")
    assert path in member.get("/household").text
