"""With nothing but a phone and the mirror in sight: an account, thirty garments, two corrections, one found, a
look-alike, a backup, and everything found again in an empty closet. Real photos, the real networks, a real browser.
"""

import csv
import hashlib
import io
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PIL import Image

from mirror.closet import Closet

from .browser import SIZES, no_sideways_scrolling
from .serving import Server, Starter

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]

PHOTOS = 30
PASSWORD = "달빛 아래 옷장"
NAME = "하윤"
PATIENCE_MS = 60_000


@contextmanager
def household(starter: Starter, data_dir: Path) -> Iterator[str]:
    """The pages and the mirror without a display (its worker and the networks) over one closet; the address."""
    command = [sys.executable, "-m", "mirror.cli", "--data", str(data_dir), "run", "--headless"]
    mirror = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    server = Server(starter, data_dir)
    try:
        yield server.address
    finally:
        server.kill()
        mirror.terminate()
        mirror.wait(timeout=30)


def expect(locator: object) -> object:
    return pytest.importorskip("playwright.sync_api").expect(locator)


def setup_code(data_dir: Path) -> str:
    """What the mirror shows."""
    command = [sys.executable, "-m", "mirror.cli", "--data", str(data_dir), "setup-code"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


@pytest.fixture
def thirty_photos(garment_photos: Path) -> list[Path]:
    """Clear photos of grown-ups' clothes, each of another sender, two of each of fifteen labels where there are."""
    with (garment_photos / "labels.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["category"] and row["kids"] == "False"]
    chosen: list[Path] = []
    senders: set[str] = set()
    labels: dict[str, int] = {}
    for row in rows:
        if row["sender"] in senders or labels.get(row["source_label"], 0) == 3:
            continue
        senders.add(row["sender"])
        labels[row["source_label"]] = labels.get(row["source_label"], 0) + 1
        chosen.append(garment_photos / "photos" / f"{row['image']}.jpg")
        if len(chosen) == PHOTOS:
            return chosen
    raise AssertionError("there are fewer than thirty senders")


def taken_again(photo: Path) -> bytes:
    """The same garment photographed once more: a little turned, nearer, in other light."""
    with Image.open(photo) as image:
        width, height = image.size
        turned = image.convert("RGB").rotate(4, resample=Image.Resampling.BICUBIC, fillcolor=(200, 196, 190))
        nearer = turned.crop((width // 20, height // 20, width - width // 25, height - height // 25))
        other_light = nearer.point([min(255, round(value * 0.93 + 6)) for value in range(256)] * 3)
    buffer = io.BytesIO()
    other_light.save(buffer, "JPEG", quality=90)
    return buffer.getvalue()


@pytest.fixture
def phone(browser: object) -> Iterator[object]:
    context = browser.new_context(viewport=SIZES["phone"], locale="ko-KR", accept_downloads=True)
    page = context.new_page()
    page.set_default_timeout(PATIENCE_MS)
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    context.close()
    assert complaints == []


def make_account(page: object, address: str, code: str) -> None:
    page.goto(address)
    page.wait_for_url(f"{address}/welcome")
    page.fill("#code", code)
    page.fill("#name", NAME)
    page.fill("#password", PASSWORD)
    page.fill("#repeated", PASSWORD)
    page.get_by_role("button", name="계정 만들기").click()
    page.get_by_text("아직 옷이 없어요").wait_for()
    no_sideways_scrolling(page)


def all_recognised(closet: Closet, person_id: int) -> None:
    """Wait until nothing is on its way any more."""
    deadline = time.monotonic() + 300
    while sum(closet.garments.counts(person_id).values()) < PHOTOS:
        assert time.monotonic() < deadline, closet.inbox.counts()
        time.sleep(0.5)


def test_a_new_person_with_only_a_phone_and_the_mirror(
    phone: object, starter: Starter, thirty_photos: list[Path], tmp_path: Path
) -> None:
    page, first, second = phone, tmp_path / "first", tmp_path / "second"
    closet = Closet.open(first)
    with household(starter, first) as address:
        make_account(page, address, setup_code(first))
        me = closet.people.find(NAME)

        page.locator(".bar-add").click()
        page.set_input_files("#photos", [str(photo) for photo in thirty_photos])
        all_recognised(closet, me.id)
        page.goto(address)
        assert page.locator("#how-many").inner_text() == f"{PHOTOS}벌"

        page.goto(f"{address}/review")
        for _ in range(2):
            before = page.locator(".review-far").inner_text()
            page.locator(".review .choices button").first.click()
            expect(page.locator(".review-far")).not_to_have_text(before)
        corrected = [
            entry.id
            for entry in closet.garments.listing(me.id)
            if closet.garments.get(me.id, entry.id).corrected
        ]
        assert len(corrected) == 2

        page.goto(f"{address}/garments/{corrected[0]}")
        page.fill("#name", "면접 때 입은 옷")
        page.locator("#words button[type=submit]").click()
        page.get_by_role("heading", name="면접 때 입은 옷").first.wait_for()
        page.goto(address)
        page.locator("input[name=q]").fill("면접")
        expect(page.locator("#how-many")).to_have_text("1벌")
        page.get_by_text("면접 때 입은 옷").click()
        page.wait_for_url(f"**/garments/{corrected[0]}*")

        page.goto(f"{address}/own")
        again = {"name": "shop.jpg", "mimeType": "image/jpeg", "buffer": taken_again(thirty_photos[0])}
        page.locator("input[type=file]").last.set_input_files([again])
        page.locator(".own-percent").first.wait_for()
        nearest = page.locator(".own-rows a").first.get_attribute("href")
        assert nearest is not None
        found = closet.garments.get(me.id, int(nearest.rsplit("/", 1)[1].split("?")[0]))
        assert found.photo.sha256 == sha256_of(thirty_photos[0])
        assert sum(closet.garments.counts(me.id).values()) == PHOTOS, "asking adds nothing"

        page.goto(f"{address}/backup")
        page.get_by_role("button", name="지금 백업하기").click()
        with page.expect_download() as download:
            page.get_by_role("link", name="내려받기").click()
        kept = tmp_path / "backup.zip"
        download.value.save_as(kept)
    before = [closet.garments.get(me.id, entry.id) for entry in closet.garments.listing(me.id)]
    closet.close()

    page.context.clear_cookies()
    closet = Closet.open(second)
    with household(starter, second) as address:
        make_account(page, address, setup_code(second))
        page.goto(f"{address}/backup")
        page.set_input_files("#file", str(kept))
        page.get_by_role("button", name="보내서 내용 보기").click()
        page.get_by_role("button", name="가져오기").click()
        page.get_by_text(f"{PHOTOS}벌을 가져왔어요").wait_for()
        page.goto(address)
        assert page.locator("#how-many").inner_text() == f"{PHOTOS}벌"
        page.locator("input[name=q]").fill("면접")
        expect(page.locator("#how-many")).to_have_text("1벌")
    me = closet.people.find(NAME)
    after = [closet.garments.get(me.id, entry.id) for entry in closet.garments.listing(me.id)]
    closet.close()
    assert [facts(garment) for garment in after] == [facts(garment) for garment in before]
    for garment in after:
        for file in (
            garment.photo.original,
            garment.photo.cutout,
            garment.photo.thumbnail,
            garment.photo.glow,
        ):
            assert file.is_file()


def sha256_of(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def facts(garment: object) -> tuple[object, ...]:
    """All that a garment is, but for its number and where its files are."""
    return (
        *(garment.photo.sha256, garment.category, garment.predicted, garment.confidence, garment.corrected),
        *(
            garment.colours,
            garment.name,
            garment.added_at,
            garment.wear_count,
            garment.tags,
            garment.reviewed,
        ),
    )
