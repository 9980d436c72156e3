"""Is this right? One garment a page, without a script too."""

from collections.abc import Callable

from mirror.categories import Category
from mirror.closet import Closet, Person

from .conftest import Phone

MakeGarment = Callable[..., int]


def test_yes_something_else_delete_and_all_done(
    phone: Phone, closet: Closet, jieun: Person, make_garment: MakeGarment
) -> None:
    third, second, first = (
        make_garment(jieun.id, category, sure=category != Category.COAT)
        for category in (Category.HAT, Category.SHIRT, Category.COAT)
    )
    text = phone.get("/review").text
    assert "<h1>Coat?</h1>" in text
    assert "1 of 3" in text
    assert "not sure, please choose" in text
    answer = phone.post(f"/review/{first}?n=1&of=3", {"category": "dress"})
    assert answer.status_code == 303
    garment = closet.garments.get(jieun.id, first)
    assert (garment.category, garment.corrected, garment.reviewed) == (Category.DRESS, True, True)
    text = phone.get(answer.location).text
    assert "<h1>Shirt?</h1>" in text
    assert "2 of 3" in text
    assert f"/review?garment={first}" in text, "the one before can be looked at again"
    answer = phone.post(f"/review/{second}?n=2&of=3")
    assert (
        closet.garments.get(jieun.id, second).reviewed,
        closet.garments.get(jieun.id, second).corrected,
    ) == (
        True,
        False,
    )
    assert "3 of 3" in phone.get(answer.location).text
    answer = phone.post(f"/review/{third}/delete?n=3&of=3")
    text = phone.get(answer.location).text
    assert "All done" in text
    assert "Undo" in text
    assert closet.garments.to_review(jieun.id) == []
    assert "All done" in phone.get("/review").text


def test_later_leaves_it_for_later(
    phone: Phone, closet: Closet, jieun: Person, make_garment: MakeGarment
) -> None:
    second, first = make_garment(jieun.id, Category.HAT), make_garment(jieun.id, Category.BAG)
    assert (
        f'href="/review?garment={second}&amp;n=2&amp;of=2&amp;before={first}">Later'
        in phone.get("/review").text
    )
    assert 'href="/review?end=1">Later' in phone.get(f"/review?garment={second}&n=2&of=2").text
    text = phone.get("/review?end=1").text
    assert "2 are left for later" in text
    assert len(closet.garments.to_review(jieun.id)) == 2


def test_a_script_gets_the_middle_of_the_page(phone: Phone, jieun: Person, make_garment: MakeGarment) -> None:
    make_garment(jieun.id)
    text = phone.get("/review", headers={"HX-Request": "true"}).text
    assert text.lstrip().startswith('<div id="review">')


def test_nobody_reviews_anothers_and_nonsense_is_refused(
    phone: Phone, closet: Closet, jieun: Person, minho: Person, make_garment: MakeGarment
) -> None:
    own, anothers = make_garment(jieun.id), make_garment(minho.id)
    assert phone.get(f"/review?garment={anothers}").status_code == 404
    assert phone.post(f"/review/{anothers}").status_code == 404
    assert phone.post(f"/review/{anothers}", {"category": "coat"}).status_code == 404
    assert phone.post(f"/review/{anothers}/delete").status_code == 404
    assert not closet.garments.get(minho.id, anothers).reviewed
    assert phone.post(f"/review/{own}", {"category": "spacesuit"}).status_code == 400
    for words in ("n=-5&of=x", "n=99999999999999999999&of=1", "garment=x", "before=-3"):
        assert phone.get(f"/review?{words}").status_code == 200
    assert phone.get(f"/review?garment={2**70}").status_code == 404


def test_the_page_of_adding_leads_here(phone: Phone, jieun: Person, make_garment: MakeGarment) -> None:
    assert "/review" not in phone.get("/add").text
    make_garment(jieun.id)
    assert "Review 1" in phone.get("/add").text


def test_the_closet_asks_about_what_the_mirror_was_not_sure_of(
    phone: Phone, closet: Closet, jieun: Person, make_garment: MakeGarment
) -> None:
    make_garment(jieun.id, Category.HAT)
    assert "is this right?" not in phone.get("/").text
    for category in (Category.SHIRT, Category.COAT):
        make_garment(jieun.id, category, sure=False)
    assert 'href="/review?of=2"' in phone.get("/").text
    assert "2 new garments: is this right?" in phone.get("/").text
    assert "is this right?" not in phone.get("/?category=hat").text
    assert "is this right?" not in phone.get("/put-away").text
    first = closet.garments.to_review(jieun.id)[0]
    second = phone.post(f"/review/{first}?n=1&of=2").location
    assert "2 of 2" in phone.get(second).text
    assert "1 new garment: is this right?" in phone.get("/").text
    last = closet.garments.to_review(jieun.id)[0]
    assert phone.post(f"/review/{last}?n=2&of=2").location == "/review?end=1"
    assert "1 is left for later" in phone.get("/review?end=1").text
    assert "is this right?" not in phone.get("/").text
