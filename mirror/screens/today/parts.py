"""The parts of the screen below its head: reasons, the line of warmth, chips, buttons, questions."""

from collections.abc import Callable, Sequence

from pygame import Rect

from ...attire import Occasion
from ...closet.outfit_records import Felt, Outfit, OutfitState
from ...stylist import saying
from ...stylist.advice import Look
from ...stylist.reasons import Lack, Lacking
from ...stylist.weather.values import Answer
from ..look_words import as_fits, other_reasons, warmth_line
from ..stage import Stage
from ..widgets.button import TextLink
from ..widgets.damage import Damage
from ..widgets.label import Label, paragraph
from ..widgets.need_bar import NeedBar
from ..widgets.rail import Chip, Rail
from ..widgets.segments import Segments
from ..widgets.theme import INK, SOFT, STRONG, TEXT
from ..widgets.widget import Widget
from .choosing import Choosing
from .layout import TodayPlaces
from .words import FELT, day_in_short

DAY, FREE, AGAIN = "day", "free", "again"
ASKED_AFTER_S = 3600.0  # nobody knows at once whether they were too cold
# By the line of warmth, by how many there are.
_SAID_OTHERWISE = frozenset({Lack.NOTHING_WARM, Lack.NOTHING_LIGHT, Lack.FEW, Lack.SHOWN_ALL})
_FELT = tuple(FELT)
_ANSWERS = tuple(Answer)


def reasons(
    stage: Stage,
    damage: Damage,
    look: Look,
    at: TodayPlaces,
    *,
    why: Callable[[], None],
    lacking: Sequence[Lacking] = (),
) -> list[Widget]:
    """How warm it is, what is missing, what else speaks for it, and the way to all of that."""
    portrait, brush = stage.layout.portrait, stage.brush
    room = at.reasons
    height = brush.line_height(TEXT)
    gives, means = warmth_line(stage, look)
    missing = [one for one in lacking if one.code not in _SAID_OTHERWISE]
    others = [saying.say_lacking(stage.words, one) for one in missing] + other_reasons(stage, look)
    width = room.width - (at.why.width + stage.layout.px(16) if portrait else 0)
    widgets: list[Widget] = [TextLink(at.why, damage, stage.say("Why?"), why, icon="chevron-up")]
    if portrait:
        line = Rect(room.left, room.top, width, height)
        if means:
            widgets += _warmth(stage, damage, line, gives, means)
            line = line.move(0, height)
        if others:
            widgets.append(Label(line, damage, as_fits(stage, others, TEXT, width), TEXT, SOFT))
        return widgets
    texts = [gives + means] if means else []
    top, first = room.top, True
    for text in [*texts, *others]:
        lines, below = paragraph(
            Rect(room.left, top, room.width, 0), damage, brush, text, colour=INK if first else SOFT
        )
        if below > room.bottom:
            break
        widgets += lines
        top, first = below + stage.layout.px(6), False
    return widgets


def _warmth(stage: Stage, damage: Damage, line: Rect, gives: str, means: str) -> list[Widget]:
    """The figure is bold as long as the whole sentence has room at its full size."""
    brush = stage.brush
    bold = brush.width(gives, STRONG)
    if bold + brush.width(means, TEXT) > line.width:
        return [Label(line, damage, gives + means, TEXT, INK)]
    rest = Rect(line.left + bold, line.top, line.width - bold, line.height)
    return [
        Label(Rect(line.left, line.top, bold, line.height), damage, gives, STRONG, INK),
        Label(rest, damage, means, TEXT, SOFT),
    ]


def need_bar(damage: Damage, look: Look, place: Rect) -> list[Widget]:
    """The line of warmth, where the weather is known."""
    known = look.conditions
    if known is None:
        return []
    for reason in look.reasons:
        if {
            "least_clo",
            "neutral_clo",
            "given_clo",
        } <= reason.numbers.keys() and "celsius" not in reason.numbers:
            return [
                NeedBar(
                    place,
                    damage,
                    given_clo=reason.numbers["given_clo"],
                    least_clo=reason.numbers["least_clo"],
                    neutral_clo=reason.numbers["neutral_clo"],
                )
            ]
    return []


def weather_question(
    stage: Stage, damage: Damage, at: TodayPlaces, answer: Callable[[Answer], None]
) -> list[Widget]:
    """What is it like outside? In the place of the reasons and of the line."""
    portrait, px = stage.layout.portrait, stage.layout.px
    say = stage.say
    top = at.reasons.top if portrait else at.counter.bottom
    bottom = at.need.bottom
    segments = Rect(at.need.left, bottom - px(96), at.need.width, px(96))
    words = say("What is it like outside?")
    if stage.preferences.latitude is None:
        words = say("What is it like outside? Set a place on the phone for forecasts.")
    room = Rect(at.reasons.left, top, at.reasons.width, segments.top - px(8) - top)
    lines: list[Label] = [Label(room, damage, words, TEXT, SOFT)]
    if not portrait:
        lines, _ = paragraph(room, damage, stage.brush, words, colour=SOFT)
    choices = [saying.say_answer(stage.words, one) for one in _ANSWERS]
    return [*lines, Segments(segments, damage, choices, None, lambda index: answer(_ANSWERS[index]))]


def chips(
    stage: Stage, damage: Damage, at: TodayPlaces, choosing: Choosing, picked: Callable[[object], None]
) -> Rail:
    """The day, the occasions; the way back to all garments where some were asked for or left out; to choose again
    where the button for that has given way to a question.
    """
    wishes, decided = choosing.wishes, choosing.decided
    rail = Rail(at.chips, damage, stage.brush, picked, inset_px=at.inset_px)
    row = [Chip(DAY, day_in_short(stage, wishes.day, stage.clock.now().date()), icon="calendar3")]
    row += [Chip(one, saying.say_occasion(stage.words, one)) for one in Occasion]
    if wishes.narrowed:
        row.insert(1, Chip(FREE, stage.say("Any garments"), icon="x-lg"))
    if decided is not None and may_be_asked(stage, decided.outfit):
        row.append(Chip(AGAIN, stage.say("Choose again"), icon="arrow-repeat"))
    rail.set_chips(row, wishes.occasion, reveal=False)
    return rail


def how_it_felt(
    stage: Stage, damage: Damage, outfit: Outfit, place: Rect, felt: Callable[[Felt], None]
) -> Segments:
    """Was it too cold, right, too warm?"""
    chosen = _FELT.index(outfit.felt) if outfit.felt in _FELT else None
    words = [stage.say(text) for text in FELT.values()]
    return Segments(place, damage, words, chosen, lambda index: felt(_FELT[index]))


def may_be_asked(stage: Stage, outfit: Outfit) -> bool:
    """Whether it was worn, and somebody can know by now how it felt, or has said so."""
    if outfit.state is not OutfitState.WORN:
        return False
    since_s = (stage.clock.now() - outfit.decided_at).total_seconds()
    return outfit.felt is not Felt.UNSAID or since_s >= ASKED_AFTER_S
