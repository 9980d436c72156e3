"""What "too cold", "right" and "too warm" teach: the right way, within bounds, in any order."""

import random
from datetime import UTC, date, datetime

import msgspec

from mirror.attire import Occasion
from mirror.closet import Felt, Outfit, OutfitState
from mirror.closet.outfit_records import Conditions
from mirror.stylist.learning.thermal import MOST_CELSIUS, learn
from mirror.stylist.learning.values import ThermalOffset
from mirror.stylist.warmth.needed import needed
from mirror.stylist.weather.values import Sky, Weather


def weather(celsius: float) -> Weather:
    return Weather(celsius, 2.0, 60.0, 0.0, Sky.CLOUDY, celsius)


def worn(felt: Felt, celsius: float = 8.0, above_middle_clo: float = 0.0) -> Outfit:
    """An outfit that gave what an average person needs, or so much more."""
    need = needed(weather(celsius))
    given = max(0.0, (need.least_clo + need.neutral_clo) / 2 + above_middle_clo)
    return Outfit(
        id=1,
        person_id=1,
        day=date(2026, 11, 20),
        occasion=Occasion.EVERYDAY,
        state=OutfitState.WORN,
        felt=felt,
        conditions=Conditions(celsius, 2.0, 60.0, 0.0, given, need.least_clo, need.neutral_clo),
        garment_ids=(1, 2),
        decided_at=datetime(2026, 11, 20, 8, tzinfo=UTC),
    )


def width(offset: ThermalOffset) -> float:
    return offset.high_celsius - offset.low_celsius


NOTHING = learn([])


def test_before_any_answer_it_is_nought_and_wide() -> None:
    assert (NOTHING.celsius, NOTHING.answers) == (0.0, 0)
    assert -MOST_CELSIUS < NOTHING.low_celsius < -2 and 2 < NOTHING.high_celsius < MOST_CELSIUS


def test_each_answer_moves_it_its_way() -> None:
    for celsius in (-15.0, 0.0, 8.0, 12.0, 22.0):
        cold, right, warm = (
            learn([worn(felt, celsius)]) for felt in (Felt.TOO_COLD, Felt.RIGHT, Felt.TOO_WARM)
        )
        assert 0.5 < cold.celsius < 3
        assert -3 < warm.celsius < -0.5
        assert abs(right.celsius) < 0.1
        assert width(right) < width(NOTHING)
        assert cold.answers == right.answers == warm.answers == 1


def test_right_in_warm_clothes_is_somebody_who_likes_it_warm() -> None:
    assert learn([worn(Felt.RIGHT, above_middle_clo=0.3)]).celsius > 0.3
    assert learn([worn(Felt.RIGHT, above_middle_clo=-0.3)]).celsius < -0.3
    # Cold in what is too little for everybody says less than cold in what is enough.
    assert learn([worn(Felt.TOO_COLD, above_middle_clo=-0.5)]).celsius < learn([worn(Felt.TOO_COLD)]).celsius


def test_many_answers_stay_within_bounds_and_grow_sure() -> None:
    three, twenty = (learn([worn(Felt.TOO_COLD)] * count) for count in (3, 20))
    assert NOTHING.celsius < three.celsius < twenty.celsius <= MOST_CELSIUS
    assert width(twenty) < width(three) < width(NOTHING)
    assert twenty.high_celsius <= MOST_CELSIUS
    assert learn([worn(Felt.TOO_WARM)] * 500).celsius >= -MOST_CELSIUS


def test_contradictions_stay_near_nought_and_narrow_it() -> None:
    both = learn([worn(Felt.TOO_COLD), worn(Felt.TOO_WARM)] * 10)
    assert abs(both.celsius) < 0.2
    assert width(both) < width(NOTHING) / 2


def test_the_order_of_the_answers_does_not_matter() -> None:
    answers = [worn(felt, celsius) for felt in Felt for celsius in (-7.0, 3.0, 11.0, 17.0)] * 3
    shuffled = list(answers)
    random.Random(7).shuffle(shuffled)
    assert learn(shuffled) == learn(answers)


def test_what_was_not_answered_not_worn_or_in_unknown_weather_says_nothing() -> None:
    said = worn(Felt.TOO_COLD)
    silent = [
        worn(Felt.UNSAID),
        msgspec.structs.replace(said, conditions=None),
        msgspec.structs.replace(said, state=OutfitState.PLANNED),
        msgspec.structs.replace(said, state=OutfitState.SKIPPED),
        worn(Felt.TOO_WARM, 34.0),  # nobody can wear less
    ]
    assert learn(silent) == NOTHING


def test_after_too_cold_the_same_weather_asks_for_more() -> None:
    offset = learn([worn(Felt.TOO_COLD)] * 3).celsius
    before, after = needed(weather(8.0)), needed(weather(8.0), offset)
    assert after.least_clo > before.least_clo
    assert after.neutral_clo > before.neutral_clo
