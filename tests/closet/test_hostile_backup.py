"""Backups that lie: each is refused with one line, and nothing of it comes."""

import io
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from mirror.closet import Closet
from mirror.closet.archive.merging import merge
from mirror.closet.backup import OPEN_FILES
from mirror.errors import BackupError

from .conftest import Forge

GARMENT = "garments"


def _set(kind: str, **values: object) -> Callable[[dict[str, object]], None]:
    def change(said: dict[str, object]) -> None:
        said[kind][0].update(values)

    return change


LIES = {
    "another format": lambda said: said.update(format="zip"),
    "a newer version": lambda said: said.update(version=2),
    "an unknown category": _set(GARMENT, category="spacesuit"),
    "a category of a wrong type": _set(GARMENT, category=4),
    "a date": _set(GARMENT, wears=["2026-02-30"]),
    "a time without zone": _set(GARMENT, added_at="2026-02-03T04:05:06"),
    "nobody's garment": _set(GARMENT, person=77),
    "two of one number": lambda said: said[GARMENT][1].update(id=said[GARMENT][0]["id"]),
    "one photo twice": lambda said: said[GARMENT][1].update(photo=said[GARMENT][0]["photo"]),
    "a way out": lambda said: said[GARMENT][0]["photo"].update(sha256="../../../etc/passwd"),
    "a photo that is not there": lambda said: said[GARMENT][0]["photo"].update(sha256="f" * 64),
    "a name too long": _set(GARMENT, name="x" * 81),
    "a price below zero": _set(GARMENT, price_minor=-1),
    "a confidence": _set(GARMENT, confidence=1.5),
    "a colour": _set(GARMENT, colours=[{"name": "<b>", "rgb": [0, 0, 0], "share": 1.0}]),
    "a season": _set(GARMENT, seasons=["monsoon"]),
    "a material": _set(GARMENT, materials=["asbestos"]),
    "a weight": _set(GARMENT, weight="leaden"),
    "a formality": _set(GARMENT, formality=2),
    "a day of the wash": _set(GARMENT, washed_on="2026-02-30"),
    "an outfit of nobody": _set("outfits", person=77),
    "an outfit of another's garment": lambda said: said["outfits"][-1].update(
        garments=said["outfits"][0]["garments"], noted=[]
    ),
    "an outfit of no garment": _set("outfits", garments=[], noted=[]),
    "an outfit of too many": _set("outfits", garments=list(range(1, 22))),
    "an outfit of one garment twice": _set("outfits", garments=[1, 1], noted=[]),
    "an outfit of a garment that is not there": _set("outfits", garments=[9999], noted=[]),
    "an outfit that noted a stranger": _set("outfits", noted=[4]),
    "a planned outfit that was too warm": lambda said: said["outfits"][1].update(felt="too-warm"),
    "an occasion": _set("outfits", occasion="opera"),
    "weather of another planet": lambda said: said["outfits"][0]["conditions"].update(celsius=462),
    "insulation without end": lambda said: said["outfits"][0]["conditions"].update(given_clo=1e300),
    "an endless wash": _set("people", styling={"wears_before_wash": {"coat": 100}}),
    "a wash of nothing": _set("people", styling={"wears_before_wash": {"spacesuit": 1}}),
    "a nameless person": _set("people", name=" "),
    "two of one name": _set("people", name="sAM"),
    "a role": _set("people", role="god"),
    "another's picture": lambda said: said["people"][1].update(avatar=said[GARMENT][0]["id"]),
    "a share with nobody": _set("shares", viewer=99),
    "a waiting photo of nobody": _set("inbox", person=99),
    "no list": lambda said: said.update(garments={}),
    "too much": lambda said: said.update(garments=[0] * 2_000_000),
}


@pytest.mark.parametrize("lie", LIES)
def test_a_closet_json_that_lies_is_refused_and_nothing_comes(
    forge: Forge, elsewhere: Callable[[], Closet], lie: str
) -> None:
    backup = forge(LIES[lie])
    again = elsewhere()
    again.people.add("지은")
    with pytest.raises(BackupError) as error:
        merge(again, backup)
    assert "\n" not in str(error.value)
    nothing_came(again)


def nothing_came(closet: Closet) -> None:
    assert [person.name for person in closet.people.all()] == ["지은"]
    assert closet.garments.tiles(closet.people.all()[0].id) == []
    assert [path for path in closet.photos.photos_dir.rglob("*") if path.is_file()] == []
    assert list(closet.photos.inbox_dir.iterdir()) == []
    assert not (closet.data_dir / "scratch.part").exists()


