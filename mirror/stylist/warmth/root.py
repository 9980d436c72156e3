"""The one search that both standards need: with how much insulation a body keeps its heat."""

from collections.abc import Callable

_MOST = 3.0  # m2 K/W, some 19 clo; more than anybody can put on
_FINE = 1e-6  # m2 K/W


def least_insulation(balance: Callable[[float], float]) -> float:
    """The insulation, 0 to 3 m2 K/W, from which on a body keeps its heat.

    balance: of an insulation in m2 K/W, below 0 where the body gives away more heat than it has to give. Found by
    halving, to a millionth: always answers, and after the same number of steps.
    """
    if balance(0.0) >= 0:
        return 0.0
    cools, keeps = 0.0, _MOST
    while keeps - cools > _FINE:
        middle = (cools + keeps) / 2
        if balance(middle) < 0:
            cools = middle
        else:
            keeps = middle
    return keeps
