"""What there is to say of an outfit, as the screens write it."""

from collections.abc import Sequence

from ..stylist import saying
from ..stylist.advice import Look
from ..stylist.reasons import Why
from .stage import Stage
from .widgets.theme import SMALLEST_SHARE, Style

_WARMTH = frozenset({Why.WARM_ENOUGH, Why.TOO_LIGHT, Why.TOO_WARM})
_CLO = " clo"


def warmth_line(stage: Stage, look: Look) -> tuple[str, str]:
    """What it gives in clo, and what that means today: the two halves of one sentence; both empty where the weather
    is not known.
    """
    for reason in look.reasons:
        if reason.code in _WARMTH:
            said = saying.say_reason(stage.words, reason, imperial=stage.imperial)
            number, clo, rest = said.partition(_CLO)
            return (number + clo, rest) if clo else ("", said)
    return "", ""


def other_reasons(stage: Stage, look: Look) -> list[str]:
    """All the others, the most telling first."""
    return [
        saying.say_reason(stage.words, reason, imperial=stage.imperial)
        for reason in look.reasons
        if reason.code not in _WARMTH
    ]


def as_fits(stage: Stage, parts: Sequence[str], style: Style, width_px: int) -> str:
    """As many of these as one line of this width holds, one at least if need be in small letters; "" for none."""
    brush, line = stage.brush, ""
    for part in parts:
        longer = f"{line} · {part}" if line else part
        if brush.width(longer, style) * (1 if line else SMALLEST_SHARE) < width_px:
            line = longer
    return line or next(iter(parts), "")
