"""The members of the household, their accounts, and the setup code that lets the first account be made."""

import difflib
import hashlib
import hmac
import secrets
import unicodedata
from datetime import timedelta
from typing import Literal

from ..errors import ClosetError, NotFound
from .models import GarmentRow, PersonRow, PhotoRow, SetupCodeRow
from .pins import Pins
from .records import Person, Role
from .sqlite import writing
from .times import to_ms

# Crockford's base 32: no I, L, O or U, which a person would misread. Eight of them are 40 bits.
CODE_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_LENGTH = 8
CODE_LIFE = timedelta(minutes=10)
CODE_TRIES = 5
NAME_MAX = 40


class People(Pins):
    """Who lives here."""

    def all(self) -> list[Person]:
        """Everyone, in the order in which they came."""
        rows = list(PersonRow.select().order_by(PersonRow.id))
        avatars = _avatars([row.avatar_id for row in rows])
        return [_person(row, avatars) for row in rows]

    def get(self, person_id: int) -> Person:
        """Raises NotFound when nobody has this id."""
        row = PersonRow.get_or_none(PersonRow.id == person_id)
        if row is None:
            raise NotFound(f"no person number {person_id}")
        return _person(row, _avatars([row.avatar_id]))

    def find(self, name: str) -> Person | None:
        """The person of this name, whatever the case of its letters."""
        wanted = _alike(name)
        return next((person for person in self.all() if _alike(person.name) == wanted), None)

    def near(self, name: str) -> str | None:
        """The name of a person that `name` may be a slip of."""
        names = {_alike(person.name): person.name for person in self.all()}
        close = difflib.get_close_matches(_alike(name), names, n=1, cutoff=0.75)
        return names[close[0]] if close else None

    def add(self, name: str, *, language: Literal["ko", "en"] = "ko", role: Role = "member") -> Person:
        """Add a person without an account. Raises ClosetError when the name is empty, too long or taken."""
        name = check_name(name)
        with writing(self._database):
            if self.find(name):
                raise ClosetError(f"there is already a person called {name!r}; choose another name")
            row = PersonRow.create(
                name=name, language=language, role=role, password_hash=None, added_ms=to_ms(self._clock.now())
            )
        return _person(row, {})

    def set_language(self, person_id: int, language: Literal["ko", "en"]) -> None:
        """Both faces speak this language to this person. Raises NotFound."""
        with writing(self._database):
            if not PersonRow.update(language=language).where(PersonRow.id == person_id).execute():
                raise NotFound(f"no person number {person_id}")

    def set_avatar(self, person_id: int, garment_id: int | None) -> None:
        """The photo of a garment stands for the person, or with None no photo does.

        It goes with the garment when that ends. Raises NotFound when the person has no such garment.
        """
        with writing(self._database):
            mine = (GarmentRow.person == person_id) & GarmentRow.deleted_ms.is_null()
            if (
                garment_id is not None
                and GarmentRow.get_or_none((GarmentRow.id == garment_id) & mine) is None
            ):
                raise NotFound("there is no such garment in this closet")
            if not PersonRow.update(avatar_id=garment_id).where(PersonRow.id == person_id).execute():
                raise NotFound(f"no person number {person_id}")

    # Accounts

    def any_account(self) -> bool:
        """Whether anybody can sign in yet. Until then the mirror shows its first-start screen."""
        return bool(PersonRow.select().where(PersonRow.password_hash.is_null(False)).exists())

    def password_hash(self, person_id: int) -> str | None:
        """The argon2id hash, or None for a person without an account. Raises NotFound."""
        row = PersonRow.get_or_none(PersonRow.id == person_id)
        if row is None:
            raise NotFound(f"no person number {person_id}")
        return None if row.password_hash is None else str(row.password_hash)

    def create_first_account(
        self, code: str, name: str, password_hash: str, *, language: Literal["ko", "en"] = "ko"
    ) -> Person:
        """Spend the setup code on the owner's account. Who already has garments here under `name` gets them.

        Raises ClosetError when the code is wrong, spent or too old, or when there is an account already.
        """
        name = check_name(name)
        self._try_code(code)
        with writing(self._database):
            if self.any_account():
                raise ClosetError("this mirror already has its first account: sign in")
            person = self.find(name)
            if person is None:
                person = self.add(name, language=language)
            PersonRow.update(password_hash=password_hash, role="owner", language=language).where(
                PersonRow.id == person.id
            ).execute()
            SetupCodeRow.delete().execute()
        return self.get(person.id)

    def set_password_hash(self, person_id: int, password_hash: str) -> None:
        """Give a person an account, or a new password. Raises NotFound."""
        with writing(self._database):
            done = PersonRow.update(password_hash=password_hash).where(PersonRow.id == person_id).execute()
        if not done:
            raise NotFound(f"no person number {person_id}")

    def new_setup_code(self) -> str:
        """A fresh code like "7KQ2-MX4D" for ten minutes; the ones before it end. Only its hash is kept.

        Raises ClosetError when there is an account already.
        """
        code = "".join(secrets.choice(CODE_ALPHABET) for _ in range(CODE_LENGTH))
        with writing(self._database):
            if self.any_account():
                raise ClosetError("this mirror already has its first account: sign in with the phone")
            SetupCodeRow.delete().execute()
            SetupCodeRow.create(
                code_hash=_hash(code), expires_ms=to_ms(self._clock.now() + CODE_LIFE), tries_left=CODE_TRIES
            )
        return f"{code[:4]}-{code[4:]}"

    def setup_code_waits(self) -> bool:
        """Whether the newest code can still be spent."""
        now_ms = to_ms(self._clock.now())
        return bool(
            SetupCodeRow.select()
            .where((SetupCodeRow.expires_ms > now_ms) & (SetupCodeRow.tries_left > 0))
            .exists()
        )

    def _try_code(self, code: str) -> None:
        """Count a try and compare. A wrong one is counted even though an error follows."""
        with writing(self._database):
            row = SetupCodeRow.select().order_by(SetupCodeRow.id.desc()).first()
            if row is None or row.expires_ms <= to_ms(self._clock.now()) or row.tries_left <= 0:
                raise ClosetError("that code has ended: use the one that the mirror shows now")
            row.tries_left -= 1
            row.save()
        if not hmac.compare_digest(row.code_hash, _hash(code)):
            raise ClosetError("that is not the code on the mirror")


