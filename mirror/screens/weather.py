"""What it is like outside, as the screens show it: figures, a line of words, an icon."""

import gettext
from typing import NamedTuple

from ..stylist import saying
from ..stylist.weather import values
from ..stylist.weather.values import Sky
from .widgets.brush import Brush
from .widgets.theme import SMALLEST_SHARE, TEXT

SKY_ICONS = {
    Sky.CLEAR: "sun",
    Sky.FAIR: "cloud-sun",
    Sky.CLOUDY: "clouds",
    Sky.FOG: "cloud-fog",
    Sky.RAIN: "cloud-rain",
    Sky.SLEET: "cloud-sleet",
    Sky.SNOW: "cloud-snow",
    Sky.THUNDER: "cloud-lightning-rain",
}


class Weather(NamedTuple):
    """The weather: degrees Celsius, the sky in the person's language, and its icon of mirror/assets/icons.

    fahrenheit: how the degrees are to be read out. high_celsius: of a whole day, whose low is `celsius`.
    """

    celsius: float
    sky: str
    icon: str = ""
    fahrenheit: bool = False
    high_celsius: float | None = None

    @property
    def degrees(self) -> str:
        """Whole degrees with a true minus sign, like "−2°"; of a day like "−5° / 3°"."""
        low = saying.degrees(self.celsius, imperial=self.fahrenheit)
        if self.high_celsius is None:
            return low
        return f"{low} / {saying.degrees(self.high_celsius, imperial=self.fahrenheit)}"

    def sky_within(self, brush: Brush, width_px: int) -> str:
        """The line of words, or only its first part where not even smaller letters of it have room."""
        if brush.width(self.sky, TEXT) * SMALLEST_SHARE <= width_px:
            return self.sky
        return self.sky.partition(" · ")[0]


def as_shown(words: gettext.NullTranslations, weather: values.Weather, *, imperial: bool) -> Weather:
    """The weather of an hour, like "clear · wind 4 m/s"."""
    wind = words.gettext("wind {speed}").format(speed=saying.wind(weather.wind_ms, imperial=imperial))
    sky = f"{saying.say_sky(words, weather.sky)} · {wind}"
    return Weather(weather.celsius, sky, SKY_ICONS[weather.sky], imperial)
