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


def lab(rgb: tuple[int, int, int]) -> NDArray[np.float64]:
    """CIELAB (L 0-100, a, b), D65, of 8-bit sRGB."""
    to_xyz = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
    white = np.array([0.9505, 1.0, 1.089])
    light = to_xyz @ LINEAR[list(rgb)] / white
    root = np.where(light > 0.008856, np.cbrt(light), 7.787 * light + 16 / 116)
    return np.array([116 * root[1] - 16, 500 * (root[0] - root[1]), 200 * (root[1] - root[2])])
