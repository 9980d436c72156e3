"""From fingers, mouse and keys to Touch events. Pure: knows no pygame, no screen; time is handed in.

What a panel tells is not always what a person did, and each rule below has its reason.

*A palm.* libinput knows palms by the size and pressure of a contact, and pygame hands on neither. Two contacts at
once do not tell either: the fingers of a pinch come down as quickly and as far apart. So two that keep their
distance mean nothing, and three or more end everything until all have left.

*Ghosts.* A frame that lies on the panel presses on it, and panels report touches beside their own glass (the
Raspberry Pi's own did: raspberrypi/linux 4749). What begins outside of the area that can be seen is nobody.

*A bounce.* A finger may be lost and found again while it lifts. Android takes two taps for one below 40 ms
(ViewConfiguration.DOUBLE_TAP_MIN_TIME), and people need 60 ms at least between two. The mirror looks up every
20 ms, so it says 50. Such a contact never taps, but may go on to drag: a finger lost on its way is found again.

*A finger that never leaves.* SDL forgets the fingers of a panel that was plugged off without saying so
(SDL_DelTouch), and the kernel drops events when nobody reads them for long (SYN_DROPPED). A finger that comes down
twice has left in between, and one that has been silent for 10 s while others touch is gone. Silence alone says
nothing: SDL leaves out what changes neither place nor pressure, so a finger that rests is silent too.
"""

import math
from collections.abc import Iterable
from enum import Enum, auto
from typing import NamedTuple

from .contact import Contact, apart_px, middle

_BOUNCE_S = 0.05
_SILENT_S = 10.0
CORNER_S = 1.5  # how long a finger is held in the corner, in seconds


class TouchKind(Enum):
    """DOWN comes first; then either TAP, or DRAG (many) and RELEASE, or CANCEL. WHEEL, KEY and CORNER stand alone.

    PINCH (many) and PINCH_END follow a CANCEL, for the second finger ends what the first has begun. CORNER: a
    finger was held in the top right corner; its press has been cancelled.
    """

    DOWN = auto()
    DRAG = auto()
    TAP = auto()
    RELEASE = auto()
    CANCEL = auto()
    WHEEL = auto()
    KEY = auto()
    PINCH = auto()
    PINCH_END = auto()
    CORNER = auto()


class Touch(NamedTuple):
    """One event. Positions and ways in pixels of the upright picture, speeds in pixels a second.

    x, y: where, for a pinch the middle of both fingers; start_x, start_y: where it began; dx, dy: the way since the
    last event (DRAG, WHEEL); vx, vy: the speed at RELEASE; key: "up", "down", "left", "right", "enter", "escape",
    "space" or a letter that some screen knows (KEY); scale: how many times as far apart as at its start (PINCH and
    PINCH_END), above 0.
    """

    kind: TouchKind
    x: int = 0
    y: int = 0
    start_x: int = 0
    start_y: int = 0
    dx: int = 0
    dy: int = 0
    vx: float = 0.0
    vy: float = 0.0
    key: str = ""
    scale: float = 1.0


def merged(touches: Iterable[Touch]) -> list[Touch]:
    """One DRAG for many in a row, with their whole way, and one PINCH for many, the last.

    A panel tells 240 times a second and more; a screen follows once a frame.
    """
    made: list[Touch] = []
    for touch in touches:
        before = made[-1] if made else None
        if before is None or before.kind is not touch.kind:
            made.append(touch)
        elif touch.kind is TouchKind.DRAG:
            made[-1] = touch._replace(dx=before.dx + touch.dx, dy=before.dy + touch.dy)
        elif touch.kind is TouchKind.PINCH:
            made[-1] = touch
        else:
            made.append(touch)
    return made


