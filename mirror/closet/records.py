"""What the closet hands out: frozen records, free of the database. Times are aware UTC datetimes."""

from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Literal

import msgspec

from ..attire import Care, Formality, Material, Weight
from ..categories import Category
from ..seasons import Season, usual
from ..vision.facts import Guess, NamedColour

__all__ = [
    "Card",
    "Garment",
    "Guess",
    "InboxItem",
    "InboxState",
    "LookAlike",
    "NamedColour",
    "Person",
    "Photo",
    "PinAnswer",
    "Role",
    "Submission",
    "Tile",
]

Role = Literal["owner", "member"]

LEAST_SHOWN_CM = 10


class Person(msgspec.Struct, frozen=True):
    """A member of the household.

    has_account: a password was set. has_pin: the mirror asks for a PIN before it shows this person's closet.
    avatar: the SHA-256 of the photo of a garment of theirs that stands for them, or None.
    """

    id: int
    name: str
    language: Literal["ko", "en"]
    role: Role
    has_account: bool
    has_pin: bool = False
    avatar: str | None = None


class PinAnswer(msgspec.Struct, frozen=True):
    """What came of a PIN that was tried.

    tries_left: how many wrong ones are left before there is a wait. wait_s: seconds until a PIN is looked at again;
    above 0 no PIN is right.
    """

    right: bool
    tries_left: int
    wait_s: int


class Photo(msgspec.Struct, frozen=True):
    """A garment's photo and what was made of it. All files exist once the record does.

    original: JPEG, longest side 2048 px or less, upright, without EXIF.
    cutout: WebP with alpha, cropped to the garment, longest side 1024 px or less.
    thumbnail: the cutout again at 360x360 px with alpha, for light grounds.
    glow: the cutout at 360x360 px on black with its rim light, opaque: what the mirror's grid shows.
    `cutout_uncertain` is True where no believable outline was found and the whole photo stands in.
    """

    sha256: str
    original: Path
    cutout: Path
    thumbnail: Path
    glow: Path
    cutout_uncertain: bool


class Tile(msgspec.Struct, frozen=True):
    """The little that a grid needs of a garment, cheap for thousands of them."""

    id: int
    category: Category
    sha256: str
    glow: Path
    thumbnail: Path
    added_at: datetime
    retired: bool
    name: str


class Card(msgspec.Struct, frozen=True):
    """What a page of many garments says of each; a whole Garment takes five times as long to find."""

    id: int
    category: Category
    sha256: str
    name: str
    added_at: datetime
    in_wash: bool
    retired: bool
    wear_count: int
    last_worn: date | None


class Garment(msgspec.Struct, frozen=True):
    """A garment of one person.

    category: what it counts as; predicted and top3: what the classifier said, and confidence (0-1) how surely.
    sure: the classifier may assert it; where False, a face asks. corrected: a person chose the category.
    length_cm, width_cm: of its outline upright and across in the photo, None where the camera was not calibrated.
    price_minor: what it cost, in the smallest unit of the currency (ISO 4217): won, cents; None when not known.
    washing_since: since when it has been in the wash; None when it is clean.
    bought_on, shop: when and where it was bought; place: where it is kept. seasons: those that a person chose, none
    when they are the usual ones of its category. tags: in alphabetical order. reviewed: a person has seen what it
    was taken for. weight, materials, care, formality: what a person said of it; None or none: it is guessed.
    """

    id: int
    person_id: int
    category: Category
    predicted: Category
    confidence: float
    top3: tuple[Guess, ...]
    sure: bool
    corrected: bool
    colours: tuple[NamedColour, ...]
    patterned: bool
    added_at: datetime
    name: str
    notes: str
    retired_at: datetime | None
    photo: Photo
    wear_count: int
    last_worn: date | None
    length_cm: float | None = None
    width_cm: float | None = None
    brand: str = ""
    size: str = ""
    price_minor: int | None = None
    currency: str = "KRW"
    washing_since: datetime | None = None
    bought_on: date | None = None
    shop: str = ""
    place: str = ""
    seasons: frozenset[Season] = frozenset()
    tags: tuple[str, ...] = ()
    reviewed: bool = False
    weight: Weight | None = None
    materials: frozenset[Material] = frozenset()
    care: Care | None = None
    formality: Formality | None = None
    favourite: bool = False

    @property
    def worn_in(self) -> frozenset[Season]:
        """The seasons in which it is worn: those that a person chose, else the usual ones of its category."""
        return self.seasons or usual(self.category)

    @property
    def in_wash(self) -> bool:
        """Whether it is in the wash; also for one that was put aside from there."""
        return self.washing_since is not None

    @property
    def cost_per_wear_minor(self) -> int | None:
        """The price shared among the days on which it was worn, rounded; None without a price or a wear."""
        if self.price_minor is None or not self.wear_count:
            return None
        return (2 * self.price_minor + self.wear_count) // (2 * self.wear_count)

    @property
    def shown_length_cm(self) -> int | None:
        """The length in whole centimetres for a face to show; None when not known or very short."""
        if self.length_cm is None or self.length_cm < LEAST_SHOWN_CM:
            return None
        return round(self.length_cm)


class LookAlike(msgspec.Struct, frozen=True):
    """A garment that looks like another, and why: similarity (cosine, -1 to 1), the kind, the main colour."""

    garment: Garment
    similarity: float
    same_category: bool
    same_colour: bool


class InboxState(StrEnum):
    """Where a photo stands on its way into the closet."""

    WAITING = "waiting"
    WORKING = "working"
    DONE = "done"
    FAILED = "failed"


class InboxItem(msgspec.Struct, frozen=True):
    """A photo on its way into the closet.

    stage: what is being done while WORKING ("decode", "cutout", "classify", "store"), else "".
    reason: one line for a person when FAILED, else "".
    garment_id: the garment it became when DONE (None once that garment was deleted).
    duplicate: DONE, and the closet already had this very photo.
    px_per_cm: pixels a centimetre has in the photo as it was handed in, None when nobody knows.
    """

    id: int
    person_id: int
    sha256: str
    file_name: str
    source: str
    state: InboxState
    stage: str
    reason: str
    garment_id: int | None
    duplicate: bool
    added_at: datetime
    px_per_cm: float | None = None


class Submission(msgspec.Struct, frozen=True):
    """The answer to a photo handed in. `outcome` is "queued", "already_waiting" or "already_owned"."""

    item: InboxItem
    outcome: Literal["queued", "already_waiting", "already_owned"]
