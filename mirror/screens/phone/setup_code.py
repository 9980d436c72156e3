"""The setup code that only the mirror shows, for as long as nobody has an account."""

from ...closet import Closet


class SetupCode:
    """`letters` is what to show; "" once somebody has an account. sample: shown instead of a real one.

    Call `renew` to begin and `look` now and then: a code ends after ten minutes, or after wrong tries.
    """

    def __init__(self, closet: Closet, sample: str = "") -> None:
        self._people = closet.people
        self._sample = sample
        self.letters = ""

    def renew(self) -> None:
        """Make a new code; the one before it ends. Raises what writing to the closet raises."""
        if self._people.any_account():
            self.letters = ""
        else:
            self.letters = self._sample or self._people.new_setup_code()

    def look(self) -> bool:
        """Whether there is something else to show now."""
        before = self.letters
        if self._people.any_account():
            self.letters = ""
        elif not self._sample and not (before and self._people.setup_code_waits()):
            self.renew()
        return self.letters != before
