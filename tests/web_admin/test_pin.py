"""The mirror's PIN, set and taken away with the phone: one's own, and nothing of it comes back."""

import pytest

from mirror.closet import Closet, Person

from .conftest import Phone


def test_setting_changing_and_removing_it(phone: Phone, closet: Closet, jieun: Person) -> None:
    text = phone.get("/me/pin").text
    assert "Set the PIN" in text
    assert "Remove the PIN" not in text
    answer = phone.post("/me/pin", {"pin": " 2580 "}, follow_redirects=True)
    assert "The mirror asks for your PIN from now on." in answer.text
    assert "Remove the PIN" in answer.text
    assert closet.people.try_pin(jieun.id, "2580").right
    phone.post("/me/pin", {"pin": "１３５７９０"})
    assert not closet.people.try_pin(jieun.id, "2580").right
    assert closet.people.try_pin(jieun.id, "135790").right
    answer = phone.post("/me/pin/remove", follow_redirects=True)
    assert "The mirror asks for no PIN any more." in answer.text
    assert not closet.people.get(jieun.id).has_pin


@pytest.mark.parametrize("pin", ["", "123", "1234567", "abcd", "12 34", "<b>1"])
def test_what_is_no_pin_is_refused_and_the_one_before_stays(
    phone: Phone, closet: Closet, jieun: Person, pin: str
) -> None:
    closet.people.set_pin(jieun.id, "2580")
    answer = phone.post("/me/pin", {"pin": pin})
    assert answer.status_code == 400
    assert "A PIN has 4 to 6 digits" in answer.text
    assert phone.post("/me/pin").status_code == 400
    assert closet.people.try_pin(jieun.id, "2580").right


def test_neither_pin_nor_hash_is_ever_shown(phone: Phone, closet: Closet, jieun: Person) -> None:
    phone.post("/me/pin", {"pin": "258013"})
    for path in ("/me", "/me/pin", "/"):
        text = phone.get(path).text
        assert "258013" not in text
        assert "argon2" not in text
    refused = phone.post("/me/pin", {"pin": "2580139"}).text
    assert "2580139" not in refused


def test_a_pin_is_one_s_own_and_a_stranger_sets_none(
    phone: Phone, stranger: Phone, closet: Closet, jieun: Person, minho: Person
) -> None:
    phone.post("/me/pin", {"pin": "2580", "person_id": str(minho.id)})
    assert not closet.people.get(minho.id).has_pin
    for path in ("/me/pin", "/me/pin/remove"):
        assert stranger.post(path, {"pin": "1111"}).status_code == 303
        assert phone.client.post(path, data={"pin": "1111"}).status_code == 400, "without the form's token"
    assert closet.people.try_pin(jieun.id, "2580").right


def test_a_new_pin_ends_the_wait_that_wrong_ones_brought(phone: Phone, closet: Closet, jieun: Person) -> None:
    closet.people.set_pin(jieun.id, "2580")
    for _ in range(5):
        closet.people.try_pin(jieun.id, "0000")
    assert closet.people.pin_wait_s(jieun.id) > 0
    phone.post("/me/pin", {"pin": "2580"})
    assert closet.people.pin_wait_s(jieun.id) == 0
