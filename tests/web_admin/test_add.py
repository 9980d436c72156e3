"""Photos in: what is taken, what is refused at once, and how far each one is."""

import io
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from mirror.categories import Category
from mirror.closet import Closet, InboxState, Person
from web_admin import uploads
from web_admin.uploads import BODY_LIMITS

from .conftest import Phone, jpeg

MakeGarment = Callable[..., int]
File = tuple[bytes, str]
PHOTO: File = (jpeg(), "coat.jpg")
TEXT: File = (b"this is no photo\n" * 100, "x.jpg")


def send(phone: Phone, *files: File) -> list[dict[str, object]]:
    """As the script does: one photo a request, an answer in JSON."""
    results = []
    for data, name in files:
        form = {"csrf_token": phone.token(), "photos": (io.BytesIO(data), name)}
        answer = phone.client.post("/add", data=form, headers={"Accept": "application/json"})
        assert answer.status_code in (200, 422)
        assert answer.json is not None
        results += answer.json["results"]
    return results


def send_form(phone: Phone, *files: File) -> str:
    """As the form does without a script: all at once, then a page."""
    form = {"csrf_token": phone.token(), "photos": [(io.BytesIO(data), name) for data, name in files]}
    answer = phone.client.post("/add", data=form, follow_redirects=True)
    assert answer.status_code == 200
    return answer.text


def work(closet: Closet, make_garment: MakeGarment) -> None:
    """What the mirror's worker does, without looking at the photo."""
    while item := closet.inbox.take():
        photo = make_garment(item.person_id, sha256=item.sha256)
        closet.inbox.finish(item.id, photo)
        closet.inbox.drop_file(item)


def test_a_photo_waits_in_the_inbox(phone: Phone, closet: Closet, jieun: Person) -> None:
    (result,) = send(phone, PHOTO)
    assert (result["ok"], result["outcome"], result["file"]) == (True, "queued", "coat.jpg")
    (item,) = closet.inbox.items(jieun.id)
    assert (item.file_name, item.source, item.state) == ("coat.jpg", "phone", InboxState.WAITING)
    assert closet.photos.spooled(item.sha256).read_bytes() == PHOTO[0]
    assert "coat.jpg" in phone.get("/add").text


def test_nothing_but_the_photo_is_left_beside_the_inbox(phone: Phone, closet: Closet) -> None:
    send(phone, PHOTO, TEXT, (b"", "empty.jpg"))
    assert len(list(closet.photos.inbox_dir.iterdir())) == 1


def test_a_text_file_is_refused_and_the_others_go_on(phone: Phone, closet: Closet, jieun: Person) -> None:
    text = send_form(phone, (jpeg(colour=(1, 2, 3)), "a.jpg"), TEXT, (jpeg(colour=(200, 2, 3)), "b.jpg"))
    assert "x.jpg: This is no photo that can be read" in text
    assert [item.file_name for item in closet.inbox.items(jieun.id)] == ["a.jpg", "b.jpg"]


@pytest.mark.parametrize(
    ("file", "why"),
    [
        (TEXT, "This is no photo that can be read"),
        ((b"", "empty.jpg"), "The file is empty"),
        ((b"<svg xmlns='http://www.w3.org/2000/svg'/>", "drawing.svg"), "This is no photo"),
        ((b"\xff\xd8\xff\xe0 cut", "cut.jpg"), "damaged at its beginning"),
        ((jpeg()[:20], "short.jpg"), "damaged at its beginning"),
    ],
)
def test_what_is_no_photo_is_refused_at_once(
    phone: Phone, closet: Closet, jieun: Person, file: File, why: str
) -> None:
    (result,) = send(phone, file)
    assert (result["ok"], result["outcome"], result["file"]) == (False, "refused", file[1])
    assert why in str(result["line"])
    assert closet.inbox.items(jieun.id) == []


def test_sixty_megapixels_are_refused(phone: Phone) -> None:
    buffer = io.BytesIO()
    Image.new("1", (10_000, 6_000)).save(buffer, "PNG")
    (result,) = send(phone, (buffer.getvalue(), "huge.png"))
    assert "60 megapixels" in str(result["line"])


