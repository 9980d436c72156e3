"""A closet of as many garments as wanted, for measuring the mirror: rows written at once, a file for each."""

import os
from collections.abc import Sequence
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from mirror.categories import Category
from mirror.closet import Closet
from mirror.closet.models import GarmentRow, PhotoRow, database
from mirror.vision.glow import on_black

DISTINCT = 200  # pictures; garments share them by hard links, so each is a file and a name of its own
SIDE_PX = 360  # of the files that the recogniser writes
_AT_ONCE = 500
_OUTLINE = ((2, 2), (4, 1.4), (6, 1.4), (8, 2), (9.4, 5), (8.2, 5.4), (7.4, 4), (7.4, 9), (2.6, 9), (2.6, 4))
_SLEEVE = ((1.8, 5.4), (0.6, 5))


def make(folder: Path, count: int, kinds: Sequence[str] = ("glow",)) -> None:
    """An owner with `count` garments, each with its picture as each of `kinds`, in a new closet below `folder`."""
    closet = Closet.open(folder)
    person = closet.people.add("지은", role="owner")
    closet.people.set_password_hash(person.id, "no hash")
    facts = {"person": person.id, "predicted": 0, "confidence": 0.9, "top3": "[[6,0.9]]", "colours": "[]"}
    garments = [{**facts, "category": int(Category(i % 14)), "added_ms": i} for i in range(count)]
    photo = {"person": person.id, "cutout_uncertain": 0, "added_ms": 0}
    with database.atomic():
        for start in range(0, count, _AT_ONCE):
            GarmentRow.insert_many(garments[start : start + _AT_ONCE]).execute()
        ids = [number for (number,) in GarmentRow.select(GarmentRow.id).tuples()]
        photos = [{**photo, "garment": number, "sha256": _hash(number)} for number in ids]
        for start in range(0, count, _AT_ONCE):
            PhotoRow.insert_many(photos[start : start + _AT_ONCE]).execute()
    originals = [folder / f"{number}.webp" for number in range(min(DISTINCT, count))]
    for number, file in enumerate(originals):
        file.write_bytes(picture(number))
    for index, number in enumerate(ids):
        for kind in kinds:
            file = closet.photos.path(_hash(number), kind)
            file.parent.mkdir(parents=True, exist_ok=True)
            os.link(originals[index % len(originals)], file)
    closet.close()


def picture(number: int) -> bytes:
    """A woven shirt on black with its rim light, as WebP of SIDE_PX: it takes as long to decode as a real one."""
    chance = np.random.default_rng(number)
    unit = SIDE_PX / 10
    shape = Image.new("L", (SIDE_PX, SIDE_PX))
    ImageDraw.Draw(shape).polygon([(x * unit, y * unit) for x, y in (*_OUTLINE, *_SLEEVE)], fill=255)
    hue = chance.integers(20, 220, 3)
    cloth = np.clip(hue + chance.normal(0, 22, (SIDE_PX, SIDE_PX, 1)), 0, 255).astype(np.uint8)
    image = Image.fromarray(cloth).filter(ImageFilter.GaussianBlur(0.8))
    image.putalpha(shape)
    out = BytesIO()
    Image.fromarray(on_black(np.asarray(image), SIDE_PX)).save(out, "WEBP", quality=85)
    return out.getvalue()


def _hash(number: int) -> str:
    return sha256(str(number).encode()).hexdigest()
