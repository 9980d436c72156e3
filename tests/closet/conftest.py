"""A household of which much is known, another closet that is empty, and backups that somebody has tampered with."""

import io
import zipfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import msgspec
import numpy as np
import pytest

from mirror.attire import Care, Formality, Material, Occasion, Weight
from mirror.categories import Category
from mirror.clock import FakeClock
from mirror.closet import Closet, Conditions, Felt, Look
from mirror.closet.backup import back_up
from mirror.seasons import Season

HASH = "$argon2id$v=19$m=19456,t=2,p=1$b3RqYW5nLW5vYm9keQ$DMFHCk8R9gMUZrQUAOn3LEBeHEYavE0YYjghvMqSJno"
Forge = Callable[..., Path]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "closet.zip"


@pytest.fixture
def household(closet: Closet, make_garment: Callable[..., int]) -> Closet:
    """지은 (owner) with three garments of which much is known, Sam with one, and a photo that waits."""
    jieun = closet.people.create_first_account(closet.people.new_setup_code(), "지은", HASH)
    sam = closet.people.add("Sam", language="en")
    closet.people.set_pin(sam.id, "2580")
    coat, dress, put_away = (
        make_garment(jieun.id, kind) for kind in (Category.COAT, Category.DRESS, Category.SANDAL)
    )
    closet.garments.describe(
        *(jieun.id, coat),
        name="겨울 코트",
        notes="안감\n수선함",
        brand="Uniqlo",
        size="M",
        price_minor=129_000,
        bought_on=date(2025, 11, 3),
        shop="명동",
        place="안방",
        seasons=[Season.WINTER],
    )
    closet.garments.describe(
        *(jieun.id, coat),
        weight=Weight.HEAVY,
        materials=[Material.WOOL, Material.DOWN],
        care=Care.DRY_CLEAN,
        formality=Formality.SPORT,
        favourite=True,
    )
    closet.garments.wash(jieun.id, coat)
    closet.garments.wash(jieun.id, coat, washing=False)
    closet.garments.set_tags(jieun.id, coat, ["모직", "회사"])
    closet.garments.set_category(jieun.id, dress, Category.SKIRT)
    closet.garments.wash(jieun.id, dress)
    closet.garments.retire(jieun.id, put_away)
    for day in (date(2026, 1, 5), date(2026, 1, 9)):
        closet.garments.wear(jieun.id, coat, day)
    closet.embeddings.store(
        coat, Look("net", np.arange(1, 9, dtype=np.float32), np.full(14, 0.5, np.float32))
    )
    closet.people.set_avatar(jieun.id, coat)
    hat = make_garment(sam.id, Category.HAT)
    cold = Conditions(-2.5, 4.0, 60.0, 0.0, 1.6, 1.5, 1.9)
    closet.outfits.wear(
        *(jieun.id, [coat, put_away], date(2026, 1, 9)),
        occasion=Occasion.WORK,
        conditions=cold,
        felt=Felt.TOO_COLD,
    )
    closet.outfits.plan(jieun.id, [coat, dress], date(2026, 12, 24), occasion=Occasion.FORMAL)
    closet.outfits.skip(sam.id, [hat], date(2026, 11, 22))
    closet.styling.change(jieun.id, wears_before_wash={Category.TSHIRT: 2}, warmth_since_ms=1_700_000_000_000)
    closet.styling.change(sam.id, occasion=Occasion.EVERYDAY)
    closet.shares.let(sam.id, jieun.id)
    closet.preferences.change(brightness=40, latitude=37.5, longitude=127.0, place_name="서울")
    closet.inbox.submit(
        jieun.id, "waits.jpg", io.BytesIO(b"a photo that waits"), source="phone", px_per_cm=9.5
    )
    return closet


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[Callable[[], Closet]]:
    """Opens a closet in another, empty folder: from then on this process has that one."""
    opened = []

    def open_it() -> Closet:
        opened.append(Closet.open(tmp_path / f"elsewhere-{len(opened)}", FakeClock()))
        return opened[-1]

    yield open_it
    for closet in opened:
        closet.close()


@pytest.fixture
def forge(household: Closet, tmp_path: Path) -> Forge:
    """A backup of the household with its closet.json, or some of its files, changed by who forges it."""

    def make(change: Callable[[dict[str, object]], None] | None = None, **files: bytes | None) -> Path:
        sound, forged = tmp_path / "sound.zip", tmp_path / "forged.zip"
        if not sound.exists():
            back_up(household.data_dir, sound)
        with zipfile.ZipFile(sound) as source, zipfile.ZipFile(forged, "w") as pack:
            said = msgspec.json.decode(source.read("closet.json"))
            if change is not None:
                change(said)
            contents = {info.filename: source.read(info) for info in source.infolist()}
            contents |= {"closet.json": msgspec.json.encode(said)} | {
                name: data for name, data in files.items() if data is not None
            }
            for name, data in contents.items():
                if files.get(name, b"") is not None:
                    pack.writestr(name, data)
        return forged

    return make
