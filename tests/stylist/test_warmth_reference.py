"""Both standards against pythermalcomfort, somebody else's implementation of them."""

from itertools import product

import pytest

from mirror.stylist.warmth.air import CLO, Air
from mirror.stylist.warmth.ireq import Strain, required, required_basic_clo
from mirror.stylist.warmth.pmv import vote

MET = 58.15  # W/m2
WATTS, WALKING_MS, PERMEABILITY = 116.0, 0.31, 8.0


def test_another_implementation_gives_the_same() -> None:
    """One test for all of it: the import alone takes seconds."""
    reason = "pythermalcomfort is not installed: pip install '.[test]'"
    models = pytest.importorskip("pythermalcomfort.models", reason=reason)

    mild = [Air(*one) for one in product((12.0, 21.0, 29.0), (0.1, 0.5, 0.9), (30.0, 80.0))]
    theirs = models.pmv_ppd_iso(
        tdb=[air.celsius for air in mild],
        tr=[air.celsius for air in mild],
        vr=[air.speed_ms for air in mild],
        rh=[air.humidity_percent for air in mild],
        met=[WATTS / MET] * len(mild),
        clo=[0.8] * len(mild),
        limit_inputs=False,
    )
    assert [vote(air, WATTS, 0.8 * CLO) for air in mild] == pytest.approx(list(theirs.pmv), abs=0.01)

    cold = [Air(*one) for one in product((-30.0, -8.0, 9.0), (0.4, 2.0, 9.0), (30.0, 90.0))]
    briefly = [_basic(air, Strain.MINIMAL, debt=20.0) for air in cold]
    theirs = models.ireq(
        tdb=[air.celsius for air in cold],
        tr=[air.celsius for air in cold],
        vr=[air.speed_ms for air in cold],
        rh=[air.humidity_percent for air in cold],
        met=[WATTS / MET] * len(cold),
        clo=briefly,
        p=[PERMEABILITY] * len(cold),
        walk_sp=[WALKING_MS] * len(cold),
        round_output=False,
    )
    for strain, ireq, icl in (
        (Strain.MINIMAL, theirs.ireq_min, theirs.icl_min),
        (Strain.NEUTRAL, theirs.ireq_neutral, theirs.icl_neutral),
    ):
        ours = [required(air, WATTS, WALKING_MS, strain) / CLO for air in cold]
        assert ours == pytest.approx(list(ireq), abs=0.01)
        assert [_basic(air, strain) for air in cold] == pytest.approx(list(icl), abs=0.01)
    # 40 W h/m2 at 20 W/m2 last two hours.
    assert list(theirs.dle_min) == pytest.approx([2.0] * len(cold), abs=0.1)


def _basic(air: Air, strain: Strain, debt: float = 0.0) -> float:
    return required_basic_clo(air, WATTS, WALKING_MS, strain, permeability=PERMEABILITY, debt=debt)
