"""What has been learnt of a person."""

import msgspec


class ThermalOffset(msgspec.Struct, frozen=True):
    """How this person feels the temperature. celsius: above 0 who likes it warmer: the air counts as colder.

    low_celsius, high_celsius: where it lies with a probability of 80 percent. answers: how many it stands on.
    """

    celsius: float
    low_celsius: float
    high_celsius: float
    answers: int


class Taste(msgspec.Struct, frozen=True):
    """What this person likes: from -1 (passed over) to 1 (often chosen), 0 for what is not known.

    colours: by name. pairs: by two numbers of garments, the lower first. chosen, passed: of how many outfits.
    """

    colours: dict[str, float] = {}
    pairs: dict[tuple[int, int], float] = {}
    chosen: int = 0
    passed: int = 0
