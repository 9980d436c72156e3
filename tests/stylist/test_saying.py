"""Every reason, lack, sky, slot and occasion is a sentence in both languages."""

import re
from string import Formatter

import pytest
from babel.messages.extract import extract_from_dir

from mirror import stylist
from mirror.attire import Occasion
from mirror.categories import Slot
from mirror.locale import words
from mirror.stylist import saying
from mirror.stylist.reasons import Lack, Lacking, Reason, Why
from mirror.stylist.weather.values import Answer, Part, Sky

NUMBERS = {
    "given_clo": 1.62,
    "least_clo": 1.5,
    "neutral_clo": 1.93,
    "celsius": -3.4,
    "rain_mm": 4.2,
    "days": 9,
    "times": 3,
    "count": 2,
}
NAMES = {Why.TAKE_OFF: ("outer", "day"), Why.FORMALITY: ("work",)}


def reason(why: Why) -> Reason:
    return Reason(why, NUMBERS, NAMES.get(why, ("navy", "beige", "white")))


def texts() -> set[object]:
    """All that the stylist marks to be said, and the plural forms of it."""
    [folder] = stylist.__path__
    found = extract_from_dir(folder, method_map=[("**.py", "python")], keywords={"N_": None})
    return {one[2] for one in found}


def test_all_that_the_stylist_says_has_its_korean_with_the_same_blanks() -> None:
    korean = words("ko")
    plurals = {plural for _, plural in (*saying._WHY_COUNTED.values(), *saying._LACK_COUNTED.values())}
    singulars = {one for one, _ in (*saying._WHY_COUNTED.values(), *saying._LACK_COUNTED.values())}
    assert len(texts()) > 80
    for text in texts() - plurals - singulars:
        said = korean.gettext(str(text))
        assert re.search(r"[가-힣]", said), text
        assert blanks(said) == blanks(str(text)), text
    for one, many in (*saying._WHY_COUNTED.values(), *saying._LACK_COUNTED.values()):
        assert re.search(r"[가-힣]", korean.ngettext(one, many, 2)), one


def blanks(text: str) -> set[str | None]:
    return {name for _, name, _, _ in Formatter().parse(text)} - {None}


@pytest.mark.parametrize("language", ["ko", "en"])
def test_every_code_becomes_a_sentence(language: str) -> None:
    spoken = words(language, "web")
    said = [saying.say_reason(spoken, reason(why)) for why in Why]
    said += [saying.say_lacking(spoken, Lacking(lack, {"count": 2, "clo": 0.3}, ("shoes",))) for lack in Lack]
    said += [saying.say_occasion(spoken, one) for one in Occasion]
    said += [saying.say_sky(spoken, one) for one in Sky] + [saying.say_slot(spoken, one) for one in Slot]
    said += [saying.say_part(spoken, one) for one in Part] + [
        saying.say_answer(spoken, one) for one in Answer
    ]
    for text in said:
        assert text
        assert not re.search(r"[{}]|\bNone\b", text)
        assert bool(re.search(r"[가-힣]", text)) == (language == "ko"), text


def test_the_physics_is_said_with_its_numbers() -> None:
    english, korean = words("en"), words("ko")
    warm = reason(Why.WARM_ENOUGH)
    assert saying.say_reason(english, warm) == "1.6 clo: within the 1.5–1.9 needed"
    assert saying.say_reason(korean, warm) == "1.6 clo — 필요한 1.5–1.9 안에 들어요"
    off = reason(Why.TAKE_OFF)
    assert saying.say_reason(english, off) == "By day −3°: take off the coat, and 1.6 clo is right"
    assert saying.say_reason(english, off, imperial=True).startswith("By day 26°")
    assert "0.17 in" in saying.say_reason(english, reason(Why.RAIN), imperial=True)
    assert saying.degrees(-0.4) == "0°"
    assert saying.rain(0.44) == "0.4 mm"
    assert saying.wind(4.2, imperial=True) == "9 mph"


def test_one_is_said_as_one() -> None:
    english = words("en")
    assert saying.say_reason(english, Reason(Why.UNWORN, {"days": 1})) == "Not worn for 1 day"
    assert saying.say_lacking(english, Lacking(Lack.SHOWN_ALL, {"count": 1})) == "That was the only outfit"
