"""axe-core finds no serious fault on any page that there is: by day and by night, in both languages."""

import io
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from flask import Flask

from mirror.categories import Category
from mirror.clock import SystemClock
from mirror.closet import Closet, Person

from .browser import SIZES, sign_in
from .conftest import jpeg

pytestmark = pytest.mark.browser

AXE = (Path(__file__).parent / "axe" / "axe.min.js").read_text(encoding="utf-8")
RUN = """() => axe.run(document, {resultTypes: ["violations"]}).then(found => found.violations
    .filter(fault => ["serious", "critical"].includes(fault.impact))
    .map(fault => `${fault.id}: ${fault.nodes.slice(0, 3).map(node => node.html).join(" | ")}`))"""
FOR_STRANGERS = ("/sign-in", "/join", "/new-password")


@pytest.fixture
def clock() -> SystemClock:
    """The server in its own process has the machine's clock, so the test's closet has it too."""
    return SystemClock()


def pages(app: Flask, values: dict[str, object]) -> list[str]:
    """The address of everything that answers GET with what a person may look at."""
    with app.test_request_context():
        return sorted(
            {
                app.url_for(rule.endpoint, **{name: values[name] for name in rule.arguments})
                for rule in app.url_map.iter_rules()
                if "GET" in (rule.methods or set()) and rule.arguments <= values.keys()
            }
        )


@pytest.mark.parametrize(
    ("language", "scheme", "size"),
    [("ko", "dark", "phone"), ("en", "light", "phone"), ("ko", "light", "desktop")],
)
def test_no_page_keeps_anybody_out(
    *,
    browser: object,
    address: str,
    app: Flask,
    closet: Closet,
    jieun: Person,
    make_garment: Callable[..., int],
    language: str,
    scheme: str,
    size: str,
) -> None:
    closet.people.set_language(jieun.id, language)
    closet.people.set_role(jieun.id, "owner")
    question = closet.questions.ask(jieun.id, "shop.jpg", io.BytesIO(jpeg()))
    garments = [make_garment(jieun.id, category) for category in Category]
    closet.garments.describe(
        jieun.id, garments[0], name="할머니의 스웨터", price_minor=29_000, notes="손빨래"
    )
    closet.garments.wear(jieun.id, garments[0], date.today())  # noqa: DTZ011
    context = browser.new_context(
        viewport=SIZES[size], color_scheme=scheme, locale="ko-KR" if language == "ko" else "en-GB"
    )
    page = context.new_page()
    faults = {path: faults_of(page, address + path) for path in FOR_STRANGERS}
    sign_in(page, address)
    values = {"garment_id": garments[0], "person_id": jieun.id, "question_id": question.id}
    paths = [path for path in pages(app, values) if path not in faults]
    assert len(paths) > 30
    faults |= {path: faults_of(page, address + path) for path in paths}
    context.close()
    assert {path: found for path, found in faults.items() if found} == {}


def faults_of(page: object, url: str) -> list[str]:
    """What axe says of a page; nothing of an answer that is no page of its own: a fragment, a file, JSON."""
    answer = page.request.get(url, max_redirects=0)
    if answer.status != 200 or "<html" not in answer.text()[:400]:
        return []
    page.goto(url)
    page.evaluate(AXE)
    return list(page.evaluate(RUN))
