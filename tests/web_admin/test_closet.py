"""The grid, one garment and what can be done to it, and that two closets never mix."""

import html
import re
from collections.abc import Callable
from datetime import date

import pytest

from mirror.categories import Category
from mirror.clock import FakeClock
from mirror.closet import Closet, Person
from mirror.vision.facts import Guess

from .conftest import Phone

MakeGarment = Callable[..., int]


def undo_address(text: str) -> str:
    """Where the page's Undo button leads."""
    found = re.search(r'action="(/undo[^"]+)"', text)
    assert found is not None
    return html.unescape(found[1])


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
    assert 'href="/?category=dress"' not in text
    assert phone.get("/?category=coat").text.count('class="card-garment"') == 1
    assert "Nothing fits" in phone.get("/?category=hat").text


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
    assert "80%" in text
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
    card = f'href="/garments/{garment_id}"'
    phone.post(f"/garments/{garment_id}/retire")
    assert card not in phone.get("/").text
    assert card in phone.get("/put-away").text
    phone.post(f"/garments/{garment_id}/take-back")
    assert card in phone.get("/").text
    assert "Nothing is put away" in phone.get("/put-away").text


def test_deleting_and_undo(phone: Phone, jieun: Person, make_garment: MakeGarment) -> None:
    garment_id = make_garment(jieun.id)
    answer = phone.post(f"/garments/{garment_id}/delete", follow_redirects=True)
    assert "Deleted." in answer.text
    assert phone.get(f"/garments/{garment_id}").status_code == 404
    assert phone.post(undo_address(answer.text)).location == f"/garments/{garment_id}"
    assert phone.get(f"/garments/{garment_id}").status_code == 200


def test_undo_ends_after_ten_minutes(
    phone: Phone, closet: Closet, clock: FakeClock, jieun: Person, make_garment: MakeGarment
) -> None:
    garment_id = make_garment(jieun.id)
    address = undo_address(phone.post(f"/garments/{garment_id}/delete", follow_redirects=True).text)
    clock.advance(600)
    assert "can no longer be undone" in phone.post(address, follow_redirects=True).text
    assert phone.get(f"/garments/{garment_id}").status_code == 404
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


def test_the_same_photo_in_two_closets_is_each_ones_own(
    phone: Phone, closet: Closet, jieun: Person, minho: Person, make_garment: MakeGarment
) -> None:
    own = make_garment(jieun.id, sha256="a" * 64)
    make_garment(minho.id, sha256="a" * 64)
    assert phone.get(f"/photos/{'a' * 64}/thumbnail").status_code == 200
    phone.post(f"/garments/{own}/delete")
    assert phone.get(f"/photos/{'a' * 64}/thumbnail").status_code == 404


def test_the_bar_marks_where_a_page_belongs(phone: Phone, jieun: Person, make_garment: MakeGarment) -> None:
    garment_id = make_garment(jieun.id)
    marked = re.compile(r'class="bar-tab" href="([^"]+)" aria-current="(page|true)"')
    for path, tab, kind in (
        ("/", "/", "page"),
        (f"/garments/{garment_id}", "/", "true"),
        ("/put-away", "/", "true"),
        ("/today?day=2026-11-23", "/today", "page"),
        ("/today/learnt", "/today", "true"),
        ("/statistics?year=2026", "/me", "true"),
        ("/household", "/me", "true"),
        ("/api", "/me", "true"),
    ):
        assert marked.findall(phone.get(path).text) == [(tab, kind)], path
    assert marked.findall(phone.get("/add").text) == []
