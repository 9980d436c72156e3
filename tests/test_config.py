"""The settings file: defaults without one, and one clear line for every slip in one."""

from pathlib import Path

import msgspec
import pytest

from mirror.config import CameraSettings, Settings, load_settings
from mirror.errors import MirrorError, SettingsError


@pytest.fixture
def load(tmp_path: Path):
    def load_text(text: str) -> Settings:
        file = tmp_path / "otjang.toml"
        file.write_text(text, encoding="utf-8")
        return load_settings(file)

    return load_text


def test_a_household_needs_no_file() -> None:
    settings = load_settings(None)
    assert settings == Settings()
    assert (settings.mirror.language, settings.mirror.rotation, settings.mirror.bezel_px) == ("ko", 0, 0)
    assert settings.camera == CameraSettings(source="auto", folder="", rotation=0)
    assert (settings.network.classifier, settings.network.cutout) == ("garment_photo", "garment_cutout")
    assert (settings.web.host, settings.web.port, settings.web.url) == ("127.0.0.1", 8080, "")


def test_an_empty_file_is_all_defaults(load) -> None:
    assert load("") == Settings()


def test_what_the_file_says_counts_and_the_rest_stays_default(load) -> None:
    settings = load('[mirror]\nlanguage = "en"\n[camera]\nsource = "folder"\nfolder = "사진"\n')
    assert settings.mirror.language == "en"
    assert settings.camera.folder == "사진"
    assert settings.web == Settings().web


def test_settings_are_frozen() -> None:
    with pytest.raises(AttributeError):
        Settings().mirror.language = "en"  # type: ignore[misc]
    assert msgspec.structs.replace(Settings().mirror, language="en").language == "en"


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("[mirrors]", "mirrors", "mirror"),
        ("[mirror]\nlangauge = 'en'", "langauge", "language"),
        ("[camera]\nsorce = 'auto'", "sorce", "source"),
        ("[network]\nclasifier = 'x'", "clasifier", "classifier"),
        ("[web]\nprot = 80", "prot", "port"),
    ],
)
def test_a_misspelt_key_is_named_with_the_one_that_was_meant(load, text: str, wrong: str, right: str) -> None:
    with pytest.raises(SettingsError) as error:
        load(text)
    assert repr(wrong) in str(error.value)
    assert f"did you mean {right!r}?" in str(error.value)


def test_a_key_like_no_other_gets_the_list_of_known_ones(load) -> None:
    with pytest.raises(SettingsError, match="known are host, port, url"):
        load("[web]\nzzzzzz = 1")


@pytest.mark.parametrize(
    "text",
    [
        "[web]\nport = '8080'",
        "[web]\nport = 0",
        "[web]\nport = 65536",
        "[web]\nport = 80.5",
        "[mirror]\nlanguage = 'fr'",
        "[mirror]\nrotation = 45",
        "[mirror]\nbezel_px = -1",
        "[network]\nthreads = 0",
        "[camera]\nsource = 'gopro'",
        "[camera]\nfolder = 3",
        "[weather]\nprovider = 'yr'",
        "[weather]\ncontact = 'somebody'",
        "[weather]\ncontact = '지은@example.org'",  # a header is of plain letters
        '[weather]\ncontact = "me@example.org\\nX-Other: 1"',
        "[weather]\nopen_meteo_url = 'ftp://example.org'",
        "mirror = 3",
        "mirror = ['language']",
        "[mirror.language]\nvalue = 'en'",  # a table where a word belongs
        "[web.port]\nvalue = 80",
        "[[mirror]]\nlanguage = 'en'",
    ],
)
def test_a_value_of_the_wrong_kind_or_range_is_one_line(load, text: str) -> None:
    with pytest.raises(SettingsError) as error:
        load(text)
    assert "otjang.toml" in str(error.value)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize("content", [b"[web\n", b"port 80", b"\xff\xfe[web]\n"])
def test_a_file_that_is_no_toml_says_so(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "otjang.toml"
    file.write_bytes(content)
    with pytest.raises(SettingsError, match="is not valid TOML"):
        load_settings(file)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"nowhere\.toml: No such file"):
        load_settings(tmp_path / "nowhere.toml")


def test_a_settings_error_is_caught_by_family_and_by_meaning() -> None:
    assert issubclass(SettingsError, MirrorError)
    assert issubclass(SettingsError, ValueError)
