"""closet.json and looks.jsonl: a closet as open files that any program can read.

docs/backup-format.md describes them to people. Nothing here asks the database or knows ZIP files.
"""

import base64
import binascii
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Annotated, Literal

import msgspec
import numpy as np
from msgspec import Meta

from ...attire import Care, Formality, Material, Occasion, Weight
from ...categories import Category
from ...errors import BackupError
from ...seasons import Season
from ..outfit_records import Conditions as ConditionsEntry
from ..outfit_records import Felt, OutfitState
from ..outfits import GARMENTS_MAX
from ..styling import Wears

FORMAT = "otjang-closet"
VERSION = 1
CATEGORIES = {category.name.lower(): category for category in Category}
FORMALITIES = {formality.name.lower(): formality for formality in Formality}
ANSWER_BYTES = 4 * len(Category)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

Number = Annotated[int, Meta(ge=1, le=2**53)]
Text = Annotated[str, Meta(max_length=4000)]
Share01 = Annotated[float, Meta(ge=0, le=1)]
Centimetres = Annotated[float, Meta(gt=0, le=1000)]
Moment = Annotated[datetime, Meta(tz=True)]
Sha256 = Annotated[str, Meta(pattern="^[0-9a-f]{64}$")]


class StylingEntry(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody chose for how they are dressed; None or nothing where they chose nothing.

    wears_before_wash: by category. warmth_since, taste_since: what was said before is not learnt from.
    """

    wears_before_wash: dict[Text, Wears] = {}
    warmth_since: Moment | None = None
    taste_since: Moment | None = None
    occasion: Occasion | None = None


class PersonEntry(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody of the household. avatar: the number of a garment of theirs. Hashes are argon2id, or None."""

    id: Number
    name: Text
    language: Literal["ko", "en"]
    role: Literal["owner", "member"]
    added_at: Moment
    password_hash: Text | None = None
    pin_hash: Text | None = None
    avatar: Number | None = None
    styling: StylingEntry = StylingEntry()


class ShareEntry(msgspec.Struct, frozen=True):
    """A person who lets another one look into the closet, both by number."""

    person: Number
    viewer: Number


class WaitingEntry(msgspec.Struct, frozen=True, kw_only=True):
    """A photo that is no garment yet; its file is inbox/<sha256>. reason: why it failed, "" while it waits."""

    person: Number
    sha256: Sha256
    file_name: Text
    source: Text
    state: Literal["waiting", "failed"]
    reason: Text = ""
    px_per_cm: Annotated[float, Meta(gt=0, le=10_000)] | None = None
    added_at: Moment
    ended_at: Moment | None = None


class GuessEntry(msgspec.Struct, frozen=True):
    """What the network took it for."""

    category: Text
    confidence: Share01


class ColourEntry(msgspec.Struct, frozen=True):
    """A colour: its English name, 8-bit sRGB, its share of the garment."""

    name: Text
    rgb: tuple[
        Annotated[int, Meta(ge=0, le=255)],
        Annotated[int, Meta(ge=0, le=255)],
        Annotated[int, Meta(ge=0, le=255)],
    ]
    share: Share01


class PhotoEntry(msgspec.Struct, frozen=True, kw_only=True):
    """A photo. sha256: of the file as it came in. The names of the files in the ZIP follow from it."""

    sha256: Sha256
    cutout_uncertain: bool
    added_at: Moment
    original: str = ""
    cutout: str = ""
    thumbnail: str = ""
    glow: str = ""


class GarmentEntry(msgspec.Struct, frozen=True, kw_only=True):
    """A garment with everything that is known of it; see records.Garment for what the fields mean."""

    id: Number
    person: Number
    category: Text
    predicted: Text
    confidence: Share01
    top3: Annotated[list[GuessEntry], Meta(min_length=1, max_length=3)]
    sure: bool
    patterned: bool
    colours: Annotated[list[ColourEntry], Meta(max_length=16)]
    length_cm: Centimetres | None
    width_cm: Centimetres | None
    added_at: Moment
    corrected_at: Moment | None
    reviewed_at: Moment | None
    name: Text
    notes: Text
    brand: Text
    size: Text
    price_minor: int | None
    currency: Text
    bought_on: date | None
    shop: Text
    place: Text
    seasons: frozenset[Season]
    tags: Annotated[list[Text], Meta(max_length=200)]
    washing_since: Moment | None
    retired_at: Moment | None
    wears: Annotated[list[date], Meta(max_length=40_000)]
    photo: PhotoEntry
    weight: Weight | None = None
    materials: frozenset[Material] = frozenset()
    care: Care | None = None
    formality: Literal["sport", "casual", "smart", "formal"] | None = None
    favourite: bool = False
    washed_on: date | None = None


class OutfitEntry(msgspec.Struct, frozen=True, kw_only=True):
    """An outfit that somebody wore, planned or passed over; see outfit_records.Outfit for what the fields mean.

    noted: those of its garments whose wear of that day it noted, nobody before it.
    """

    person: Number
    day: date
    occasion: Occasion
    state: OutfitState
    felt: Felt
    conditions: ConditionsEntry | None
    garments: Annotated[list[Number], Meta(min_length=1, max_length=GARMENTS_MAX)]
    noted: Annotated[list[Number], Meta(max_length=GARMENTS_MAX)]
    decided_at: Moment


class LookEntry(msgspec.Struct, frozen=True):
    """A line of looks.jsonl: a garment's vector, int8, and its network's answer, float32, both in base64."""

    garment: Number
    network: Annotated[str, Meta(min_length=1, max_length=200)]
    vector: Text
    answer: Text

    def numbers(self) -> tuple[bytes, bytes]:
        """Vector and answer as the closet keeps them. Raises BackupError when they are none."""
        try:
            vector = base64.b64decode(self.vector, validate=True)
            answer = base64.b64decode(self.answer, validate=True)
        except binascii.Error as error:
            raise damaged(f"a look of garment {self.garment}: {error}") from error
        said = np.frombuffer(answer, "<f4") if len(answer) == ANSWER_BYTES else np.zeros(0)
        sound = len(vector) <= 256 and (not vector or any(vector)) and len(answer) in (0, ANSWER_BYTES)
        if not sound or not ((said >= 0) & (said <= 1)).all():
            raise damaged(f"the look of garment {self.garment} cannot be one of any network")
        return vector, answer


class Head(msgspec.Struct, frozen=True, kw_only=True):
    """closet.json but its garments. whole: the household's; False: one person's own."""

    format: str
    version: int
    made_at: Moment
    whole: bool
    people: Annotated[list[PersonEntry], Meta(max_length=1000)]
    shares: list[ShareEntry] = []
    preferences: dict[str, msgspec.Raw] = {}
    inbox: list[WaitingEntry] = []
    outfits: list[OutfitEntry] = []


def ms(moment: datetime) -> int:
    """Milliseconds since 1970 of an aware datetime, exactly."""
    return (moment - _EPOCH) // timedelta(milliseconds=1)


def moment(milliseconds: int) -> datetime:
    """The aware UTC datetime of milliseconds since 1970, exactly."""
    return _EPOCH + timedelta(milliseconds=milliseconds)


def damaged(why: str) -> BackupError:
    """What to raise for a backup that does not hold together; why: a detail for the log."""
    return BackupError(f"the backup is damaged: send it once more, or use another ({why})")


def foreign(why: str) -> BackupError:
    """What to raise for a file that is no backup; why: a detail for the log."""
    return BackupError(f"this is no backup of a closet ({why})")


def files_of(sha256: str, suffixes: Mapping[str, str]) -> dict[str, str]:
    """The names in the ZIP of a photo's files, by kind. suffixes: of each kind."""
    return {kind: f"photos/{sha256[:2]}/{sha256}{suffix}" for kind, suffix in suffixes.items()}
