"""Two closets never mix: every route that there is, tried with another person's things.

The routes are found in the app itself. A route with a parameter that is not known here fails the test, so whoever
adds one says what another person's is.
"""

import io
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from flask import Flask

from mirror.categories import Category
from mirror.closet import Closet, Person

from .conftest import Phone, jpeg

MakeGarment = Callable[..., int]

# Of the household as such: whoever may enter sees all of its people, which is tested with that room.
OF_PEOPLE = {"household"}
NOBODYS = {"static"}
# An upload is named by what is in the file, and each person's are apart: naming it anew is no look at another's.
SENT = "/add/uploads/"
FORM = {
    "category": "coat",
    "name": "mine",
    "notes": "mine",
    "act": "delete",
    "tags": "mine",
    "on": "2026-11-01",
    "felt": "right",
}
WORN_ON = date(2026, 11, 2)
FELT = {"felt": "right"}
JSON = {"PATCH": {"name": "mine", "retired": True}, "POST": {"on": "2026-11-01"}}


class Other:
    """What another person has, one of everything that an address can name."""

    def __init__(self, closet: Closet, person: Person, garment_id: int) -> None:
        self._closet, self._person = closet, person
        photo = closet.garments.get(person.id, garment_id).photo
        closet.inbox.submit(person.id, "minho.jpg", io.BytesIO(jpeg()), source="phone")
        taken = closet.inbox.take()
        assert taken is not None
        closet.inbox.fail(taken.id, "no photo")
        closet.garments.change(person.id, [garment_id], washing=True)
        question = closet.questions.ask(person.id, "minho.jpg", io.BytesIO(jpeg(colour=(1, 2, 3))))
        closet.sessions.open(person.id, "theirs", "192.168.0.9")
        session = closet.sessions.of(person.id)[0]
        job = closet.jobs.start(person.id, "export")
        outfit_id = closet.outfits.wear(person.id, [garment_id], WORN_ON)
        self.garment_id = garment_id
        self.values: dict[str, Any] = {
            "garment_id": garment_id,
            "outfit_id": outfit_id,
            "item_id": taken.id,
            "question_id": question.id,
            "session_id": session.id,
            "job_id": getattr(job, "id", job),
            "person_id": person.id,
            "viewer_id": person.id,
            "name": "otjang-theirs.zip",
            "sha256": photo.sha256,
            "kind": "thumbnail",
            "day": "2026-11-01",
        }

    def state(self) -> object:
        """All that must not change."""
        return (
            self._closet.garments.get(self._person.id, self.garment_id),
            self._closet.outfits.between(self._person.id, WORN_ON, WORN_ON),
            self._closet.inbox.items(self._person.id),
            self._closet.questions.recent(self._person.id),
            self._closet.sessions.of(self._person.id),
            self._closet.people.get(self._person.id),
        )


@pytest.fixture
def other(closet: Closet, minho: Person, make_garment: MakeGarment) -> Other:
    return Other(closet, minho, make_garment(minho.id, Category.SHIRT))


def addresses(app: Flask, other: Other) -> list[tuple[str, str]]:
    """Method and address of every route that names a thing."""
    found = []
    with app.test_request_context():
        for rule in app.url_map.iter_rules():
            if not rule.arguments or rule.endpoint in NOBODYS:
                continue
            unknown = rule.arguments - other.values.keys()
            assert not unknown, f"{rule}: what is another person's {', '.join(sorted(unknown))}?"
            if rule.endpoint.split(".")[0] in OF_PEOPLE:
                continue
            address = app.url_for(rule.endpoint, **{name: other.values[name] for name in rule.arguments})
            found += [(method, address) for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"})]
    return found


def test_anothers_things_are_not_found_and_stay_as_they_are(app: Flask, phone: Phone, other: Other) -> None:
    token = phone.token()
    before = other.state()
    tried = addresses(app, other)
    assert len(tried) > 20
    for method, address in tried:
        values: dict[str, Any] = {"data": {"csrf_token": token, **FORM}}
        if address.startswith("/api/"):
            values = {
                "json": FELT
                if address.startswith("/api/outfits") and method == "PATCH"
                else JSON.get(method),
                "query_string": {"on": "2026-11-01"}
                if method == "DELETE" and "/outfits/" not in address
                else {},
            }
        if method == "GET":
            values = {}
        answer = phone.client.open(address, method=method, headers={"X-CSRFToken": token}, **values)
        assert answer.status_code == 404 or address.startswith(SENT), (method, address)
    assert other.state() == before


def test_no_list_shows_anothers_things(app: Flask, phone: Phone, other: Other) -> None:
    sha256, seen = other.values["sha256"], 0
    for rule in app.url_map.iter_rules():
        if rule.arguments or "GET" not in (rule.methods or set()) or rule.endpoint.startswith("accounts."):
            continue
        text = phone.get(rule.rule).text
        seen += 1
        assert sha256 not in text, rule
        assert "minho.jpg" not in text, rule
    assert seen > 15


def test_many_at_once_takes_only_ones_own(
    phone: Phone, closet: Closet, jieun: Person, other: Other, make_garment: MakeGarment
) -> None:
    own = make_garment(jieun.id)
    before = other.state()
    phone.post("/garments/change", {"ids": f"{own},{other.garment_id}", "act": "put_away"})
    assert closet.garments.get(jieun.id, own).retired_at is not None
    assert other.state() == before
