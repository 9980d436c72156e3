"""Where and with what a photo was taken stays behind: of the file that came in only its pixels are kept."""

import io
import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pillow_heif
import pytest
from PIL import Image
from PIL.TiffImagePlugin import IFDRational

from mirror.categories import Category
from mirror.closet import Closet, Person
from mirror.intake import admit_photo
from mirror.vision.classifier import Answer
from mirror.vision.decode import decode
from mirror.vision.facts import Guess
from mirror.vision.recognise import Recognition

from .conftest import Phone
from .test_sending import send

MAKE, SERIAL, NAME = "Peekaboo", "SN-123456789", "37-north-127-east.heic"
XMP = (
    b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    b'<rdf:Description rdf:about="" xmlns:exif="http://ns.adobe.com/exif/1.0/" exif:GPSLatitude="37,33.9N"'
    b' exif:GPSLongitude="126,58.7E"/></rdf:RDF></x:xmpmeta>'
)
SECRET = (
    "GPS",
    "Make",
    "Model",
    "Serial",
    "Software",
    "DateTimeOriginal",
    "Comment",
    "UserComment",
    "Artist",
)


class Eye:
    """Decodes as the mirror does, and takes all of the photo for a coat."""

    network = None

    def recognise(
        self, file: Path, on_stage: Callable[[str], None], background: object = None
    ) -> Recognition:
        rgb = decode(file).rgb
        cutout = np.dstack([rgb, np.full(rgb.shape[:2], 255, np.uint8)])
        answer = Answer((Guess(Category.COAT, 1.0),), sure=True, embedding=None)
        return Recognition(rgb, cutout, False, answer, (), {})

    def look_again(self, original: Path) -> Answer:
        raise NotImplementedError


def exif() -> Image.Exif:
    """A camera's, with a place."""
    exif = Image.Exif()
    exif[0x010F], exif[0x0110], exif[0x0131] = MAKE, "P-1", "1.2.3"
    exif[0x013B] = "Jieun"
    place = exif.get_ifd(0x8825)
    place[1], place[2] = "N", (IFDRational(37), IFDRational(33), IFDRational(54))
    place[3], place[4] = "E", (IFDRational(126), IFDRational(58), IFDRational(42))
    camera = exif.get_ifd(0x8769)
    camera[0xA431], camera[0x9003] = SERIAL, "2026:01:02 03:04:05"
    return exif


def photo(kind: str, shade: int) -> bytes:
    picture = Image.new("RGB", (120, 160), (shade, 80, 90))
    buffer = io.BytesIO()
    if kind == "HEIF":
        pillow_heif.register_heif_opener()
        picture.save(buffer, kind, exif=exif().tobytes(), xmp=XMP)
    elif kind == "PNG":
        picture.save(buffer, kind, exif=exif())
    elif kind == "WEBP":
        picture.save(buffer, kind, exif=exif(), xmp=XMP)
    else:
        picture.save(buffer, kind, exif=exif(), xmp=XMP, comment=b"taken at home")
    return buffer.getvalue()


def facts(exiftool: str, *places: Path) -> list[dict[str, object]]:
    said = subprocess.run(
        [exiftool, "-json", "-G", "-a", "-ee", "-r", "-if", "1", "-ext", "*", *map(str, places)],
        capture_output=True,
        text=True,
        check=False,
    )
    found: list[dict[str, object]] = json.loads(said.stdout or "[]")
    return found


def secrets_in(all_facts: list[dict[str, object]]) -> list[str]:
    return [
        f"{one['SourceFile']}: {key}"
        for one in all_facts
        for key in one
        if not key.startswith(("File:", "ICC_Profile:")) and any(word in key for word in SECRET)
    ]


def test_no_place_no_camera_and_no_number_is_left(
    phone: Phone, closet: Closet, jieun: Person, tmp_path: Path
) -> None:
    exiftool = shutil.which("exiftool")
    if exiftool is None:
        pytest.skip("exiftool is not installed: apt-get install libimage-exiftool-perl")
    kinds = ("JPEG", "HEIF", "PNG", "WEBP")
    for number, kind in enumerate(kinds):
        data = photo(kind, 40 * number)
        came_in = tmp_path / f"{kind.lower()}.bin"
        came_in.write_bytes(data)
        told = secrets_in(facts(exiftool, came_in))
        assert any("GPS" in one for one in told), (kind, told)
        assert any("Make" in one for one in told), (kind, told)
        assert send(phone, data, NAME)["outcome"] == "queued"
    while (item := closet.inbox.take()) is not None:
        assert admit_photo(closet, Eye(), item) is not None
    kept = facts(exiftool, closet.photos.photos_dir)
    assert len(kept) == 4 * len(kinds)
    assert secrets_in(kept) == []
    assert list(closet.photos.inbox_dir.iterdir()) == []
    for file in closet.photos.photos_dir.rglob("*"):
        assert NAME.split(".", maxsplit=1)[0] not in file.name, "names are made here"
        if file.is_file():
            data = file.read_bytes()
            assert not [word for word in (MAKE, SERIAL, "GPS", "Exif", "xmpmeta") if word.encode() in data]
