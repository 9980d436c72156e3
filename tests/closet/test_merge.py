"""A backup into a closet that lives: what is missing comes, and nothing that is here is lost."""

import sqlite3
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import msgspec
import pytest

from mirror.categories import Category
from mirror.clock import FakeClock
from mirror.closet import Closet, Felt, OutfitState, Styling
from mirror.closet.archive import format as archive
from mirror.closet.archive.merging import Merged, merge
from mirror.closet.archive.people import look_into, photos_of
from mirror.closet.backup import back_up, export_person
from mirror.errors import BackupError

from .conftest import HASH, Forge


def everything(closet: Closet) -> dict[str, object]:
    """All that a closet holds, in a form that does not depend on its folder and numbers."""
    people = closet.people.all()
    found: dict[str, object] = {"preferences": closet.preferences.get()}
    for person in people:
        garments = {}
        for tile in closet.garments.tiles(person.id) + closet.garments.tiles(person.id, retired=True):
            garment = closet.garments.get(person.id, tile.id)
            files = [path.read_bytes() for path in (garment.photo.original, garment.photo.glow)]
            facts = msgspec.structs.asdict(garment)
            facts |= {"id": 0, "person_id": 0, "photo": (garment.photo.sha256, files)}
            facts["days"] = closet.garments.days_worn(person.id, tile.id)
            garments[garment.photo.sha256] = facts
        photos = {number: sha256 for sha256, number in photos_of(person.id).items()}
        outfits = [
            msgspec.structs.replace(
                one,
                id=0,
                person_id=0,
                garment_ids=tuple(sorted(photos[number] for number in one.garment_ids)),
            )
            for one in closet.outfits.between(person.id, date.min, date.max)
        ]
        waiting = [(item.sha256, item.file_name, item.px_per_cm) for item in closet.inbox.items(person.id)]
        found[person.name] = {
            "person": msgspec.structs.replace(person, id=0),
            "hash": closet.people.password_hash(person.id),
            "garments": garments,
            "washed": [one.wears_since_wash for one in closet.wardrobe.wearables(person.id)],
            "outfits": outfits,
            "styling": closet.styling.get(person.id),
            "waiting": waiting,
            "viewers": [viewer.name for viewer in closet.shares.viewers(person.id)],
        }
    return found


def test_into_an_empty_closet_comes_everything(
    household: Closet, file: Path, elsewhere: Callable[[], Closet]
) -> None:
    before = everything(household)
    back_up(household.data_dir, file)
    household.close()
    again = elsewhere()
    preview = look_into(file)
    assert [(person.name, person.garments, person.is_new) for person in preview.people] == [
        ("지은", 3, True),
        ("Sam", 1, True),
    ]
    assert merge(again, file) == Merged(people=2, garments=4, known=0, waiting=1)
    assert everything(again) == before
    assert len(again.embeddings.missing("net")) == 3  # the coat's look came too


def test_twice_is_once(household: Closet, file: Path) -> None:
    back_up(household.data_dir, file)
    before = everything(household)
    for _ in range(2):
        assert merge(household, file) == Merged(people=0, garments=0, known=4, waiting=0)
        assert everything(household) == before
    assert not (household.data_dir / "scratch.part").exists()


def test_what_is_here_stays_and_wears_and_tags_are_united(household: Closet, file: Path) -> None:
    back_up(household.data_dir, file)
    jieun = household.people.find("지은")
    coat = next(t.id for t in household.garments.tiles(jieun.id) if t.name == "겨울 코트")
    household.garments.describe(jieun.id, coat, name="코트")
    household.garments.set_tags(jieun.id, coat, ["겨울"])
    household.garments.unwear(jieun.id, coat, date(2026, 1, 5))
    household.garments.wear(jieun.id, coat, date(2026, 2, 2))
    household.people.set_password_hash(jieun.id, HASH.replace("DMFH", "AAAA"))
    household.preferences.change(brightness=90)
    dress = next(t.id for t in household.garments.tiles(jieun.id) if t.category == Category.SKIRT)
    household.garments.delete(jieun.id, dress)
    assert merge(household, file) == Merged(people=0, garments=1, known=3, waiting=0)
    garment = household.garments.get(jieun.id, coat)
    assert (garment.name, garment.tags) == ("코트", ("겨울", "모직", "회사"))
    days = household.garments.days_worn(jieun.id, coat)
    assert sorted(days) == [date(2026, 1, 5), date(2026, 1, 9), date(2026, 2, 2)]
    assert "AAAA" in household.people.password_hash(jieun.id)
    assert household.preferences.get().brightness == 90
    assert len(household.garments.tiles(jieun.id)) == 2  # the deleted dress is back


