"""One line below what somebody puts together: how warm it is for today, and what its colours do."""

from contextlib import suppress

from pygame import Rect

from ...errors import MirrorError
from ...stylist.advice import Look, Wish
from ..look_words import as_fits, other_reasons, warmth_line
from ..stage import Stage
from ..thinking import Thought
from ..widgets.damage import Damage
from ..widgets.label import Label
from ..widgets.theme import QUIET, SMALL


class RatingLine(Label):
    """Asks the stylist beside the drawing thread, and says nothing until it has answered, or where it cannot."""

    def __init__(self, rect: Rect, damage: Damage, stage: Stage) -> None:
        super().__init__(rect, damage, "", SMALL, QUIET, anchor="centre")
        self._stage = stage
        self._thought: Thought[Look] | None = None

    def rate(self, person_id: int, garment_ids: frozenset[int], wish: Wish) -> None:
        """Say it of these, in place of those before."""
        stylist = self._stage.stylist
        self._thought = self._stage.thinking.ask(self, lambda: stylist.rate(person_id, garment_ids, wish))
        self.update(0)

    def say_nothing(self) -> None:
        """There is nothing to be said now."""
        self._thought = None
        self._say("")

    def update(self, dt_s: float) -> None:  # noqa: ARG002  (an answer comes, time does not matter)
        if self._thought is None or not self._thought.over:
            return
        thought, self._thought = self._thought, None
        words = ""
        with suppress(MirrorError):  # some of it is gone or put away: there is nothing to be said of it
            look = thought.take()
            gives, means = warmth_line(self._stage, look)
            parts = [gives + means] if means else []
            words = as_fits(self._stage, [*parts, *other_reasons(self._stage, look)], SMALL, self.rect.width)
        self._say(words)

    def _say(self, words: str) -> None:
        if words != self.words:
            self.words = words
            self.mark()
