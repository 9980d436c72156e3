"""What it is like outside, as the screens show it. Whoever knows the weather hands it in."""

from typing import NamedTuple


class Weather(NamedTuple):
    """The weather now: degrees Celsius, the sky in the person's language, and its icon of mirror/assets/icons.

    fahrenheit: how the degrees are to be read out.
    """

    celsius: float
    sky: str
    icon: str = ""
    fahrenheit: bool = False

    @property
    def degrees(self) -> str:
        """Whole degrees with a true minus sign, like "−2°"."""
        whole = round(self.celsius * 9 / 5 + 32 if self.fahrenheit else self.celsius)
        return f"{'−' if whole < 0 else ''}{abs(whole)}°"
