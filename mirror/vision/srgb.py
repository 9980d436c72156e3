"""sRGB and light (IEC 61966-2-1): what an 8-bit value means, and back."""

import numpy as np
from numpy.typing import NDArray

_VALUES = np.arange(256) / 255

# Light, 0 to 1, of each 8-bit value.
LINEAR: NDArray[np.float64] = np.where(
    _VALUES <= 0.04045, _VALUES / 12.92, ((_VALUES + 0.055) / 1.055) ** 2.4
)
LUMINANCE: NDArray[np.float64] = np.array([0.2126, 0.7152, 0.0722])  # of red, green and blue light


def shown(light: NDArray[np.floating]) -> NDArray[np.floating]:
    """The 8-bit values, as fractions 0 to 255, that show light of 0 to 1, of any shape."""
    return 255 * np.where(light <= 0.0031308, light * 12.92, 1.055 * light ** (1 / 2.4) - 0.055)