def test_outfits_come_once_and_what_is_here_stays(household: Closet, file: Path, clock: FakeClock) -> None:
    back_up(household.data_dir, file)
    jieun = household.people.find("지은")
    coat = next(t.id for t in household.garments.tiles(jieun.id) if t.name == "겨울 코트")
    skirt = next(t.id for t in household.garments.tiles(jieun.id) if t.category == Category.SKIRT)
    worn, planned = household.outfits.between(jieun.id, date.min, date.max)
    household.outfits.feel(jieun.id, worn.id, Felt.RIGHT)
    household.styling.change(jieun.id, wears_before_wash={Category.COAT: 5})
    household.garments.delete(jieun.id, skirt)
    clock.advance(700)
    household.reconcile()
    merge(household, file)
    again = household.outfits.between(jieun.id, date.min, date.max)
    assert [(one.id, one.felt, len(one.garment_ids)) for one in again] == [
        (worn.id, Felt.RIGHT, 2),
        (planned.id, Felt.UNSAID, 2),  # the skirt that came back is in it again
    ]
    assert household.styling.get(jieun.id).wears_before_wash == {Category.COAT: 5}
    household.outfits.remove(jieun.id, worn.id)
    household.garments.wear(jieun.id, worn.garment_ids[1], date(2026, 1, 9))  # by hand, since
    merge(household, file)
    (back, _) = household.outfits.between(jieun.id, date.min, date.max)
    assert (back.felt, back.conditions) == (Felt.TOO_COLD, worn.conditions)
    household.outfits.remove(jieun.id, back.id)
    for number in worn.garment_ids:
        assert date(2026, 1, 9) in household.garments.days_worn(jieun.id, number), "noted by hand: it stays"
    assert coat in worn.garment_ids


def test_an_outfit_that_came_takes_back_only_what_it_noted(
    forge: Forge, elsewhere: Callable[[], Closet]
) -> None:
    backup = forge()
    again = elsewhere()
    merge(again, backup)
    jieun = again.people.find("지은")
    worn, _ = again.outfits.between(jieun.id, date.min, date.max)
    coat, sandal = worn.garment_ids
    again.outfits.remove(jieun.id, worn.id)
    assert again.garments.days_worn(jieun.id, coat) == [date(2026, 1, 5), date(2026, 1, 9)]
    assert again.garments.days_worn(jieun.id, sandal) == []


def test_a_backup_of_before_the_outfits_comes_all_the_same(
    forge: Forge, elsewhere: Callable[[], Closet]
) -> None:
    def forget(said: dict[str, object]) -> None:
        del said["outfits"]
        for person in said["people"]:
            del person["styling"]
        for garment in said["garments"]:
            for name in ("weight", "materials", "care", "formality", "favourite", "washed_on"):
                del garment[name]

    backup = forge(forget, **{"outfits.csv": None})
    again = elsewhere()
    assert merge(again, backup).garments == 4
    jieun = again.people.find("지은")
    assert again.outfits.between(jieun.id, date.min, date.max) == []
    assert again.styling.get(jieun.id) == Styling()
    assert {one.favourite for one in again.wardrobe.wearables(jieun.id)} == {False}


def test_nobody_becomes_an_owner_beside_another(forge: Forge, elsewhere: Callable[[], Closet]) -> None:
    backup = forge()
    again = elsewhere()
    again.people.create_first_account(again.people.new_setup_code(), "Minho", HASH)
    merge(again, backup)
    assert {person.name: person.role for person in again.people.all()} == {
        "Minho": "owner",
        "지은": "member",
        "Sam": "member",
    }
    jieun, minho = again.people.find("지은"), again.people.find("Minho")
    assert jieun.has_account
    assert again.shares.viewers(minho.id) == []


@pytest.mark.parametrize(
    "hashed", ["secret", "", HASH.replace("19456", "4194304"), HASH.replace("id", "i", 1)]
)
def test_a_hash_that_cannot_be_verified_gives_no_account(
    forge: Forge, elsewhere: Callable[[], Closet], hashed: str
) -> None:
    again = elsewhere()
    merge(again, forge(lambda said: said["people"][0].update(password_hash=hashed)))
    assert [person.has_account for person in again.people.all()] == [False, False]


