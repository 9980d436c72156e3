"""Backups in a real browser: one moves to a new mirror and comes a second time; one's own data; and leaving."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from mirror.clock import SystemClock
from mirror.closet import Closet, Person

from .browser import PASSWORD, Face, Say, no_sideways_scrolling, shot, sign_in, touchable
from .serving import Server, Starter

pytestmark = pytest.mark.browser


@pytest.fixture
def clock() -> SystemClock:
    """The server in its own process has the machine's clock, so the test's closet has it too."""
    return SystemClock()


def test_a_closet_moves_to_a_new_mirror(
    *,
    page: object,
    face: Face,
    say: Say,
    address: str,
    closet: Closet,
    starter: Starter,
    make_garment: Callable[..., int],
    password_hash: str,
    tmp_path: Path,
) -> None:
    owner = closet.people.create_first_account(closet.people.new_setup_code(), "Jieun", password_hash)
    closet.people.set_language(owner.id, face.language)
    sam = closet.people.add("Sam", language=face.language)
    for number in (owner.id, owner.id, sam.id):
        make_garment(number)
    sign_in(page, address, to="/backup")
    touchable(page)
    shot(page, "backup-01-none")
    page.get_by_role("button", name=say("Back up now")).click()
    page.get_by_text(say("The backup is done. Download it now.")).wait_for()
    no_sideways_scrolling(page)
    shot(page, "backup-02-done")
    with page.expect_download() as download:
        page.get_by_role("link", name=say("Download")).click()
    file = tmp_path / download.value.suggested_filename
    download.value.save_as(file)

    elsewhere = tmp_path / "elsewhere"
    other = Closet.open(elsewhere)
    code = other.people.new_setup_code()
    other.close()
    server = Server(starter, elsewhere)
    base = server.address
    page.goto(base)
    typed = {"code": code, "name": "Jieun", "password": PASSWORD, "repeated": PASSWORD}
    for field, value in typed.items():
        page.fill(f"#{field}", value)
    page.click("button[type=submit]")
    page.get_by_text(say("No clothes yet")).wait_for()
    page.goto(f"{base}/backup")
    page.set_input_files("#file", {"name": "b.zip", "mimeType": "application/zip", "buffer": b"no zip"})
    page.get_by_role("button", name=say("Send it and look inside")).click()
    page.locator("#bring-form .refused").wait_for()
    shot(page, "backup-03-no-zip")
    for turn in range(2):
        page.set_input_files("#file", file)
        page.get_by_role("button", name=say("Send it and look inside")).click()
        page.locator(".holds li").nth(1).wait_for()
        no_sideways_scrolling(page)
        touchable(page)
        shot(page, f"backup-04-preview-{turn}")
        page.get_by_role("button", name=say("Bring it in")).click()
        came = say.many("%(num)s garment came.", "%(num)s garments came.", 0 if turn else 3)
        page.get_by_text(came).wait_for()
    known = say.many("%(num)s was here already.", "%(num)s were here already.", 3)
    assert known in page.locator("#backup").inner_text(), "a second time changes nothing"
    page.goto(f"{base}/")
    assert page.locator(".card-garment").count() == 2  # Sam's is Sam's
    page.goto(f"{base}/health")
    shot(page, "health-04-after-a-restore")
    server.kill()


def test_taking_ones_own_along_and_leaving(
    *,
    page: object,
    say: Say,
    address: str,
    closet: Closet,
    jieun: Person,
    minho: Person,
    make_garment: Callable[..., int],
    tmp_path: Path,
) -> None:
    closet.people.set_role(minho.id, "owner")
    own = [make_garment(jieun.id) for _ in range(2)]
    others = make_garment(minho.id)
    sign_in(page, address, to="/me/data")
    touchable(page)
    shot(page, "data-01-begin")
    page.get_by_role("button", name=say("Pack my data")).click()
    page.get_by_text(say("Your file is ready.")).wait_for()
    shot(page, "data-02-ready")
    with page.expect_download() as download:
        page.locator("a[href='/me/data/file']").click()
    download.value.save_as(tmp_path / "mine.zip")
    with zipfile.ZipFile(tmp_path / "mine.zip") as packed:
        inside = " ".join(packed.namelist())
    for garment in own:
        assert closet.garments.get(jieun.id, garment).photo.sha256 in inside
    assert closet.garments.get(minho.id, others).photo.sha256 not in inside

    page.get_by_role("link", name=say("Delete me and all my clothes")).click()
    page.locator("#password").wait_for()
    no_sideways_scrolling(page)
    touchable(page)
    for password in ("a wrong guess", PASSWORD):
        page.fill("#name", "Jieun")
        page.fill("#password", password)
        page.get_by_role("button", name=say("Delete me and all my clothes")).click()
        if password != PASSWORD:
            page.get_by_text(say("The password is not right. Nothing was deleted.")).wait_for()
            shot(page, "data-03-refused")
    page.get_by_text(say("You and your clothes are deleted.")).wait_for()
    assert page.url.startswith(f"{address}/sign-in")
    assert [one.id for one in closet.people.all()] == [minho.id]
    assert sum(closet.garments.counts(minho.id).values()) == 1
