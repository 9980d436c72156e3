"""Photos in pieces, as the script sends them: what is known, where an upload stands, whose it is."""

import hashlib
import io
from collections.abc import Callable

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from mirror.closet import Closet, Person
from web_admin import uploads

from .conftest import Phone, jpeg

MakeGarment = Callable[..., int]
PHOTO = jpeg((400, 500))
SHA256 = hashlib.sha256(PHOTO).hexdigest()
JSON = {"Accept": "application/json"}


def ask(phone: Phone, path: str, **asked: object) -> TestResponse:
    return phone.client.post(path, json=asked, headers={**JSON, "X-CSRFToken": phone.token()})


def put(phone: Phone, offset: object, piece: bytes, sha256: str = SHA256) -> TestResponse:
    headers = {**JSON, "X-CSRFToken": phone.token()}
    return phone.client.put(f"/add/uploads/{sha256}?offset={offset}", data=piece, headers=headers)


def finish(phone: Phone, name: str = "coat.jpg", photo: bytes = PHOTO) -> TestResponse:
    sha256 = hashlib.sha256(photo).hexdigest()
    return ask(phone, f"/add/uploads/{sha256}/finish", name=name, size=len(photo))


def send(phone: Phone, photo: bytes, name: str = "x.jpg") -> dict[str, object]:
    sha256 = hashlib.sha256(photo).hexdigest()
    answer = ask(phone, "/add/uploads", sha256=sha256, size=len(photo))
    if "result" not in answer.json:
        assert put(phone, 0, photo, sha256).status_code == 200
        answer = finish(phone, name, photo)
    return answer.json["result"]


def test_a_photo_in_two_pieces_with_a_page_loaded_anew_in_between(
    phone: Phone, closet: Closet, jieun: Person, make_garment: MakeGarment
) -> None:
    assert ask(phone, "/add/uploads", sha256=SHA256, size=len(PHOTO)).json == {"offset": 0}
    assert put(phone, 0, PHOTO[:1000]).json == {"offset": 1000}
    early = finish(phone)
    assert (early.status_code, early.json) == (409, {"offset": 1000})
    assert ask(phone, "/add/uploads", sha256=SHA256, size=len(PHOTO)).json == {"offset": 1000}
    again = put(phone, 0, PHOTO[:1000])
    assert (again.status_code, again.json) == (409, {"offset": 1000})
    assert put(phone, 1000, PHOTO[1000:]).json == {"offset": len(PHOTO)}
    result = finish(phone, "a/b/<코트>.jpg").json["result"]
    assert (result["ok"], result["outcome"], result["sha256"]) == (True, "queued", SHA256)
    (item,) = closet.inbox.items(jieun.id)
    assert (item.file_name, item.source) == ("<코트>.jpg", "phone")
    assert closet.photos.spooled(SHA256).read_bytes() == PHOTO
    assert [file.name for file in closet.photos.inbox_dir.iterdir()] == [SHA256]

    # The answer was lost on its way: the script asks once more.
    assert (
        ask(phone, "/add/uploads", sha256=SHA256, size=len(PHOTO)).json["result"]["outcome"]
        == "already_waiting"
    )
    closet.inbox.finish(item.id, make_garment(jieun.id, sha256=SHA256))
    known = ask(phone, "/add/known", hashes=[SHA256, "ab" * 32]).json["known"]
    assert list(known) == [SHA256]
    assert known[SHA256]["outcome"] == "already_owned"
    assert phone.get(known[SHA256]["garment"]).status_code == 200


def test_nothing_is_told_of_anothers_photos(
    app: Flask, phone: Phone, closet: Closet, jieun: Person, minho: Person
) -> None:
    send(phone, PHOTO)
    other_photo = jpeg((90, 90))
    other_sha = hashlib.sha256(other_photo).hexdigest()
    ask(phone, "/add/uploads", sha256=other_sha, size=len(other_photo))
    put(phone, 0, other_photo[:20], other_sha)
    other = Phone(app)
    other.sign_in(minho.name)
    assert ask(other, "/add/known", hashes=[SHA256, other_sha]).json == {"known": {}}
    assert put(other, 20, other_photo[20:], other_sha).status_code == 404
    assert finish(other, photo=other_photo).status_code == 404
    ask(other, f"/add/uploads/{other_sha}/cancel")
    assert put(phone, 20, other_photo[20:], other_sha).status_code == 200, "nobody else gave it up"
    assert send(other, PHOTO)["outcome"] == "queued", "the same photo is a garment of each"


