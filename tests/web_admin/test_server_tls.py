"""The phone admin over TLS: who trusts the certificate is served; files that are no pair are said at once."""

import http.client
import shutil
import socket
import ssl
import subprocess
import sys
import time
import urllib.error
import urllib.request
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from mirror.closet import Closet
from mirror.errors import MirrorError
from web_admin import passwords
from web_admin.serving.server import serve

from .conftest import PASSWORD

PROGRAM = """
import sys
from pathlib import Path
from mirror.closet import Closet
from mirror.config import Settings
from web_admin import create_app
from web_admin.serving.server import secret_key, serve
data, port, *pair = sys.argv[1:]
app = create_app(Closet.open(Path(data)), Settings(), secret_key=secret_key(Path(data)))
serve(app, "127.0.0.1", int(port), *map(Path, pair))
"""


def make_pair(folder: Path, *more: str) -> tuple[Path, Path]:
    """A certificate for 127.0.0.1 and its key, as `openssl` makes them."""
    if shutil.which("openssl") is None:
        pytest.skip("openssl is not installed")
    folder.mkdir()
    certificate, key = folder / "certificate.pem", folder / "key.pem"
    subprocess.run(
        [
            *("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1"),
            *("-subj", "/CN=otjang.local", "-addext", "subjectAltName=IP:127.0.0.1", "-days", "2"),
            *("-keyout", str(key), "-out", str(certificate), *(more or ("-nodes",))),
        ],
        check=True,
        capture_output=True,
        timeout=60,
    )
    return certificate, key


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    return make_pair(tmp_path_factory.mktemp("tls") / "own")


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory, pair: tuple[Path, Path]) -> Iterator[int]:
    """The port of an admin over TLS, where Jieun has an account."""
    data = tmp_path_factory.mktemp("data")
    closet = Closet.open(data)
    person = closet.people.add("Jieun", language="en")
    closet.people.set_password_hash(person.id, passwords.make_hash(PASSWORD))
    closet.close()
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        number = int(door.getsockname()[1])
    process = subprocess.Popen([sys.executable, "-c", PROGRAM, str(data), str(number), *map(str, pair)])
    try:
        for _ in range(600):
            with socket.socket() as knock:
                if knock.connect_ex(("127.0.0.1", number)) == 0:
                    break
            assert process.poll() is None
            time.sleep(0.1)
        yield number
    finally:
        process.terminate()
        assert process.wait(timeout=30) == 0


@pytest.fixture
def trusting(pair: tuple[Path, Path]) -> ssl.SSLContext:
    """A phone that was told to trust this certificate and no other."""
    return ssl.create_default_context(cafile=str(pair[0]))


def test_a_phone_that_trusts_the_certificate_is_answered(port: int, trusting: ssl.SSLContext) -> None:
    with urllib.request.urlopen(f"https://127.0.0.1:{port}/sign-in", timeout=30, context=trusting) as answer:
        assert answer.status == 200
        assert b"csrf_token" in answer.read()


def test_a_phone_can_sign_in_and_keeps_its_connection(port: int, trusting: ssl.SSLContext) -> None:
    """A form over TLS has to name the page that it comes from, which is more than over plain HTTP is asked."""
    phone = http.client.HTTPSConnection("127.0.0.1", port, timeout=30, context=trusting)
    phone.request("GET", "/sign-in")
    page = phone.getresponse()
    token = page.read().decode().partition('name="csrf_token" value="')[2].partition('"')[0]
    cookie = (page.getheader("Set-Cookie") or "").partition(";")[0]
    first = phone.sock

    phone.request(
        "POST",
        "/sign-in",
        body=f"csrf_token={token}&name=Jieun&password={PASSWORD.replace(' ', '+')}",
        headers={
            "Cookie": cookie,
            "Content-Type": "application/x-www-form-urlencoded",
            "Referer": f"https://127.0.0.1:{port}/sign-in",
        },
    )
    answer = phone.getresponse()

    assert answer.status == 303, answer.read()
    assert phone.sock is first
    phone.close()


def test_the_end_of_an_answer_is_not_mistaken_for_one_cut_off(port: int, trusting: ssl.SSLContext) -> None:
    """Without TLS's own goodbye a client cannot know whether somebody cut the answer short."""
    with (
        socket.create_connection(("127.0.0.1", port), timeout=30) as plain,
        trusting.wrap_socket(plain, server_hostname="127.0.0.1", suppress_ragged_eofs=False) as phone,
    ):
        phone.sendall(b"GET /sign-in HTTP/1.0\r\nHost: localhost\r\n\r\n")
        answer = b""
        while part := phone.recv(65536):
            answer += part
    assert answer.startswith(b"HTTP/1.")
    assert answer.rstrip().endswith(b"</html>")


def test_a_version_that_is_broken_is_not_spoken(port: int, trusting: ssl.SSLContext) -> None:
    trusting.set_ciphers("ALL:@SECLEVEL=0")  # or this side would not speak it either
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        trusting.minimum_version = trusting.maximum_version = ssl.TLSVersion.TLSv1_1
    with (
        socket.create_connection(("127.0.0.1", port), timeout=30) as plain,
        pytest.raises(ssl.SSLError, match="alert protocol version"),
    ):
        trusting.wrap_socket(plain, server_hostname="127.0.0.1")


def test_who_does_not_trust_it_or_speaks_no_tls_is_not_answered(port: int) -> None:
    with pytest.raises(urllib.error.URLError, match="certificate verify failed"):
        urllib.request.urlopen(f"https://127.0.0.1:{port}/", timeout=30)
    with socket.create_connection(("127.0.0.1", port), timeout=30) as phone:
        phone.sendall(b"GET /sign-in HTTP/1.1\r\nHost: localhost\r\n\r\n")
        assert b"200 OK" not in phone.recv(1000)


def test_a_key_in_the_certificate_s_own_file_will_do(
    app: Flask, pair: tuple[Path, Path], tmp_path: Path
) -> None:
    both = tmp_path / "both.pem"
    both.write_bytes(pair[0].read_bytes() + pair[1].read_bytes())
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(MirrorError, match="Address already in use"):  # the pair was found to be good
            serve(app, "127.0.0.1", taken.getsockname()[1], both)


@pytest.mark.parametrize("name", ["certificate", "key"])
def test_a_file_that_is_missing_is_one_clear_line(
    app: Flask, pair: tuple[Path, Path], tmp_path: Path, name: str
) -> None:
    gone = tmp_path / f"{name}.pem"
    files = (gone, pair[1]) if name == "certificate" else (pair[0], gone)
    with pytest.raises(MirrorError, match=f"cannot read {gone}: No such file"):
        serve(app, "127.0.0.1", 1, *files)


def test_what_is_no_pair_is_one_clear_line(app: Flask, pair: tuple[Path, Path], tmp_path: Path) -> None:
    certificate, key = pair
    _other, foreign = make_pair(tmp_path / "other")
    _locked, locked = make_pair(tmp_path / "locked", "-passout", "pass:secret")
    nonsense = tmp_path / "nonsense.pem"
    nonsense.write_text("nonsense")

    for files, line in {
        (certificate, foreign): "are not a pair: that key belongs to another certificate",
        (certificate, locked): "a certificate and its key without a password",
        (certificate, nonsense): "cannot be used: PEM is wanted",
        (nonsense, key): "cannot be used: PEM is wanted",
        (certificate, None): "cannot be used: PEM is wanted",
        (None, key): "needs its certificate: name both, or neither",
    }.items():
        with pytest.raises(MirrorError, match=line):
            serve(app, "127.0.0.1", 1, *files)