class Gestures:
    """Follows one finger, or two that pinch. Whatever ends early is followed by nothing until all have left.

    slop_px: how far a finger trembles. area: left, top, width and height of what can be seen, in pixels; None where
    everything can. corner_px: the side of the square at its top right in which a finger is held for CORNER.
    """

    def __init__(
        self, slop_px: int, area: tuple[int, int, int, int] | None = None, corner_px: int = 0
    ) -> None:
        self._slop_px = slop_px
        self._area = area
        self._corner_px = corner_px
        self._contacts: dict[int, Contact] = {}
        self._one: Contact | None = None
        self._pair: tuple[Contact, Contact] | None = None
        self._apart_px = 0.0  # between the two when the second came down
        self._base_px = 0.0  # what a scale of 1 is; 0 until they pinch
        self._middle = (0, 0)
        self._pinched = Touch(TouchKind.PINCH)
        self._left: tuple[float, tuple[int, int]] = (-math.inf, (0, 0))  # when and where a finger last left

    # What fingers do

    def down(self, finger: int, x: int, y: int, now_s: float) -> list[Touch]:
        """A finger has come down."""
        touches = [*self._lose(finger), *self._lose_silent(finger, now_s)]
        if not self._on_glass(x, y):
            return touches
        contact = self._contacts[finger] = Contact(x, y, now_s)
        if len(self._contacts) == 1:
            self._one = contact
            left_s, left_at = self._left
            if now_s - left_s >= _BOUNCE_S or not contact.within(left_at, self._slop_px):
                touches.append(self._tell(contact))
            return touches
        first = self._one
        touches += self._drop()
        if first is not None:
            self._pair = (first, contact)
            self._apart_px, self._middle = apart_px(first, contact), middle(first, contact)
        return touches

    def move(self, finger: int, x: int, y: int, now_s: float) -> list[Touch]:
        """A finger has moved; within the slop it still counts as resting."""
        contact = self._contacts.get(finger)
        if contact is None:
            return []
        touches = self._lose_silent(finger, now_s)
        contact.go(x, y, now_s)
        if contact is self._one:
            touches += self._drag(contact)
        elif self._pair is not None and contact in self._pair:
            touches += self._pinch(*self._pair)
        return touches

    def up(self, finger: int, x: int, y: int, now_s: float) -> list[Touch]:
        """A finger has left."""
        contact = self._contacts.get(finger)
        if contact is None:
            return []
        touches = self.move(finger, x, y, now_s) if (x, y) != contact.at else self._lose_silent(finger, now_s)
        self._left = (now_s, (x, y))
        if contact is self._one and contact.told:
            self._one = None
            if contact.dragged:
                vx, vy = contact.speed(now_s)
                touches.append(Touch(TouchKind.RELEASE, x, y, *contact.start, vx=vx, vy=vy))
            else:
                touches.append(Touch(TouchKind.TAP, x, y, *contact.start))
        return touches + self._lose(finger)

    def passed(self, now_s: float) -> list[Touch]:
        """It is so late now: a finger may have been held for long enough."""
        contact = self._one
        if contact is None or self.rest_s(now_s) > 0:
            return []
        return [*self._drop(), Touch(TouchKind.CORNER, *contact.at, *contact.start)]

    def rest_s(self, now_s: float) -> float:
        """In how many seconds `passed` will have something to say; infinite while nothing is waited for."""
        one = self._one
        if one is None or not one.told or one.dragged or not self._in_corner(*one.start):
            return math.inf
        return max(0.0, one.since_s + CORNER_S - now_s)

    def cancel(self) -> list[Touch]:
        """All fingers are forgotten, for instance because the window has lost them."""
        touches = self._drop()
        self._contacts.clear()
        return touches

    # Within

    def _tell(self, contact: Contact) -> Touch:
        contact.told = True
        return Touch(TouchKind.DOWN, *contact.start, *contact.start)

    def _drag(self, contact: Contact) -> list[Touch]:
        if not contact.dragged:
            if contact.within(contact.start, self._slop_px):
                return []
            contact.dragged = True
        touches = [] if contact.told else [self._tell(contact)]
        (x, y), (from_x, from_y) = contact.at, contact.told_at
        contact.told_at = contact.at
        return [*touches, Touch(TouchKind.DRAG, x, y, *contact.start, x - from_x, y - from_y)]

    def _pinch(self, first: Contact, second: Contact) -> list[Touch]:
        now_px = apart_px(first, second)
        if not self._base_px:
            change_px = now_px - self._apart_px
            if abs(change_px) <= self._slop_px:
                return []
            # The slop is not part of the pinch, or it would begin with a leap.
            self._base_px = max(1.0, self._apart_px + math.copysign(self._slop_px, change_px))
        scale = max(now_px, 1.0) / self._base_px
        self._pinched = Touch(TouchKind.PINCH, *middle(first, second), *self._middle, scale=scale)
        return [self._pinched]

    def _drop(self) -> list[Touch]:
        """End what is going on; the fingers that did it may rest on the glass still."""
        one, pinching = self._one, self._base_px > 0
        self._one = self._pair = None
        self._base_px = 0.0
        if pinching:
            return [self._pinched._replace(kind=TouchKind.PINCH_END)]
        if one is not None and one.told:
            return [Touch(TouchKind.CANCEL, *one.at, *one.start)]
        return []

    def _lose(self, finger: int) -> list[Touch]:
        """One finger is there no longer."""
        contact = self._contacts.pop(finger, None)
        if contact is None or not (contact is self._one or (self._pair and contact in self._pair)):
            return []
        return self._drop()

    def _lose_silent(self, finger: int, now_s: float) -> list[Touch]:
        """While `finger` does something, those that have been silent for long are there no longer."""
        others = [(other, contact) for other, contact in self._contacts.items() if other != finger]
        gone = [other for other, contact in others if now_s - contact.silent_since_s >= _SILENT_S]
        return [touch for other in gone for touch in self._lose(other)]

    def _on_glass(self, x: int, y: int) -> bool:
        """Whether a person can touch there: not under the frame, but for half the slop."""
        if self._area is None:
            return True
        left, top, width, height = self._area
        grace = self._slop_px // 2
        return left - grace <= x < left + width + grace and top - grace <= y < top + height + grace

    def _in_corner(self, x: int, y: int) -> bool:
        if self._area is None:
            return False
        left, top, width, _ = self._area
        return x >= left + width - self._corner_px and y < top + self._corner_px
