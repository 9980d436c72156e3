"""Fills a closet for the pictures. What there is to know of each garment and each photo is fixed here."""

from collections.abc import Sequence
from datetime import datetime, timedelta, timezone
from io import BytesIO
from typing import Literal

from mirror.clock import FakeClock
from mirror.closet import Closet, Person

from .wardrobe import Piece, photo_of_everything, pieces

Language = Literal["ko", "en"]
SEOUL = timezone(timedelta(hours=9), "KST")
NOW = datetime(2026, 11, 22, 8, 12, tzinfo=SEOUL)
DAYS_APART = 4  # one garment was added so many days after the other

NAMES = {
    "ko": ("지은", "민수", "하린"),
    "en": ("Jieun", "Minsu", "Harin"),
}
CROWD = {
    "ko": (
        "지은",
        "민수",
        "하린",
        "할머니",
        "할아버지",
        "도윤",
        "서연",
        "이모",
        "삼촌",
        "마리아델카르멘",
        "준",
        "손님",
    ),
    "en": (
        *("Jieun", "Minsu", "Harin", "Grandmother", "Grandfather", "Doyun", "Seoyeon", "Auntie", "Uncle"),
        *("Maximiliana", "Jun", "Guest"),
    ),
}
UNSURE, UNCERTAIN, DESCRIBED, LONELY = "trousers-olive", "handbag-beige", "pullover-burgundy", "coat-beige"
IN_THE_WASH = ("vneck-white", "shirt-blue", "jeans-navy")
RETIRED = ("skirt-yellow", "tophat-black")
TODAY = ("coat-grey", "pullover-burgundy", "jeans-blue", "boot-black")
NOTES = {"ko": "할머니가 주신 옷. 찬물에 따로 빨기", "en": "From grandmother. Wash it cold and alone"}
FAILED = (
    "the photo is damaged or cut off; copy it again from the camera",
    "the photo is too small: 120x80 pixels",
    "this is no photo that can be read; send JPEG, PNG, WebP or HEIC",
    "the mirror stopped 3 times while reading this photo",
)


DOOR = {  # as the web process tells it
    "url": "https://otjang.local",
    "addresses": ["https://192.168.0.12"],
    "fingerprint": [
        "ringbolt",
        "paperweight",
        "stapler",
        "adviser",
        "minnow",
        "Jupiter",
        "slowdown",
        "holiness",
    ],
    "fingerprint_hex": ("B89D D204 89FE 63D9 AF8C 62E1 5C0F 77B2 1D3E 9A40 C7F5 08B6 E24A D91C 53AA 6E87"),
    "renewed_on": "",
}


class Builder:
    """Fills one closet. The clock stands at NOW when a kind is through."""

    def __init__(self, closet: Closet, clock: FakeClock, language: Language) -> None:
        self.closet, self.clock, self.language = closet, clock, language
        self.ids: dict[str, int] = {}

    def account(self) -> Person:
        """The owner."""
        people = self.closet.people
        owner = people.add(NAMES[self.language][0], language=self.language, role="owner")
        people.set_password_hash(owner.id, "argon2id-hash")
        return owner

    def admit(self, person: Person, piece: Piece) -> int:
        """A garment that came by the phone."""
        closet = self.closet
        closet.inbox.submit(person.id, f"{piece.key}.webp", BytesIO(piece.original), source="phone")
        item = closet.inbox.take()
        assert item is not None
        unclear = piece.key == UNCERTAIN
        closet.photos.store(
            piece.sha256, piece.files | ({"cutout": photo_of_everything(piece.key)} if unclear else {})
        )
        unsure = unclear or piece.key == UNSURE
        garment_id = closet.admit(
            item,
            guesses=piece.guesses(0.41 if unsure else 0.92),
            sure=not unsure,
            look=piece.look,
            colours=piece.colours,
            patterned=piece.key == UNSURE,
            cutout_uncertain=unclear,
            length_cm=None if unclear else 64.0,
        )
        closet.inbox.drop_file(item)
        return garment_id

    def fill(self, person: Person) -> None:
        """All demo garments, worn and washed as they were."""
        garments = self.closet.garments
        days_ago = timedelta(days=DAYS_APART).total_seconds()
        for piece in pieces():
            self.clock.advance(days_ago)
            self.ids[piece.key] = self.admit(person, piece)
        self.clock.advance((NOW - self.clock.now()).total_seconds())
        today = NOW.date()
        for number, garment_id in enumerate(self.ids.values()):
            here_for_days = DAYS_APART * (len(self.ids) - number)
            for wear in range(number % 5):
                days = 3 + number % 9 + 11 * wear
                if days < here_for_days:
                    garments.wear(person.id, garment_id, today - timedelta(days=days))
        for wear in range(14):
            garments.wear(person.id, self.ids[DESCRIBED], today - timedelta(days=9 + 6 * wear))
        for key in TODAY:
            garments.wear(person.id, self.ids[key], today)
        described = self.ids[DESCRIBED]
        name = next(piece.names[self.language] for piece in pieces() if piece.key == DESCRIBED)
        garments.set_category(person.id, described, next(p.category for p in pieces() if p.key == DESCRIBED))
        garments.describe(
            person.id,
            described,
            name=name,
            notes=NOTES[self.language],
            brand="유니클로" if self.language == "ko" else "Uniqlo",
            size="M",
            place="윗선반" if self.language == "ko" else "Top shelf",
            price_minor=39_000,
        )
        for key, brand in (("coat-beige", "COS"), ("jeans-blue", "Levi’s"), ("shirt-blue", "COS")):
            garments.describe(person.id, self.ids[key], brand=brand)
        for key in IN_THE_WASH:
            garments.wash(person.id, self.ids[key])
        for key in RETIRED:
            garments.retire(person.id, self.ids[key])
        self.closet.people.set_avatar(person.id, self.ids["dress-red"])

    def add_people(self, names: Sequence[str]) -> list[Person]:
        """Others, each with a garment of theirs as their picture but for every third; the first one has a PIN."""
        people = []
        for number, name in enumerate(names):
            person = self.closet.people.add(name, language=self.language)
            if number % 3 == 0:
                self.closet.people.set_pin(person.id, "2486")
            if number % 3 != 2:
                for piece in pieces()[number : number + 2]:
                    garment_id = self.admit(person, piece)
                self.closet.people.set_avatar(person.id, garment_id)
            people.append(person)
        return people

    def wait(self, person: Person, names: Sequence[str]) -> None:
        """Photos that have come and that nobody has looked at."""
        for number, name in enumerate(names):
            photo = photo_of_everything(pieces()[number].key) + bytes([number])
            self.closet.inbox.submit(person.id, name, BytesIO(photo), source="phone")

    def fail(self, reason: str) -> None:
        """The photo that is next cannot become a garment."""
        item = self.closet.inbox.take()
        assert item is not None
        self.closet.inbox.fail(item.id, reason)

    def now(self) -> None:
        """Let the clock stand at NOW."""
        self.clock.advance((NOW - self.clock.now()).total_seconds())
