"""The real `otjang web` over https with the certificate that it makes itself, called by its name in the network."""

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from mirror.clock import SystemClock
from mirror.closet import Closet, InboxState, Person

from .browser import BY_NAME, LOCALES, SIZES, Face, Say, shot, sign_in_by_hand
from .conftest import jpeg
from .serving import free_port, is_open

pytestmark = pytest.mark.browser


@pytest.fixture
def clock() -> SystemClock:
    """The server in its own process has the machine's clock, so the test's closet has it too."""
    return SystemClock()


class Doors(NamedTuple):
    """Where it answers."""

    secure: str
    plain: str


@pytest.fixture
def doors(closet: Closet, tmp_path: Path) -> Iterator[Doors]:
    secure, plain = free_port(), free_port()
    settings = tmp_path / "otjang.toml"
    settings.write_text(f'[web]\nhttps = true\nport = {secure}\nhttp_port = {plain}\nname = ""\n')
    command = [
        sys.executable,
        "-m",
        "mirror.cli",
        "--data",
        str(closet.data_dir),
        "--config",
        str(settings),
        "web",
    ]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    try:
        for _ in range(600):
            if is_open(secure) and is_open(plain):
                break
            assert process.poll() is None, process.communicate()[1]
            time.sleep(0.1)
        yield Doors(f"https://{BY_NAME}:{secure}", f"http://{BY_NAME}:{plain}")
    finally:
        process.terminate()
        process.communicate(timeout=30)


def test_over_https_with_a_certificate_of_its_own(
    *, browser: object, doors: Doors, face: Face, say: Say, closet: Closet, jieun: Person
) -> None:
    context = browser.new_context(
        viewport=SIZES[face.size], locale=LOCALES[face.language], ignore_https_errors=True
    )
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)

    # Typed without https, it leads there, to the page that was asked for.
    page.goto(f"{doors.plain}/me?a=1")
    assert page.url == f"{doors.secure}/sign-in?next=/me?a%3D1"
    sign_in_by_hand(page, doors.secure)
    page.wait_for_url(f"{doors.secure}/")
    (cookie,) = context.cookies()
    assert (cookie["secure"], cookie["httpOnly"], cookie["sameSite"]) == (True, True, "Lax")

    # A safe page has digests, so photos go in pieces, and the server's forms accept the way in.
    page.goto(f"{doors.secure}/add")
    assert page.evaluate("[isSecureContext, typeof crypto.subtle]") == [True, "object"]
    with page.expect_request(lambda request: request.url.endswith("/finish")):
        page.set_input_files("#photos", [{"name": "a.jpg", "mimeType": "image/jpeg", "buffer": jpeg()}])
    page.locator("#sending .row-item", has_text=say("waiting")).wait_for()
    assert closet.inbox.counts(jieun.id)[InboxState.WAITING] == 1
    shot(page, "reach-01-https")

    # It can be put on the home screen.
    manifest = page.evaluate(
        "fetch(document.querySelector('link[rel=manifest]').href).then((it) => it.json())"
    )
    assert (manifest["display"], manifest["start_url"], manifest["scope"]) == ("standalone", "/", "/")
    sizes = page.evaluate(
        """async (icons) => {
            const base = document.querySelector("link[rel=manifest]").href;
            const load = (src) => new Promise((done, fail) => {
                const image = new Image();
                image.onload = () => done([image.naturalWidth, image.naturalHeight]);
                image.onerror = () => fail(new Error(src));
                image.src = new URL(src, base);
            });
            return Promise.all(icons.map((icon) => load(icon.src)));
        }""",
        manifest["icons"],
    )
    for icon, (width, height) in zip(manifest["icons"], sizes, strict=True):
        if icon["sizes"] != "any":
            assert icon["sizes"] == f"{width}x{height}"
    assert {"192x192", "512x512"} <= {icon["sizes"] for icon in manifest["icons"]}
    client = context.new_cdp_session(page)
    assert client.send("Page.getAppManifest")["errors"] == []
    found = {
        error["errorId"] for error in client.send("Page.getInstallabilityErrors")["installabilityErrors"]
    }
    assert found <= {"in-incognito", "not-from-secure-origin"}, (
        "what a test's browser adds: it trusts no such page"
    )
    context.close()
    assert complaints == []
