"""Predicted mean votes against table D.1 of ISO 7730:2005."""

import pytest

from mirror.stylist.warmth.air import CLO, Air
from mirror.stylist.warmth.pmv import insulation_for, vote

MET = 58.15  # W/m2


@pytest.mark.parametrize(
    ("celsius", "radiant", "speed_ms", "others"),
    [
        # Twelve of its thirteen lines: those that pythermalcomfort's validation data have.
        (22.0, 22.0, 0.1, (60, 1.2, 0.5, -0.75)),
        (27.0, 27.0, 0.1, (60, 1.2, 0.5, 0.77)),
        (27.0, 27.0, 0.3, (60, 1.2, 0.5, 0.44)),
        (23.5, 25.5, 0.1, (60, 1.2, 0.5, -0.01)),
        (23.5, 25.5, 0.3, (60, 1.2, 0.5, -0.55)),
        (19.0, 19.0, 0.1, (40, 1.2, 1.0, -0.60)),
        (23.5, 23.5, 0.3, (40, 1.2, 1.0, 0.12)),
        (23.0, 21.0, 0.1, (40, 1.2, 1.0, 0.05)),
        (23.0, 21.0, 0.3, (40, 1.2, 1.0, -0.16)),
        (22.0, 22.0, 0.1, (60, 1.6, 0.5, 0.05)),
        (27.0, 27.0, 0.1, (60, 1.6, 0.5, 1.17)),
        (27.0, 27.0, 0.3, (60, 1.6, 0.5, 0.95)),
    ],
)
def test_the_table_of_the_standard(
    celsius: float, radiant: float, speed_ms: float, others: tuple[float, float, float, float]
) -> None:
    humidity, met, clo, pmv = others
    given = vote(Air(celsius, speed_ms, humidity), met * MET, clo * CLO, radiant)
    assert given == pytest.approx(pmv, abs=0.015)


@pytest.mark.parametrize("wanted", [-1.0, -0.5, 0.0])
@pytest.mark.parametrize("celsius", [5.0, 12.0, 20.0])
def test_the_insulation_gives_the_vote_that_was_wanted(celsius: float, wanted: float) -> None:
    air = Air(celsius, 0.6, 60)
    insulation = insulation_for(wanted, air, 116)
    assert insulation > 0
    assert vote(air, 116, insulation) == pytest.approx(wanted, abs=1e-3)


def test_where_nothing_is_cool_enough_nothing_is_asked_for() -> None:
    assert insulation_for(0, Air(33, 0.4, 80), 116) == 0
    assert insulation_for(0, Air(45, 0.4, 100), 116) == 0