def picture(kind: str, side_px: int) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (side_px, side_px)).save(buffer, kind)
    return buffer.getvalue()


SHA = f"{1:064x}"
FILES = {
    "no picture": {f"photos/00/{SHA}.thumb.webp": b"<script>alert(1)</script>"},
    "another kind of picture": {f"photos/00/{SHA}.jpg": picture("WEBP", 40)},
    "a huge thumbnail": {f"photos/00/{SHA}.thumb.webp": picture("WEBP", 4000)},
    "a missing picture": {f"photos/00/{SHA}.glow.webp": None},
    "a way out": {"../evil": b"x"},
    "an absolute name": {"/etc/evil": b"x"},
    "a way out of photos": {"photos/../evil": b"x"},
    "a file of its own": {"photos/00/evil.sh": b"x"},
    "a bomb": {"README.txt": bytes(5_000_000)},
    "no closet.json": {"closet.json": None},
    "looks that are none": {"looks.jsonl": b'{"garment":1,"network":"n","vector":"!","answer":""}\n'},
    "an endless look": {"looks.jsonl": b"x" * 9000},
}


@pytest.mark.parametrize("what", FILES)
def test_a_zip_whose_files_lie_is_refused_and_nothing_comes(
    forge: Forge, elsewhere: Callable[[], Closet], what: str
) -> None:
    backup = forge(**FILES[what])
    if what == "a bomb":
        with zipfile.ZipFile(backup) as pack:
            contents = {name: pack.read(name) for name in pack.namelist()}
        with zipfile.ZipFile(backup, "w", zipfile.ZIP_DEFLATED) as pack:
            for name, data in contents.items():
                pack.writestr(name, data)
    again = elsewhere()
    again.people.add("지은")
    with pytest.raises(BackupError) as error:
        merge(again, backup)
    assert "\n" not in str(error.value)
    nothing_came(again)


def test_links_doubles_and_crowds_are_refused(forge: Forge, tmp_path: Path, elsewhere) -> None:
    link, double, crowd, cut = (tmp_path / name for name in ("link", "double", "crowd", "cut"))
    for target in (link, double):
        shutil.copy(forge(), target)
    with zipfile.ZipFile(link, "a") as pack:
        info = zipfile.ZipInfo(f"photos/ee/{'e' * 64}.jpg")
        info.external_attr = 0o120777 << 16
        pack.writestr(info, "/etc/passwd")
    with zipfile.ZipFile(double, "a") as pack, pytest.warns(UserWarning, match="Duplicate name"):
        pack.writestr("closet.json", "{}")
    with zipfile.ZipFile(crowd, "w") as pack:
        for number in range(60_100):
            pack.writestr(f"{number:x}", b"")
    cut.write_bytes(link.read_bytes()[:-200])
    again = elsewhere()
    again.people.add("지은")
    for hostile in (link, double, crowd, cut, tmp_path):
        with pytest.raises(BackupError):
            merge(again, hostile)
        nothing_came(again)


def test_a_waiting_photo_is_what_its_name_says(forge: Forge, elsewhere: Callable[[], Closet]) -> None:
    name = {}

    def note(said: dict[str, object]) -> None:
        name["inbox"] = f"inbox/{said['inbox'][0]['sha256']}"

    forge(note)
    backup = forge(**{name["inbox"]: b"another photo"})
    again = elsewhere()
    again.people.add("지은")
    with pytest.raises(BackupError, match="is another file"):
        merge(again, backup)
    nothing_came(again)


def test_an_older_backup_says_how_it_comes_back(forge: Forge, elsewhere: Callable[[], Closet]) -> None:
    backup = forge(**dict.fromkeys(OPEN_FILES))
    with pytest.raises(BackupError, match="`otjang restore`"):
        merge(elsewhere(), backup)


def test_a_full_disk_is_said_before_anything_is_unpacked(
    forge: Forge, elsewhere: Callable[[], Closet], monkeypatch: pytest.MonkeyPatch
) -> None:
    backup = forge()
    again = elsewhere()
    again.people.add("지은")
    usage = shutil.disk_usage(again.data_dir)._replace(free=200_000_100)
    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: usage)
    with pytest.raises(BackupError, match="make room first"):
        merge(again, backup)
    monkeypatch.undo()
    nothing_came(again)
