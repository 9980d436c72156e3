"""To look at another's closet: only where they let one, only to look, and only as long as they do."""

from collections.abc import Callable

import pytest
from flask import Flask

from mirror.categories import Category
from mirror.closet import Closet, Person

from .conftest import Phone


@pytest.fixture
def viewer(app: Flask, minho: Person) -> Phone:
    own = Phone(app, address="192.168.0.21")
    own.sign_in(minho.name)
    return own


@pytest.fixture
def paths(closet: Closet, jieun: Person, make_garment: Callable[..., int]) -> list[str]:
    """Everything there is to look at of Jieun's one coat."""
    garment_id = make_garment(jieun.id, Category.COAT)
    closet.garments.describe(jieun.id, garment_id, name="the red one", notes="a secret", price_minor=77_700)
    sha256 = closet.garments.get(jieun.id, garment_id).photo.sha256
    base = f"/people/{jieun.id}"
    photos = [f"{base}/photos/{sha256}/{kind}" for kind in ("thumbnail", "glow", "cutout")]
    return [base, f"{base}?category=coat", f"{base}/cards", f"{base}/garments/{garment_id}", *photos]


def test_let_look_stop(phone: Phone, viewer: Phone, jieun: Person, minho: Person, paths: list[str]) -> None:
    assert {viewer.get(path).status_code for path in paths} == {404}
    assert phone.post(f"/household/people/{minho.id}/share", {"back": "/household#shares"}).status_code == 303
    for path in paths:
        assert viewer.get(path).status_code == 200, path
    assert {phone.get(path.replace(f"/{jieun.id}", f"/{minho.id}", 1)).status_code for path in paths} == {404}
    assert f'href="/people/{jieun.id}"' in viewer.get("/household").text
    photo = viewer.get(paths[-1])
    assert photo.headers["Cache-Control"] == "private, no-cache"
    again = viewer.get(paths[-1], headers={"If-None-Match": photo.headers["ETag"]})
    assert again.status_code == 304
    assert phone.post(f"/household/people/{minho.id}/stop-sharing").location == "/household"
    assert {viewer.get(path).status_code for path in paths} == {404}
    again = viewer.get(paths[-1], headers={"If-None-Match": photo.headers["ETag"]})
    assert again.status_code == 404, "not even what the browser has kept"


def test_neither_prices_nor_notes_nor_anything_to_press(
    closet: Closet, viewer: Phone, jieun: Person, minho: Person, paths: list[str]
) -> None:
    closet.shares.let(jieun.id, minho.id)
    for path in paths[:4]:
        text = viewer.get(path).text
        assert "the red one" in text
        for private in ("a secret", "77,700", "77700"):
            assert private not in text
        main = text.partition("<main")[2].partition("</main>")[0] or text
        assert "<form" not in main


def test_what_was_put_away_or_deleted_or_is_a_whole_photo_is_not_shown(
    closet: Closet, viewer: Phone, jieun: Person, minho: Person, paths: list[str]
) -> None:
    closet.shares.let(jieun.id, minho.id)
    assert viewer.get(paths[-1].replace("cutout", "original")).status_code == 404
    garment_id = int(paths[3].rpartition("/")[2])
    closet.garments.retire(jieun.id, garment_id)
    assert {viewer.get(path).status_code for path in paths[3:]} == {404}
    assert "the red one" not in viewer.get(paths[0]).text
    closet.garments.retire(jieun.id, garment_id, retired=False)
    closet.garments.delete(jieun.id, garment_id)
    assert {viewer.get(path).status_code for path in paths[3:]} == {404}


def test_a_garment_of_somebody_else_is_not_reached_through_a_share(
    closet: Closet, viewer: Phone, jieun: Person, minho: Person, make_garment: Callable[..., int]
) -> None:
    closet.shares.let(jieun.id, minho.id)
    third = closet.people.add("Sam")
    theirs = make_garment(third.id)
    sha256 = closet.garments.get(third.id, theirs).photo.sha256
    assert viewer.get(f"/people/{jieun.id}/garments/{theirs}").status_code == 404
    assert viewer.get(f"/people/{jieun.id}/photos/{sha256}/thumbnail").status_code == 404


def test_nobody_shares_with_themselves_or_with_nobody(phone: Phone, closet: Closet, jieun: Person) -> None:
    assert phone.post(f"/household/people/{jieun.id}/share").status_code == 400
    assert phone.post("/household/people/99/share").status_code == 404
    assert phone.post("/household/people/99/stop-sharing").status_code == 404
    answer = phone.post(f"/household/people/{jieun.id}/stop-sharing", {"back": "//evil.example"})
    assert answer.location == "/household"


def test_a_long_closet_comes_page_by_page(
    closet: Closet, viewer: Phone, jieun: Person, minho: Person, make_garment: Callable[..., int]
) -> None:
    for _ in range(61):
        make_garment(jieun.id)
    closet.shares.let(jieun.id, minho.id)
    base = f"/people/{jieun.id}"
    assert viewer.get(base).text.count('class="card-garment"') == 60
    assert f"{base}/cards?page=2" in viewer.get(base).text
    assert viewer.get(f"{base}/cards?page=2").text.count('class="card-garment"') == 1


def test_lengths_in_the_units_of_the_household(
    closet: Closet, viewer: Phone, jieun: Person, minho: Person, make_garment: Callable[..., int]
) -> None:
    closet.shares.let(jieun.id, minho.id)
    path = f"/people/{jieun.id}/garments/{make_garment(jieun.id, length_cm=100.2)}"
    assert "about 100 cm long" in viewer.get(path).text
    closet.preferences.change(units="imperial")
    assert "about 39 in long" in viewer.get(path).text
