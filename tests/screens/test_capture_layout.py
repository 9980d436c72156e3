"""The camera's screen at every size, in both languages, in every state: nothing cut, nothing on something else."""

from collections.abc import Callable, Iterator
from io import BytesIO

import numpy as np
import pytest
from pygame import Rect

from mirror.capture.view import Phase
from mirror.categories import Category
from mirror.closet import Closet, Person
from mirror.screens.widgets.button import Button
from mirror.screens.widgets.card import Card
from mirror.screens.widgets.label import Label
from mirror.screens.widgets.strip import Strip
from mirror.screens.widgets.switch import Switch
from mirror.screens.widgets.theme import TOUCH

from .conftest import AddGarment
from .touching import FakeFeed, Mirror

SIZES = [(1080, 1920), (800, 480), (480, 800), (1440, 2560), (1920, 1080)]
REASONS = (
    "the photo is damaged at its beginning; copy it again from the camera",
    "this is no photo that can be read; send JPEG, PNG, WebP or HEIC",
)
FAULT = "the camera does not answer: unplug it and plug it in again, or restart the mirror"
SHEET = "the colours of this camera were measured under this light and will be right from now on"


def states(mirror: Mirror, feed: FakeFeed, person: Person, add_garment: AddGarment) -> Iterator[str]:
    """The screen in one state after another."""
    inbox, count = mirror.closet.inbox, 0

    def photo() -> int:
        nonlocal count
        count += 1
        return inbox.submit(person.id, "a.jpg", BytesIO(b"%d" % count), source="camera").item.id

    feed.now = feed.now._replace(learned=False)
    yield "aside"
    feed.now = feed.now._replace(learned=True)
    for phase in Phase:
        feed.go(phase, held=0.5, seconds=3)
        yield f"at first, {phase}"
    waiting = [photo() for _ in range(3)]
    feed.take(photo())
    yield "waits"
    mirror.stack.top.accept()  # type: ignore[union-attr]
    for item_id in waiting:
        inbox.finish(item_id, add_garment(person.id, stored=False))
    for category in Category:
        item_id = photo()
        feed.take(item_id)
        mirror.step(0.1)
        inbox.finish(
            item_id, add_garment(person.id, category, stored=False, confidence=0.41 if category % 2 else 0.92)
        )
        mirror.stack.closet_changed()
        yield f"is a {category.label}"
    for phase in Phase:
        feed.go(phase, seconds=3)
        yield f"the next one, {phase}"
    for phase in (Phase.TAKEN, Phase.IN_VIEW):
        for reason in REASONS:
            item_id = photo()
            feed.take(item_id)
            mirror.step(0.1)
            feed.go(phase)
            mirror.step(0.1)
            inbox.fail(item_id, reason)
            mirror.stack.closet_changed()
            yield f"failed, {phase}"
    item_id = photo()
    feed.take(item_id)
    mirror.step(0.1)
    inbox.finish(item_id, add_garment(person.id, Category.ANKLE_BOOT, stored=False), duplicate=True)
    mirror.stack.closet_changed()
    yield "was there"
    feed.go(Phase.IN_VIEW)
    yield "was there, and the next one"
    feed.take(None, said=SHEET)
    yield "the sheet"
    feed.go(Phase.COUNTDOWN, seconds=3)
    mirror.step(0.1)
    mirror.key("space")
    feed.go(Phase.TAKEN)
    yield "stopped"
    mirror.key("h")
    feed.go(Phase.LOOK)
    yield "by hand"
    feed.state = FAULT
    yield "out of order"


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_every_state_has_its_room(
    *,
    make_mirror: Callable[..., Mirror],
    closet: Closet,
    add_garment: AddGarment,
    noise: np.ndarray,
    cuts: list[str],
    size: tuple[int, int],
    language: str,
) -> None:
    person = closet.people.add("지은", language=language)
    closet.people.set_password_hash(person.id, "hash")
    feed = FakeFeed(noise)
    mirror = make_mirror(size, camera=feed)
    mirror.rooms.add()
    least = mirror.layout.px(TOUCH) - 1
    seen = set()
    for state in states(mirror, feed, person, add_garment):
        for _ in range(3):
            mirror.step(0.1)
        assert mirror.name == "capture"
        assert not cuts, f"{state}: {cuts}"
        for target in mirror.top.targets():
            assert mirror.layout.screen.contains(target), f"{state}: {target}"
            assert min(target.size) >= least, f"{state}: {target}"
            assert not mirror.layout.portrait or target.centery > size[1] // 2, f"{state}: out of reach"
        touched = [part.rect for part in mirror.top.widgets if isinstance(part, (Button, Strip))]
        for number, rect in enumerate(touched):
            assert rect.collidelist(touched[number + 1 :]) < 0, f"{state}: two things to touch at {rect}"
        seen.update(type(part) for part in mirror.top.widgets)
        cards = [part for part in mirror.top.widgets if isinstance(part, Card)]
        for label in (part for part in mirror.top.widgets if isinstance(part, Label)):
            words = Rect(label.rect)
            words.width = min(words.width, mirror.stage.brush.width(label.words, label._style))
            assert mirror.layout.screen.contains(words), f"{state}: {label.words}"
            assert words.collidelist([*touched, *(card.rect for card in cards)]) < 0, (
                f"{state}: {label.words}"
            )
        for card in cards:
            for label in card._labels:
                assert card.rect.contains(label.rect), f"{state}: {label.words} leaves the card"
    assert {Card, Strip, Switch} <= seen
