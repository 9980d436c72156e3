"""The dot of each colour name, as 8-bit sRGB.

Copied from `mirror.vision.colours`, which would bring OpenCV into here. A test holds that both are the same.
"""

DOTS: dict[str, tuple[int, int, int]] = {
    "black": (28, 27, 28),
    "charcoal": (68, 69, 72),
    "grey": (132, 132, 132),
    "light grey": (192, 192, 192),
    "white": (240, 239, 237),
    "cream": (240, 230, 206),
    "beige": (206, 186, 154),
    "camel": (186, 138, 84),
    "brown": (106, 70, 46),
    "khaki": (142, 130, 96),
    "olive": (88, 90, 48),
    "green": (62, 120, 66),
    "mint": (170, 222, 200),
    "turquoise": (48, 150, 150),
    "sky blue": (146, 190, 228),
    "blue": (52, 104, 186),
    "navy": (32, 42, 78),
    "purple": (112, 62, 136),
    "lavender": (196, 180, 220),
    "pink": (226, 130, 160),
    "coral": (236, 116, 96),
    "red": (184, 32, 40),
    "wine": (112, 24, 40),
    "orange": (226, 118, 44),
    "yellow": (232, 200, 72),
}
