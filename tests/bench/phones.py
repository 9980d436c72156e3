"""A house full of phones: fifty that browse a closet of a thousand garments at once, over the real server; and how
the closet's JSON compares with a route of bare Flask behind the same server.

The phones run in a process of their own on the same machine, so what they take is missing to the server.
"""

import asyncio
import json
import os
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from rich.table import Table

from mirror.closet import Closet
from mirror.config import Settings
from tests.web_admin.serving import free_port, served
from web_admin import create_app, passwords
from web_admin.serving.server import secret_key

from .interpreters import ROOT
from .kept_line import Line
from .large_closet import make

PHONES, GARMENTS, ROUNDS = 50, 1_000, 3
THINK_S = 0.3  # between a phone's steps
PASSWORD = "a good password"
PICTURES = 8  # that a phone shows at once
LIKE_S, TURNS, ASKING = 3.0, 3, 4
BARE = """
import sys
from pathlib import Path
from flask import Flask
from mirror.clock import SystemClock
from mirror.closet import Closet
from mirror.config import Settings
from mirror.stylist.stylist import Stylist
from mirror.stylist.weather.kept import KeptWeather
from web_admin.context import Context
from web_admin.serving.server import serve
app = Flask("bare")
closet, clock = Closet.open(Path(sys.argv[1])), SystemClock()
app.extensions["otjang"] = Context(closet, Settings(), clock, Stylist(closet, clock, KeptWeather(closet, clock)))
app.add_url_rule("/", "bare", lambda: {"ok": True})
serve(app, "127.0.0.1", int(sys.argv[2]))
"""
_PHOTO = re.compile(r'src="(/photos/[^"]+)"')
_GARMENT = re.compile(r'href="(/garments/\d+)"')


class Asked(NamedTuple):
    """A request: of which kind, how long it took, and whether it was answered well."""

    kind: str
    took_s: float
    well: bool


def tables() -> list[Table]:
    """The phones, and the ratio."""
    with tempfile.TemporaryDirectory(prefix="otjang-bench-") as folder:
        data = Path(folder) / "data"
        data.mkdir()
        make(data, GARMENTS, kinds=("glow", "thumbnail", "cutout"))
        cookies = _signed_in(data)
        with served(data) as (process, address):
            port = int(address.rpartition(":")[2])
            began = time.perf_counter()
            command = [sys.executable, "-m", "tests.bench.phones", str(port), *cookies]
            done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
            phones = _browsing(json.loads(done.stdout), time.perf_counter() - began, _memory_mb(process.pid))
            with _bare(data) as bare:
                return [phones, _likeness(port, bare, cookies[0])]


def _browsing(found: dict[str, list[tuple[float, bool]]], took_s: float, memory_mb: float) -> Table:
    title = f"{PHONES} phones, {GARMENTS:,} garments, ms; the web process had {memory_mb:.0f} MB"
    made = Table(title=title)
    made.add_column("")
    for column in ("requests", "a second", "p50", "p95", "worst", "errors"):
        made.add_column(column, justify="right")
    for kind, requests in {**found, "all": list(chain(*found.values()))}.items():
        times = sorted(1000 * took for took, _ in requests)
        p95 = times[int(0.95 * (len(times) - 1))]
        cells = [f"{value:.0f}" for value in (statistics.median(times), p95, times[-1])]
        made.add_row(
            kind, str(len(times)), f"{len(times) / took_s:.0f}", *cells, str(sum(not w for _, w in requests))
        )
    return made


def _likeness(port: int, bare: int, cookie: str) -> Table:
    """In turns, so that what else the machine does falls on all of them."""
    what = {
        "bare Flask": (bare, "/"),
        "/api/garments": (port, "/api/garments"),
        "/api/garments?category=coat": (port, "/api/garments?category=coat"),
        "/api/facets": (port, "/api/facets"),
    }
    rates: dict[str, list[float]] = {name: [] for name in what}
    for _ in range(TURNS):
        for name, (at, path) in what.items():
            rates[name].append(asyncio.run(_rate(at, path, cookie)))
    made = Table(title=f"JSON to a route of bare Flask, {ASKING} at a time, median of {TURNS}")
    for column in ("", "a second", "to bare Flask"):
        made.add_column(column, justify="right" if column else "left")
    floor = statistics.median(rates["bare Flask"])
    for name, found in rates.items():
        made.add_row(name, f"{statistics.median(found):.0f}", f"{statistics.median(found) / floor:.2f}")
    return made


