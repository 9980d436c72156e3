"""Outfits as JSON: what to wear and why, and what was worn, planned and passed over."""

from collections.abc import Callable

import pytest

from mirror.attire import Occasion, Weight
from mirror.categories import Category
from mirror.clock import FakeClock
from mirror.closet import Closet, Person

from .conftest import Phone
from .test_api import send
from .weather import put_forecast

MakeGarment = Callable[..., int]
TODAY = "2026-11-22"
DECIDED = "/api/outfits/decided"


@pytest.fixture
def wardrobe(jieun: Person, make_garment: MakeGarment) -> dict[Category, int]:
    kinds = (Category.SHIRT, Category.PULLOVER, Category.TROUSER, Category.COAT, Category.SHOE)
    return {kind: make_garment(jieun.id, kind) for kind in kinds}


def test_what_to_wear_comes_with_numbers_and_sentences(
    phone: Phone, closet: Closet, clock: FakeClock, wardrobe: dict[Category, int]
) -> None:
    put_forecast(closet, clock.now(), celsius=lambda _day: 2.0)
    said = phone.get("/api/outfits").json
    assert (said["day"], said["occasion"]) == (TODAY, "everyday")
    assert said["weather"]["low_celsius"] == 2.0
    assert said["weather"]["place"] == "서울"
    assert {part["part"] for part in said["weather"]["parts"]} <= {"morning", "day", "evening"}
    assert 0 < said["need"]["least_clo"] < said["need"]["neutral_clo"] < 5
    look = said["looks"][0]
    assert {wardrobe[Category.TROUSER], wardrobe[Category.SHOE]} <= set(look["garments"])
    warmth = next(one for one in look["reasons"] if "given_clo" in one["numbers"])
    assert warmth["numbers"]["given_clo"] == pytest.approx(look["given_clo"])
    assert "clo" in warmth["sentence"]
    without = phone.get(f"/api/outfits?without={wardrobe[Category.TROUSER]}").json
    assert not any(wardrobe[Category.TROUSER] in one["garments"] for one in without["looks"])
    assert without["lacking"][0]["sentence"]


def test_without_clothes_or_weather_it_says_so(phone: Phone, jieun: Person, closet: Closet) -> None:
    closet.styling.change(jieun.id, occasion=Occasion.WORK)
    said = phone.get("/api/outfits").json
    assert (said["occasion"], said["weather"], said["need"], said["looks"]) == ("work", None, None, [])
    assert [one["code"] for one in said["lacking"]] == ["no-clothes"]


def test_an_outfit_is_decided_on_felt_and_forgotten(
    phone: Phone, closet: Closet, clock: FakeClock, jieun: Person, wardrobe: dict[Category, int]
) -> None:
    put_forecast(closet, clock.now(), celsius=lambda _day: 2.0)
    ids = sorted(wardrobe.values())
    answer = send(
        phone, "POST", DECIDED, {"garments": ids, "day": TODAY, "state": "worn", "occasion": "work"}
    )
    assert answer.status_code == 200
    worn = answer.json
    assert (worn["garments"], worn["state"], worn["occasion"], worn["felt"]) == (ids, "worn", "work", "")
    assert worn["conditions"]["celsius"] == 2.0
    path = f"{DECIDED}/{worn['id']}"
    assert send(phone, "PATCH", path, {"felt": "too-cold"}).json == worn | {"felt": "too-cold"}
    assert phone.get(f"/api/garments/{ids[0]}").json["wears"] == 1
    planned = send(
        phone, "POST", DECIDED, {"garments": ids[:2], "day": "2026-11-24", "state": "planned"}
    ).json
    skipped = send(phone, "POST", DECIDED, {"garments": ids[:3], "day": TODAY, "state": "skipped"}).json
    found = phone.get(f"{DECIDED}?first={TODAY}&last=2026-11-24").json["outfits"]
    assert [one["id"] for one in found] == [worn["id"], skipped["id"], planned["id"]]
    assert send(phone, "DELETE", path).json["id"] == worn["id"]
    assert send(phone, "DELETE", path).status_code == 404
    assert closet.garments.days_worn(jieun.id, ids[0]) == []


@pytest.mark.parametrize(
    ("method", "path", "sent", "status"),
    [
        ("GET", "/api/outfits?day=2026-12-22", None, 422),
        ("GET", "/api/outfits?occasion=opera", None, 422),
        ("GET", "/api/outfits?pinned=0", None, 422),
        ("GET", "/api/outfits?pinned=99", None, 404),
        ("GET", "/api/outfits?count=13", None, 422),
        ("GET", DECIDED, None, 422),
        ("POST", DECIDED, {"garments": [], "day": TODAY, "state": "worn"}, 422),
        ("POST", DECIDED, {"garments": [1], "day": TODAY, "state": "burnt"}, 422),
        ("POST", DECIDED, {"garments": [1], "day": "2026-11-23", "state": "worn"}, 422),
        ("POST", DECIDED, {"garments": [1], "day": "2026-11-21", "state": "planned"}, 422),
        ("POST", DECIDED, {"garments": [1, 99], "day": TODAY, "state": "worn"}, 404),
        ("PATCH", f"{DECIDED}/1", {"felt": "itchy"}, 422),
        ("PATCH", f"{DECIDED}/1", {"felt": "right"}, 404),
    ],
)
def test_what_makes_no_sense_is_refused(  # noqa: PLR0917
    phone: Phone,
    closet: Closet,
    jieun: Person,
    wardrobe: dict[Category, int],
    method: str,
    path: str,
    sent: object,
    status: int,
) -> None:
    answer = send(phone, method, path, sent)
    assert answer.status_code == status
    assert list(answer.json) == ["error"]
    assert not any(
        garment.wear_count for garment in closet.garments.several(jieun.id, list(wardrobe.values()))
    )


def test_what_a_garment_is_made_of_and_for_is_read_and_changed(
    phone: Phone, closet: Closet, jieun: Person, make_garment: MakeGarment
) -> None:
    number = make_garment(jieun.id)
    path = f"/api/garments/{number}"
    said = {"weight": "heavy", "materials": ["wool", "suede"], "care": "dry-clean", "formality": "sport"}
    unsaid = {"weight": None, "materials": [], "care": None, "formality": None}
    known = phone.get(path).json
    assert {key: known[key] for key in said} == unsaid
    assert known["favourite"] is False
    answer = send(phone, "PATCH", path, said | {"favourite": True}).json
    assert {key: answer[key] for key in said} == said
    assert answer["favourite"] is True
    assert closet.garments.get(jieun.id, number).weight is Weight.HEAVY
    assert send(phone, "PATCH", path, {"name": "x"}).json["care"] == "dry-clean"
    answer = send(phone, "PATCH", path, unsaid).json
    assert {key: answer[key] for key in said} == unsaid
    for wrong in ({"weight": "leaden"}, {"materials": ["asbestos"]}, {"formality": 2}, {"favourite": 1}):
        assert send(phone, "PATCH", path, wrong).status_code == 422