@pytest.mark.parametrize(
    ("photo", "why"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "no photo that can be read"),
        (b"this is no photo" * 100, "no photo that can be read"),
        (PHOTO[:30], "damaged at its beginning"),
    ],
)
def test_what_is_no_photo_is_refused_and_gone(
    phone: Phone, closet: Closet, jieun: Person, photo: bytes, why: str
) -> None:
    result = send(phone, photo)
    assert result["ok"] is False
    assert why in result["line"]
    assert list(closet.photos.inbox_dir.iterdir()) == []
    assert closet.inbox.items(jieun.id) == []


def test_what_arrives_damaged_is_said(phone: Phone, closet: Closet) -> None:
    ask(phone, "/add/uploads", sha256=SHA256, size=len(PHOTO))
    put(phone, 0, b"\0" * len(PHOTO))
    answer = finish(phone)
    assert answer.status_code == 422
    assert answer.json["result"]["line"] == "The photo arrived damaged: send it again"
    assert list(closet.photos.inbox_dir.iterdir()) == []


def test_limits(phone: Phone, closet: Closet, monkeypatch: pytest.MonkeyPatch) -> None:
    too_large = ask(phone, "/add/uploads", sha256=SHA256, size=30_000_001)
    assert (too_large.status_code, too_large.json["result"]["ok"]) == (422, False)
    ask(phone, "/add/uploads", sha256=SHA256, size=len(PHOTO))
    assert put(phone, 0, b"x" * (uploads.CHUNK_BYTES + 1)).status_code == 413
    monkeypatch.setattr(closet.photos, "free_bytes", lambda: 1000)
    assert "nearly full" in put(phone, 0, b"x").json["result"]["line"]
    assert "nearly full" in ask(phone, "/add/uploads", sha256=SHA256, size=5).json["result"]["line"]


@pytest.mark.parametrize(
    ("path", "asked"),
    [
        ("/add/known", {}),
        ("/add/known", {"hashes": "x"}),
        ("/add/known", {"hashes": [1, None]}),
        ("/add/known", {"hashes": ["x"] * 201}),
        ("/add/uploads", {"sha256": SHA256}),
        ("/add/uploads", {"sha256": SHA256, "size": -1}),
        ("/add/uploads", {"sha256": SHA256, "size": 2**80}),
        ("/add/uploads", {"sha256": "../x", "size": 4}),
        ("/add/uploads", {"sha256": [SHA256], "size": 4}),
        (f"/add/uploads/{SHA256}/finish", {"name": 3, "size": 4}),
        (f"/add/uploads/{'g' * 64}/finish", {"name": "x", "size": 4}),
    ],
)
def test_nonsense_is_refused(phone: Phone, closet: Closet, path: str, asked: dict[str, object]) -> None:
    assert ask(phone, path, **asked).status_code in (400, 404, 422)
    for body in (b"", b"[1]", b"{", b"\xff\xfe", b"null"):
        headers = {**JSON, "X-CSRFToken": phone.token(), "Content-Type": "application/json"}
        assert phone.client.post(path, data=body, headers=headers).status_code in (400, 404)
    assert put(phone, "x", b"1").status_code == 400
    assert put(phone, -1, b"1").status_code == 404
    assert list(closet.photos.inbox_dir.iterdir()) == []


def test_strangers_and_forged_forms_get_nothing(phone: Phone, stranger: Phone, closet: Closet) -> None:
    asked = {"sha256": SHA256, "size": len(PHOTO)}
    assert stranger.client.post("/add/uploads", json=asked, headers=JSON).status_code == 401
    assert stranger.client.put(f"/add/uploads/{SHA256}?offset=0", data=PHOTO, headers=JSON).status_code == 401
    assert phone.client.post("/add/uploads", json=asked, headers=JSON).status_code == 400, "no token"
    ask(phone, "/add/uploads", **asked)
    assert phone.client.put(f"/add/uploads/{SHA256}?offset=0", data=PHOTO, headers=JSON).status_code == 400
    assert finish(phone).json == {"offset": 0}


def test_a_piece_is_not_read_as_a_form(phone: Phone) -> None:
    """A piece may look like anything: the token's check must not eat it."""
    piece = b"csrf_token=x&a=b" + PHOTO
    sha256 = hashlib.sha256(piece).hexdigest()
    ask(phone, "/add/uploads", sha256=sha256, size=len(piece))
    headers = {**JSON, "X-CSRFToken": phone.token(), "Content-Type": "application/octet-stream"}
    answer = phone.client.put(f"/add/uploads/{sha256}?offset=0", data=io.BytesIO(piece), headers=headers)
    assert answer.json == {"offset": len(piece)}
