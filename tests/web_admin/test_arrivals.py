"""How connections come in: nobody who is slow, silent or rude holds anybody else up, and http leads to https."""

import contextlib
import http.client
import shutil
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import pytest

from mirror.certificate import own_certificate
from mirror.closet import Closet
from web_admin.serving.server import secure_address

from .serving import free_port

RUDE = "127.0.0.9"  # another machine, as far as the server can tell
PATIENCE_S = 5  # for one page on a busy test machine; each of these attacks once cost ten seconds or more
PROGRAM = """
import shutil, sys
from pathlib import Path
from mirror.closet import Closet
from mirror.config import Settings
from web_admin import create_app
from web_admin.serving.server import secret_key, serve
data, pem, port, http_port = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])

def beside(over, take_up):
    while not over.wait(0.02):
        if (data / "next.pem").exists():
            shutil.move(data / "next.pem", pem)
            take_up()
            (data / "taken-up").touch()
    (data / "ended").touch()

app = create_app(Closet.open(data), Settings(), secret_key=secret_key(data))
serve(app, "127.0.0.1", port, pem, http_port=http_port, beside=beside)
"""


class Server(NamedTuple):
    """A phone admin over TLS in a process of its own."""

    data: Path
    pem: Path
    port: int
    http_port: int
    process: "subprocess.Popen[bytes]"

    def context(self) -> ssl.SSLContext:
        """Of a phone that trusts its present certificate."""
        return ssl.create_default_context(cafile=str(self.pem))

    def page(self) -> float:
        """Ask for a page as a phone does; the seconds it took."""
        began_s = time.monotonic()
        phone = http.client.HTTPSConnection("127.0.0.1", self.port, timeout=30, context=self.context())
        phone.request("GET", "/welcome")
        assert phone.getresponse().status == 200
        phone.close()
        return time.monotonic() - began_s

    def knock(self) -> socket.socket:
        """A connection of somebody else's machine."""
        return socket.create_connection(("127.0.0.1", self.port), timeout=30, source_address=(RUDE, 0))

    def say(self, data: bytes, *, encrypted: bool) -> socket.socket:
        """A connection that says this and no more."""
        sock = self.knock()
        if encrypted:
            sock = self.context().wrap_socket(sock, server_hostname="127.0.0.1")
        with contextlib.suppress(OSError):  # it may have been dropped to make room for the next one
            sock.sendall(data)
        return sock


def make_pair(folder: Path) -> Path:
    return own_certificate(
        folder, ["otjang.local", "localhost"], ["127.0.0.1"], datetime.now(UTC), print
    ).file


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    data = tmp_path_factory.mktemp("data")
    Closet.open(data).close()
    pem = make_pair(data)
    port, http_port = free_port(), free_port()
    process = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(data), str(pem), str(port), str(http_port)]
    )
    try:
        for _ in range(600):
            with socket.socket() as knock:
                if knock.connect_ex(("127.0.0.1", port)) == 0:
                    break
            assert process.poll() is None
            time.sleep(0.1)
        yield Server(data, pem, port, http_port, process)
    finally:
        process.terminate()
        assert process.wait(timeout=30) == 0
        assert (data / "ended").exists(), "what runs beside was told and came to its end"


HEAD = b"HTTP/1.1\r\nHost: localhost\r\n"
RUDENESS: dict[str, tuple[int, bool, bytes]] = {
    "says nothing": (100, False, b""),
    "more than may come at a time": (300, False, b""),
    "stops in the handshake": (50, False, b"\x16\x03\x01\x02\x00\x01"),
    "stops in a plain request": (50, False, b"GET / HT"),
    "stops after the handshake": (50, True, b""),
    "stops in the head": (50, True, b"GET /welcome HTTP/1.1\r\nHost: loc"),
    "never sends the form": (30, True, b"POST /sign-in " + HEAD + b"Content-Length: 50000\r\n\r\n"),
    "waits to be asked for the form": (
        30,
        True,
        b"POST /sign-in " + HEAD + b"Expect: 100-continue\r\nContent-Length: 50000\r\n\r\n",
    ),
    "never sends the photo": (30, True, b"POST /add " + HEAD + b"Content-Length: 50000000\r\n\r\n"),
    "sends a form of unknown length": (
        30,
        True,
        b"POST /sign-in " + HEAD + b"Transfer-Encoding: chunked\r\n\r\n5\r\n",
    ),
    "stops in the second request": (30, True, b"GET /no " + HEAD + b"\r\nGET /n"),
    "asks for much and reads nothing": (30, True, (b"GET /static/icons/icons.svg " + HEAD + b"\r\n") * 40),
}


