"""Backups from the phone: the owners' alone, in the background, and each person's own data."""

import io
import time
import zipfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest
from flask import Flask
from werkzeug.http import parse_options_header

from mirror.closet import Closet, Person
from mirror.closet.backup import back_up, export_person
from mirror.closet.scratch import scratch
from mirror.errors import NotFound
from web_admin import create_app
from web_admin.rooms import mine

from .conftest import PASSWORD, Phone


@pytest.fixture
def owner(app: Flask, closet: Closet, jieun: Person, phone: Phone) -> Phone:
    closet.people.set_role(jieun.id, "owner")
    return phone


@pytest.fixture
def member(app: Flask, minho: Person) -> Phone:
    own = Phone(app, "192.168.0.21")
    assert own.sign_in(minho.name).status_code == 303
    return own


def ended(closet: Closet) -> None:
    """Wait for the work that runs."""
    for _ in range(500):
        if closet.jobs.running() is None:
            return
        time.sleep(0.02)
    raise AssertionError("the work does not end")


def test_an_owner_backs_up_downloads_and_deletes(
    owner: Phone, closet: Closet, jieun: Person, make_garment: Callable[..., int]
) -> None:
    make_garment(jieun.id)
    assert "There is no backup on the mirror yet." in owner.get("/backup").text
    assert owner.post("/backup/now").status_code == 303
    ended(closet)
    page = owner.get("/backup").text
    assert "The backup is done. Download it now." in page
    (kept,) = closet.backups.all()
    assert closet.jobs.last("backup").file == kept.name
    answer = owner.get(f"/backup/{kept.name}")
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert "filename=otjang-backup-2026-11-22.zip" in answer.headers["Content-Disposition"]
    with zipfile.ZipFile(io.BytesIO(answer.data)) as pack:
        assert pack.testzip() is None
        assert len(msgspec.json.decode(pack.read("closet.json"))["garments"]) == 1
    closet.people.set_language(jieun.id, "ko")
    said = owner.get(f"/backup/{kept.name}").headers["Content-Disposition"]
    assert parse_options_header(said)[1]["filename"] == "옷장-백업-2026-11-22.zip"
    rest = owner.get(f"/backup/{kept.name}", headers={"Range": "bytes=1000-1999"})
    assert (rest.status_code, rest.data) == (206, answer.data[1000:2000])
    assert owner.post(f"/backup/{kept.name}/remove").status_code == 303
    assert owner.get(f"/backup/{kept.name}").status_code == 404
    closet.people.set_language(jieun.id, "en")
    assert "Download it now" not in owner.get("/backup").text, "nothing is there any more"
    for name in ("..%2Fcloset.db", "person-1.zip", "incoming-1.zip", "otjang-2026-01-01.zip"):
        assert owner.get(f"/backup/{name}").status_code == 404


def test_the_newest_two_stay(owner: Phone, closet: Closet, clock) -> None:
    for _ in range(3):
        owner.post("/backup/now")
        ended(closet)
        clock.advance(24 * 3600)
    first_day = clock.now().date() - timedelta(days=3)
    names = {kept.name for kept in closet.backups.all()}
    assert names == {f"otjang-{first_day + timedelta(days=number)}.zip" for number in (1, 2)}


def test_one_work_at_a_time_and_a_restart_is_said(owner: Phone, closet: Closet, jieun: Person, clock) -> None:
    job = closet.jobs.start(jieun.id, "backup")
    owner.post("/backup/now")
    assert "Other work is under way: wait until it is done" in owner.get("/backup").text
    closet.jobs.progress(job.id, 3, 4)
    page = owner.get("/backup")
    assert "75%" in page.text
    assert 'hx-trigger="every 1s"' in page.text
    assert "75%" in owner.get("/backup/live").text

    from mirror.config import Settings

    again = Phone(create_app(closet, Settings(), secret_key=b"k" * 32, clock=clock))
    again.sign_in("Jieun")
    assert "This was cut off by a restart: start it once more" in again.get("/backup").text
    assert closet.jobs.get(jieun.id, job.id).state == "failed"


def test_a_disk_without_room_is_said(owner: Phone, closet: Closet, monkeypatch: pytest.MonkeyPatch) -> None:
    import shutil

    usage = shutil.disk_usage("/")._replace(free=1)
    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: usage)
    owner.post("/backup/now")
    ended(closet)
    assert "make room first" in owner.get("/backup").text
    assert closet.backups.all() == []


def test_a_member_finds_no_backup_of_the_household(owner: Phone, member: Phone, closet: Closet) -> None:
    owner.post("/backup/now")
    ended(closet)
    (kept,) = closet.backups.all()
    for path in ("/backup", "/backup/live", f"/backup/{kept.name}"):
        assert member.get(path).status_code == 404
    for path in ("/backup/now", f"/backup/{kept.name}/remove"):
        assert member.post(path).status_code == 404
    assert closet.backups.all() == [kept]


def send(phone: Phone, data: bytes, **values: object) -> object:
    return phone.post("/backup/bring", {"backup": (io.BytesIO(data), "closet.zip")}, **values)


