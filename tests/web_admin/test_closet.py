"""The grid, one garment and what can be done to it, and that two closets never mix."""

import io
import re
from collections.abc import Callable
from datetime import date

import pytest
from flask import Flask

from mirror.categories import Category
from mirror.clock import FakeClock
from mirror.closet import Closet, Person
from mirror.vision.facts import Guess

from .conftest import Phone, jpeg
from .test_guard import PUBLIC, VALUES

MakeGarment = Callable[..., int]


def test_an_empty_closet_shows_how_to_begin(phone: Phone) -> None:
    text = phone.get("/").text
    assert "No clothes yet" in text
    assert 'href="/add"' in text


def test_the_grid_counts_by_category(phone: Phone, jieun: Person, make_garment: MakeGarment) -> None:
    for category in (Category.SHIRT, Category.SHIRT, Category.COAT):
        make_garment(jieun.id, category)
    text = phone.get("/").text
    assert "3 garments" in text
    assert "Shirt 2</a>" in text
    assert "Coat 1</a>" in text
    assert "Dress" not in text
    assert phone.get("/?category=coat").text.count('class="card-garment"') == 1
    assert "Nothing here" in phone.get("/?category=hat").text


def test_names_are_shown_as_text(
    phone: Phone, closet: Closet, jieun: Person, make_garment: MakeGarment
) -> None:
    garment_id = make_garment(jieun.id)
    closet.garments.describe(jieun.id, garment_id, name="<script>alert(1)</script>")
    for path in ("/", f"/garments/{garment_id}"):
        assert "<script>alert" not in phone.get(path).text
        assert "&lt;script&gt;" in phone.get(path).text


def test_a_full_closet_comes_page_by_page(phone: Phone, jieun: Person, make_garment: MakeGarment) -> None:
    for _ in range(130):
        make_garment(jieun.id)
    first = phone.get("/").text
    assert first.count('class="card-garment"') == 60
    assert 'href="/?page=2"' in first, "without a script the next page is a link"
    more = phone.get("/cards?page=2").text
    assert more.count('class="card-garment"') == 60
    assert "<html" not in more
    last = phone.get("/cards?page=3").text
    assert last.count('class="card-garment"') == 10
    assert "hx-get" not in last
    ids = re.findall(r"/garments/(\d+)", first + more + last)
    assert len(ids) == len(set(ids)) == 130
    assert phone.get("/?page=99").status_code == 200
    assert phone.get("/?page=-3").status_code == 200
    assert phone.get("/?page=x").status_code == 200


def test_a_garment_says_what_the_mirror_thinks(
    phone: Phone, jieun: Person, make_garment: MakeGarment
) -> None:
    text = phone.get(f"/garments/{make_garment(jieun.id, Category.SHIRT)}").text
    assert "probably" in text
    assert "80 %" in text
    assert text.count('name="category"') == 3 + 14
    assert "Not worn yet" in text


def test_a_garment_says_how_long_it_is_where_that_is_known(
    phone: Phone, jieun: Person, make_garment: MakeGarment
) -> None:
    for length_cm, shown in ((61.6, True), (9.9, False), (None, False)):
        text = phone.get(f"/garments/{make_garment(jieun.id, length_cm=length_cm)}").text
        assert ("about 62 cm long" in text) == shown
        assert ("cm long" in text) == shown


def test_it_asks_where_the_mirror_is_not_sure(phone: Phone, jieun: Person, make_garment: MakeGarment) -> None:
    wary = make_garment(jieun.id, sure=False)
    weak = make_garment(jieun.id, guesses=[Guess(Category.COAT, 0.4)])
    for garment_id in (wary, weak):
        assert "not sure, please choose" in phone.get(f"/garments/{garment_id}").text


def test_changing_the_category(
    phone: Phone, closet: Closet, jieun: Person, make_garment: MakeGarment
) -> None:
    garment_id = make_garment(jieun.id, Category.SHIRT)
    answer = phone.post(f"/garments/{garment_id}/category", {"category": "ankle_boot"})
    assert (answer.status_code, answer.location) == (303, f"/garments/{garment_id}")
    assert closet.garments.get(jieun.id, garment_id).category == Category.ANKLE_BOOT
    assert "chosen by you" in phone.get(f"/garments/{garment_id}").text
    assert phone.post(f"/garments/{garment_id}/category", {"category": "spacesuit"}).status_code == 400
    assert phone.post(f"/garments/{garment_id}/category").status_code == 400


def test_name_and_notes(phone: Phone, closet: Closet, jieun: Person, make_garment: MakeGarment) -> None:
    garment_id = make_garment(jieun.id)
    phone.post(f"/garments/{garment_id}/words", {"name": " 할머니  코트 ", "notes": "dry clean\n"})
    garment = closet.garments.get(jieun.id, garment_id)
    assert (garment.name, garment.notes) == ("할머니 코트", "dry clean")
    answer = phone.post(f"/garments/{garment_id}/words", {"name": "x" * 81})
    assert answer.status_code == 400
    assert "at most 80 letters" in answer.text


def test_wearing_it_today_and_not_after_all(
    phone: Phone, closet: Closet, clock: FakeClock, jieun: Person, make_garment: MakeGarment
) -> None:
    garment_id = make_garment(jieun.id)
    phone.post(f"/garments/{garment_id}/wear")
    phone.post(f"/garments/{garment_id}/wear")
    assert closet.garments.get(jieun.id, garment_id).last_worn == clock.now().date() == date(2026, 11, 22)
    assert "Worn once" in phone.get(f"/garments/{garment_id}").text
    assert "1 wear<" in phone.get("/").text
    phone.post(f"/garments/{garment_id}/unwear")
    assert closet.garments.get(jieun.id, garment_id).wear_count == 0