def test_a_member_takes_their_own_and_nobody_elses(forge: Forge, elsewhere: Callable[[], Closet]) -> None:
    backup = forge()
    again = elsewhere()
    again.people.add("Minho")
    sam = again.people.add("SAM")
    assert merge(again, backup, into=sam.id) == Merged(people=0, garments=1, known=0, waiting=0)
    assert [person.name for person in again.people.all()] == ["Minho", "SAM"]
    assert not again.people.get(sam.id).has_pin
    assert again.preferences.get().brightness == 100
    with pytest.raises(BackupError, match="nobody in it has your name"):
        merge(again, backup, into=again.people.find("Minho").id)


def test_one_persons_file_holds_nothing_of_others_and_goes_to_whoever_brings_it(
    household: Closet, file: Path, elsewhere: Callable[[], Closet]
) -> None:
    sam = household.people.find("Sam")
    assert export_person(household.data_dir, sam.id, file) == 4
    with zipfile.ZipFile(file) as pack:
        text = b"".join(pack.read(name) for name in pack.namelist() if not name.startswith("photos/"))
        assert "지은".encode() not in text.replace("나 >".encode(), b"")
        assert b"argon2" not in text
        assert "closet.db" not in pack.namelist()
    again = elsewhere()
    samuel = again.people.add("Samuel")
    assert merge(again, file, into=samuel.id).garments == 1
    (skipped,) = again.outfits.between(samuel.id, date.min, date.max)
    assert skipped.state is OutfitState.SKIPPED
    assert len(again.garments.tiles(samuel.id)) == 1


def test_no_session_code_or_guess_leaves_with_a_backup(household: Closet, file: Path) -> None:
    jieun = household.people.find("지은")
    token = household.sessions.open(jieun.id, "phone", "192.168.0.2")
    code = household.people.new_password_code(jieun.id)
    household.notes.put("web", {"url": "secret-place"})
    back_up(household.data_dir, file)
    with zipfile.ZipFile(file) as pack:
        database = pack.read("closet.db")
    scratch = file.with_name("copy.db")
    scratch.write_bytes(database)
    with sqlite3.connect(scratch) as connection:
        for table in ("session", "setup_code", "attempt", "undo", "question", "job", "note"):
            assert connection.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,), table
    connection.close()
    assert b"secret-place" not in database
    assert household.sessions.find(token) is not None
    assert code


def test_tables_are_for_spreadsheets_and_run_nothing(household: Closet, file: Path) -> None:
    jieun = household.people.find("지은")
    coat = next(t.id for t in household.garments.tiles(jieun.id) if t.name == "겨울 코트")
    household.garments.describe(
        jieun.id, coat, name='=HYPERLINK("http://evil","x")', brand="+1", notes="@SUM(A1)"
    )
    back_up(household.data_dir, file)
    with zipfile.ZipFile(file) as pack:
        garments, wears, outfits = (
            pack.read(f"{name}.csv").decode() for name in ("garments", "wears", "outfits")
        )
    assert garments.startswith("\ufeffid,person,category")
    assert '"\'=HYPERLINK(""http://evil"",""x"")"' in garments
    assert ",'+1," in garments
    assert ",'@SUM(A1)," in garments
    assert "129000,KRW" in garments
    assert wears.splitlines()[1].startswith("2026-01-05,지은,")
    assert len(wears.splitlines()) == 4
    assert outfits.splitlines()[1].startswith("2026-01-09,지은,work,worn,too-cold,\"'=HYPERLINK")
    assert outfits.splitlines()[1].endswith(",-2.5,4.0,60.0,0.0,1.6,1.5,1.9")
    assert garments.splitlines()[1].endswith(',heavy,"down, wool",dry-clean,sport,yes,2026-11-22')


def test_the_format_is_described_to_the_last_field() -> None:
    described = (Path(__file__).parents[2] / "docs" / "backup-format.md").read_text(encoding="utf-8")
    kinds = [kind for name, kind in vars(archive).items() if name.endswith("Entry")] + [archive.Head]
    fields = {field.name for kind in kinds for field in msgspec.structs.fields(kind)}
    assert len(fields) > 40
    assert {field for field in fields if f"`{field}`" not in described} == set()
    assert {name for name in archive.CATEGORIES if f"`{name}`" not in described} == set()
