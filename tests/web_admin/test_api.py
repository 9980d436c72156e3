"""The closet as JSON: what it answers, what it refuses and how, and that its description is true."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from mirror.categories import Category
from mirror.closet import Closet, Person

from .conftest import Phone

MakeGarment = Callable[..., int]


@pytest.fixture
def number(jieun: Person, make_garment: MakeGarment) -> int:
    """A garment of Jieun's."""
    return make_garment(jieun.id)


def send(phone: Phone, method: str, path: str, sent: object = None, **values: Any) -> TestResponse:
    token = phone.get("/api/me").json["csrf_token"]
    body = {} if sent is None else {"json": sent}
    return phone.client.open(path, method=method, headers={"X-CSRFToken": token}, **(body | values))


def test_garments_come_page_by_page(phone: Phone, jieun: Person, make_garment: MakeGarment) -> None:
    ids = [make_garment(jieun.id, Category.SHIRT) for _ in range(61)]
    make_garment(jieun.id, Category.HAT)
    first = phone.get("/api/garments?category=shirt").json
    assert (first["total"], first["page"], len(first["garments"])) == (61, 1, 60)
    second = phone.get(first["next"]).json
    assert [garment["id"] for garment in second["garments"]] == ids[:1]
    assert second["next"] is None


def test_a_garment_says_everything_and_money_is_whole(
    phone: Phone, closet: Closet, jieun: Person, make_garment: MakeGarment
) -> None:
    number = make_garment(jieun.id)
    closet.garments.describe(jieun.id, number, price_minor=2999, currency="USD")
    closet.garments.wear(jieun.id, number, date(2026, 11, 1))
    closet.garments.wear(jieun.id, number, date(2026, 11, 2))
    garment = phone.get(f"/api/garments/{number}").json
    assert garment["price"] == {"minor": 2999, "currency": "USD", "decimals": 2}
    assert garment["cost_per_wear"] == {"minor": 1500, "currency": "USD", "decimals": 2}
    assert (garment["wears"], garment["last_worn"]) == (2, "2026-11-02")
    assert phone.get(garment["pictures"]["thumbnail"]).status_code == 200


def test_changing_and_wearing(phone: Phone, closet: Closet, jieun: Person, make_garment: MakeGarment) -> None:
    path = f"/api/garments/{make_garment(jieun.id)}"
    changes = {"name": "코트", "category": "coat", "washing": True, "tags": ["설날"], "seasons": ["winter"]}
    answer = send(phone, "PATCH", path, changes | {"price": {"minor": 5, "currency": "KRW"}})
    assert answer.status_code == 200
    assert {name: answer.json[name] for name in ("name", "category", "in_wash", "tags", "seasons")} == {
        "name": "코트", "category": "coat", "in_wash": True, "tags": ["설날"], "seasons": ["winter"],
    }  # fmt: skip
    assert send(phone, "PATCH", path, {"price": None, "washing": False}).json["price"] is None
    assert send(phone, "PATCH", path, {}).json["name"] == "코트"
    assert send(phone, "POST", f"{path}/wears", {"on": "2026-11-22"}).json["wears"] == 1
    assert send(phone, "DELETE", f"{path}/wears?on=2026-11-22").json["wears"] == 0


