"""otjang outfits: for people and for scripts, with the weather given, forecast or unknown to anybody."""

import json
from datetime import date, timedelta

import pytest

from mirror.attire import Occasion
from mirror.categories import Category
from mirror.cli.outfits import with_joined_weather
from mirror.clock import SystemClock
from mirror.closet import Closet, Person
from mirror.stylist.advice import DAYS_AHEAD, Wish
from mirror.stylist.stylist import Stylist
from mirror.stylist.weather.daily import steady_day
from mirror.stylist.weather.kept import KeptWeather
from mirror.stylist.weather.values import Origin


@pytest.fixture
def clothes(person: Person, closet: Closet, make_garment) -> dict[str, int]:
    """A few clothes, by name."""
    kinds = {
        "흰 셔츠": Category.SHIRT,
        "black pullover": Category.PULLOVER,
        "navy chinos": Category.TROUSER,
        "heavy wool coat": Category.COAT,
        "": Category.ANKLE_BOOT,
    }
    made = {name: make_garment(person.id, category, (30, 30, 40)) for name, category in kinds.items()}
    for name, number in made.items():
        closet.garments.describe(person.id, number, name=name)
    return made


def test_people_read_the_weather_the_need_and_why(otjang, clothes: dict[str, int]) -> None:
    outcome = otjang("outfits", "--person", "지은", "--weather", "-2,4,3", "--occasion", "work")
    assert (outcome.status, outcome.err) == (0, "")
    lines = outcome.out.splitlines()
    today = SystemClock().now().date()
    assert lines[0] == f"지은, {today:%A} {today.isoformat()}, work"
    assert lines[1] == "−2 °C, feels like −7 °C, wind 4 m/s, snow 3 mm (given)"
    assert lines[2].endswith(" clo needed")
    first = next(line for line in lines if line.startswith("1. "))
    assert " clo: heavy wool coat, " in first
    assert first.endswith("red ankle boot"), "what has no name is called by what it looks like"
    assert any(line.startswith("   - ") and "needed" in line for line in lines)


def test_scripts_read_the_very_answer_that_the_faces_get(
    otjang, closet: Closet, person: Person, clothes: dict[str, int]
) -> None:
    told = json.loads(otjang("outfits", "--person", "지은", "--weather", "-2,4,3", "--json").out)
    clock, today = SystemClock(), SystemClock().now().date()
    given = steady_day(today, Origin.GIVEN, celsius=-2, wind_ms=4, rain_mm=3)
    advice = Stylist(closet, clock, KeptWeather(closet, clock)).advise(
        person.id, Wish(day=today, weather=given)
    )
    assert [[one["id"] for one in outfit["garments"]] for outfit in told["outfits"]] == [
        [one.id for one in look.garments] for look in advice.looks
    ]
    assert [reason["code"] for reason in told["outfits"][0]["reasons"]] == [
        reason.code for reason in advice.looks[0].reasons
    ]
    assert advice.need is not None
    assert told["need"] == {"least_clo": advice.need.least_clo, "neutral_clo": advice.need.neutral_clo}
    assert (told["weather"]["origin"], told["weather"]["snow"]) == ("given", True)
    assert (told["person"]["name"], told["occasion"]) == ("지은", "everyday")


def test_the_occasion_that_a_person_chose_is_meant(otjang, closet: Closet, person: Person) -> None:
    closet.styling.change(person.id, occasion=Occasion.SPORT)
    assert json.loads(otjang("outfits", "--person", "지은", "--json").out)["occasion"] == "sport"
    named = otjang("outfits", "--person", "지은", "--occasion", "work", "--json")
    assert json.loads(named.out)["occasion"] == "work"


def test_with_no_weather_it_says_what_to_do_and_answers(otjang, clothes: dict[str, int]) -> None:
    tomorrow = SystemClock().now().date() + timedelta(days=1)
    outcome = otjang("outfits", "--person", "지은", "--date", tomorrow)
    assert outcome.status == 0
    assert "Nobody knows the weather of this day" in outcome.out
    assert "choose a place in the phone's settings" in outcome.out
    assert "\n1. " in outcome.out
    told = json.loads(otjang("outfits", "--person", "지은", "--date", tomorrow, "--json").out)
    assert (told["weather"], told["need"], told["day"]) == (None, None, tomorrow.isoformat())
    assert told["outfits"]


def test_who_has_no_clothes_is_told_so(otjang, person: Person) -> None:
    outcome = otjang("outfits", "--person", "지은", "--weather", "12,3,0")
    assert outcome.status == 0
    assert outcome.out.splitlines()[-1] == "There are no clothes here yet: photograph some."


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--weather", "12,3"), "'12,3' is no weather"),
        (("--weather", "warm"), "'warm' is no weather"),
        (("--weather", "-99,0,0"), "'-99,0,0' is no weather"),
        (("--weather", "12,3,-1"), "'12,3,-1' is no weather"),
        (("--weather", "nan,3,0"), "'nan,3,0' is no weather"),
        (("--weather",), "expected one argument"),
        (("--date", "2026-02-30"), "'2026-02-30' is no day"),
        (("--date", "20261130"), "'20261130' is no day"),
        (("--occasion", "ball"), "invalid choice: 'ball'"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_what_cannot_be_meant_is_wrong_usage(
    otjang, person: Person, arguments: tuple[str, ...], says: str
) -> None:
    outcome = otjang("outfits", "--person", "지은", *arguments)
    assert (outcome.status, outcome.out) == (2, "")
    assert says in outcome.err.splitlines()[-1]


def test_nobody_and_never_are_one_line(otjang, person: Person) -> None:
    assert otjang("outfits", "--person", "지운") == (
        1,
        "",
        "otjang: there is no '지운'; see `otjang people`\n",
    )
    far = SystemClock().now().date() + timedelta(days=DAYS_AHEAD + 2)
    for day in (far, date(2020, 1, 1)):
        outcome = otjang("outfits", "--person", "지은", "--date", day)
        assert (outcome.status, outcome.out) == (1, "")
        assert outcome.err == f"otjang: outfits are proposed for today and the {DAYS_AHEAD} days after it\n"


def test_only_a_temperature_below_zero_is_joined_to_its_option() -> None:
    assert with_joined_weather(["outfits", "--weather", "-2,4,0", "--json"]) == [
        *("outfits", "--weather=-2,4,0", "--json"),
    ]
    for words in (["--weather", "--json"], ["--weather", "2,4,0"], ["--port", "-2"], ["--weather"]):
        assert with_joined_weather(words) == words
