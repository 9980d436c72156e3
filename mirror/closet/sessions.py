"""Who has signed in on which device. A device keeps a random token, the closet only its SHA-256.

So a copy of the closet opens nobody's account, and a session ends at once wherever it is ended from.
"""

import hashlib
import secrets
from datetime import datetime, timedelta

import msgspec
import peewee

from ..clock import Clock
from ..errors import NotFound
from .models import PersonRow, SessionRow
from .people import as_person
from .records import Person
from .sqlite import hurried, writing
from .times import from_ms, to_ms

UNUSED_FOR = timedelta(days=90)  # ends a session
NOTED_EVERY = timedelta(
    minutes=1
)  # a look at the closet should write to the memory card as seldom as possible
MOST = 100  # of one person; the longest unused one makes room
TOKEN_BYTES = 32


class Session(msgspec.Struct, frozen=True):
    """A person signed in on a device.

    device: in a person's words, like "iPhone · Safari"; may be empty. address: from which it was used last. Times
    are aware, UTC.
    """

    id: int
    person_id: int
    device: str
    address: str
    opened_at: datetime
    used_at: datetime


class Sessions:
    """The sessions of one closet."""

    def __init__(self, database: peewee.SqliteDatabase, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def open(self, person_id: int, device: str, address: str) -> str:
        """Sign a person in on a device and return its token: 256 random bits, as letters fit for a cookie.

        Sessions that nobody has used for 90 days end. Raises NotFound for nobody.
        """
        token = secrets.token_urlsafe(TOKEN_BYTES)
        now_ms = to_ms(self._clock.now())
        with writing(self._database):
            if not PersonRow.select().where(PersonRow.id == person_id).exists():
                raise NotFound(f"no person number {person_id}")
            SessionRow.delete().where(SessionRow.used_ms <= self._oldest_ms()).execute()
            SessionRow.create(
                person=person_id,
                token_hash=_hash(token),
                device=device[:80],
                address=address,
                opened_ms=now_ms,
                used_ms=now_ms,
            )
            kept = (
                SessionRow.select(SessionRow.id)
                .where(SessionRow.person == person_id)
                .order_by(SessionRow.used_ms.desc(), SessionRow.id.desc())
                .limit(MOST)
            )
            surplus = (SessionRow.person == person_id) & SessionRow.id.not_in(kept)
            SessionRow.delete().where(surplus).execute()
        return token

    def find(self, token: str) -> Session | None:
        """The session of a token, or None when it has ended. Writes nothing."""
        found = self.who(token)
        return None if found is None else found[0]

    def who(self, token: str) -> tuple[Session, Person] | None:
        """The session of a token and its person, by one look into the index: every request asks. Writes nothing."""
        row = (
            SessionRow.select(SessionRow, PersonRow)
            .join(PersonRow)
            .where((SessionRow.token_hash == _hash(token)) & (SessionRow.used_ms > self._oldest_ms()))
            .first()
        )
        return None if row is None else (_session(row), as_person(row.person))

    def use(self, session: Session, address: str) -> None:
        """Note that a device has just been here; once a minute, or when its address changes.

        Every page asks, so it waits for nobody. Raises ClosetBusy, DiskTrouble.
        """
        now = self._clock.now()
        if abs(now - session.used_at) < NOTED_EVERY and address == session.address:
            return
        changes = {"used_ms": to_ms(now), "address": address}
        with hurried(self._database), writing(self._database):
            SessionRow.update(changes).where(SessionRow.id == session.id).execute()

    def of(self, person_id: int) -> list[Session]:
        """A person's sessions, the last used first."""
        mine = (SessionRow.person == person_id) & (SessionRow.used_ms > self._oldest_ms())
        query = SessionRow.select().where(mine).order_by(SessionRow.used_ms.desc(), SessionRow.id.desc())
        return [_session(row) for row in query]

    def end(self, person_id: int, session_id: int) -> None:
        """Sign a device out, at once. Raises NotFound when the person has no such session."""
        mine = (SessionRow.person == person_id) & (SessionRow.id == session_id)
        with writing(self._database):
            if not SessionRow.delete().where(mine).execute():
                raise NotFound("there is no such session")

    def end_all(self, person_id: int, *, but: int | None = None) -> int:
        """Sign a person out everywhere, but in one session; returns how many ended."""
        mine = SessionRow.person == person_id
        if but is not None:
            mine &= SessionRow.id != but
        with writing(self._database):
            return int(SessionRow.delete().where(mine).execute())

    def _oldest_ms(self) -> int:
        return to_ms(self._clock.now() - UNUSED_FOR)


def _hash(token: str) -> str:
    """Enough for a token: nobody guesses 256 random bits."""
    return hashlib.sha256(token.encode()).hexdigest()


def _session(row: SessionRow) -> Session:
    return Session(
        id=row.id,
        person_id=row.person_id,
        device=row.device,
        address=row.address,
        opened_at=from_ms(row.opened_ms),
        used_at=from_ms(row.used_ms),
    )
