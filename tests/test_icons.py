"""The icons of both faces: each there twice, each that the code asks for there at all, and the categories' unlike
one another."""

import ast
import itertools
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TypeGuard
from xml.etree import ElementTree

import jinja2
import numpy as np
import pytest
from jinja2 import nodes
from numpy.typing import NDArray
from PIL import Image

from mirror.categories import Category

ROOT = Path(__file__).parents[1]
ICONS = ROOT / "mirror/assets/icons"
SPRITE = ROOT / "web_admin/static/icons/icons.svg"
SVG = "{http://www.w3.org/2000/svg}"
NAMES = sorted({path.stem for path in ICONS.glob("*.*")})
OURS = {category: "garment-" + category.name.lower().replace("_", "-") for category in Category}

RAIL_PX = 36
# The likeness of the most alike pair of today, shirt and pullover, is 0.52; of copies, moved a little, 0.71.
TOO_ALIKE = 0.65


@pytest.mark.parametrize("name", NAMES)
def test_every_icon_is_there_for_both_faces(name: str) -> None:
    drawing = ElementTree.parse(ICONS / f"{name}.svg").getroot()
    assert drawing.get("viewBox") == "0 0 16 16"
    assert drawing.get("fill") == "currentColor"
    with Image.open(ICONS / f"{name}.png") as picture:
        assert (picture.size, picture.mode) == ((96, 96), "RGBA")
        pixels = np.asarray(picture)
    drawn = pixels[pixels[..., 3] > 0]
    assert (drawn[:, :3] == 255).all()
    assert 0.01 < drawn[:, 3].sum() / 255 / 96**2 < 0.8, "empty, or a full square"


@pytest.mark.parametrize("name", OURS.values(), ids=[category.name for category in OURS])
def test_every_category_has_an_icon_of_its_own_in_the_line_of_bootstrap(name: str) -> None:
    drawing = ElementTree.parse(ICONS / f"{name}.svg").getroot()
    lines = [path for path in drawing.iter(f"{SVG}path") if path.get("fill") == "none"]
    assert lines
    for line in lines:
        assert line.get("stroke") == "currentColor"
        assert line.get("stroke-width", "1") == "1"
        assert (line.get("stroke-linecap"), line.get("stroke-linejoin")) == ("round", "round")
    # Bootstrap's outlined icons cover from 0.16 of the square (person) to 0.43 (grid-3x3).
    assert 0.16 < alpha(name).mean() < 0.43


def test_no_drawing_of_ours_is_left_without_a_category() -> None:
    assert {name for name in NAMES if name.startswith("garment-")} == set(OURS.values())


def test_no_two_categories_look_alike_on_the_rail() -> None:
    pairs = itertools.combinations(OURS.values(), 2)
    alike = {(one, other): round(likeness(alpha(one), alpha(other)), 2) for one, other in pairs}
    assert {pair: found for pair, found in alike.items() if found > TOO_ALIKE} == {}


@pytest.mark.parametrize("name", OURS.values(), ids=[category.name for category in OURS])
@pytest.mark.parametrize("moved_px", [0, 1, 2, 3])
def test_a_copied_icon_would_be_noticed(name: str, moved_px: int) -> None:
    with Image.open(ICONS / f"{name}.png") as picture:
        original = picture.getchannel("A")
    copy = Image.new("L", original.size)
    copy.paste(original, (moved_px, moved_px))
    assert likeness(on_the_rail(original), on_the_rail(copy)) > TOO_ALIKE


def test_the_mirror_asks_only_for_icons_that_exist() -> None:
    asked = set(mirror_icons())
    assert {"plus-lg", "inbox", "check-lg", "exclamation-circle", "arrow-clockwise"} <= asked, (
        "the scan missed some"
    )
    assert asked - set(NAMES) == set()


def test_the_phone_asks_only_for_icons_that_its_sprite_holds_and_it_holds_no_others() -> None:
    asked = set(phone_icons())
    assert {"camera", "grid-3x3-gap", "check-circle-fill"} <= asked, "the scan missed some"
    held = {symbol.get("id") for symbol in ElementTree.parse(SPRITE).getroot().iter(f"{SVG}symbol")}
    assert asked - held == set()
    assert held - asked - set(NAMES) == set()


def alpha(name: str) -> NDArray[np.float64]:
    """The icon's coverage as the mirror's rail shows it, RAIL_PX square, 0 to 1."""
    with Image.open(ICONS / f"{name}.png") as picture:
        return on_the_rail(picture.getchannel("A"))


def on_the_rail(channel: Image.Image) -> NDArray[np.float64]:
    return np.asarray(channel.resize((RAIL_PX, RAIL_PX), Image.Resampling.BOX), dtype=np.float64) / 255


