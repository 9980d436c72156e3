"""The pictures of docs/phone.md: the pages in a real browser, as on a phone, over a closet that is lived in."""

import csv
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

from PIL import Image
from playwright.sync_api import sync_playwright

from mirror import __version__
from mirror.categories import LABELS, Category
from mirror.clock import SystemClock
from mirror.closet import Closet
from mirror.closet.backup import back_up
from mirror.closet.reports import HEALTH, WANTED, Found, MeasuredNetwork, Report
from mirror.closet.times import to_ms
from mirror.demo import garment_files
from mirror.intake import answer_question
from mirror.vision.recognise import Recogniser

PHONE = {"width": 390, "height": 844}
ALL_SHOWN = (
    "[...document.images].every((one) => one.loading === 'lazy' || (one.complete && one.naturalWidth))"
)
WIDTH_PX, QUALITY = 360, 80
PRICES = {
    "coat-navy": ("나들이 코트", "마시모두띠", 289_000),
    "jeans-blue": ("", "유니클로", 49_900),
    "boot-black": ("", "닥터마틴", 189_000),
    "sneaker-white": ("흰 운동화", "나이키", 99_000),
    "dress-red": ("빨간 원피스", "자라", 79_900),
    "tshirt-black": ("", "유니클로", 19_900),
    "shirt-olive": ("", "무신사", 39_000),
}
RHYTHM_DAYS = {"jeans-blue": 6, "sneaker-white": 4, "coat-navy": 17, "tshirt-black": 9, "boot-black": 13}


class Shown(NamedTuple):
    """A closet, and its first person's garments by the names of their files."""

    closet: Closet
    ids: dict[str, int]


class _Page(NamedTuple):
    """path: an address, or what finds it out. then: what a finger does there before the picture."""

    name: str
    path: str | Callable[[Shown], str]
    language: str = "ko"
    then: Callable[[Any], None] = lambda _: None


def photograph_phone(shown: Shown, eye: Recogniser, password: str, out: Path) -> None:
    """Live in the closet for a while, then photograph every page into `out`.

    password: the first person's.
    """
    closet = shown.closet
    _live(shown, eye)
    owner = _owner(closet)
    with closet.worker_lock(), _web(closet.data_dir) as base, _browser("ko-KR") as page:
        page.goto(f"{base}/sign-in")
        _keep(page, out / "phone-sign-in.webp")
        page.fill("#name", owner.name)
        page.fill("#password", password)
        page.click("button[type=submit]")
        page.wait_for_url(f"{base}/")
        for wanted in PAGES:
            closet.people.set_language(owner.id, wanted.language)
            path = wanted.path if isinstance(wanted.path, str) else wanted.path(shown)
            answer = page.goto(base + path)
            assert answer.ok, (path, answer.status)
            page.wait_for_load_state("networkidle")
            assert page.evaluate(ALL_SHOWN), f"a picture is missing on {path}"
            wanted.then(page)
            _keep(page, out / f"phone-{wanted.name}.webp")


def photograph_first_start(data_dir: Path, out: Path) -> None:
    """What a phone meets where nobody has an account yet."""
    with _web(data_dir) as base, _browser("en-GB") as page:
        page.goto(f"{base}/welcome")
        _keep(page, out / "phone-welcome.webp")


# A closet that is lived in


def _live(shown: Shown, eye: Recogniser) -> None:
    closet, ids = shown
    owner, clock, today = _owner(closet), SystemClock(), date.today()  # noqa: DTZ011  a day at home
    for number, file in enumerate(garment_files()):
        if number % 11:  # the rest is to be reviewed
            closet.garments.set_category(owner.id, ids[file.stem], _kind(file))
    for key, (name, brand, price) in PRICES.items():
        closet.garments.describe(
            owner.id, ids[key], name=name, brand=brand, price_minor=price, currency="KRW"
        )
    closet.garments.describe(
        owner.id, ids["coat-navy"], tags=["결혼식", "출근"], shop="더현대", place="맨 위 선반"
    )
    for key, every in RHYTHM_DAYS.items():
        for days in range(every, 330, every):
            closet.garments.wear(owner.id, ids[key], today - timedelta(days=days))
    other = next(one for one in closet.people.all() if one.id != owner.id)
    closet.shares.let(other.id, owner.id)
    for device, number in (("iPhone · Safari", 21), ("Windows · Firefox", 34)):
        closet.sessions.open(owner.id, device, f"192.168.0.{number}")
    closet.questions.ask(owner.id, "IMG_2051.jpg", _in_the_shop())
    question = closet.questions.take()
    assert question is not None
    answer_question(closet, eye, question)
    closet.backups.make()
    made = closet.backups.new(today)
    back_up(closet.data_dir, made)
    closet.jobs.finish(closet.jobs.start(owner.id, "backup").id, file=made.name)
    found = (Found("camera", True, "the mirror has hold of it"), Found("display", True, "1080x1920"))
    networks = (MeasuredNetwork("garment_photo", "classifier", 0.8827),)
    wanted = closet.notes.get(WANTED)
    started_ms = to_ms(clock.now() - timedelta(days=2))
    answers_ms = 0 if wanted is None else to_ms(wanted.at)
    closet.notes.put(HEALTH, Report(__version__, started_ms, answers_ms, found, networks))


