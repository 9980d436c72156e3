"""The table that people read: what is proposed for each situation, and why."""

from pathlib import Path

from mirror.locale import words
from mirror.stylist.advice import Advice, Wish
from mirror.stylist.learning.values import Taste
from mirror.stylist.outfits.dresser import Dresser
from mirror.stylist.outfits.history import History
from mirror.stylist.outfits.setting import setting
from mirror.stylist.planning.laundry import wears_before_wash
from mirror.stylist.saying import degrees, rain, say_lacking, say_occasion, say_reason, say_sky, wind

from .capsule import capsule
from .situations import SITUATIONS, Situation

FILE = Path(__file__).parent / "outfits.txt"
_HEAD = """\
What the stylist proposes for 24 days, from the forty garments of capsule.py and what is taken along. A test
compares; `python -m tests.stylist.golden` writes it anew: read every line that changed before it is kept, and wear
it in your mind.
"""


def advise(situation: Situation) -> Advice:
    """The three best outfits of the capsule wardrobe for a situation."""
    garments = capsule()
    history = History(
        days={},
        outfits=(),
        taste=Taste(),
        wears_before_wash={one.id: wears_before_wash(one, {}) for one in garments},
    )
    air = setting(situation.day, situation.occasion, situation.weather(), 0.0)
    wish = Wish(day=situation.day, occasion=situation.occasion)
    return Dresser(garments, air, history).advise(wish, 0.0, None)


def table() -> str:
    """The whole of it."""
    english = words("en")
    lines = [_HEAD]
    for number, situation in enumerate(SITUATIONS, 1):
        advice = advise(situation)
        air = " / ".join(degrees(one) for one in (situation.morning, situation.noon, situation.evening))
        falls = f", {rain(situation.rain_mm)}" if situation.rain_mm else ""
        need = advice.need
        assert need is not None
        sky = f"{say_sky(english, situation.sky)}{falls}, wind {wind(situation.wind_ms)}"
        asks = f"needs {need.least_clo:.2f}–{need.neutral_clo:.2f} clo"
        lines.append(f"{number}. {say_occasion(english, situation.occasion)}: {air}, {sky}; {asks}")
        lines += [f"   ! {say_lacking(english, lack)}" for lack in advice.lacking]
        for letter, look in zip("abc", advice.looks, strict=False):
            lines.append(f"   {letter} {', '.join(garment.name for garment in look.garments)}")
            told = [say_reason(english, one) for one in look.reasons if one.code not in ("never-worn",)]
            lines.append(f"     {'; '.join(told)}")
        lines.append("")
    return "\n".join(lines)
