"""classify and cutout: they look at photos and store nothing."""

import json
import shutil
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from mirror.categories import LABELS


@pytest.fixture
def text_file(tmp_path: Path) -> Path:
    file = tmp_path / "x.jpg"
    file.write_text("a shopping list")
    return file


def test_classify_says_one_json_line_a_photo(
    otjang, data_dir: Path, photo_file: Path, text_file: Path
) -> None:
    outcome = otjang("classify", "--json", photo_file, text_file, photo_file)
    assert outcome.status == 1  # of the one that is no photo
    first, bad, again = map(json.loads, outcome.out.splitlines())
    assert set(first) == {
        "file",
        "category",
        "confidence",
        "sure",
        "top3",
        "colours",
        "patterned",
        "cutout_uncertain",
        "ms",
    }
    assert first["file"] == str(photo_file)
    assert first["category"] in LABELS.values()
    assert 0 < first["confidence"] <= 1
    assert [set(guess) for guess in first["top3"]] == [{"category", "confidence"}] * 3
    assert first["top3"][0] == {"category": first["category"], "confidence": first["confidence"]}
    assert all(set(colour) == {"name", "rgb", "share"} for colour in first["colours"])
    assert set(first["ms"]) == {"decode", "cutout", "classify", "colours"}
    assert bad == {
        "file": str(text_file),
        "error": "this is no photo that can be read; send JPEG, PNG, WebP or HEIC",
    }
    assert {key: first[key] for key in first if key != "ms"} == {
        key: again[key] for key in again if key != "ms"
    }
    assert outcome.err == f"otjang: {text_file}: {bad['error']}\n"
    assert not (data_dir / "closet.db").exists()


def test_classify_without_json_is_a_line_for_people(otjang, photo_file: Path) -> None:
    outcome = otjang("classify", photo_file)
    assert outcome.status == 0
    (line,) = outcome.out.splitlines()
    assert line.startswith(f"{photo_file}: ")
    assert "%" in line


@pytest.mark.parametrize("encoding", ["utf-8:strict", "ascii:strict"])
def test_a_file_name_that_the_terminal_cannot_say_is_no_traceback(
    spawn, photo_file: Path, monkeypatch: pytest.MonkeyPatch, encoding: str
) -> None:
    monkeypatch.setenv("PYTHONIOENCODING", encoding)
    odd = str(photo_file.parent / "옷 caf") + b"\xe9.jpg".decode("utf-8", "surrogateescape")
    shutil.copy(photo_file, odd)
    process = spawn("classify", "--json", odd, photo_file.parent / "caf\udce9.jpg")
    out, err = process.communicate(timeout=60)
    assert process.returncode == 1
    first, second = map(json.loads, out.splitlines())
    assert first["category"] in LABELS.values()
    assert "No such file" in second["error"]
    assert [first["file"], second["file"]] == [odd, str(photo_file.parent / "caf\udce9.jpg")]
    assert err.count("\n") == 1


def test_cutout_writes_rgba_pngs(otjang, data_dir: Path, photo_file: Path, tmp_path: Path) -> None:
    cut = Image.new("RGBA", (64, 64))
    cut.paste((200, 30, 30, 255), (16, 16, 48, 48))
    cut.save(tmp_path / "cut.webp", lossless=True)
    out = tmp_path / "out" / "deeper"
    outcome = otjang("cutout", photo_file, tmp_path / "cut.webp", "--out", out)
    assert outcome.status == 0
    assert {path.name for path in out.iterdir()} == {"photo.png", "cut.png"}
    with Image.open(out / "photo.png") as whole:
        assert (whole.format, whole.mode, whole.size) == ("PNG", "RGBA", (80, 60))
    with Image.open(out / "cut.png") as small:
        alpha = np.asarray(small)[..., 3]
    assert (alpha[20, 20], alpha[0, 0]) == (255, 0)
    assert not (data_dir / "closet.db").exists()


def test_photos_of_the_same_name_do_not_overwrite_each_other(
    otjang, photo_file: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    for name in ("photo.jpg", "photo.jpeg"):
        shutil.copy(photo_file, other / name)
    outcome = otjang(
        "cutout", photo_file, other / "photo.jpg", other / "photo.jpeg", "--out", tmp_path / "out"
    )
    assert outcome.status == 0
    names = {path.name for path in (tmp_path / "out").iterdir()}
    assert names == {"photo.png", "photo-2.png", "photo-3.png"}


def test_a_folder_that_cannot_be_written_is_one_line(otjang, photo_file: Path, text_file: Path) -> None:
    outcome = otjang("cutout", photo_file, "--out", text_file)
    assert outcome.status == 1
    assert outcome.err.startswith("otjang: cannot write")
    assert outcome.err.count("\n") == 1


def test_a_network_that_is_not_there_is_one_line(otjang, data_dir: Path, photo_file: Path) -> None:
    data_dir.mkdir()
    (data_dir / "otjang.toml").write_text("[network]\ncutout = 'scissors'\nclassifier = 'resnet'\n")
    for arguments in (("classify", photo_file), ("cutout", photo_file, "--out", photo_file.parent)):
        outcome = otjang(*arguments)
        assert outcome.status == 1
        assert "there is no network called 'scissors'" in outcome.err
        assert outcome.err.count("\n") == 1