def likeness(one: NDArray[np.float64], other: NDArray[np.float64]) -> float:
    """What both cover of what either covers, 0 to 1, where they fit best when moved by up to 2 px."""
    one, other = np.pad(one, 2), np.pad(other, 2)
    moved = (np.roll(other, by, (0, 1)) for by in itertools.product(range(-2, 3), repeat=2))
    return max(float(np.minimum(one, at).sum() / np.maximum(one, at).sum()) for at in moved)


def mirror_icons() -> Iterator[str]:
    """Every literal in mirror/screens that is handed over as an `icon`, or assigned to a name that ends so."""
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in (ROOT / "mirror/screens").rglob("*.py")]
    everything = [node for tree in trees for node in ast.walk(tree)]
    at = {"icon": 0}  # canvas.icon(name, ...) and brush.icon(name, ...)
    for node in everything:
        at.update(_positions(node))
    for node in everything:
        if isinstance(node, ast.Call):
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if called in at and at[called] < len(node.args):
                yield from _literals(node.args[at[called]])
            yield from (
                name for word in node.keywords if word.arg == "icon" for name in _literals(word.value)
            )
        elif isinstance(node, ast.Assign):
            yield from _assigned(node.targets[0], node.value)
        elif isinstance(node, ast.AnnAssign) and node.value is not None:
            yield from _assigned(node.target, node.value)


def _positions(node: ast.AST) -> dict[str, int]:
    """Under which names a definition is called with an icon, and as which positional argument."""
    if isinstance(node, ast.FunctionDef):
        names = [argument.arg for argument in node.args.args if argument.arg != "self"]
        return {node.name: names.index("icon")} if "icon" in names and node.name != "__init__" else {}
    if isinstance(node, ast.ClassDef):
        fields = [part.target for part in node.body if isinstance(part, ast.AnnAssign)]
        names = [field.id for field in fields if isinstance(field, ast.Name)]
        for part in node.body:
            if isinstance(part, ast.FunctionDef) and part.name == "__init__":
                names = [argument.arg for argument in part.args.args[1:]]
        return {node.name: names.index("icon")} if "icon" in names else {}
    return {}


def _assigned(target: ast.expr, value: ast.expr) -> Iterator[str]:
    if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
        for one, its in zip(target.elts, value.elts, strict=False):
            yield from _assigned(one, its)
    elif isinstance(target, ast.Name) and re.search(r"icons?$", target.id.lower()):
        yield from _literals(value)


def _literals(value: ast.expr) -> Iterator[str]:
    """The names that an expression may become; nothing for one that is put together at run time."""
    match value:
        case ast.Constant(value=str(name)) if name:
            yield name
        case ast.IfExp(body=one, orelse=other):
            yield from itertools.chain(_literals(one), _literals(other))
        case ast.BoolOp(values=several) | ast.Tuple(elts=several) | ast.Dict(values=several):
            for each in several:
                yield from _literals(each)


def phone_icons() -> Iterator[str]:
    """Every literal that a template or script hands to `icon`, also through a macro that hands it on."""
    for script in (ROOT / "web_admin/static").glob("*.js"):
        yield from re.findall(r'\bicon\("([^"]+)"', script.read_text(encoding="utf-8"))
    reader = jinja2.Environment(extensions=["jinja2.ext.i18n"], autoescape=True)
    pages = [reader.parse(path.read_text("utf-8")) for path in (ROOT / "web_admin/templates").glob("*.html")]
    at = {"icon": 0}
    for macro in (macro for page in pages for macro in page.find_all(nodes.Macro)):
        names = [argument.name for argument in macro.args]
        handed_on = [
            call.args[0] for call in macro.find_all(nodes.Call) if _called(call) == "icon" and call.args
        ]
        at.update((macro.name, names.index(one.name)) for one in handed_on if _is_one_of(one, names))
    for call in (call for page in pages for call in page.find_all(nodes.Call)):
        place = at.get(_called(call))
        if place is not None and place < len(call.args):
            yield from _words(call.args[place])


def _called(call: nodes.Call) -> str:
    """The last word of what is called: `icon` of icon(...) and of macros.icon(...)."""
    return str(getattr(call.node, "attr", getattr(call.node, "name", "")))


def _is_one_of(node: nodes.Expr, names: list[str]) -> TypeGuard[nodes.Name]:
    return isinstance(node, nodes.Name) and node.name in names


def _words(value: nodes.Expr | None) -> Iterator[str]:
    """As `_literals`, of a template's expression."""
    if isinstance(value, nodes.Const):
        yield value.value
    elif isinstance(value, nodes.CondExpr):
        yield from itertools.chain(_words(value.expr1), _words(value.expr2))
