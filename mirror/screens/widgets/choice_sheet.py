"""A sheet with one pill for each choice."""

from collections.abc import Callable, Sequence
from functools import partial

from pygame import Rect

from .brush import Brush
from .button import Pill
from .damage import Damage
from .label import Label
from .sheet import Sheet
from .theme import GAP, HEADING, TOUCH
from .widget import Widget


class ChoiceSheet(Sheet):
    """A heading and the choices; `picked(index)` on a tap. icons: one for each choice, or none at all."""

    def __init__(
        self,
        damage: Damage,
        brush: Brush,
        heading: str,
        *,
        choices: Sequence[str],
        icons: Sequence[str] = (),
        chosen: int | None,
        picked: Callable[[int], None],
        closed: Callable[[], None],
    ) -> None:
        layout, px = brush.layout, brush.layout.px
        columns = 3 if layout.portrait else max(3, layout.area.width // px(330))
        rows = -(-len(choices) // columns)
        step = px(TOUCH + GAP)
        super().__init__(damage, layout, height=px(152) + rows * step + px(72), closed=closed)
        inner = self.inner
        width = (inner.width - (columns - 1) * px(GAP)) // columns
        parts: list[Widget] = [
            Label(Rect(inner.left, inner.top, inner.width, px(64)), damage, heading, HEADING)
        ]
        for i, words in enumerate(choices):
            place = Rect(
                inner.left + i % columns * (width + px(GAP)),
                inner.top + px(96) + i // columns * step,
                width,
                px(TOUCH),
            )
            parts.append(
                Pill(
                    place,
                    damage,
                    words,
                    partial(picked, i),
                    chosen=i == chosen,
                    raised=True,
                    icon=icons[i] if icons else "",
                )
            )
        self.hold(parts)
