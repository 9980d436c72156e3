"""What a member of the household would try, or somebody in the same Wi-Fi with many connections."""

import re
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPException
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from .household import MEMBER, NAME, PASSWORD, Target, sign_in

AT_ONCE = 200
MEMORY_MOST_MB = 256  # what the service may have
OWNERS = (
    *("/health", "/health/rows", "/health/log", "/health/logs.txt", "/backup", "/backup/live", "/mirror"),
    *("/mirror/now", "/household/settings", "/household/people/1", "/backup/otjang-2026-01-01.zip"),
    *("/backup/secret.key", "/backup/..%2fsecret.key", "/backup/person-1.zip", "/people/1", "/garments/1"),
    *(f"/photos/{1:032x}{0:032x}/{kind}" for kind in ("thumbnail", "original")),
    *("/api/garments/1", "/api/look-alikes/1", "/own/1", "/me/data/file"),
)
OWNERS_WRITES = (
    *("/health/look", "/backup/now", "/household/people", "/household/invite", "/household/settings"),
    *("/household/people/1/role", "/household/people/1/pin/remove", "/household/people/1/remove"),
    *("/household/people/1/password-code", "/garments/1/delete", "/garments/1/words", "/me/devices/1/end"),
)


def inside(target: Target, _reports: Path) -> list[str]:
    """What came back otherwise than it must."""
    return [*_member(target), *_sessions(target), *_guesses(target), *_memory(target), *_written(target)]


def _member(target: Target) -> Iterator[str]:
    """A member at the owner's doors and at the owner's things."""
    cookie, token = sign_in(target.address, MEMBER)
    for path in OWNERS:
        status = _ask(target, "GET", path, cookie)
        if status != 404:
            yield f"a member gets {status} at {path}"
    for path in OWNERS_WRITES:
        for sent, allowed in (
            (token, 404),
            (target.token, 400),
        ):  # another session's token opens nothing at all
            status = _ask(target, "POST", path, cookie, {"csrf_token": sent})
            if status not in (allowed, 404):
                yield f"a member gets {status} by writing to {path}"


def _sessions(target: Target) -> Iterator[str]:
    """A session that has ended stays so, and a password ends the others."""
    first, token = sign_in(target.address, MEMBER)
    second, _ = sign_in(target.address, MEMBER)
    new = "eight blue socks"
    for current, password in ((PASSWORD, new), (new, PASSWORD)):
        form = {"csrf_token": token, "current": current, "password": password, "repeated": password}
        status = _ask(target, "POST", "/me/password", first, form)
        if status != 303:
            yield f"a new password is answered with {status}"
    if _ask(target, "GET", "/me", second) != 303:
        yield "another device is still signed in after a new password"
    _ask(target, "POST", "/sign-out", first, {"csrf_token": token})
    if _ask(target, "GET", "/me", first) != 303:
        yield "a cookie opens the closet after signing out"


def _guesses(target: Target) -> Iterator[str]:
    """Many guesses in one moment: as many are looked at as one after the other."""
    doors = []
    for _ in range(20):
        door = target.http()
        door.request("GET", "/sign-in")
        answer = door.getresponse()
        token = re.search(r'name="csrf_token" value="([^"]+)"', answer.read().decode())
        cookie = (answer.getheader("Set-Cookie") or "").partition(";")[0]
        doors.append((cookie, token[1] if token else ""))

    def guess(number: int) -> int:
        cookie, token = doors[number]
        name = (NAME, NAME.upper(), f" {NAME} ", NAME.lower())[number % 4]
        form = {"csrf_token": token, "name": name, "password": f"wrong {number}"}
        return _ask(target, "POST", "/sign-in", cookie, form)

    with ThreadPoolExecutor(len(doors)) as hands:
        answers = Counter(hands.map(guess, range(len(doors))))
    if answers != {403: 5, 429: 15}:
        yield f"of 20 guesses in one moment {dict(answers)}"


def _memory(target: Target) -> Iterator[str]:
    """Two hundred forms that never end, then two hundred pieces of photos: is the memory enough?"""
    host, half = urlsplit(target.address).netloc, b"x" * 60_000
    head = f"POST /sign-in HTTP/1.1\r\nHost: {host}\r\nContent-Length: 70000\r\n\r\n".encode()
    held = []
    for _ in range(AT_ONCE):
        connection = target.connect()
        held.append(connection)
        try:
            connection.sendall(head + half)
        except OSError:  # it made room for others
            continue
    time.sleep(0.5)
    most_mb = _memory_mb(target.process)
    for connection in held:
        connection.close()

    def piece(number: int) -> int:
        path, piece = f"/add/uploads/{number:064x}?offset=0", b"z" * (1 << 20)
        return _ask(target, "PUT", path, target.cookie, piece, {"X-CSRFToken": target.token})

    with ThreadPoolExecutor(AT_ONCE) as hands:
        answers = hands.map(piece, range(AT_ONCE))
        for _ in answers:
            most_mb = max(most_mb, _memory_mb(target.process))
    if most_mb > MEMORY_MOST_MB:
        yield f"the service takes {most_mb} MB under {AT_ONCE} large bodies"
    if _ask(target, "GET", "/me", target.cookie) != 200:
        yield "the owner is not answered any more"


def _written(target: Target) -> Iterator[str]:
    """What the service wrote down holds no secret."""
    secrets = (PASSWORD, "wrong 1", target.cookie.partition("=")[2], target.token)
    for file in (target.data / "logs").glob("*"):
        text = file.read_text()
        yield from (f"{file.name} holds a secret" for secret in secrets if secret in text)
        if "Traceback" in text:
            yield f"a page broke: {text[text.index('Traceback') :][-300:]}"


def _memory_mb(process: int) -> int:
    """Of a process and those that it started, each page once."""
    pids = {process}
    for children in Path("/proc").glob("[0-9]*/stat"):
        try:
            if int(children.read_text().rpartition(")")[2].split()[1]) in pids:
                pids.add(int(children.parent.name))
        except OSError:
            continue
    total_kb = 0
    for pid in pids:
        try:
            found = re.search(r"^Pss:\s+(\d+)", Path(f"/proc/{pid}/smaps_rollup").read_text(), re.MULTILINE)
        except OSError:
            continue
        total_kb += int(found[1]) if found else 0
    return total_kb // 1024


def _ask(  # noqa: PLR0917
    target: Target,
    method: str,
    path: str,
    cookie: str,
    body: dict[str, str] | bytes | None = None,
    headers: dict[str, str] | None = None,
) -> int:
    """The status of the answer, 0 when the connection was closed without one."""
    sent = {"Cookie": cookie, "Referer": f"{target.address}/", **(headers or {})}
    if isinstance(body, dict):
        sent["Content-Type"] = "application/x-www-form-urlencoded"
        body = urlencode(body).encode()
    door = target.http()
    try:
        door.request(method, path, body, sent)
        return door.getresponse().status
    except (OSError, HTTPException):
        return 0
    finally:
        door.close()
