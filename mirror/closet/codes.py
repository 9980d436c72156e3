"""Short codes that open a door once: the first account, an invitation, a new password.

Whoever reads one off the mirror, or has it from an owner, may use it for ten minutes, and only for what it was made
for. The closet keeps a hash, and counts a try before it is compared.
"""

import hashlib
import hmac
import secrets
from datetime import timedelta
from typing import Literal

from msgspec import json

from ..errors import ClosetError, NotFound
from .models import NoteRow, PersonRow, SetupCodeRow
from .pins import Pins
from .sqlite import writing
from .times import to_ms

Purpose = Literal["first", "invite", "password"]

# Crockford's base 32: no I, L, O or U, which a person would misread. Eight of them are 40 bits.
CODE_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_LENGTH = 8
CODE_LIFE = timedelta(minutes=10)
CODE_TRIES = 5
ENDED = "that code has ended: use the one that the mirror shows now"


class Codes(Pins):
    """The codes that wait. `People` is built on it."""

    def new_setup_code(self) -> str:
        """A fresh code like "7KQ2-MX4D" for the first account; the ones before it end.

        Raises ClosetError when there is an account already.
        """
        with writing(self._database):
            if _an_account():
                raise ClosetError("this mirror already has its first account: sign in with the phone")
            return self._new_code("first", None)

    def setup_code_waits(self) -> bool:
        """Whether the newest code for the first account can still be spent."""
        return any(self._waiting("first", None))

    def new_invite_code(self, owner_id: int | None = None) -> str:
        """A fresh code with which somebody joins the household. None: the mirror or the command line invites.

        The one before it of the same owner ends. Raises ClosetError while nobody has an account and for who is no
        owner, NotFound for nobody.
        """
        with writing(self._database):
            if not _an_account():
                raise ClosetError("this mirror has no account yet: make the first one with the phone")
            if owner_id is not None and row_of(owner_id).role != "owner":
                raise ClosetError("only an owner invites people")
            return self._new_code("invite", owner_id)

    def new_password_code(self, person_id: int) -> str:
        """A fresh code with which this person, and nobody else, chooses a new password; the one before it ends.

        Raises ClosetError for a person without an account, NotFound for nobody.
        """
        with writing(self._database):
            if row_of(person_id).password_hash is None:
                raise ClosetError("who has no account yet joins with an invitation: `otjang people --invite`")
            return self._new_code("password", person_id)

    def trust_pin(self, person_id: int) -> None:
        """This person's PIN of this moment was chosen by who had signed in. Raises NotFound."""
        with writing(self._database):
            key, proof = f"pin-from-phone-{person_id}", _proof(row_of(person_id))
            NoteRow.delete().where(NoteRow.key == key).execute()
            if proof is not None:
                NoteRow.create(key=key, value=json.encode(proof).decode(), at_ms=to_ms(self._clock.now()))

    def mirror_may_code(self, person_id: int) -> bool:
        """Whether the mirror may make a password code for who stands before it as this person. Raises NotFound.

        A member's account shows no more than the mirror does. An owner's is the household: without a PIN anybody
        stands there as the owner, and anybody can choose the first PIN there, so it has to be one of the phone's.
        """
        row = row_of(person_id)
        if row.role != "owner":
            return True
        noted = NoteRow.get_or_none(NoteRow.key == f"pin-from-phone-{person_id}")
        return row.pin_hash is not None and noted is not None and json.decode(noted.value) == _proof(row)

    def check_mirror_may_code(self, person_id: int) -> None:
        """Raises ClosetError where the mirror may not make a password code, NotFound for nobody."""
        if not self.mirror_may_code(person_id):
            raise ClosetError(
                "an owner gets this code here only with a PIN that was chosen on the phone:"
                " another owner's phone makes one too"
            )

    def code_waits(self, purpose: Purpose, person_id: int) -> bool:
        """Whether this person's code for this can still be spent."""
        return any(self._waiting(purpose, person_id))

    def end_code(self, purpose: Purpose, person_id: int) -> None:
        """The code that was shown is to open nothing any more; nothing happens where there is none."""
        with writing(self._database):
            SetupCodeRow.delete().where(
                (SetupCodeRow.purpose == purpose) & (SetupCodeRow.person == person_id)
            ).execute()

    # Within

    def _new_code(self, purpose: Purpose, person_id: int | None) -> str:
        code = "".join(secrets.choice(CODE_ALPHABET) for _ in range(CODE_LENGTH))
        SetupCodeRow.delete().where(
            (SetupCodeRow.purpose == purpose) & SetupCodeRow.person.is_null()
            if person_id is None
            else (SetupCodeRow.purpose == purpose) & (SetupCodeRow.person == person_id)
        ).execute()
        SetupCodeRow.create(
            code_hash=_hash(code),
            expires_ms=to_ms(self._clock.now() + CODE_LIFE),
            tries_left=CODE_TRIES,
            purpose=purpose,
            person=person_id,
        )
        return f"{code[:4]}-{code[4:]}"

    def _waiting(self, purpose: Purpose, person_id: int | None) -> list[SetupCodeRow]:
        """The codes that can still be spent. person_id: whose, or None for whoever made them.

        A code that would live longer than ten minutes was made before the clock went back: it has ended.
        """
        now_ms = to_ms(self._clock.now())
        query = SetupCodeRow.select().where(
            (SetupCodeRow.purpose == purpose)
            & (SetupCodeRow.expires_ms > now_ms)
            & (SetupCodeRow.expires_ms <= now_ms + CODE_LIFE // timedelta(milliseconds=1))
            & (SetupCodeRow.tries_left > 0)
        )
        return list(query if person_id is None else query.where(SetupCodeRow.person == person_id))

    def _try_code(
        self, purpose: Purpose, code: str, person_id: int | None = None, refused: str | None = None
    ) -> int:
        """Count a try at each code that waits for this, compare, and return the number of the one that is right.

        A wrong try is counted even though an error follows. refused: the one line for a code that is wrong and for
        one that has ended, where nobody may learn which. Raises ClosetError.
        """
        with writing(self._database):
            rows = self._waiting(purpose, person_id)
            if not rows:
                raise ClosetError(refused or ENDED)
            for row in rows:
                row.tries_left -= 1
                row.save()
        typed = _hash(code)
        right = [row.id for row in rows if hmac.compare_digest(row.code_hash, typed)]
        if not right:
            raise ClosetError(refused or "that is not the code on the mirror")
        return int(right[0])

    def _spend(self, code_id: int) -> None:
        """For a transaction that does what the code is for. Raises ClosetError when another one was faster."""
        if not SetupCodeRow.delete().where(SetupCodeRow.id == code_id).execute():
            raise ClosetError(ENDED)

    def _give_back(self, code_id: int) -> None:
        """The code was right and what it is for could not be done: that was no guess."""
        with writing(self._database):
            SetupCodeRow.update(tries_left=SetupCodeRow.tries_left + 1).where(
                SetupCodeRow.id == code_id
            ).execute()


def _an_account() -> bool:
    return bool(PersonRow.select().where(PersonRow.password_hash.is_null(False)).exists())


def row_of(person_id: int) -> PersonRow:
    """Raises NotFound when nobody has this id."""
    row = PersonRow.get_or_none(PersonRow.id == person_id)
    if row is None:
        raise NotFound(f"no person number {person_id}")
    return row


def _proof(row: PersonRow) -> str | None:
    """Another word for another PIN; None without one."""
    return None if row.pin_hash is None else hashlib.sha256(row.pin_hash.encode()).hexdigest()


def _hash(code: str) -> str:
    """The code as a person may type it (small letters, O for 0, I or L for 1, dashes) hashed."""
    plain = code.upper().translate(str.maketrans("OIL", "011", "- \t"))
    return hashlib.sha256(plain.encode()).hexdigest()
