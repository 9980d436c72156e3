"""Stands in for pykms, which picamera2 imports to draw a preview on the screen. The tests draw none."""


class _Names(type):
    def __getattr__(cls, name: str) -> str:
        return name


class PixelFormat(metaclass=_Names):
    """Any pixel format is its own name."""
