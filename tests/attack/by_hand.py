"""What a person with a terminal would try: raw requests, and what must come back."""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlsplit

from .household import Target

SLOW = 16  # clients that send a byte now and then; twice the server's threads
PATIENCE_S = 5.0  # within which everybody else must be answered


def by_hand(target: Target, _reports: Path) -> list[str]:
    """What came back otherwise than it must."""
    return [*_single(target), *_slow(target)]


def _single(target: Target) -> Iterator[str]:
    own, signed = f"Host: {urlsplit(target.address).netloc}", f"Cookie: {target.cookie}"
    empty, form = "Content-Length: 0", "Content-Type: application/x-www-form-urlencoded"
    forged = "Cookie: otjang=eyJfdXNlcl9pZCI6IjEifQ.aaaa.bbbb"
    tries: list[tuple[str, tuple[int, ...], tuple[str, ...]]] = [
        ("foreign host", (400,), ("GET /", "Host: evil.example")),
        ("no host", (400,), ("GET /",)),
        ("two hosts", (400,), ("GET /", own, "Host: evil.example")),
        ("foreign address asked for", (400,), ("GET http://evil.example/", "Host: evil.example", signed)),
        ("forwarded host", (303,), ("GET /me", own, "X-Forwarded-Host: evil.example")),
        ("line break in an address", (200,), ("GET /sign-in?next=/%0d%0aSet-Cookie:x=1", own)),
        ("out of /static", (303, 404), ("GET /static/../../pyproject.toml", own)),
        ("out of /static, encoded", (303, 404), ("GET /static/..%2f..%2fpyproject.toml", own)),
        ("out of /static, twice encoded", (303, 404), ("GET /static/%252e%252e/app.py", own)),
        ("out of /photos", (404,), ("GET /photos/..%2f..%2fcloset.db/original", own, signed)),
        ("NUL in an address", (404,), ("GET /static/%00", own)),
        (
            "another method",
            (400, 405),
            ("POST /garments/1", own, "X-HTTP-Method-Override: DELETE", signed, empty),
        ),
        ("TRACE", (405,), ("TRACE /", own, signed)),
        ("write without a token", (400,), ("POST /garments/1/delete", own, signed, empty)),
        ("a made-up cookie", (303,), ("GET /me", own, forged)),
        ("a huge header", (400, 431), ("GET /", own, f"X-Much: {'a' * 20_000}")),
        ("many headers", (400, 431), ("GET /", own, *(f"X-{number}: 1" for number in range(500)))),
        ("a huge address", (400, 414), (f"GET /{'a' * 20_000}", own)),
        (
            *("length and chunks at once", (400, 411)),
            ("POST /sign-in", own, "Content-Length: 4", "Transfer-Encoding: chunked", "", "0"),
        ),
        ("a body larger than any form", (400, 413), ("POST /sign-in", own, form, "Content-Length: 99999999")),
    ]
    for name, allowed, (first, *headers) in tries:
        head = _ask(target, "\r\n".join([f"{first} HTTP/1.1", *headers, "", ""]))
        status = int(head.split(" ", 2)[1]) if head.startswith("HTTP/") else 0
        if status not in allowed:
            yield f"{name}: answered {status}, not {' or '.join(map(str, allowed))}"
        if "evil.example" in head or "\nSet-Cookie: x=1" in head.replace("\r", ""):
            yield f"{name}: the answer repeats what was sent"
    inside = _ask(target, f"GET /me HTTP/1.1\r\n{own}\r\n{signed}\r\n\r\n").casefold()
    for header in (
        "cache-control: private, no-cache",
        "x-content-type-options: nosniff",
        "x-frame-options: deny",
    ):
        if header not in inside:
            yield f"a private page lacks {header}"
    if "server: gunicorn/" in inside or "werkzeug" in inside:
        yield "the server tells its version"


def _slow(target: Target) -> Iterator[str]:
    """Slow clients hold connections, with and without a half request: does the house still get in?"""
    own = urlsplit(target.address).netloc
    request = f"GET /sign-in HTTP/1.1\r\nHost: {own}\r\n\r\n"
    for name, begun in (
        ("half a head", f"GET / HTTP/1.1\r\nHost: {own}\r\nX-A: "),
        ("half a form", f"POST /sign-in HTTP/1.1\r\nHost: {own}\r\nContent-Length: 1000\r\n\r\nname="),
    ):
        held = [target.connect() for _ in range(SLOW)]
        for connection in held:
            connection.sendall(begun.encode())
        time.sleep(0.5)
        began = time.monotonic()
        with ThreadPoolExecutor(4) as phones:
            answers = list(phones.map(lambda _n: _ask(target, request), range(4)))
        took_s = time.monotonic() - began
        for connection in held:
            connection.close()
        if took_s > PATIENCE_S or not all(answer.startswith("HTTP/1.1 200") for answer in answers):
            yield f"{SLOW} clients with {name}: the others waited {took_s:.1f} s"


def _ask(target: Target, request: str) -> str:
    """The head of the answer, "" when the connection was closed without one."""
    with target.connect() as connection:
        said = b""
        try:
            connection.sendall(request.encode())
            while b"\r\n\r\n" not in said and (more := connection.recv(65536)):
                said += more
        except OSError:
            pass
    return said.partition(b"\r\n\r\n")[0].decode("latin-1")
