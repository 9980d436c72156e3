"""Both faces say in Korean and English what the closet, the vision and the intake wrote as plain lines."""

import gettext
import re
import subprocess
import sys
from pathlib import Path

import pytest

from mirror.categories import Category
from mirror.errors import PhotoError
from mirror.locale import FOLDER, words
from mirror.locale.lines import LINES, line
from mirror.vision.decode import probe
from mirror.vision.shades import NAMES

KOREAN = words("ko")


@pytest.mark.parametrize("key", [*LINES, *NAMES, *(category.label for category in Category)])
def test_every_line_category_and_colour_has_korean(key: str) -> None:
    said = KOREAN.gettext(key)
    assert re.search(r"[가-힣]", said)
    assert said.count("#") == key.count("#")


def test_numbers_are_put_back_in_their_places() -> None:
    said = line(KOREAN, "the photo has 60 megapixels; up to 25 are taken: make it smaller")
    assert said.index("60") < said.index("25")
    assert line(words("en"), "the file has 70.5 MB; photos up to 60 MB are taken").startswith(
        "The file has 70.5 MB"
    )


def test_what_stands_in_brackets_is_for_the_log() -> None:
    said = line(KOREAN, "something unforeseen happened (ZeroDivisionError): try it again")
    assert "Zero" not in said
    assert re.search(r"[가-힣]", said)


def test_a_line_that_is_not_known_stays_as_it_is() -> None:
    assert line(KOREAN, "nobody wrote this 5 times") == "Nobody wrote this 5 times"
    assert line(KOREAN, "") == ""


def test_what_decoding_says_is_known(tmp_path: Path) -> None:
    file = tmp_path / "x.jpg"
    for content in (b"", b"only words", b"\xff\xd8\xff" + b"0" * 50):
        file.write_bytes(content)
        with pytest.raises(PhotoError) as error:
            probe(file)
        assert re.search(r"[가-힣]", line(KOREAN, str(error.value)))


def test_english_names_are_what_people_say() -> None:
    assert words("en").gettext(Category.TROUSER.label) == "Trousers"
    assert words("en").gettext(Category.TSHIRT.label) == "T-shirt"
    assert words("en").gettext(Category.COAT.label) == "Coat"


@pytest.mark.parametrize(
    "catalogue", sorted(FOLDER.glob("*/LC_MESSAGES/*.po")), ids=lambda path: f"{path.parts[-3]}-{path.stem}"
)
def test_the_compiled_catalogue_is_that_of_the_text(catalogue: Path, tmp_path: Path) -> None:
    compiled = tmp_path / "fresh.mo"
    command = [
        sys.executable,
        "-m",
        "babel.messages.frontend",
        "-q",
        "compile",
        "-i",
        str(catalogue),
        "-o",
        str(compiled),
    ]
    subprocess.run(command, check=True)
    assert _entries(compiled) == _entries(catalogue.with_suffix(".mo")), "run `make words`"


def _entries(catalogue: Path) -> dict[object, str]:
    """What a compiled catalogue says, without its header, which holds the minute in which it was compiled."""
    with catalogue.open("rb") as file:
        entries = dict(gettext.GNUTranslations(file)._catalog)
    entries.pop("", None)
    return entries
