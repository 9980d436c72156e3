"""The sheets of what to wear today: a garment's menu, all reasons, the day."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from pygame import Rect

from ...closet import Garment
from ...stylist import saying
from ...stylist.advice import DAYS_AHEAD, Advice, Look
from ..look_words import other_reasons, warmth_line
from ..stage import Stage
from ..widgets.choice_sheet import ChoiceSheet
from ..widgets.column import Column
from ..widgets.damage import Damage
from ..widgets.label import Label, paragraph
from ..widgets.menu_sheet import MenuItem, MenuSheet
from ..widgets.names import drawable
from ..widgets.sheet import Sheet
from ..widgets.theme import HEADING, INK, QUIET, SMALL, SOFT, TEXT, Colour, Style
from ..widgets.widget import Widget
from .words import day_in_short, known_by, parts_in_words


def garment_menu(
    stage: Stage,
    damage: Damage,
    garment: Garment,
    *,
    pinned: bool,
    look_at: Callable[[], None],
    pin: Callable[[], None],
    leave_out: Callable[[], None],
    closed: Callable[[], None],
) -> MenuSheet:
    """Look at it, ask for outfits with it, ask for outfits without it."""
    say = stage.say
    name = drawable(stage.brush, garment.name) or stage.name_of(garment.category)
    keep = (
        MenuItem("pin-angle-fill", say("No longer always with this one"), pin)
        if pinned
        else MenuItem("pin-angle-fill", say("Outfits with this one"), pin)
    )
    items = [
        keep,
        MenuItem("x-circle", say("Outfits without this one"), leave_out),
        MenuItem("eye", say("Look at it"), look_at),
    ]
    return MenuSheet(damage, stage.brush, name, items, closed=closed)


def day_choice(
    stage: Stage,
    damage: Damage,
    today: date,
    chosen: date,
    *,
    picked: Callable[[date], None],
    closed: Callable[[], None],
) -> ChoiceSheet:
    """Today and the days that can be dressed for."""
    days = [today + timedelta(days=number) for number in range(DAYS_AHEAD + 1)]

    def pick(index: int) -> None:
        closed()
        picked(days[index])

    return ChoiceSheet(
        damage,
        stage.brush,
        stage.say("Which day?"),
        choices=[day_in_short(stage, day, today) for day in days],
        chosen=days.index(chosen) if chosen in days else None,
        picked=pick,
        closed=closed,
    )


class WhySheet(Sheet):
    """The weather in figures, what the outfit gives, all that speaks for it, what is missing."""

    def __init__(
        self, stage: Stage, damage: Damage, look: Look, advice: Advice | None, *, closed: Callable[[], None]
    ) -> None:
        px, layout = stage.layout.px, stage.layout
        width = layout.content.width
        self._stage = stage
        parts, height = _why(stage, damage, look, advice, width)
        super().__init__(damage, layout, height=px(152) + height + px(56), closed=closed)
        inner = self.inner
        head = Label(Rect(inner.left, inner.top, inner.width, px(64)), damage, stage.say("Why this"), HEADING)
        room = Rect(inner.left, inner.top + px(88), inner.width, inner.bottom - px(24) - inner.top - px(88))
        for part in parts:
            part.rect = part.rect.move(room.topleft)
        if height <= room.height:
            self.hold([head, *parts])
            return
        column = Column(room, damage, layout)
        column.hold(parts, height)
        self.hold([head, column])


def _why(
    stage: Stage, damage: Damage, look: Look, advice: Advice | None, width_px: int
) -> tuple[list[Widget], int]:
    """Its lines from (0, 0) down, and how high they are together, in pixels."""
    px = stage.layout.px
    widgets: list[Widget] = []
    top = 0
    for number, (texts, style, colour) in enumerate(_blocks(stage, look, advice)):
        top += px(20) if number else 0
        for text in texts:
            lines, top = paragraph(
                Rect(0, top, width_px, 0), damage, stage.brush, text, style=style, colour=colour
            )
            widgets += lines
            top += px(4)
    return widgets, top


def _blocks(stage: Stage, look: Look, advice: Advice | None) -> Sequence[tuple[list[str], Style, Colour]]:
    """The texts that belong together, with how they are written; none is empty."""
    gives, means = warmth_line(stage, look)
    reasons = [gives + means] if means else []
    blocks = [(reasons, TEXT, INK), (other_reasons(stage, look), TEXT, SOFT)]
    if advice is not None:
        if advice.weather is not None:
            figures = [parts_in_words(stage, advice.weather), known_by(stage, advice.weather)]
            blocks.append(([text for text in figures if text], SMALL, QUIET))
        missing = [saying.say_lacking(stage.words, lacking) for lacking in advice.lacking]
        blocks.append((missing, SMALL, QUIET))
    return [block for block in blocks if block[0]]