@pytest.mark.parametrize("rudeness", RUDENESS)
def test_who_is_slow_or_silent_holds_nobody_up(server: Server, rudeness: str) -> None:
    count, encrypted, data = RUDENESS[rudeness]
    clients = [server.say(data, encrypted=encrypted) for _ in range(count)]
    took_s = [server.page() for _ in range(3)]
    for client in clients:
        client.close()
    assert max(took_s) < PATIENCE_S


def answer_of(port: int, data: bytes) -> bytes:
    with socket.create_connection(("127.0.0.1", port), timeout=30) as client:
        client.sendall(data)
        answer = b""
        while part := client.recv(65536):
            answer += part
    return answer


@pytest.mark.parametrize("door", ["port", "http_port"])
def test_http_is_shown_the_way_to_https(server: Server, door: str) -> None:
    port: int = getattr(server, door)
    answer = answer_of(port, b"GET /closet?colour=navy&q=%EC%98%B7 HTTP/1.1\r\nHost: OTJANG.local:80\r\n\r\n")
    head, _, body = answer.partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 308 ") and body == b""
    lines = head.decode().split("\r\n")
    assert f"Location: https://OTJANG.local:{server.port}/closet?colour=navy&q=%EC%98%B7" in lines
    assert "Cache-Control: no-store" in lines
    assert "Strict-Transport-Security" not in head.decode()


@pytest.mark.parametrize(
    "request_head",
    [
        b"GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: 93.184.216.34\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: otjang.local.evil.example\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: evil.example/@otjang.local\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: evil.example?.local\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: user@otjang.local\r\n\r\n",
        b"GET / HTTP/1.1\r\n\r\n",
        b"GET / HTTP/1.0\r\n\r\n",
    ],
)
def test_nobody_is_sent_to_somebody_else(server: Server, request_head: bytes) -> None:
    assert answer_of(server.http_port, request_head).startswith(b"HTTP/1.1 400 ")


@pytest.mark.parametrize(
    "target",
    [b"http://evil.example/", b"//evil.example/%0d%0a", b"*", b"/\x7f", b"/a\rSet-Cookie:x", b"/" * 5000],
)
def test_an_odd_target_leads_to_our_own_site_at_most(server: Server, target: bytes) -> None:
    answer = answer_of(server.http_port, b"GET " + target + b" HTTP/1.1\r\nHost: localhost\r\n\r\n")
    place = answer.partition(b"Location: ")[2].partition(b"\r\n")[0].decode()
    assert place.startswith(f"https://localhost:{server.port}/")
    assert b"Set-Cookie" not in answer


def test_a_head_without_end_is_refused(server: Server) -> None:
    with contextlib.suppress(ConnectionResetError):
        answer = answer_of(server.port, b"GET / HTTP/1.1\r\nHost: localhost\r\nX: " + b"x" * 60_000)
        assert answer.startswith(b"HTTP/1.1 431 ")
    server.page()


def test_many_requests_go_over_one_connection(server: Server) -> None:
    phone = http.client.HTTPSConnection("127.0.0.1", server.port, timeout=30, context=server.context())
    phone.connect()
    first = phone.sock
    for _ in range(20):
        phone.request("GET", "/welcome")
        assert b"</html>" in phone.getresponse().read()
        assert phone.sock is first
    phone.close()


def test_requests_that_come_together_are_all_answered(server: Server) -> None:
    sock = server.say((b"GET /no " + HEAD + b"\r\n") * 5, encrypted=True)
    sock.settimeout(30)
    seen = b""
    while seen.count(b"HTTP/1.1 ") < 5:
        part = sock.recv(65536)
        assert part, seen
        seen += part
    sock.close()


def test_a_renewed_certificate_is_served_without_a_restart(server: Server, tmp_path: Path) -> None:
    def shown() -> str:
        return ssl.get_server_certificate(("127.0.0.1", server.port), timeout=30)

    before, renewed = shown(), make_pair(tmp_path)
    shutil.copy(renewed, server.data / "next.part")
    (server.data / "next.part").rename(server.data / "next.pem")
    _wait((server.data / "taken-up").exists)
    assert shown() != before
    assert shown().strip() in renewed.read_text()
    server.page()


@pytest.mark.parametrize(
    ("host", "port", "place"),
    [
        ("otjang.local", 443, "https://otjang.local/x"),
        ("otjang.local:80", 443, "https://otjang.local/x"),
        ("192.168.0.12:8080", 8443, "https://192.168.0.12:8443/x"),
        ("[fd00::12]", 443, "https://[fd00::12]/x"),
        ("[fd00::12]:80", 8443, "https://[fd00::12]:8443/x"),
        ("otjang.local:", 443, "https://otjang.local/x"),
    ],
)
def test_the_place_over_https(host: str, port: int, place: str) -> None:
    assert secure_address(host, "/x", port) == place


def _wait(condition: Callable[[], bool]) -> None:
    for _ in range(300):
        if condition():
            return
        time.sleep(0.05)
    raise AssertionError("it takes too long")
