"""Ways in that somebody has found once, and that are closed."""

import io
import threading
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask

from mirror.closet import Closet, Person
from mirror.closet.archive.merging import merge
from mirror.closet.backup import export_person
from mirror.config import Settings, WebSettings
from mirror.errors import ClosetError
from web_admin import create_app
from web_admin.uploads import DISK_RESERVE_BYTES

from .conftest import PASSWORD, Phone, jpeg


@pytest.fixture
def owner(closet: Closet, phone: Phone, jieun: Person, minho: Person) -> Phone:
    """Jieun's phone; she is an owner, and Minho the one who came last."""
    closet.people.set_role(jieun.id, "owner")
    return phone


def test_who_comes_next_gets_nothing_of_who_left(
    app: Flask, owner: Phone, closet: Closet, minho: Person, password_hash: str
) -> None:
    """What was still under way when Minho left ends up with nobody."""
    closet.unfinished.start(minho.id, "ab" * 32, 100)
    closet.backups.make()
    owner.post(f"/household/people/{minho.id}/remove", {"name": minho.name})
    assert not list(closet.photos.inbox_dir.glob("*.part")), "his uploads are gone"
    closet.backups.own(minho.id).write_bytes(b"his export, which was packed until now")
    for name in ("Sora", "Hana"):
        came = closet.people.add(name)
        assert came.id > minho.id
        closet.people.set_password_hash(came.id, password_hash)
        theirs = Phone(app)
        theirs.sign_in(name)
        assert theirs.get("/me/data/file").status_code == 404
        closet.remove_person(came.id)
        minho = came


def test_nor_does_who_comes_with_a_backup(
    owner: Phone, closet: Closet, jieun: Person, minho: Person, tmp_path: Path
) -> None:
    export_person(closet.data_dir, minho.id, tmp_path / "minho.zip")
    closet.remove_person(minho.id)
    merge(closet, tmp_path / "minho.zip")
    back = closet.people.find(minho.name)
    assert back is not None
    assert back.id > minho.id


def test_another_name_brings_no_further_guesses(phone: Phone, closet: Closet, jieun: Person) -> None:
    """Who holds a phone that was left open guesses at the password of today."""
    new, answers = "eight blue socks", Counter[int]()
    for turn in range(4):
        for _ in range(5):
            form = {"current": "wrong", "password": new, "repeated": new}
            answers[phone.post("/me/password", form).status_code] += 1
        phone.post("/me/name", {"name": f"Jieun {turn}"})
    assert answers == {403: 5, 429: 15}