@pytest.mark.parametrize(
    ("method", "path", "sent", "status"),
    [
        ("GET", "/api/garments?colour=red&colours=red", None, 422),
        ("GET", "/api/garments?page=0", None, 422),
        ("GET", "/api/garments?page=1&page=2", None, 422),
        ("GET", "/api/garments?category=spacesuit", None, 422),
        ("GET", "/api/garments?unworn=5", None, 422),
        ("GET", "/api/statistics?year=1", None, 422),
        ("GET", "/api/garments/99999999999999999999", None, 404),
        ("GET", "/api/nothing", None, 404),
        ("PATCH", "{garment}", {"nam": "x"}, 422),
        ("PATCH", "{garment}", {"name": "x" * 81}, 422),
        ("PATCH", "{garment}", {"price": 1.5}, 422),
        ("PATCH", "{garment}", {"price": {"minor": 1.5, "currency": "KRW"}}, 422),
        ("PATCH", "{garment}", {"category": "spacesuit"}, 422),
        ("PATCH", "{garment}", {"bought_on": "2999-01-01"}, 422),
        ("PATCH", "{garment}", [], 422),
        ("POST", "{garment}/wears", {"on": "2026-11-23"}, 422),
        ("POST", "{garment}/wears", {"on": "yesterday"}, 422),
        ("DELETE", "{garment}/wears", None, 422),
        ("PUT", "{garment}", {}, 405),
    ],
)
def test_what_makes_no_sense_is_refused_and_changes_nothing(  # noqa: PLR0917
    phone: Phone,
    closet: Closet,
    jieun: Person,
    number: int,
    method: str,
    path: str,
    sent: object,
    status: int,
) -> None:
    before = closet.garments.get(jieun.id, number)
    answer = send(phone, method, path.format(garment=f"/api/garments/{number}"), sent)
    assert answer.status_code == status
    assert list(answer.json) == ["error"]
    assert answer.json["error"]
    assert closet.garments.get(jieun.id, number) == before


def test_only_json_with_the_token_is_taken(phone: Phone, jieun: Person, make_garment: MakeGarment) -> None:
    path = f"/api/garments/{make_garment(jieun.id)}"
    assert phone.client.patch(path, json={"name": "x"}).status_code == 400
    assert send(phone, "PATCH", path, data="{}", content_type="text/plain").status_code == 415
    assert send(phone, "PATCH", path, data="{", content_type="application/json").status_code == 422
    assert send(phone, "PATCH", path, data=b"\xff", content_type="application/json").status_code == 422


def test_a_stranger_is_told_to_sign_in(stranger: Phone, jieun: Person) -> None:
    answer = stranger.get("/api/garments")
    assert (answer.status_code, answer.json) == (401, {"error": "Sign in first."})


def test_an_answer_is_kept_until_something_changes(
    phone: Phone, closet: Closet, jieun: Person, make_garment: MakeGarment, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = make_garment(jieun.id)
    asked = []
    listing = closet.garments.listing
    monkeypatch.setattr(closet.garments, "listing", lambda *args: asked.append(1) or listing(*args))
    answers = [phone.get("/api/garments") for _ in range(3)]
    assert len(asked) == 1
    assert len({answer.data for answer in answers}) == 1
    known = phone.get("/api/garments", headers={"If-None-Match": answers[0].headers["ETag"]})
    assert (known.status_code, known.data) == (304, b"")
    closet.garments.wash(jieun.id, number)
    new = phone.get("/api/garments", headers={"If-None-Match": answers[0].headers["ETag"]})
    assert (new.status_code, new.json["garments"][0]["in_wash"]) == (200, True)


def test_what_is_kept_for_one_person_is_never_anothers(
    app: Flask, phone: Phone, jieun: Person, minho: Person, make_garment: MakeGarment
) -> None:
    make_garment(jieun.id)
    other = Phone(app)
    other.sign_in(minho.name)
    for path in ("/api/garments", "/api/facets", "/api/statistics"):
        own = phone.get(path)
        assert other.get(path).data != own.data
        assert other.get(path, headers={"If-None-Match": own.headers["ETag"]}).status_code != 304
    assert other.get("/api/garments").json["total"] == 0


def test_the_description_names_every_route_and_every_answer(app: Flask, phone: Phone) -> None:
    document = phone.get("/api/openapi.json").json
    described = {
        (method.upper(), path) for path, operations in document["paths"].items() for method in operations
    }
    routes = {
        (method, re.sub(r"<int:(\w+)>", r"{\1}", rule.rule))
        for rule in app.url_map.iter_rules()
        if rule.endpoint.startswith("api.")
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }
    assert described == routes - {("GET", "/api"), ("GET", "/api/openapi.json")}
    assert document["openapi"].startswith("3.1")
    text = phone.get("/api").text
    for _method, path in described:
        assert path.split("{")[0] in text
