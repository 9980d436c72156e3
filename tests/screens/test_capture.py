"""The camera's screen: the preview, the shutter, and what becomes of a photo."""

from collections.abc import Callable
from io import BytesIO

import numpy as np

from mirror.categories import Category
from mirror.closet import Closet, Person
from mirror.screens.widgets.nav import PlusButton
from mirror.screens.widgets.strip import Strip

from .conftest import AddGarment
from .test_layout import LiveCamera
from .touching import Mirror

MakeMirror = Callable[..., Mirror]


def photograph(closet: Closet, person: Person, name: str) -> int:
    """What the camera's thread does after the shutter."""
    return closet.inbox.submit(person.id, name, BytesIO(name.encode()), source="camera").item.id


def open_camera(mirror: Mirror) -> None:
    mirror.tap(mirror.one(PlusButton))
    assert mirror.name == "capture"


def test_one_garment_after_another(
    make_mirror: MakeMirror, closet: Closet, jieun: Person, add_garment: AddGarment, noise: np.ndarray
) -> None:
    camera = LiveCamera(noise)
    mirror = make_mirror(camera=camera)
    open_camera(mirror)
    assert mirror.pixels()[400:1200, 200:800].mean() > 60, "the preview is shown"
    for count, category in enumerate((Category.SHIRT, Category.BAG), start=1):
        mirror.tap_pill("지금 찍기")
        assert camera.taken == [jieun.id] * count
        item_id = photograph(closet, jieun, f"{count}.jpg")
        mirror.closet_changed()
        assert mirror.toast == ("" if count == 1 else mirror.toast), "nothing is told before it is done"
        closet.inbox.finish(item_id, add_garment(jieun.id, category))
        mirror.closet_changed()
        assert mirror.toast == f"{mirror.stage.name_of(category)} · 옷장에 담았어요"
        assert f"이번에 {count}벌 담았어요" in mirror.words()
    assert len(list(mirror.one(Strip).targets())) == 2
    mirror.tap(next(iter(mirror.one(Strip).targets())))
    assert mirror.name == "garment"
    assert "가방 같아요" in mirror.words()
    mirror.key("escape")
    assert mirror.name == "capture"
    mirror.tap_pill("그만 담기")
    assert mirror.name == "closet"


def test_a_photo_that_fails_and_one_that_was_there(
    make_mirror: MakeMirror, closet: Closet, jieun: Person, add_garment: AddGarment, noise: np.ndarray
) -> None:
    garment_id = add_garment(jieun.id)
    mirror = make_mirror(camera=LiveCamera(noise))
    open_camera(mirror)
    closet.inbox.fail(photograph(closet, jieun, "a.jpg"), "the photo is too dark")
    mirror.closet_changed()
    assert mirror.toast == "The photo is too dark"
    closet.inbox.finish(photograph(closet, jieun, "b.jpg"), garment_id, duplicate=True)
    mirror.closet_changed()
    assert mirror.toast == "셔츠 · 이미 옷장에 있어요"
    mirror.wait(8)
    mirror.closet_changed()
    assert mirror.toast == "", "each is told once"


def test_a_camera_that_is_not_ready_says_why_and_comes_back(
    make_mirror: MakeMirror, jieun: Person, noise: np.ndarray
) -> None:
    camera = LiveCamera(noise)
    camera.state = "the camera starts"
    mirror = make_mirror(camera=camera)
    open_camera(mirror)
    assert "카메라를 켜는 중이에요" in mirror.words()
    assert "지금 찍기" not in mirror.words()
    camera.state = "live"
    mirror.wait(0.5)
    assert "지금 찍기" in mirror.words()
    camera.state = "the camera is gone: plug it in again"
    mirror.wait(0.5)
    assert "The camera is gone: plug it in again" in mirror.words()
