"""otjang import: every file ends as a garment or as a named failure, whatever it is and whatever happens."""

import os
import shutil
import signal
import struct
import threading
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from mirror.categories import Category
from mirror.closet import Closet, InboxState
from mirror.closet.waiting import MAX_ATTEMPTS

REAL_PHOTOS = 20


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "photos"
    folder.mkdir()
    return folder


@pytest.fixture
def draw(folder: Path) -> Callable[..., Path]:
    """A picture that differs for every name, transparent around so that no network need cut it out."""

    def garment(name: str, red: int = 120) -> Path:
        picture = Image.new("RGBA", (48, 48))
        picture.paste((red, 60, 60, 255), (8, 8, 40, 40))
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        picture.save(file, "PNG")
        return file

    return garment


def sixty_megapixels() -> bytes:
    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    header = struct.pack(">IIBBBBB", 10_000, 6_000, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", b"") + chunk(b"IEND", b"")


def garments(closet: Closet, name: str) -> int:
    person = closet.people.find(name)
    return 0 if person is None else sum(closet.garments.counts(person.id).values())


def test_a_folder_of_photos_becomes_a_closet(otjang, closet: Closet, draw, folder: Path) -> None:
    for number in range(3):
        draw(f"{number}.png", red=number * 40)
    draw("deeper/still/4.png", red=200)
    draw(".hidden/5.png", red=210)
    outcome = otjang("import", folder, "--person", "Jieun")
    assert outcome.status == 0
    assert outcome.out == "4 files: 4 new garments, 0 already in the closet, 0 failed, 0 skipped\n"
    assert "new person: Jieun" in outcome.err
    assert garments(closet, "Jieun") == 4
    assert closet.inbox.counts()[InboxState.DONE] == 4
    assert list(closet.photos.inbox_dir.iterdir()) == []


def test_bad_files_are_one_clear_line_each_and_the_rest_goes_on(
    otjang, closet: Closet, draw, folder: Path
) -> None:
    draw("good.png")
    (folder / "empty.jpg").write_bytes(b"")
    (folder / "huge.png").write_bytes(sixty_megapixels())
    (folder / "x.jpg").write_text("a shopping list")
    draw("whole.png", red=99).rename(folder / "cut.tmp")
    whole = (folder / "cut.tmp").read_bytes()
    (folder / "cut.tmp").unlink()
    (folder / "cut.png").write_bytes(whole[: len(whole) * 2 // 3])
    noise = Image.effect_noise((200, 200), 80)
    noise.save(folder / "cut.jpg")
    (folder / "cut.jpg").write_bytes((folder / "cut.jpg").read_bytes()[:6000])
    (folder / "zz-good.png").write_bytes(draw("again.png", red=10).read_bytes())
    outcome = otjang("import", folder, "--person", "Jieun")
    assert outcome.status == 1
    assert outcome.out == "8 files: 2 new garments, 1 already in the closet, 2 failed, 3 skipped\n"
    lines = outcome.err.splitlines()
    assert one_line(lines, "empty.jpg") == f"skipped: {folder}/empty.jpg: the file is empty"
    assert "60 megapixels; up to 25 are taken: make it smaller" in one_line(lines, "huge.png")
    assert "this is no photo that can be read" in one_line(lines, "x.jpg")
    for name in ("cut.png", "cut.jpg"):
        assert "failed: " in one_line(lines, name)
        assert "damaged or cut off" in one_line(lines, name)
    assert garments(closet, "Jieun") == 2
    assert closet.inbox.counts()[InboxState.FAILED] == 2


def one_line(lines: list[str], name: str) -> str:
    (found,) = (line for line in lines if f"/{name}:" in line)
    return found


def test_one_good_photo_among_bad_ones_named_by_itself(otjang, closet: Closet, draw, folder: Path) -> None:
    good = draw("good.png")
    (folder / "x.jpg").write_text("no photo")
    outcome = otjang("import", folder / "x.jpg", good, "--person", "Jieun")
    assert outcome.status == 1
    assert outcome.out == "2 files: 1 new garments, 0 already in the closet, 0 failed, 1 skipped\n"


def test_the_same_photos_twice_are_the_same_garments(otjang, closet: Closet, draw, folder: Path) -> None:
    for number in range(3):
        draw(f"{number}.png", red=number * 40)
    shutil.copy(folder / "0.png", folder / "copy of 0.png")
    first = otjang("import", folder, "--person", "Jieun")
    assert first.out == "4 files: 3 new garments, 1 already in the closet, 0 failed, 0 skipped\n"
    again = otjang("import", folder, folder / "1.png", "--person", "jieun")
    assert again.status == 0
    assert again.out == "5 files: 0 new garments, 5 already in the closet, 0 failed, 0 skipped\n"
    assert garments(closet, "Jieun") == 3
    assert list(closet.photos.inbox_dir.iterdir()) == []


def test_another_person_may_have_the_same_photos(otjang, closet: Closet, draw, folder: Path) -> None:
    draw("0.png")
    for name in ("Jieun", "Minseo"):
        assert "1 new garments" in otjang("import", folder, "--person", name).out
    assert garments(closet, "Jieun") == garments(closet, "Minseo") == 1


def test_a_slip_of_a_name_makes_no_new_person(otjang, closet: Closet, draw, folder: Path) -> None:
    draw("0.png")
    closet.people.add("Jieun")
    outcome = otjang("import", folder, "--person", "Jieum")
    assert outcome.status == 1
    assert (
        "there is no 'Jieum', did you mean 'Jieun'? A new person: otjang people --add 'Jieum'" in outcome.err
    )
    assert [person.name for person in closet.people.all()] == ["Jieun"]


def test_an_empty_folder_is_no_error(otjang, folder: Path) -> None:
    outcome = otjang("import", folder, "--person", "Jieun")
    assert outcome.status == 0
    assert outcome.out.startswith("0 files: 0 new garments")


def test_a_photo_that_failed_before_is_tried_again(otjang, closet: Closet, draw, folder: Path) -> None:
    file = draw("0.png")
    person = closet.people.add("Jieun")
    with file.open("rb") as stream:
        closet.inbox.submit(person.id, "0.png", stream, source="phone")
    closet.inbox.fail(closet.inbox.take().id, "too dark")
    assert "1 new garments" in otjang("import", folder, "--person", "Jieun").out


def test_a_photo_that_was_being_worked_on_when_the_power_went_is_ended(
    otjang, closet: Closet, draw, folder: Path
) -> None:
    file = draw("0.png")
    person = closet.people.add("Jieun")
    with file.open("rb") as stream:
        closet.inbox.submit(person.id, "0.png", stream, source="import")
    for _ in range(MAX_ATTEMPTS - 1):
        closet.inbox.take()
        closet.inbox.recover()
    closet.inbox.take()
    outcome = otjang("import", folder, "--person", "Jieun")
    assert garments(closet, "Jieun") + closet.inbox.counts()[InboxState.FAILED] == 1
    assert outcome.out.startswith("1 files: ")


def test_a_file_name_that_is_no_text_is_imported(otjang, closet: Closet, draw, folder: Path) -> None:
    good = draw("0.png")
    odd = str(folder / "caf") + b"\xe9.png".decode("utf-8", "surrogateescape")
    good.rename(odd)
    (folder / b"\xe9.jpg".decode("utf-8", "surrogateescape")).write_text("no photo")
    outcome = otjang("import", folder, "--person", "Jieun")
    assert outcome.out == "2 files: 1 new garments, 0 already in the closet, 0 failed, 1 skipped\n"
    assert garments(closet, "Jieun") == 1


def test_a_pipe_in_the_folder_is_skipped(otjang, draw, folder: Path) -> None:
    os.mkfifo(folder / "a-pipe.jpg")
    draw("good.png")
    answers: list = []
    asking = threading.Thread(
        target=lambda: answers.append(otjang("import", folder, "--person", "Jieun")), daemon=True
    )
    asking.start()
    asking.join(30)
    assert answers
    assert answers[0].out.startswith("2 files: 1 new garments")


def test_missing_networks_end_the_import_with_one_line(otjang, data_dir: Path, draw, folder: Path) -> None:
    draw("0.png")
    data_dir.mkdir()
    (data_dir / "otjang.toml").write_text("[network]\nclassifier = 'resnet'\n")
    outcome = otjang("import", folder, "--person", "Jieun")
    assert outcome.status == 1
    assert outcome.err.splitlines()[-1].startswith("otjang: there is no network called 'resnet'")


def test_a_folder_without_permission_is_one_line_and_the_rest_goes_on(spawn, draw, folder: Path) -> None:
    """Root may read everything, so root gives that right away before it asks."""
    before: list[str] = []
    if os.geteuid() == 0:
        if shutil.which("setpriv") is None:
            pytest.skip("root reads every folder, and there is no setpriv to give that right away")
        before = ["setpriv", "--bounding-set=-dac_override,-dac_read_search"]
    draw("good.png")
    draw("locked/1.png")
    draw("unreadable.png").chmod(0)
    (folder / "locked").chmod(0)
    process = spawn("import", folder, "--person", "Jieun", before=before)
    out, err = process.communicate(timeout=60)
    (folder / "locked").chmod(0o755)
    assert out == "3 files: 1 new garments, 0 already in the closet, 0 failed, 2 skipped\n", err
    assert process.returncode == 1
    assert f"skipped: {folder}/locked: the folder cannot be read: Permission denied" in err.splitlines()
    assert f"skipped: {folder}/unreadable.png: the file cannot be read: Permission denied" in err.splitlines()


def test_ctrl_c_ends_in_order(spawn, closet: Closet, draw, folder: Path) -> None:
    for number in range(60):
        draw(f"{number}.png", red=number * 4)
    process = spawn("import", folder, "--person", "Jieun")
    assert until(lambda: garments(closet, "Jieun") > 1, process)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=10)
    assert process.returncode == 1
    assert out == ""
    assert err.splitlines()[-1] == "otjang: stopped"
    assert "Traceback" not in err


def test_killed_in_the_middle_over_real_photos_and_completed_by_the_same_command(
    spawn, closet: Closet, folder: Path, garment_photos: Path
) -> None:
    for photo in sorted((garment_photos / "photos").iterdir())[:REAL_PHOTOS]:
        shutil.copy(photo, folder)
    for goal in (2, 7):
        process = spawn("import", folder, "--person", "demo")
        assert until(lambda goal=goal: garments(closet, "demo") >= goal, process)
        process.kill()
        process.communicate()
        assert garments(closet, "demo") < REAL_PHOTOS
    process = spawn("import", folder, "--person", "demo")
    out, err = process.communicate(timeout=120)
    assert process.returncode == 0, err
    assert out.startswith(f"{REAL_PHOTOS} files: ")
    assert ", 0 failed, 0 skipped" in out
    person = closet.people.find("demo")
    tiles = closet.garments.tiles(person.id)
    assert len(tiles) == len({tile.sha256 for tile in tiles}) == REAL_PHOTOS
    assert closet.inbox.counts() == dict.fromkeys(InboxState, 0) | {InboxState.DONE: REAL_PHOTOS}
    files = [path for path in closet.photos.photos_dir.rglob("*") if path.is_file()]
    assert len(files) == 4 * REAL_PHOTOS
    assert {tile.category for tile in tiles} <= set(Category)


def until(condition: Callable[[], bool], process) -> bool:
    """Whether it comes true while the process runs."""
    pause = threading.Event()
    while not condition():
        if process.poll() is not None:
            return False
        pause.wait(0.02)
    return True