def check_name(name: str) -> str:
    """The name composed, without surrounding or doubled spaces. Raises ClosetError when it is empty or too long."""
    name = _tidy(name)
    if not name:
        raise ClosetError("a name is needed")
    if len(name) > NAME_MAX:
        raise ClosetError(f"a name has at most {NAME_MAX} letters")
    if not name.isprintable():
        raise ClosetError("a name has letters that cannot be shown")
    return name


def _tidy(name: str) -> str:
    """One space between words, and Hangul as whole syllables: some keyboards send single letters."""
    return " ".join(unicodedata.normalize("NFC", name).split())


def _alike(name: str) -> str:
    """What two spellings of one name have in common."""
    return _tidy(name).casefold()


def _hash(code: str) -> str:
    """The code as a person may type it (small letters, O for 0, I or L for 1, dashes) hashed."""
    plain = code.upper().translate(str.maketrans("OIL", "011", "- \t"))
    return hashlib.sha256(plain.encode()).hexdigest()


def _avatars(garment_ids: list[int | None]) -> dict[int, str]:
    """The photo of each of these garments, but of those that are deleted."""
    ids = [garment_id for garment_id in garment_ids if garment_id is not None]
    if not ids:
        return {}
    query = (
        PhotoRow.select(PhotoRow.garment, PhotoRow.sha256)
        .join(GarmentRow, on=(PhotoRow.garment == GarmentRow.id))
        .where(GarmentRow.id.in_(ids) & GarmentRow.deleted_ms.is_null())
    )
    return dict(query.tuples())


def _person(row: PersonRow, avatars: dict[int, str]) -> Person:
    return Person(
        id=row.id,
        name=row.name,
        language=row.language,
        role=row.role,
        has_account=row.password_hash is not None,
        has_pin=row.pin_hash is not None,
        avatar=avatars.get(row.avatar_id),
    )
