"""Looking through what was recognised in a real browser: by swiping, by keys, back, and after a reload."""

from collections.abc import Callable

import pytest

from mirror.categories import Category
from mirror.clock import SystemClock
from mirror.closet import Closet

from .browser import Say, no_sideways_scrolling, shot, sign_in, touchable

pytestmark = pytest.mark.browser


@pytest.fixture
def clock() -> SystemClock:
    """The server in its own process has the machine's clock, so the test's closet has it too."""
    return SystemClock()


def test_swiping_through_what_was_recognised(
    *, page: object, address: str, say: Say, closet: Closet, jieun: object, make_garment: Callable[..., int]
) -> None:
    ids = [make_garment(jieun.id, category) for category in (Category.HAT, Category.COAT, Category.SHIRT)]
    sign_in(page, address, to="/review")
    touchable(page)
    shot(page, "review-01-first")

    def asked(category: Category) -> None:
        page.get_by_role("heading", name=say("%(kind)s?", kind=say(category.label))).wait_for()

    no_sideways_scrolling(page)
    asked(Category.SHIRT)
    swipe(page, 200)
    asked(Category.COAT)
    assert page.get_by_text(say("%(number)s of %(all)s", number=2, all=3)).count() == 1
    assert closet.garments.get(jieun.id, ids[2]).reviewed
    swipe(page, 30)
    assert page.locator("details[open]").count() == 0
    swipe(page, -200)
    page.locator("details[open]").get_by_role("button", name=say(Category.SKIRT.label), exact=True).click()
    asked(Category.HAT)
    page.reload()
    assert page.get_by_text(say("%(number)s of %(all)s", number=3, all=3)).count() == 1
    page.get_by_role("link", name=say("Back to the one before")).click()
    asked(Category.SKIRT)
    page.go_back()
    asked(Category.HAT)
    page.keyboard.press("ArrowLeft")
    page.locator("details[open]").wait_for()
    page.keyboard.press("ArrowRight")
    page.get_by_role("heading", name=say("All done")).wait_for()
    shot(page, "review-02-done")
    assert closet.garments.review_count(jieun.id) == 0
    assert closet.garments.get(jieun.id, ids[1]).category == Category.SKIRT


def swipe(page: object, by_px: int) -> None:
    box = page.locator("[data-swipe]").bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + by_px / 2, y, steps=3)
    page.mouse.move(x + by_px, y + 4, steps=3)
    page.mouse.up()