def _in_the_shop() -> BytesIO:
    """A photo of a dress on a rail, much like one that is owned."""
    with Image.open(next(file for file in garment_files() if file.stem == "dress-teal")) as image:
        cloth = (
            image.convert("RGBA").resize((820, 820)).rotate(4, expand=True, resample=Image.Resampling.BICUBIC)
        )
    wall, photo = Image.new("RGB", (1080, 1350), (236, 233, 226)), BytesIO()
    wall.paste(cloth, (100, 220), cloth)
    wall.save(photo, "JPEG", quality=92)
    photo.seek(0)
    return photo


def _kind(file: Path) -> Category:
    """What a demo garment is, by the list beside it."""
    with (file.parent / "index.csv").open(encoding="utf-8", newline="") as rows:
        label = next(row["category"] for row in csv.DictReader(rows) if row["file"] == file.name)
    return next(category for category, known in LABELS.items() if known == label)


def _owner(closet: Closet) -> Any:
    return closet.people.all()[0]


# Fingers


def _select(page: Any) -> None:
    page.click("#select")
    for number in (0, 1, 4):
        page.locator(".card-garment").nth(number).click()


def _show(page: Any, what: str) -> None:
    page.locator(what).first.evaluate("one => scrollTo(0, one.getBoundingClientRect().top + scrollY - 120)")
    page.wait_for_timeout(300)


def _keep(page: Any, out: Path) -> None:
    """They are looked at small."""
    page.wait_for_timeout(400)
    with Image.open(BytesIO(page.screenshot(animations="disabled"))) as image:
        size = (WIDTH_PX, round(WIDTH_PX * image.height / image.width))
        image.convert("RGB").resize(size, Image.Resampling.LANCZOS).save(out, quality=QUALITY, method=6)


PAGES = (
    _Page("closet", "/"),
    _Page("filters", "/", then=lambda page: page.click(".filters summary")),
    _Page("select", "/", "en", then=_select),
    _Page("garment", lambda shown: f"/garments/{shown.ids['pullover-yellow']}"),
    _Page(
        "days",
        lambda shown: f"/garments/{shown.ids['pullover-yellow']}",
        then=lambda page: _show(page, "#worn"),
    ),
    _Page("add", "/add"),
    _Page("review", "/review", "en"),
    _Page("own", "/own", "en"),
    _Page("answer", lambda shown: f"/own/{shown.closet.questions.recent(_owner(shown.closet).id)[0].id}"),
    _Page("statistics", "/statistics"),
    _Page(
        "costs",
        "/statistics",
        "en",
        then=lambda page: _show(page, "section.stat:has(h2:text-is('Best cost per wear'))"),
    ),
    _Page("me", "/me"),
    _Page("devices", "/me/devices", "en"),
    _Page("household", "/household"),
    _Page("settings", "/household/settings", "en"),
    _Page("mirror", "/mirror"),
    _Page("health", "/health", "en"),
    _Page("shared", lambda shown: f"/people/{shown.closet.shares.open_to(_owner(shown.closet).id)[0].id}"),
    _Page("backup", "/backup"),
    _Page("mydata", "/me/data", "en"),
    _Page("api", "/api", "en"),
)


# Where it is to be seen


@contextmanager
def _browser(locale: str) -> Iterator[Any]:
    """A page of a phone in a language."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"), args=["--no-sandbox"]
        )
        yield browser.new_page(viewport=PHONE, device_scale_factor=2, locale=locale)
        browser.close()


@contextmanager
def _web(data_dir: Path) -> Iterator[str]:
    """The phone admin over a closet, in a process of its own, at the address that is given."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = str(free.getsockname()[1])
    command = [sys.executable, "-m", "mirror.cli", "--data", str(data_dir), "web", "--host", "127.0.0.1"]
    web = subprocess.Popen([*command, "--port", port])
    base = f"http://127.0.0.1:{port}"
    try:
        _wait(web, base)
        yield base
    finally:
        web.terminate()
        web.wait(10)


def _wait(web: subprocess.Popen[bytes], base: str) -> None:
    for _ in range(100):
        if web.poll() is not None:
            break
        try:
            urllib.request.urlopen(f"{base}/sign-in", timeout=1).close()
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise SystemExit(f"the phone admin did not answer at {base}")