def test_a_backup_is_looked_into_and_then_comes(
    *,
    owner: Phone,
    closet: Closet,
    jieun: Person,
    minho: Person,
    make_garment: Callable[..., int],
    tmp_path: Path,
) -> None:
    make_garment(jieun.id)
    gone = make_garment(minho.id)
    file = tmp_path / "closet.zip"
    back_up(closet.data_dir, file)
    closet.garments.delete(minho.id, gone)
    closet.garments.purge(all_deleted=True)
    assert send(owner, file.read_bytes()).location.endswith("/backup/bring")
    page = owner.get("/backup/bring").text
    assert "holds 2 people and 2 garments" in page
    assert "1 garment comes" in page
    assert "1 is here already" in page
    assert closet.garments.tiles(minho.id) == []  # until it is confirmed
    owner.post("/backup/bring/start")
    ended(closet)
    assert "1 garment came. 1 was here already." in owner.get("/backup").text
    assert len(closet.garments.tiles(minho.id)) == 1
    assert owner.get("/backup/bring").status_code == 303  # it is gone
    assert list(closet.photos.inbox_dir.iterdir()) == []


def test_what_is_no_backup_is_said_and_not_kept(owner: Phone, closet: Closet) -> None:
    send(owner, b"no zip")
    assert "This is no ZIP file, or it is cut off" in owner.get("/backup").text
    refused = send(owner, b"no zip", headers={"Accept": "application/json"})
    assert (refused.status_code, "no ZIP file" in refused.json["error"]) == (422, True)
    assert owner.post("/backup/bring").status_code == 303
    assert "No file was chosen" in owner.get("/backup").text
    assert [path.name for path in closet.backups.folder.iterdir()] == []


def test_a_member_brings_their_own_and_packs_their_own(
    *,
    member: Phone,
    closet: Closet,
    jieun: Person,
    minho: Person,
    make_garment: Callable[..., int],
    tmp_path: Path,
) -> None:
    make_garment(jieun.id)
    own = make_garment(minho.id)
    whole, of_another = tmp_path / "whole.zip", tmp_path / "of_another.zip"
    back_up(closet.data_dir, whole)
    export_person(closet.data_dir, jieun.id, of_another)
    closet.garments.delete(minho.id, own)
    closet.garments.purge(all_deleted=True)
    assert member.post("/backup/bring/start").status_code == 404
    send(member, whole.read_bytes())
    assert "holds 1 garment of yours" in member.get("/backup/bring").text
    member.post("/backup/bring/start")
    ended(closet)
    assert len(closet.garments.tiles(minho.id)) == len(closet.garments.tiles(jieun.id)) == 1

    assert member.get("/me/data/file").status_code == 404
    member.post("/me/data/export")
    ended(closet)
    assert "Your file is ready." in member.get("/me/data").text
    with zipfile.ZipFile(io.BytesIO(member.get("/me/data/file").data)) as pack:
        said = msgspec.json.decode(pack.read("closet.json"))
        assert "closet.db" not in pack.namelist()
    assert [person["name"] for person in said["people"]] == ["민호"]
    assert [person["password_hash"] for person in said["people"]] == [None]
    assert len(said["garments"]) == 1


def test_who_leaves_is_asked_twice_and_takes_nothing_of_others(
    *,
    member: Phone,
    owner: Phone,
    closet: Closet,
    jieun: Person,
    minho: Person,
    make_garment: Callable[..., int],
) -> None:
    make_garment(jieun.id, sha256="a" * 64)
    make_garment(minho.id, sha256="a" * 64)
    make_garment(minho.id, sha256="b" * 64)
    closet.inbox.submit(minho.id, "x.jpg", io.BytesIO(b"waits"), source="phone")
    for form, status in (
        ({"name": "Jieun", "password": PASSWORD}, 400),
        ({"name": "민호", "password": "something else"}, 403),
    ):
        assert member.post("/me/data/delete", form).status_code == status
    assert len(closet.people.all()) == 2
    assert member.post("/me/data/delete", {"name": " 민호 ", "password": PASSWORD}).status_code == 303
    with pytest.raises(NotFound):
        closet.people.get(minho.id)
    assert closet.photos.path("a" * 64, "glow").exists()
    assert not closet.photos.path("b" * 64, "glow").exists()
    assert list(closet.photos.inbox_dir.iterdir()) == []
    assert member.get("/").status_code == 303
    assert closet.garments.tiles(jieun.id)


def test_the_only_owner_stays_while_others_live_here(owner: Phone, closet: Closet, minho: Person) -> None:
    closet.people.set_password_hash(minho.id, "hash")
    page = owner.get("/me/data/delete").text
    assert "Somebody must be the owner here" in page
    assert 'name="password"' not in page
    form = {"name": "Jieun", "password": PASSWORD}
    assert owner.post("/me/data/delete", form).status_code == 400
    closet.people.set_role(minho.id, "owner")
    assert owner.post("/me/data/delete", form).status_code == 303
    assert [person.name for person in closet.people.all()] == ["민호"]


def test_a_closet_that_is_worked_on_by_the_command_line_is_said(owner: Phone, closet: Closet) -> None:
    with scratch(closet.data_dir):
        owner.post("/backup/now")
        ended(closet)
    assert "Another backup or restore is at work" in owner.get("/backup").text


def test_who_is_removed_while_their_file_is_packed_leaves_none(
    owner: Phone, member: Phone, closet: Closet, minho: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    def packed_too_late(*values: object) -> int:
        count = export_person(*values)
        closet.remove_person(minho.id)
        return count

    monkeypatch.setattr(mine, "export_person", packed_too_late)
    assert member.post("/me/data/export").status_code == 303
    for _ in range(500):
        if closet.jobs.running() is None and not closet.backups.own(minho.id).exists():
            break
        time.sleep(0.02)
    assert list(closet.backups.folder.iterdir()) == []