def test_guesses_at_the_same_moment_are_counted_one_by_one(app: Flask, closet: Closet, jieun: Person) -> None:
    phones = [Phone(app) for _ in range(12)]
    form = {"name": "jieun "}
    forms = [
        form | {"csrf_token": one.token(), "password": f"wrong {number}"} for number, one in enumerate(phones)
    ]
    answers: list[int] = []

    def guess(number: int) -> None:
        answers.append(phones[number].client.post("/sign-in", data=forms[number]).status_code)
        closet.close()

    threads = [threading.Thread(target=guess, args=(number,)) for number in range(len(phones))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Counter(answers) == {403: 5, 429: 7}


def test_one_code_lets_one_in(app: Flask, closet: Closet, jieun: Person) -> None:
    code = closet.people.new_invite_code()
    phones = [Phone(app, address=f"192.168.0.{30 + number}") for number in range(6)]
    form = {"code": code, "password": PASSWORD, "repeated": PASSWORD}
    forms = [form | {"csrf_token": one.token(), "name": f"guest {n}"} for n, one in enumerate(phones)]
    answers: list[int] = []

    def come_in(number: int) -> None:
        answers.append(phones[number].client.post("/join", data=forms[number]).status_code)
        closet.close()

    threads = [threading.Thread(target=come_in, args=(number,)) for number in range(len(phones))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == [303, 400, 400, 400, 400, 400]
    assert len(closet.people.all()) == 2


def test_over_https_the_cookie_cannot_come_from_elsewhere(closet: Closet, jieun: Person) -> None:
    settings = Settings(web=WebSettings(certificate="cert.pem"))
    app = create_app(closet, settings, secret_key=b"k" * 32)
    client = app.test_client()
    cookies = client.get("/sign-in", base_url="https://localhost").headers.getlist("Set-Cookie")
    assert len(cookies) == 1
    parts = cookies[0].split("; ")
    assert parts[0].startswith("__Host-otjang=")
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= set(parts)
    assert not any(part.startswith("Domain") for part in parts)


@pytest.mark.parametrize("path", ["/add/known", "/add/uploads", f"/add/uploads/{'ab' * 32}/finish"])
def test_json_within_json_is_refused(phone: Phone, path: str) -> None:
    headers = {"X-CSRFToken": phone.token(), "Accept": "application/json"}
    for deep in (b"[" * 60_000, b'{"a":' * 10_000):
        answer = phone.client.post(path, data=deep, content_type="application/json", headers=headers)
        assert answer.status_code == 400


def test_an_owner_helps_another_owner_and_no_member(
    app: Flask, owner: Phone, closet: Closet, jieun: Person, minho: Person
) -> None:
    path = f"/household/people/{minho.id}/password-code"
    assert owner.post(path).status_code == 404, "a member's closet is not the owner's"
    assert not closet.people.code_waits("password", minho.id)
    theirs = Phone(app)
    theirs.sign_in(minho.name)
    assert theirs.post(f"/household/people/{jieun.id}/password-code").status_code == 404
    assert owner.post(f"/household/people/{jieun.id}/password-code").status_code == 404, "nor oneself"
    closet.people.set_role(minho.id, "owner")
    answer = owner.post(path)
    assert answer.headers["Cache-Control"] == "private, no-store"
    code = answer.text.partition('<p class="code" translate="no">')[2].partition("<")[0]
    form = {"code": code, "name": minho.name, "password": "eight blue socks", "repeated": "eight blue socks"}
    assert Phone(app).post("/new-password", form).status_code == 303
    assert theirs.get("/me").status_code == 303, "and whoever was in is out"


def test_only_a_pin_of_the_phone_opens_an_owners_account_at_the_mirror(
    owner: Phone, closet: Closet, jieun: Person, minho: Person
) -> None:
    people = closet.people
    page = f"/household/people/{jieun.id}"
    assert people.mirror_may_code(minho.id), "a member's account shows no more than the mirror"
    assert not people.mirror_may_code(jieun.id)
    assert "whoever stands before it would have the whole household" in owner.get(page).text
    people.set_pin(jieun.id, "1234")
    assert not people.mirror_may_code(jieun.id), "anybody can choose the first one there"
    owner.post("/me/pin", {"pin": "2580"})
    people.check_mirror_may_code(jieun.id)
    assert "to whoever knows the PIN" in owner.get(page).text
    owner.post("/me/pin/remove")
    assert not people.mirror_may_code(jieun.id)
    people.set_pin(jieun.id, "2580")
    with pytest.raises(ClosetError, match="only with a PIN"):
        people.check_mirror_may_code(jieun.id)


MakeGarment = Callable[..., int]
EVIL = "<i>\"'&{{7*7}}"
ANSWERS = [
    *("/", "/put-away", "/cards", "/garments/{garment}", "/add", "/add/inbox", "/review", "/own", "/own/1"),
    *("/statistics", "/me", "/me/name", "/me/devices", "/me/data", "/me/data/delete", "/household"),
    *("/household/people/{person}", "/people/{person}", "/people/{person}/garments/{garment}"),
    *(
        "/household/settings",
        "/health",
        "/backup",
        f"/?q={EVIL}&tag={EVIL}&brand={EVIL}",
        f"/sign-in?next={EVIL}",
    ),
]


def test_no_word_of_a_person_becomes_a_part_of_a_page(
    *,
    app: Flask,
    owner: Phone,
    closet: Closet,
    jieun: Person,
    minho: Person,
    make_garment: MakeGarment,
) -> None:
    garment = make_garment(minho.id)
    words = dict.fromkeys(("name", "notes", "brand", "shop", "place"), EVIL)
    closet.garments.describe(minho.id, garment, **words, tags=[EVIL])
    closet.people.set_avatar(minho.id, garment)
    closet.people.rename(minho.id, EVIL)
    closet.preferences.change(place_name=EVIL, latitude=1.0, longitude=2.0)
    closet.shares.let(minho.id, jieun.id)
    closet.shares.let(jieun.id, minho.id)
    closet.questions.ask(minho.id, f"{EVIL}.jpg", io.BytesIO(jpeg()))
    closet.inbox.submit(minho.id, f"{EVIL}.jpg", io.BytesIO(jpeg(colour=(1, 2, 3))), source="phone")
    theirs = Phone(app)
    theirs.client.environ_base["HTTP_USER_AGENT"] = f"Mozilla (Linux; Android 13; {EVIL}) Firefox/"
    theirs.sign_in(EVIL)
    shown = 0
    for path in ANSWERS:
        for one in (owner, theirs):
            text = one.get(path.replace("{garment}", f"{garment}").replace("{person}", f"{minho.id}")).text
            assert "<i>" not in text, path
            assert "\"'&{" not in text, path
            shown += "&lt;i&gt;" in text
    assert shown > 10, "the pages show what was written, or this tests nothing"


def test_files_that_together_fill_the_disk_leave_it_room(
    phone: Phone, closet: Closet, jieun: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each of them fitted when it began; the disk is looked at again while they come."""
    most: list[int] = []

    def free_bytes() -> int:
        most.append(sum(file.stat().st_size for file in closet.photos.inbox_dir.iterdir()))
        return DISK_RESERVE_BYTES + 60_000 - most[-1]

    monkeypatch.setattr(closet.photos, "free_bytes", free_bytes)
    monkeypatch.setattr("web_admin.uploads.ROOM_EVERY_BYTES", 20_000)
    photos = [(io.BytesIO(jpeg() + bytes(200_000)), f"{number}.jpg") for number in range(2)]
    answer = phone.post("/add", {"photos": photos}, headers={"Accept": "application/json"})
    assert [result["ok"] for result in answer.json["results"]] == [False, False]
    assert max(most) < 100_000
    assert not list(closet.photos.inbox_dir.iterdir())


def test_to_look_changes_nothing(
    app: Flask, owner: Phone, closet: Closet, jieun: Person, make_garment: MakeGarment
) -> None:
    """Neither does HEAD, which a page elsewhere may send and which needs no token."""
    garment = make_garment(jieun.id)
    sha256 = closet.garments.get(jieun.id, garment).photo.sha256
    values: dict[str, object] = {"garment_id": garment, "person_id": jieun.id, "sha256": sha256}
    values |= {"kind": "thumbnail", "name": "x.zip", "filename": "x", "question_id": 1, "item_id": 1}
    before = list(closet._database.connection().iterdump())
    with app.test_request_context():
        rules = [rule for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())]
        addresses = [app.url_for(r.endpoint, **{name: values[name] for name in r.arguments}) for r in rules]
    for address in addresses:
        for method in ("GET", "HEAD", "OPTIONS"):
            owner.client.open(address, method=method, buffered=True)
            assert list(closet._database.connection().iterdump()) == before, (method, address)
    assert len(addresses) > 40
    form = {"name": jieun.name, "password": PASSWORD}
    stranger = Phone(app)
    stranger.client.head("/sign-in", data=form)
    assert stranger.get("/me").status_code == 303


@pytest.mark.parametrize("name", ["\u3164", "Jieun\u3164", "\u2800", "a\u202eb", "a\u200bb", "a\nb\x00"])
def test_nobody_is_called_what_nobody_sees(phone: Phone, closet: Closet, jieun: Person, name: str) -> None:
    """Two people who look the same, or one who cannot be tapped."""
    assert phone.post("/me/name", {"name": name}).status_code == 400
    assert closet.people.get(jieun.id).name == jieun.name
