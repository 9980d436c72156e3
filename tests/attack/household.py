"""The household that is attacked: a throw-away closet of two people behind the real server, and a phone in it."""

import http.client
import re
import socket
import ssl
import subprocess
import sys
import tempfile
import time
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
from tests.web_admin.serving import free_port, served
from web_admin import passwords

NAME, MEMBER, PASSWORD = "Jieun", "Minho", "seven green coats"
GARMENTS = 24
_TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


class Target(NamedTuple):
    """address: like http://127.0.0.1:40123. cookie and token: of the owner's phone, as two headers want them.

    process: the server's first one. data: its closet's folder.
    """

    address: str
    cookie: str
    token: str
    process: int
    data: Path

    def connect(self) -> socket.socket:
        """A connection, encrypted where the server speaks https."""
        address = urlsplit(self.address)
        sock = socket.create_connection((address.hostname, address.port), timeout=30)
        return _trusting().wrap_socket(sock) if address.scheme == "https" else sock

    def http(self) -> http.client.HTTPConnection:
        """The same for whole requests."""
        return _http(self.address)


@contextmanager
def household(*, secure: bool = False) -> Iterator[Target]:
    """The server over a new closet, for as long as the block runs. secure: over https, as a mirror would run it."""
    with tempfile.TemporaryDirectory(prefix="otjang-attack-") as folder:
        data = Path(folder) / "data"
        _furnish(data)
        with _secure(data) if secure else served(data) as (process, address):
            yield Target(address, *sign_in(address), process.pid, data)


@contextmanager
def _secure(data: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """`otjang web` with a certificate of its own. Raises AssertionError when it does not start."""
    port, settings = free_port(), data / "settings.toml"
    settings.write_text('[web]\nhttps = true\nname = ""\n')
    command = [
        sys.executable,
        "-m",
        "mirror.cli",
        "--data",
        data,
        "--config",
        settings,
        "web",
        "--port",
        port,
    ]
    process = subprocess.Popen([str(part) for part in command], stdout=subprocess.DEVNULL, text=True)
    try:
        for _ in range(600):
            with socket.socket() as knock:
                if knock.connect_ex(("127.0.0.1", port)) == 0:
                    break
            assert process.poll() is None, "the server does not start"
            time.sleep(0.1)
        yield process, f"https://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait()


def _trusting() -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    return context


def _http(address: str) -> http.client.HTTPConnection:
    host = urlsplit(address).netloc
    if address.startswith("https:"):
        return http.client.HTTPSConnection(host, timeout=60, context=_trusting())
    return http.client.HTTPConnection(host, timeout=60)


def _furnish(data: Path) -> None:
    closet = Closet.open(data)
    for name, role in ((NAME, "owner"), (MEMBER, "member")):
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


def sign_in(address: str, name: str = NAME) -> tuple[str, str]:
    """The cookie of a session and its token. Raises AssertionError when the door does not open."""
    headers = {"Referer": f"{address}/"}
    door = _http(address)
    door.request("GET", "/sign-in")
    answer = door.getresponse()
    token = _TOKEN.search(answer.read().decode())
    headers["Cookie"] = (answer.getheader("Set-Cookie") or "").partition(";")[0]
    assert token is not None, "the door has no form"
    form = urlencode({"csrf_token": token[1], "name": name, "password": PASSWORD})
    door.request("POST", "/sign-in", form, headers | {"Content-Type": "application/x-www-form-urlencoded"})
    answer = door.getresponse()
    answer.read()
    assert answer.status == 303, f"signing in answered {answer.status}"
    cookie = (answer.getheader("Set-Cookie") or "").partition(";")[0]
    door.request("GET", "/me", headers=headers | {"Cookie": cookie})
    answer = door.getresponse()
    cookie = (answer.getheader("Set-Cookie") or cookie).partition(";")[0]  # it holds the token's secret now
    inside = _TOKEN.search(answer.read().decode())
    assert inside is not None, "no page inside has a form"
    return cookie, inside[1]
