"""The app over a closet in a temporary folder, and phones that use it as a browser would."""

import io
import re

import pillow_heif
import pytest
from flask import Flask
from flask.testing import FlaskClient
from PIL import Image
from werkzeug.test import TestResponse

from mirror.clock import FakeClock
from mirror.closet import Closet, Person
from mirror.config import Settings
from mirror.locale import Language
from web_admin import create_app, passwords

from .browser import PASSWORD, Face, address, browser, face, page, say, server, starter

__all__ = ["PASSWORD", "address", "browser", "face", "page", "say", "server", "starter"]

_TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


class Phone:
    """A browser with its own cookies."""

    def __init__(self, app: Flask, address: str = "192.168.0.20", language: str = "en") -> None:
        self.client: FlaskClient = app.test_client()
        self.client.environ_base["REMOTE_ADDR"] = address
        self.client.environ_base["HTTP_ACCEPT_LANGUAGE"] = language

    def get(self, path: str, **values: object) -> TestResponse:
        return self.client.get(path, buffered=True, **values)

    def token(self) -> str:
        for path in ("/me", "/sign-in", "/welcome"):
            found = _TOKEN.search(self.get(path).text)
            if found:
                return found[1]
        raise AssertionError("no page has a form")

    def post(self, path: str, data: dict[str, object] | None = None, **values: object) -> TestResponse:
        return self.client.post(path, data={"csrf_token": self.token(), **(data or {})}, **values)

    def sign_in(self, name: str, password: str = PASSWORD, **values: object) -> TestResponse:
        return self.post("/sign-in", {"name": name, "password": password}, **values)


@pytest.fixture
def app(closet: Closet, clock: FakeClock) -> Flask:
    return create_app(closet, Settings(), secret_key=b"k" * 32, clock=clock)


@pytest.fixture
def stranger(app: Flask) -> Phone:
    return Phone(app)


@pytest.fixture(scope="session")
def password_hash() -> str:
    return passwords.make_hash(PASSWORD)


@pytest.fixture
def language(request: pytest.FixtureRequest) -> Language:
    """What the accounts speak: English, and in a browser's tests what the page is read in."""
    if "face" not in request.fixturenames:
        return "en"
    face: Face = request.getfixturevalue("face")
    return face.language


@pytest.fixture
def jieun(closet: Closet, password_hash: str, language: Language) -> Person:
    return _with_account(closet, "Jieun", password_hash, language)


@pytest.fixture
def minho(closet: Closet, password_hash: str, language: Language) -> Person:
    return _with_account(closet, "민호", password_hash, language)


@pytest.fixture
def phone(app: Flask, jieun: Person) -> Phone:
    """Jieun's phone, signed in."""
    own = Phone(app)
    assert own.sign_in(jieun.name).status_code == 303
    return own


def jpeg(size: tuple[int, int] = (64, 80), colour: tuple[int, int, int] = (40, 60, 150)) -> bytes:
    """A small photo of one colour."""
    buffer = io.BytesIO()
    Image.new("RGB", size, colour).save(buffer, "JPEG")
    return buffer.getvalue()


def heic() -> bytes:
    """A photo as iPhones take it."""
    pillow_heif.register_heif_opener()
    buffer = io.BytesIO()
    Image.new("RGB", (320, 240), (10, 90, 140)).save(buffer, "HEIF")
    return buffer.getvalue()


def _with_account(closet: Closet, name: str, password_hash: str, language: Language) -> Person:
    person = closet.people.add(name, language=language)
    closet.people.set_password_hash(person.id, password_hash)
    return closet.people.get(person.id)
