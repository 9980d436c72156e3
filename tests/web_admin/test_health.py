"""How the mirror is, as the phone's process can tell: by what it sees itself and by what the mirror has said."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from mirror import __version__, logs
from mirror.clock import FakeClock
from mirror.closet import Closet, Person
from mirror.closet.notes import LAST_BACKUP
from mirror.closet.reports import ALIVE_NAME, HEALTH, WANTED, Found, MeasuredNetwork, Report
from mirror.closet.times import to_ms
from mirror.reach import NOTE

from .conftest import Phone


@pytest.fixture
def owner(closet: Closet, jieun: Person, phone: Phone) -> Phone:
    closet.people.set_role(jieun.id, "owner")
    return phone


@pytest.fixture
def mirror(closet: Closet) -> Iterator[None]:
    """A mirror that runs."""
    with closet.worker_lock() as held:
        assert held
        yield


def say(closet: Closet, clock: FakeClock, *findings: Found, version: str = __version__) -> None:
    """What the mirror answers to whatever was asked last."""
    asked = closet.notes.get(WANTED)
    answers_ms = 0 if asked is None else to_ms(asked.at)
    networks = (
        MeasuredNetwork("garment_photo", "classifier", 0.8827),
        MeasuredNetwork("mine", "cutout", None),
    )
    closet.notes.put(HEALTH, Report(version, to_ms(clock.now()), answers_ms, findings, networks))


def states(text: str) -> dict[str, str]:
    """The state of each row, by its name."""
    found = re.findall(r'<li class="finding finding-(\w+)">.*?<b>(.*?)</b>', text, re.DOTALL)
    return {name: state for state, name in found}


def test_a_mirror_that_is_well(owner: Phone, closet: Closet, clock: FakeClock, mirror: None) -> None:
    say(
        closet,
        clock,
        Found("camera", True, "the mirror has hold of it"),
        Found("disk", True, "9 GB free"),
        Found("network", True, "the network garment_photo is loaded and answers"),
        Found(
            "phone", True, "the phone admin answers on port 8443, its certificate is good until 2029-01-01"
        ),
    )
    text = owner.get("/health").text
    shown = states(text)
    for name in ("The mirror", "These pages", "Camera", "Recognition", "Way for phones", "Clock"):
        assert shown[name] == "ok", name
    assert "names 88% of test photos rightly" in text
    assert "The mirror has hold of it." in text
    assert "is loaded and answers" not in text, "it is said with how good the network is"
    assert "9 GB free" not in text, "the disk is looked at here"
    say(closet, clock, Found("", False, "the doctor has stumbled"))
    assert "The doctor has stumbled" in owner.get("/health").text


def test_what_needs_somebody_comes_first(
    owner: Phone, closet: Closet, clock: FakeClock, mirror: None
) -> None:
    say(closet, clock, Found("camera", False, "the camera is gone: is it plugged in?"), version="0.0.1")
    text = owner.get("/health").text
    assert "The camera is gone: is it plugged in?" in text
    ranked = list(states(text).values())
    assert ranked == sorted(ranked, key=["fault", "warn", "unknown", "ok"].index)
    assert states(text)["These pages"] == "warn", "the two are of different versions"


def test_a_mirror_that_is_off_was_last_seen(owner: Phone, closet: Closet, clock: FakeClock) -> None:
    text = owner.get("/health").text
    assert states(text)["The mirror"] == "fault"
    assert "It has never been started" in text
    say(closet, clock, Found("camera", True, "the mirror has hold of it"))
    file = closet.data_dir / ALIVE_NAME
    file.touch()
    os.utime(file, (clock.now().timestamp() - 3600,) * 2)
    text = owner.get("/health").text
    assert "It was last seen at" in text
    assert "22 Nov 2026, 07:12" in text
    assert "Your closet works all the same" in text
    assert states(text)["Camera"] == "unknown", "what it said before is not of now"


def test_looking_again(owner: Phone, closet: Closet, clock: FakeClock, mirror: None) -> None:
    say(closet, clock)
    assert "hx-trigger" not in owner.get("/health").text
    clock.advance(5)
    answer = owner.post("/health/look", headers={"HX-Request": "true"})
    assert answer.status_code == 200
    assert 'hx-trigger="every 2s"' in answer.text
    assert "The mirror looks" in owner.get("/health/rows").text
    clock.advance(3)
    say(closet, clock)
    assert "hx-trigger" not in owner.get("/health/rows").text
    assert owner.post("/health/look").location == "/health", "without JavaScript too"
    clock.advance(61)
    assert "hx-trigger" not in owner.get("/health").text, "a mirror that does not answer is not waited for"


def test_full_disks_failed_photos_and_backups(
    owner: Phone, closet: Closet, clock: FakeClock, jieun: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert states(owner.get("/health").text)["Backup"] == "warn"
    job = closet.jobs.start(jieun.id, "backup")
    closet.jobs.finish(job.id)
    assert states(owner.get("/health").text)["Backup"] == "ok"
    clock.advance(31 * 24 * 3600)
    assert states(owner.get("/health").text)["Backup"] == "warn"
    closet.jobs.fail(closet.jobs.start(jieun.id, "backup").id, "no file was chosen")
    assert states(owner.get("/health").text)["Backup"] == "fault"
    clock.advance(1)
    closet.notes.put(LAST_BACKUP, True)
    assert states(owner.get("/health").text)["Backup"] == "ok", "one that a command has made counts too"
    monkeypatch.setattr(closet.photos, "free_bytes", lambda: 120_000_000)
    text = owner.get("/health").text
    assert states(text)["Storage"] == "fault"
    assert "120 MB free" in text


def test_the_logs(owner: Phone, closet: Closet) -> None:
    assert "Nothing has been written down" in owner.get("/health/log").text
    folder: Path = closet.data_dir / logs.FOLDER
    folder.mkdir()
    lines = [f"2026-11-22 08:00:00,000 INFO mirror: line {n} <b>" for n in range(300)]
    (folder / "mirror.log").write_text("\n".join(lines), "utf-8")
    (folder / "web.log").write_text("from the pages\n", "utf-8")
    text = owner.get("/health/log").text
    assert "line 299 &lt;b&gt;" in text
    assert "line 100 " in text
    assert "line 99 " not in text
    assert "from the pages" in owner.get("/health/log?of=web").text
    assert "line 299" in owner.get("/health/log?of=../closet.db").text
    answer = owner.get("/health/logs.txt")
    assert answer.mimetype == "text/plain"
    assert "otjang-logs-2026-11-22.txt" in answer.headers["Content-Disposition"]
    assert "line 0 <b>" in answer.text
    assert "from the pages" in answer.text


def test_how_phones_come_here(owner: Phone, closet: Closet) -> None:
    assert "How phones come here" not in owner.get("/health").text, "before the pages' process has said so"
    said = {"url": "http://otjang.local:8080", "addresses": ["http://192.168.0.31:8080"]}
    closet.notes.put(NOTE, {**said, "fingerprint": [], "fingerprint_hex": "", "renewed_on": ""})
    text = owner.get("/health").text
    assert 'data-copy="http://192.168.0.31:8080"' in text
    assert "These pages speak http" in text
    certificate = {"fingerprint": ["Athens", "<b>"], "fingerprint_hex": "3F8A 1C22", "renewed_on": "some day"}
    closet.notes.put(NOTE, said | certificate)
    text = owner.get("/health").text
    assert "Athens &lt;b&gt;" in text
    assert 'data-copy="3F8A 1C22"' in text
    assert "new since some day" in text
    assert "speak http" not in text
