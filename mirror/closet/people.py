"""The members of the household: who they are, what they may do, and what they look like."""

import difflib
import unicodedata
from typing import Literal

from ..errors import ClosetError, NotFound
from .codes import Codes, row_of
from .models import GarmentRow, PersonRow, PhotoRow, SessionRow, SetupCodeRow
from .person_numbers import new_number
from .records import Person, Role
from .sqlite import writing
from .times import to_ms

NAME_MAX = 40
BLANK = frozenset(
    "\u115f\u1160\u2800\u3164\uffa0"
)  # letters to Unicode that nobody sees: a name of them is none


class People(Codes):
    """Who lives here."""

    def all(self) -> list[Person]:
        """Everyone, in the order in which they came."""
        rows = list(PersonRow.select().order_by(PersonRow.id))
        avatars = _avatars([row.avatar_id for row in rows])
        return [as_person(row, avatars) for row in rows]

    def get(self, person_id: int) -> Person:
        """Raises NotFound when nobody has this id."""
        return as_person(row_of(person_id))

    def find(self, name: str) -> Person | None:
        """The person of this name, whatever the case of its letters."""
        wanted = alike(name)
        return next((person for person in self.all() if alike(person.name) == wanted), None)

    def near(self, name: str) -> str | None:
        """The name of a person that `name` may be a slip of."""
        names = {alike(person.name): person.name for person in self.all()}
        close = difflib.get_close_matches(alike(name), names, n=1, cutoff=0.75)
        return names[close[0]] if close else None

    def add(self, name: str, *, language: Literal["ko", "en"] = "ko", role: Role = "member") -> Person:
        """Add a person without an account. Raises ClosetError when the name is empty, too long or taken."""
        name = check_name(name)
        with writing(self._database):
            if self.find(name):
                raise ClosetError("that name is taken: choose another one")
            row = PersonRow.create(
                id=new_number(),
                name=name,
                language=language,
                role=role,
                password_hash=None,
                added_ms=to_ms(self._clock.now()),
            )
        return as_person(row, {})

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

    def rename(self, person_id: int, name: str) -> None:
        """Raises ClosetError when the name is empty, too long or another person's, NotFound for nobody."""
        name = check_name(name)
        with writing(self._database):
            other = self.find(name)
            if other is not None and other.id != person_id:
                raise ClosetError("that name is taken: choose another one")
            if not PersonRow.update(name=name).where(PersonRow.id == person_id).execute():
                raise NotFound(f"no person number {person_id}")

    def set_role(self, person_id: int, role: Role) -> None:
        """Raises ClosetError where nobody who can sign in would be an owner any more, and for a new owner without
        an account; NotFound for nobody.
        """
        with writing(self._database):
            person = self.get(person_id)
            if role == "owner" and not person.has_account:
                raise ClosetError("an owner needs an account: invite that person first")
            if role == "member" and self.only_owner(person_id):
                raise ClosetError("somebody must be the owner here: make another person one first")
            PersonRow.update(role=role).where(PersonRow.id == person_id).execute()

    def only_owner(self, person_id: int) -> bool:
        """Whether without this person nobody who can sign in would be an owner."""
        owners = PersonRow.select(PersonRow.id).where(
            (PersonRow.role == "owner") & PersonRow.password_hash.is_null(False)
        )
        return [row.id for row in owners] == [person_id]

    # Accounts

    def any_account(self) -> bool:
        """Whether anybody can sign in yet. Until then the mirror shows its first-start screen."""
        return bool(PersonRow.select().where(PersonRow.password_hash.is_null(False)).exists())

    def password_hash(self, person_id: int) -> str | None:
        """The argon2id hash, or None for a person without an account. Raises NotFound."""
        hashed = row_of(person_id).password_hash
        return None if hashed is None else str(hashed)

    def create_first_account(
        self, code: str, name: str, password_hash: str, *, language: Literal["ko", "en"] = "ko"
    ) -> Person:
        """Spend the setup code on the owner's account. Who already has garments here under `name` gets them.

        Raises ClosetError when the code is wrong, spent or too old, or when there is an account already.
        """
        name = check_name(name)
        code_id = self._try_code("first", code)
        with writing(self._database):
            if self.any_account():
                raise ClosetError("this mirror already has its first account: sign in")
            self._spend(code_id)
            return self._give_account(name, password_hash, language, "owner")

    def join(
        self, code: str, name: str, password_hash: str, *, language: Literal["ko", "en"] = "ko"
    ) -> Person:
        """Spend an invitation on a member's account. Who lives here under `name` without one gets it.

        Raises ClosetError when the code is wrong, spent or too old, or when that name has an account already; then
        the code stays good.
        """
        name = check_name(name)
        code_id = self._try_code(
            "invite", code, refused="that code is not right or has ended: ask an owner for a new one"
        )
        with writing(self._database):
            person = self.find(name)
            if person is None or not person.has_account:
                self._spend(code_id)
                return self._give_account(name, password_hash, language, None)
        self._give_back(code_id)
        raise ClosetError("that name is taken: choose another one")

    def choose_password(self, code: str, name: str, password_hash: str) -> Person:
        """Spend the code that was made for this person on a new password; all their sessions end.

        Raises ClosetError with one and the same line when the name or the code is wrong, spent or too old.
        """
        person = self.find(name)
        refused = "the name and the code do not belong together, or the code has ended"
        code_id = self._try_code("password", code, -1 if person is None else person.id, refused=refused)
        assert person is not None  # nobody has a code
        with writing(self._database):
            self._spend(code_id)
            self.set_password_hash(person.id, password_hash)
        return self.get(person.id)

    def set_password_hash(
        self, person_id: int, password_hash: str, *, but_session: int | None = None
    ) -> None:
        """Give a person an account, or a new password. It ends their sessions, but the one that is named, and the
        code for a new password. Raises NotFound.
        """
        with writing(self._database):
            if not PersonRow.update(password_hash=password_hash).where(PersonRow.id == person_id).execute():
                raise NotFound(f"no person number {person_id}")
            others = SessionRow.person == person_id
            if but_session is not None:
                others &= SessionRow.id != but_session
            SessionRow.delete().where(others).execute()
            codes = (SetupCodeRow.purpose == "password") & (SetupCodeRow.person == person_id)
            SetupCodeRow.delete().where(codes).execute()

    def renew_hash(self, person_id: int, before: str, after: str) -> None:
        """The same password under another hash; nothing when it has changed meanwhile. No session ends."""
        with writing(self._database):
            same = (PersonRow.id == person_id) & (PersonRow.password_hash == before)
            PersonRow.update(password_hash=after).where(same).execute()

    def _give_account(
        self, name: str, password_hash: str, language: Literal["ko", "en"], role: Role | None
    ) -> Person:
        """An account for who is called so, who is added where nobody is. role: None leaves it as it is."""
        person = self.find(name) or self.add(name, language=language)
        changes = {"password_hash": password_hash, "language": language, "role": role or person.role}
        PersonRow.update(changes).where(PersonRow.id == person.id).execute()
        return self.get(person.id)


def check_name(name: str) -> str:
    """The name composed, without surrounding or doubled spaces. Raises ClosetError when it is empty or too long."""
    name = _tidy(name)
    if not name:
        raise ClosetError("a name is needed")
    if len(name) > NAME_MAX:
        raise ClosetError(f"a name has at most {NAME_MAX} letters")
    if not name.isprintable() or not BLANK.isdisjoint(name):
        raise ClosetError("a name has letters that cannot be shown")
    return name


def _tidy(name: str) -> str:
    """One space between words, and Hangul as whole syllables: some keyboards send single letters."""
    return " ".join(unicodedata.normalize("NFC", name).split())


def alike(name: str) -> str:
    """What two spellings of one name have in common."""
    return _tidy(name).casefold()


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


def as_person(row: PersonRow, avatars: dict[int, str] | None = None) -> Person:
    """The record of a row. avatars: the photos of garments where they are known already."""
    if avatars is None:
        avatars = _avatars([row.avatar_id])
    return Person(
        id=row.id,
        name=row.name,
        language=row.language,
        role=row.role,
        has_account=row.password_hash is not None,
        has_pin=row.pin_hash is not None,
        avatar=avatars.get(row.avatar_id),
    )
