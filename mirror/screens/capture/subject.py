"""Which photo the camera's screen is about, and whether it is shown large. Knows no closet and no widget."""

from ...capture.view import Phase

AT_REST = (Phase.LOOK, Phase.TAKEN)  # nothing has to be framed, so a picture may stand over the preview


class Subject:
    """The newest photo, or an older one that a person has chosen; None once it was found to be right.

    item_id: of the inbox. large: whether it stands over the preview.
    """

    def __init__(self) -> None:
        self.item_id: int | None = None
        self.large = False
        self._asked = False  # a person asked for it, so that it stays longer

    def taken(self, item_id: int) -> None:
        """A new photo: nobody knows yet what it shows."""
        self.item_id, self.large = item_id, False

    def known(self, item_id: int, phase: Phase) -> bool:
        """It is known what this photo shows. True when that is shown large now."""
        if item_id != self.item_id or phase not in AT_REST:
            return False
        self.large, self._asked = True, False
        return True

    def choose(self, item_id: int) -> None:
        """A person wants to see this photo; the one they see already they put away."""
        away = self.large and item_id == self.item_id
        self.item_id, self.large, self._asked = item_id, not away, True

    def settle(self) -> None:
        """Nothing more about it."""
        self.item_id, self.large = None, False

    def go(self, phase: Phase) -> None:
        """The session got so far: what is to be framed must be seen."""
        if phase in (Phase.COUNTDOWN, Phase.BURST) or (not self._asked and phase not in AT_REST):
            self.large = False