def test_putting_away_and_taking_back(phone: Phone, jieun: Person, make_garment: MakeGarment) -> None:
    garment_id = make_garment(jieun.id)
    phone.post(f"/garments/{garment_id}/retire")
    assert f"/garments/{garment_id}" not in phone.get("/").text
    assert f"/garments/{garment_id}" in phone.get("/put-away").text
    phone.post(f"/garments/{garment_id}/take-back")
    assert f"/garments/{garment_id}" in phone.get("/").text
    assert "Nothing is put away" in phone.get("/put-away").text


def test_deleting_and_undo(phone: Phone, jieun: Person, make_garment: MakeGarment) -> None:
    garment_id = make_garment(jieun.id)
    answer = phone.post(f"/garments/{garment_id}/delete", follow_redirects=True)
    assert "Deleted." in answer.text
    assert f'action="/garments/{garment_id}/undelete"' in answer.text
    assert phone.get(f"/garments/{garment_id}").status_code == 404
    assert phone.post(f"/garments/{garment_id}/undelete").status_code == 303
    assert phone.get(f"/garments/{garment_id}").status_code == 200


def test_undo_ends_after_ten_minutes(
    phone: Phone, closet: Closet, clock: FakeClock, jieun: Person, make_garment: MakeGarment
) -> None:
    garment_id = make_garment(jieun.id)
    phone.post(f"/garments/{garment_id}/delete")
    clock.advance(601)
    closet.garments.purge()
    assert phone.post(f"/garments/{garment_id}/undelete").status_code == 404


@pytest.mark.parametrize("kind", ["thumbnail", "glow", "cutout", "original"])
def test_photos_are_kept_by_the_phone_for_ever_and_by_nobody_between(
    phone: Phone, closet: Closet, jieun: Person, make_garment: MakeGarment, kind: str
) -> None:
    photo = closet.garments.get(jieun.id, make_garment(jieun.id)).photo
    answer = phone.get(f"/photos/{photo.sha256}/{kind}")
    assert answer.status_code == 200
    assert answer.mimetype == ("image/jpeg" if kind == "original" else "image/webp")
    assert answer.headers["Cache-Control"] == "private, max-age=31536000, immutable"
    photo_file = closet.photos.path(photo.sha256, kind)
    assert "Vary" not in answer.headers
    assert "Set-Cookie" not in answer.headers
    assert answer.data == photo_file.read_bytes()
    photo_file.unlink()
    assert phone.get(f"/photos/{photo.sha256}/{kind}").status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "/photos/../../closet.db/original",
        "/photos/%2e%2e%2fsecret.key/original",
        "/photos/" + "z" * 64 + "/original",
        "/photos/" + "0" * 64 + "/secret",
    ],
)
def test_no_other_file_is_served(phone: Phone, path: str) -> None:
    assert phone.get(path).status_code == 404


def test_two_closets_never_mix(
    app: Flask, phone: Phone, closet: Closet, minho: Person, make_garment: MakeGarment
) -> None:
    """Every route that takes a number or a photo, with another person's: not found, and nothing changes."""
    garment_id = make_garment(minho.id, Category.SHIRT)
    sha256 = closet.garments.get(minho.id, garment_id).photo.sha256
    closet.inbox.submit(minho.id, "minho.jpg", io.BytesIO(jpeg()), source="phone")
    taken = closet.inbox.take()
    assert taken is not None
    closet.inbox.fail(taken.id, "no photo")
    before = closet.garments.get(minho.id, garment_id), closet.inbox.items()
    theirs = VALUES | {"garment_id": garment_id, "item_id": taken.id, "sha256": sha256}
    tried = 0
    with app.test_request_context():
        rules = [rule for rule in app.url_map.iter_rules() if rule.arguments and rule.endpoint not in PUBLIC]
        addresses = [
            (
                app.url_for(rule.endpoint, **{name: theirs[name] for name in rule.arguments}),
                rule.methods or set(),
            )
            for rule in rules
        ]
    form = {"category": "coat", "name": "mine", "notes": "mine"}
    for address, methods in addresses:
        for method in methods & {"GET", "POST"}:
            tried += 1
            answer = phone.get(address) if method == "GET" else phone.post(address, dict(form))
            assert answer.status_code == 404, (method, address)
    assert tried >= 12
    assert (closet.garments.get(minho.id, garment_id), closet.inbox.items()) == before
    for page in ("/", "/put-away", "/add", "/cards"):
        text = phone.get(page).text
        assert sha256 not in text
        assert "minho.jpg" not in text


def test_the_same_photo_in_two_closets_is_each_ones_own(
    phone: Phone, closet: Closet, jieun: Person, minho: Person, make_garment: MakeGarment
) -> None:
    own = make_garment(jieun.id, sha256="a" * 64)
    make_garment(minho.id, sha256="a" * 64)
    assert phone.get(f"/photos/{'a' * 64}/thumbnail").status_code == 200
    phone.post(f"/garments/{own}/delete")
    assert phone.get(f"/photos/{'a' * 64}/thumbnail").status_code == 404
