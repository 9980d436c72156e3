"""How a list glides: drag, throw, bounds and the pull at the ends. One dimension, pure arithmetic."""

import math

_FRICTION_PER_S = 2.2  # how fast a throw fades
_SPRING_PER_S = 14.0  # how fast the ends pull back
_PULL = 0.45  # how much of a drag beyond the end is followed
_STOP_PX_PER_S = 12.0
_FASTEST_SCREENS_PER_S = 8.0


class Kinetics:
    """An offset between 0 and `end_px`, with overscroll of less than half a view at both ends."""

    def __init__(self, view_px: int) -> None:
        self.view_px = view_px
        self.end_px = 0.0
        self.offset_px = 0.0
        self.speed = 0.0  # pixels a second
        self.held = False

    @property
    def moving(self) -> bool:
        """Whether it moves by itself."""
        return not self.held and (self.speed != 0 or self._beyond() != 0)

    def set_content(self, content_px: int) -> None:
        """The length of what is scrolled; an offset that lies beyond the new end springs back."""
        self.end_px = float(max(0, content_px - self.view_px))

    def hold(self) -> bool:
        """A finger is on it. True when that stopped a movement, so that no tap is meant."""
        stopped = self.moving
        self.held = True
        self.speed = 0.0
        return stopped

    def drag(self, way_px: float) -> None:
        """Follow the finger (content moves by `way_px`), more slowly beyond the ends."""
        beyond = self._beyond()
        if beyond and (beyond > 0) == (way_px < 0):
            self.offset_px -= way_px * _PULL * (1 - min(1.0, abs(beyond) / (self.view_px / 2)))
        else:
            self.offset_px -= way_px
            self.offset_px -= self._beyond() * (1 - _PULL)

    def release(self, speed: float) -> None:
        """The finger has left with this speed of the content, in pixels a second."""
        self.held = False
        fastest = _FASTEST_SCREENS_PER_S * self.view_px
        self.speed = -max(-fastest, min(fastest, speed))
        if abs(self.speed) < _STOP_PX_PER_S or self._beyond():
            self.speed = 0.0

    def scroll(self, way_px: float) -> bool:
        """Move at once and stay within the bounds: a wheel's notch, a key. True when it moved."""
        before = self.offset_px
        self.speed = 0.0
        self.offset_px = max(0.0, min(self.end_px, self.offset_px + way_px))
        return self.offset_px != before

    def update(self, dt_s: float) -> bool:
        """Let time pass. True when the offset has changed by anything visible."""
        if not self.moving:
            return False
        before = self.offset_px
        if self.speed:
            self._glide(dt_s)
        if not self.speed and (beyond := self._beyond()):
            self.offset_px -= beyond * (1 - math.exp(-_SPRING_PER_S * dt_s))
            if abs(self._beyond()) < 0.5:
                self.offset_px -= self._beyond()
        return round(before) != round(self.offset_px)

    def _glide(self, dt_s: float) -> None:
        fade = math.exp(-_FRICTION_PER_S * dt_s)
        self.offset_px += self.speed * (1 - fade) / _FRICTION_PER_S
        self.speed *= fade
        if abs(self.speed) < _STOP_PX_PER_S:
            self.speed = 0.0
        limit = self.view_px * 0.12
        if abs(self._beyond()) > limit:
            self.offset_px += math.copysign(limit, self._beyond()) - self._beyond()
            self.speed = 0.0

    def _beyond(self) -> float:
        """How far the offset lies outside the bounds: below 0 at the start, above 0 at the end."""
        return self.offset_px - max(0.0, min(self.end_px, self.offset_px))
