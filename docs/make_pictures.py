"""Make the README's pictures: the mirror and the phone over a closet of demo garments.

Run it by `make pictures` after a change to either face. The garments go the real way in.
"""

import os
import secrets
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

from mirror.app import screenshot
from mirror.closet import Closet
from mirror.config import Settings
from mirror.demo import garment_files
from mirror.intake import admit_photo
from mirror.vision.recognise import Recogniser
from web_admin.passwords import make_hash

PICTURES = Path(__file__).parent / "pictures"
PORT = 8098
PHONE = {"width": 390, "height": 844}


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        data_dir = Path(folder)
        password = secrets.token_urlsafe(9)
        _fill(data_dir, password)
        mirror = data_dir / "mirror.png"
        screenshot(data_dir, Settings(), screen="closet", out=mirror, size=(1080, 1920), language="ko")
        _shrink(mirror, PICTURES / "mirror.webp")
        phone = data_dir / "phone.png"
        _photograph_phone(data_dir, password, phone)
        _shrink(phone, PICTURES / "phone.webp")


def _fill(data_dir: Path, password: str) -> None:
    closet = Closet.open(data_dir)
    person = closet.people.create_first_account(closet.people.new_setup_code(), "지은", make_hash(password))
    eye = Recogniser(Settings().network)
    files = garment_files()
    # Every seventh in turn, so that the newest ones, which stand first, are of many kinds.
    for file in sorted(files, key=lambda file: (files.index(file) % 7, files.index(file))):
        with file.open("rb") as stream:
            closet.inbox.submit(person.id, file.name, stream, source="import")
        item = closet.inbox.take()
        assert item is not None
        admit_photo(closet, eye, item)
    closet.close()


def _photograph_phone(data_dir: Path, password: str, out: Path) -> None:
    command = [sys.executable, "-m", "mirror.cli", "--data", str(data_dir), "web", "--port", str(PORT)]
    web = subprocess.Popen(command)
    try:
        _wait()
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"), args=["--no-sandbox"]
            )
            page = browser.new_page(viewport=PHONE, device_scale_factor=2, locale="ko-KR")
            page.goto(f"http://127.0.0.1:{PORT}/")
            page.fill("input[name=name]", "지은")
            page.fill("input[name=password]", password)
            page.click("button[type=submit]")
            page.wait_for_load_state("networkidle")
            page.screenshot(path=str(out))
            browser.close()
    finally:
        web.terminate()
        web.wait(10)


def _wait() -> None:
    for _ in range(100):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{PORT}/", timeout=1).close()
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise SystemExit(f"the phone admin did not answer on port {PORT}")


def _shrink(picture: Path, out: Path) -> None:
    """Half a mirror wide: the README's pictures are looked at small."""
    out.parent.mkdir(exist_ok=True)
    with Image.open(picture) as image:
        size = (540, round(540 * image.height / image.width))
        image.convert("RGB").resize(size, Image.Resampling.LANCZOS).save(out, quality=90, method=6)


if __name__ == "__main__":
    main()