def test_more_than_thirty_megabytes_are_refused_and_the_others_go_on(
    phone: Phone, closet: Closet, jieun: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert uploads.FILE_LIMIT_BYTES == 30_000_000
    monkeypatch.setattr(uploads, "FILE_LIMIT_BYTES", 100_000)
    text = send_form(phone, (jpeg() + b"\0" * 100_000, "large.jpg"), PHOTO)
    assert "large.jpg: The photo has more than 30 MB" in text
    assert [item.file_name for item in closet.inbox.items(jieun.id)] == ["coat.jpg"]


def test_a_request_beyond_all_measure_is_not_read(phone: Phone, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(BODY_LIMITS, "add.upload", lambda: 50_000)
    form = {"csrf_token": phone.token(), "photos": (io.BytesIO(b"x" * 100_000), "a.jpg")}
    answer = phone.client.post("/add", data=form)
    assert answer.status_code == 413
    assert "too much at once" in answer.text


def test_other_forms_take_little(phone: Phone, jieun: Person, make_garment: MakeGarment) -> None:
    garment_id = make_garment(jieun.id)
    assert phone.post(f"/garments/{garment_id}/words", {"notes": "x" * 100_000}).status_code == 413


def test_a_stranger_cannot_fill_the_disk(stranger: Phone, jieun: Person, closet: Closet) -> None:
    stranger.client.post("/add", data={"photos": (io.BytesIO(jpeg()), "a.jpg")})
    assert list(closet.photos.inbox_dir.iterdir()) == []


def test_a_full_disk_is_said(phone: Phone, closet: Closet, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(closet.photos, "free_bytes", lambda: 1000)
    assert "nearly full" in str(send(phone, PHOTO)[0]["line"])


def test_the_same_photo_twice(phone: Phone, closet: Closet, jieun: Person, make_garment: MakeGarment) -> None:
    first, second = send(phone, PHOTO, PHOTO)
    assert (first["outcome"], second["outcome"]) == ("queued", "already_waiting")
    work(closet, make_garment)
    (third,) = send(phone, (PHOTO[0], "again.jpg"))
    assert third["outcome"] == "already_owned"
    assert third["line"] == "Already in your closet."
    assert phone.get(str(third["garment"])).status_code == 200
    assert list(closet.photos.inbox_dir.iterdir()) == [], "the second copy is not kept"
    assert sum(closet.garments.counts(jieun.id).values()) == 1


def test_file_names_are_names_only(phone: Phone, closet: Closet, jieun: Person) -> None:
    send(phone, (jpeg(), "../../etc/<b>코트.jpg"))
    assert closet.inbox.items(jieun.id)[0].file_name == "<b>코트.jpg"
    assert "<b>코트" not in phone.get("/add").text


def test_no_file_at_all(phone: Phone) -> None:
    assert "No photo was chosen." in send_form(phone)
    assert "No photo was chosen." in send_form(phone, (b"", ""))


def seen(text: str) -> str:
    found = re.search(r'data-seen="(\w+)" data-from="(/add/inbox)"', text)
    assert found
    return f"{found[2]}?seen={found[1]}"


def test_progress_is_told_only_when_there_is_some(
    phone: Phone, closet: Closet, make_garment: MakeGarment
) -> None:
    send(phone, PHOTO)
    text = phone.get("/add").text
    assert 'data-under-way="1"' in text
    assert "waiting" in text
    assert phone.get(seen(text)).status_code == 204
    item = closet.inbox.take()
    assert item is not None
    for stage, said in (
        ("cutout", "cutting it out"),
        ("classify", "recognising it"),
        ("store", "hanging it up"),
    ):
        closet.inbox.note_stage(item.id, stage)
        answer = phone.get(seen(text))
        assert answer.status_code == 200
        assert said in answer.text
        text = answer.text
    closet.inbox.finish(item.id, make_garment(item.person_id, Category.COAT, sha256=item.sha256))
    answer = phone.get(seen(text))
    assert "<b>Coat</b>" in answer.text
    assert f"/photos/{item.sha256}/thumbnail" in answer.text
    assert 'data-under-way="0"' in answer.text, "nothing is asked any more once all is done"


def test_a_failed_photo_stays_until_it_is_dismissed(phone: Phone, closet: Closet, jieun: Person) -> None:
    send(phone, PHOTO)
    item = closet.inbox.take()
    assert item is not None
    closet.inbox.fail(item.id, "the photo is damaged or cut off (3 bytes); copy it again from the camera")
    assert "The photo is damaged or cut off" in phone.get("/add").text
    phone.post(f"/add/{item.id}/retry")
    assert closet.inbox.get(jieun.id, item.id).state == InboxState.WAITING
    assert phone.post(f"/add/{item.id}/dismiss").status_code == 404, "what waits is not dismissed"
    again = closet.inbox.take()
    assert again is not None
    closet.inbox.fail(again.id, "no garment")
    answer = phone.post(f"/add/{item.id}/dismiss", headers={"HX-Request": "true"})
    assert answer.text.lstrip().startswith('<div id="inbox"')
    assert closet.inbox.items(jieun.id) == []


def test_a_garment_deleted_meanwhile(
    phone: Phone, closet: Closet, jieun: Person, make_garment: MakeGarment
) -> None:
    send(phone, PHOTO)
    work(closet, make_garment)
    closet.garments.delete(jieun.id, closet.garments.tiles(jieun.id)[0].id)
    assert "no longer in the closet" in phone.get("/add").text


def test_photos_wait_while_the_mirror_is_down(phone: Phone, closet: Closet) -> None:
    assert "The mirror is not running." in phone.get("/add").text
    with closet.worker_lock() as held:
        assert held
        assert "The mirror is not running." not in phone.get("/add").text


def test_the_bar_counts_what_is_on_its_way(phone: Phone, closet: Closet) -> None:
    send(phone, PHOTO)
    assert "1 photo on its way" in phone.get("/").text


def test_spools_lie_beside_the_inbox_and_go(tmp_path: Path) -> None:
    spool = uploads.Spool(tmp_path)
    spool.write(b"x" * 10)
    assert spool.path.parent == tmp_path
    spool.close()
    assert list(tmp_path.iterdir()) == []