async def _rate(port: int, path: str, cookie: str) -> float:
    """Requests a second, each connection asking again as soon as it is answered."""
    ends_s = time.perf_counter() + LIKE_S

    async def ask() -> int:
        line = Line(port, cookie)
        count = 0
        while time.perf_counter() < ends_s:
            status, _ = await line.get(path)
            assert status == 200, f"{path} answered {status}"
            count += 1
        line.close()
        return count

    return sum(await asyncio.gather(*(ask() for _ in range(ASKING)))) / LIKE_S


async def _phone(port: int, cookie: str, number: int) -> list[Asked]:
    """The way of a person through a closet: the grid, on and on, a filter, a garment, and back."""
    line, seen, asked = Line(port, cookie), set[str](), list[Asked]()

    async def get(kind: str, path: str) -> str:
        began = time.perf_counter()
        try:
            status, body = await line.get(path)
        except OSError:
            status, body = 0, b""
        asked.append(Asked(kind, time.perf_counter() - began, status == 200))
        return body.decode("utf-8", "replace") if kind != "picture" else ""

    async def look(kind: str, path: str) -> str:
        text = await get(kind, path)
        for picture in [found for found in _PHOTO.findall(text) if found not in seen][:PICTURES]:
            seen.add(picture)  # the phone keeps it
            await get("picture", picture)
        await asyncio.sleep(THINK_S)
        return text

    await asyncio.sleep(THINK_S * number / PHONES)
    for turn in range(ROUNDS):
        grid = await look("grid", "/")
        for page in (2, 3, 4):
            await look("scrolling", f"/cards?page={page}")
        await look("filter", f"/?category={('coat', 'shirt', 'dress')[turn % 3]}")
        for garment in _GARMENT.findall(grid)[number % 20 : number % 20 + 1]:
            await look("garment", garment)
        await look("grid", "/")
    line.close()
    return asked


async def _all_phones(port: int, cookies: list[str]) -> dict[str, list[tuple[float, bool]]]:
    every = await asyncio.gather(*(_phone(port, cookie, number) for number, cookie in enumerate(cookies)))
    found: dict[str, list[tuple[float, bool]]] = {}
    for asked in chain(*every):
        found.setdefault(asked.kind, []).append((asked.took_s, asked.well))
    return found


def _signed_in(data: Path) -> list[str]:
    """A session for each phone, opened the way a phone opens it, from an address of its own."""
    closet = Closet.open(data)
    person = closet.people.all()[0]
    closet.people.set_password_hash(person.id, passwords.make_hash(PASSWORD))
    app = create_app(closet, Settings(), secret_key=secret_key(data))
    cookies = []
    for number in range(PHONES):
        client = app.test_client()
        where = {"REMOTE_ADDR": f"192.168.1.{number + 1}"}
        page = client.get("/sign-in", environ_base=where).text
        token = re.search(r'name="csrf_token" value="([^"]+)"', page)
        assert token is not None, "the door has no form"
        form = {"csrf_token": token[1], "name": person.name, "password": PASSWORD}
        answer = client.post("/sign-in", data=form, environ_base=where)
        assert answer.status_code == 303, f"signing in answered {answer.status_code}"
        client.get("/", environ_base=where)
        kept = client.get_cookie("otjang")
        assert kept is not None, "no cookie came"
        cookies.append(f"otjang={kept.value}")
    closet.close()
    return cookies


@contextmanager
def _bare(data: Path) -> Iterator[int]:
    """A route of bare Flask behind the same server; its port."""
    port = free_port()
    process = subprocess.Popen([sys.executable, "-c", BARE, str(data), str(port)], cwd=ROOT)
    try:
        for _ in range(100):
            with socket.socket() as knock:
                if knock.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield port
    finally:
        process.terminate()
        process.wait()


def _memory_mb(pid: int) -> float:
    """The most that the process and its children have had at a time, in megabytes."""
    pids = [pid, *map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text().split())]
    kilobytes = [
        int(re.search(r"VmHWM:\s+(\d+)", Path(f"/proc/{one}/status").read_text())[1])  # type: ignore[index]
        for one in pids
    ]
    return max(kilobytes) / 1000


if __name__ == "__main__":
    os.nice(5)
    print(json.dumps(asyncio.run(_all_phones(int(sys.argv[1]), sys.argv[2:]))))
