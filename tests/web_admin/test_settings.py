"""What an owner chooses for the mirror with a phone: kept by the closet, or refused in a sentence."""

import pytest

from mirror.closet import Closet, Person, Preferences
from mirror.config import Settings, WeatherSettings
from web_admin import create_app

from .conftest import Phone

CHOSEN = {"brightness": "40", "language": "en", "units": "imperial", "clock_after_s": "300",
          "dark_after_s": "1800", "off_after_s": "604800"}  # fmt: skip


@pytest.fixture
def owner(closet: Closet, jieun: Person, phone: Phone) -> Phone:
    closet.people.set_role(jieun.id, "owner")
    return phone


def test_the_mirror_gets_what_was_chosen(owner: Phone, closet: Closet) -> None:
    assert owner.post("/household/settings", CHOSEN).status_code == 303
    assert closet.preferences.get() == Preferences(
        40, 300, 1800, 604800, None, sound=False, units="imperial", language="en"
    )
    text = owner.get("/household/settings").text
    assert '<option value="300" selected>5 minutes</option>' in text
    assert '<option value="604800" selected>not at all</option>' in text
    assert owner.post("/household/settings", {**CHOSEN, "sound": "on", "language": ""}).status_code == 303
    assert (closet.preferences.get().sound, closet.preferences.get().language) == (True, None)


@pytest.mark.parametrize(
    ("key", "value", "sentence"),
    [
        ("brightness", "5", "from 10 to 100 percent"),
        ("brightness", "bright", "from 10 to 100 percent"),
        ("units", "cubits", "in centimetres or in inches"),
        ("language", "tlh", "speaks Korean or English"),
        ("clock_after_s", "soon", "10 seconds to 7 days"),
        ("off_after_s", "9999999", "10 seconds to 7 days"),
        ("dark_after_s", "120", "choose times that become longer"),
    ],
)
def test_what_cannot_be_is_said_and_changes_nothing(
    owner: Phone, closet: Closet, key: str, value: str, sentence: str
) -> None:
    answer = owner.post("/household/settings", {**CHOSEN, key: value})
    assert answer.status_code == 400
    assert sentence in answer.text
    assert closet.preferences.get() == Preferences()


def test_a_refused_card_keeps_what_was_typed_and_the_others_what_is_kept(
    owner: Phone, closet: Closet
) -> None:
    closet.preferences.change(sound=True, place_name="서울", latitude=37.5, longitude=127.0)
    form = {"place_name": "뉴욕", "latitude": "91", "longitude": "7"}
    text = owner.post("/household/settings/place", form).text
    assert 'value="뉴욕"' in text
    assert 'name="sound" checked' in text
    text = owner.post("/household/settings", {**CHOSEN, "dark_after_s": "120"}).text
    assert 'name="sound" checked' not in text
    assert 'value="서울"' in text


def test_it_may_never_fall_asleep(owner: Phone, closet: Closet) -> None:
    never = dict.fromkeys(("clock_after_s", "dark_after_s", "off_after_s"), "604800")
    assert owner.post("/household/settings", CHOSEN | never).status_code == 303
    assert closet.preferences.get().clock_after_s == 604800


def test_the_rotation(owner: Phone, closet: Closet) -> None:
    assert owner.post("/household/settings/rotation", {"rotation": "270"}).status_code == 303
    assert closet.preferences.get().rotation == 270
    assert 'value="270" aria-pressed="true"' in owner.get("/household/settings").text
    answer = owner.post("/household/settings/rotation", {"rotation": "45"})
    assert answer.status_code == 400
    assert "turned by 0, 90, 180 or 270 degrees" in answer.text
    assert closet.preferences.get().rotation == 270


def test_the_place_for_the_weather(owner: Phone, closet: Closet) -> None:
    def place(name: str, latitude: str, longitude: str) -> int:
        form = {"place_name": name, "latitude": latitude, "longitude": longitude}
        return owner.post("/household/settings/place", form).status_code

    assert place("서울 마포구", "37,56653", " 126.978° ") == 303
    kept = closet.preferences.get()
    assert (kept.place_name, kept.latitude, kept.longitude) == ("서울 마포구", 37.5665, 126.978)
    for wrong in (("", "91", "0"), ("", "0", "181"), ("", "37.5", ""), ("", "north", "1"), ("", "nan", "1"),
                  ("", "inf", "1"), ("a" * 81, "1", "1")):  # fmt: skip
        assert place(*wrong) == 400, wrong
        assert closet.preferences.get() == kept
    assert place("Ushuaia", "\N{MINUS SIGN}54.8", "-68.3") == 303
    assert closet.preferences.get().latitude == -54.8
    assert place("", "", "") == 303
    assert closet.preferences.get() == Preferences()


def test_a_city_of_the_list_needs_no_numbers(owner: Phone, closet: Closet) -> None:
    def place(name: str, latitude: str = "", longitude: str = "") -> int:
        form = {"place_name": name, "latitude": latitude, "longitude": longitude}
        return owner.post("/household/settings/place", form).status_code

    def kept() -> tuple[str, float | None, float | None]:
        chosen = closet.preferences.get()
        return chosen.place_name, chosen.latitude, chosen.longitude

    assert place("강릉") == 303
    assert kept() == ("강릉", 37.75, 128.88)
    assert place("seoul", "37.75", "128.88") == 303, "the numbers of the city before still stood in the form"
    assert kept() == ("seoul", 37.57, 126.98)
    assert place("seoul", "37.5", "127.1") == 303, "somebody knows better"
    assert kept() == ("seoul", 37.5, 127.1)
    assert place("Grandmother's") == 400
    assert kept() == ("seoul", 37.5, 127.1)
    text = owner.get("/household/settings").text
    assert '<option value="Gangneung">강릉</option>' in text


@pytest.mark.parametrize(
    ("weather", "said"),
    [
        (WeatherSettings(), "Open-Meteo</a>"),
        (WeatherSettings(contact="me@example.org"), "and the contact of the mirror"),
        (WeatherSettings(contact="me@example.org"), "MET Norway</a>"),
        (WeatherSettings(provider="met-norway"), "before a contact stands in"),
        (WeatherSettings(provider="none"), "No forecast is fetched"),
    ],
)
def test_whose_forecast_it_is(closet: Closet, jieun: Person, weather: WeatherSettings, said: str) -> None:
    closet.people.set_role(jieun.id, "owner")
    phone = Phone(create_app(closet, Settings(weather=weather), secret_key=b"k" * 32))
    phone.sign_in(jieun.name)
    assert said in phone.get("/household/settings").text
