"""A range of clothing insulation, in clo."""

import msgspec


class Need(msgspec.Struct, frozen=True):
    """What the weather asks for: at least `least_clo` (one is slightly cool), at `neutral_clo` one is neither."""

    least_clo: float
    neutral_clo: float

    def lacks(self, given_clo: float) -> float:
        """How much is missing below the range, 0 where it is enough, in clo."""
        return max(0.0, self.least_clo - given_clo)

    def exceeds(self, given_clo: float) -> float:
        """How much there is above the range, 0 where it is not too much, in clo."""
        return max(0.0, given_clo - self.neutral_clo)
