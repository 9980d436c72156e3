"""The household that is attacked: a throw-away closet of two people behind the real server, and a phone in it."""

import http.client
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlencode, urlsplit

from PIL import Image

from mirror.categories import Category
from mirror.closet import Closet
from mirror.vision.facts import Guess, NamedColour
from tests.web_admin.serving import served
from web_admin import passwords

NAME, PASSWORD = "Jieun", "seven green coats"
GARMENTS = 24
_TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


class Target(NamedTuple):
    """address: like http://127.0.0.1:40123. cookie and token: of the owner's phone, as two headers want them."""

    address: str
    cookie: str
    token: str


@contextmanager
def household() -> Iterator[Target]:
    """The server over a new closet, for as long as the block runs."""
    with tempfile.TemporaryDirectory(prefix="otjang-attack-") as folder:
        data = Path(folder) / "data"
        _furnish(data)
        with served(data) as (_process, address):
            yield Target(address, *_sign_in(address))


def _furnish(data: Path) -> None:
    closet = Closet.open(data)
    for name, role in ((NAME, "owner"), ("Minho", "member")):
        person = closet.people.add(name, language="en", role=role)
        closet.people.set_password_hash(person.id, passwords.make_hash(PASSWORD))
        for number in range(GARMENTS):
            sha256 = f"{person.id:032x}{number:032x}"
            picture = _picture((40 + number * 8, 60, 160))
            closet.photos.store(sha256, dict.fromkeys(("original", "cutout", "thumbnail", "glow"), picture))
            closet.garments.add(
                person.id,
                sha256,
                guesses=[Guess(Category(number % 14), 0.9)],
                colours=[NamedColour("blue", (40, 60, 160), 1.0)],
                cutout_uncertain=False,
            )
    closet.close()


def _picture(rgb: tuple[int, int, int]) -> bytes:
    out = BytesIO()
    Image.new("RGB", (36, 36), rgb).save(out, "WEBP")
    return out.getvalue()


def _sign_in(address: str) -> tuple[str, str]:
    """The cookie of a session and its token. Raises AssertionError when the door does not open."""
    host = urlsplit(address).netloc
    headers: dict[str, str] = {}
    door = http.client.HTTPConnection(host)
    door.request("GET", "/sign-in")
    answer = door.getresponse()
    token = _TOKEN.search(answer.read().decode())
    headers["Cookie"] = (answer.getheader("Set-Cookie") or "").partition(";")[0]
    assert token is not None, "the door has no form"
    form = urlencode({"csrf_token": token[1], "name": NAME, "password": PASSWORD})
    door.request("POST", "/sign-in", form, headers | {"Content-Type": "application/x-www-form-urlencoded"})
    answer = door.getresponse()
    answer.read()
    assert answer.status == 303, f"signing in answered {answer.status}"
    cookie = (answer.getheader("Set-Cookie") or "").partition(";")[0]
    door.request("GET", "/me", headers={"Cookie": cookie})
    answer = door.getresponse()
    cookie = (answer.getheader("Set-Cookie") or cookie).partition(";")[0]  # it holds the token's secret now
    inside = _TOKEN.search(answer.read().decode())
    assert inside is not None, "no page inside has a form"
    return cookie, inside[1]
