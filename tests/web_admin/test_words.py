"""Both languages: whose, and that no sentence is missing."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po
from flask import Flask

import web_admin
from mirror import locale
from mirror.clock import FakeClock
from mirror.closet import Closet, Person
from web_admin.words import ago, line

from .conftest import Phone

CODE = Path(web_admin.__file__).parent
KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2), "_counted": (1, 2)}


def catalogue(domain: str) -> dict[object, object]:
    with (locale.FOLDER / "ko" / "LC_MESSAGES" / f"{domain}.po").open("rb") as file:
        return {message.id: message.string for message in read_po(file, locale="ko") if message.id}


def said() -> set[object]:
    methods = [("**.py", "python"), ("templates/**.html", "jinja2")]
    return {found[2] for found in extract_from_dir(CODE, method_map=methods, keywords=KEYWORDS)}


def test_every_sentence_has_its_korean_and_the_catalogue_nothing_else() -> None:
    own, common = catalogue("web"), catalogue("common")
    assert said() - set(own) - set(common) == set()
    assert set(own) - said() == set()
    assert [key for key, words in own.items() if not (words[0] if isinstance(words, tuple) else words)] == []


def test_the_compiled_catalogue_is_the_written_one() -> None:
    words = locale.words("ko", "web")
    for key, korean in catalogue("web").items():
        if isinstance(key, tuple):
            assert words.ngettext(*key, 2) == (korean[0] if isinstance(korean, tuple) else korean)
        else:
            assert words.gettext(str(key)) == korean


@pytest.mark.parametrize(
    ("header", "expected"),
    [("ko-KR,ko;q=0.9", "ko"), ("en-GB,en;q=0.8,ko;q=0.5", "en"), ("fr,de", "ko"), ("", "ko"), ("*", "ko")],
)
def test_before_signing_in_the_browser_decides(app: Flask, jieun: Person, header: str, expected: str) -> None:
    assert f'<html lang="{expected}">' in Phone(app, language=header).get("/sign-in").text


def test_a_stranger_can_choose_and_the_device_remembers(stranger: Phone, jieun: Person) -> None:
    assert '<html lang="ko">' in stranger.get("/sign-in?language=ko").text
    assert '<html lang="ko">' in stranger.get("/sign-in").text
    assert '<html lang="ko">' in stranger.get("/sign-in?language=xx").text


def test_a_person_keeps_their_language_on_every_device(app: Flask, phone: Phone, jieun: Person) -> None:
    assert phone.post("/me/language", {"language": "ko"}).status_code == 303
    assert "언어" in phone.get("/me").text
    other = Phone(app, language="en")
    other.sign_in("Jieun")
    assert '<html lang="ko">' in other.get("/").text
    assert phone.post("/me/language", {"language": "tlh"}).status_code == 400


def test_korean_pages(phone: Phone, closet: Closet, jieun: Person, make_garment: Callable[..., int]) -> None:
    closet.people.set_language(jieun.id, "ko")
    garment_id = make_garment(jieun.id)
    assert "1벌" in phone.get("/").text
    assert "티셔츠 1</a>" in phone.get("/").text
    assert "아마 맞을 거예요" in phone.get(f"/garments/{garment_id}").text


@pytest.mark.parametrize(
    ("text", "korean"),
    [
        ("the file is empty", "빈 파일이에요."),
        ("the photo has 60 megapixels; up to 25 are taken: make it smaller",
         "사진이 6000만 화소예요. 2500만 화소까지 받을 수 있으니 줄여 주세요."),
        ("the photo is damaged or cut off (broken (7 bytes)); copy it again from the camera",
         "사진이 손상됐거나 잘렸어요. 카메라에서 다시 옮겨 주세요."),
        ("a line that nobody has translated, with 3 numbers", "A line that nobody has translated, with 3 numbers"),
        ("", ""),
    ],
)  # fmt: skip
def test_lines_of_the_closet_are_translated_whatever_their_numbers(
    app: Flask, text: str, korean: str
) -> None:
    with app.test_request_context(headers={"Accept-Language": "ko"}):
        assert line(text) == korean


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("the file is empty", "The file is empty"),
        ("the photo is too small: 3x4 pixels", "The photo is too small: 3x4 pixels"),
        ("the photo is damaged or cut off (7 bytes); copy it again from the camera",
         "The photo is damaged or cut off; copy it again from the camera"),
        ("a line (that nobody) has foreseen", "A line (that nobody) has foreseen"),
    ],
)  # fmt: skip
def test_lines_of_the_closet_are_sentences_in_english_too(app: Flask, text: str, sentence: str) -> None:
    with app.test_request_context(headers={"Accept-Language": "en"}):
        assert line(text) == sentence


@pytest.mark.parametrize(
    ("days", "english", "korean"),
    [(0, "today", "오늘"), (1, "yesterday", "어제"), (2, "2 days ago", "2일 전"), (30, "30 days ago", "30일 전"),
     (31, "1 month ago", "1달 전"), (100, "3 months ago", "3달 전"),
     (364, "12 months ago", "12달 전"), (800, "2 years ago", "2년 전")],
)  # fmt: skip
def test_how_long_ago(app: Flask, clock: FakeClock, days: int, english: str, korean: str) -> None:
    day = clock.now().date() - timedelta(days=days)
    for language, expected in (("en", english), ("ko", korean)):
        with app.test_request_context(headers={"Accept-Language": language}):
            assert ago(day) == expected
