"""The PIN that the mirror asks for before it shows a person's closet.

It has four to six digits, so it keeps a curious brother or guest at the mirror out and no more: who holds the
memory card or a backup tries all ten thousand in minutes, whatever the hash, and sees the photos without it anyway.
What makes it worth something at the mirror is the wait after wrong ones, which is kept in the database: pulling the
cord does not shorten it. No hash leaves this module.

argon2id with 19 MiB, two passes and one lane is OWASP's smallest setting and that of the phone's passwords: a
fraction of a second on a Raspberry Pi, and memory that the smallest one can spare for that moment. More would make
a person wait and, with so few digits to try, keep nobody out for longer.
"""

import contextlib
import math
import re
import threading
import unicodedata

import peewee
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from ..clock import Clock
from ..errors import ClosetBusy, ClosetError, NotFound
from .models import PersonRow
from .records import PinAnswer
from .sqlite import writing
from .times import to_ms

TRIES = 5  # wrong ones before the first wait
FIRST_WAIT_S = 30
LONGEST_WAIT_S = 15 * 60
_DIGITS = re.compile(r"[0-9]{4,6}")
_HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)  # KiB
_ONE_AT_A_TIME = threading.Lock()


class Pins:
    """Who has a PIN, and whether one is right. `People` is built on it."""

    def __init__(self, database: peewee.SqliteDatabase, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._waits: dict[int, tuple[tuple[int, int], float]] = {}  # by person: which wait, and when it ends

    def set_pin(self, person_id: int, pin: str | None) -> None:
        """Give a person a PIN of 4 to 6 digits, another one, or with None none; wrong tries are forgotten.

        Full-width digits count as digits. Raises ClosetError for anything else, NotFound for nobody.
        """
        hashed = None
        if pin is not None:
            plain = _plain(pin)
            if not _DIGITS.fullmatch(plain):
                raise ClosetError("a PIN has 4 to 6 digits")
            with _ONE_AT_A_TIME:
                hashed = _HASHER.hash(plain)
        with writing(self._database):
            changes = {"pin_hash": hashed, "pin_wrong": 0, "pin_waits_from_ms": None}
            if not PersonRow.update(changes).where(PersonRow.id == person_id).execute():
                raise NotFound(f"no person number {person_id}")

    def try_pin(self, person_id: int, pin: str) -> PinAnswer:
        """Whether this is the person's PIN. While a wait lasts none is, and none is looked at.

        After five wrong ones there is a wait of 30 seconds, after each further one twice as long, up to 15 minutes;
        the right one starts afresh. A try counts as wrong before it is compared, so a cord pulled in between has
        won nobody a try. For a person without a PIN everything is right. Raises NotFound, ClosetBusy.
        """
        with writing(self._database):
            row = self._pin_row(person_id)
            hashed = row.pin_hash
            if hashed is None:
                return PinAnswer(right=True, tries_left=TRIES, wait_s=0)
            left_s = self._left_s(row)
            if left_s:
                return PinAnswer(right=False, tries_left=0, wait_s=left_s)
            wrong = row.pin_wrong + 1
            self._note(person_id, wrong, to_ms(self._clock.now()) if wrong >= TRIES else None)
        if not _fits(hashed, _plain(pin)):
            return PinAnswer(right=False, tries_left=max(0, TRIES - wrong), wait_s=wait_after_s(wrong))
        # Whoever is right comes in, also while the closet is busy; the next right one forgets the wrong ones then.
        with contextlib.suppress(ClosetBusy), writing(self._database):
            self._note(person_id, 0, None)
        return PinAnswer(right=True, tries_left=TRIES, wait_s=0)

    def pin_wait_s(self, person_id: int) -> int:
        """Seconds until a PIN of this person is looked at again, rounded up; 0 when it is now. Raises NotFound."""
        return self._left_s(self._pin_row(person_id))

    # Within

    def _left_s(self, row: PersonRow) -> int:
        """What is left of a person's wait, in whole seconds.

        The machine may have no battery clock: its time of day is behind after a start and jumps when the network
        comes. So it is asked once for each wait that this process meets, the answer is never taken for more than
        the whole wait, and the stopwatch counts from there.
        """
        wait_s = wait_after_s(row.pin_wrong)
        if not wait_s or row.pin_waits_from_ms is None:
            return 0
        wait = (row.pin_waits_from_ms, row.pin_wrong)
        met, ends_s = self._waits.get(row.id, (None, 0.0))
        if met != wait:
            passed_s = (to_ms(self._clock.now()) - row.pin_waits_from_ms) / 1000
            ends_s = self._clock.monotonic_s() + min(max(0.0, wait_s - passed_s), wait_s)
            self._waits[row.id] = (wait, ends_s)
        return max(0, math.ceil(ends_s - self._clock.monotonic_s()))

    def _note(self, person_id: int, wrong: int, from_ms: int | None) -> None:
        changes = {"pin_wrong": wrong, "pin_waits_from_ms": from_ms}
        PersonRow.update(changes).where(PersonRow.id == person_id).execute()

    def _pin_row(self, person_id: int) -> PersonRow:
        row = PersonRow.get_or_none(PersonRow.id == person_id)
        if row is None:
            raise NotFound(f"no person number {person_id}")
        return row


def wait_after_s(wrong: int) -> int:
    """How long the wait is, in seconds, after this many wrong PINs in a row."""
    if wrong < TRIES:
        return 0
    return int(min(FIRST_WAIT_S * 2 ** min(wrong - TRIES, 10), LONGEST_WAIT_S))


def _plain(pin: str) -> str:
    """The digits as ASCII: Korean and Japanese keyboards also send full-width ones."""
    return unicodedata.normalize("NFKC", pin)


def _fits(hashed: str, plain: str) -> bool:
    if not _DIGITS.fullmatch(plain):
        return False
    with _ONE_AT_A_TIME:
        try:
            return _HASHER.verify(hashed, plain)
        except (VerificationError, InvalidHashError):
            return False
