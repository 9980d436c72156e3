"""What garments are taken for where nobody said: by words of both languages, never against what a person said."""

from unicodedata import normalize

import pytest

from mirror.attire import Care, Formality, Material, Weight
from mirror.categories import Category
from mirror.seasons import Season
from mirror.stylist.guessing import care_of, formality_of, materials_of, weight_of

from .wearables import wearable


@pytest.mark.parametrize(
    ("category", "name", "guessed"),
    [
        (Category.PULLOVER, "겨울 니트", ("heavy", ["wool"], "hand", "CASUAL")),
        (Category.PULLOVER, "Chunky knit", ("heavy", ["wool"], "hand", "CASUAL")),
        (Category.COAT, "울 코트", ("normal", ["wool"], "dry-clean", "SMART")),
        (Category.COAT, "Cashmere coat", ("normal", ["cashmere"], "dry-clean", "SMART")),
        (Category.COAT, "롱패딩", ("heavy", ["down"], "delicate", "CASUAL")),
        (Category.COAT, "goose down parka", ("heavy", ["down"], "delicate", "CASUAL")),
        (Category.COAT, "경량 패딩", ("normal", ["down"], "delicate", "CASUAL")),
        (Category.COAT, "바람막이", ("light", ["synthetic"], "machine", "CASUAL")),
        (Category.COAT, "네이비 블레이저", ("light", [], "machine", "SMART")),
        (Category.COAT, "faux leather jacket", ("normal", ["synthetic"], "machine", "SMART")),
        (Category.SHIRT, "린넨 셔츠", ("light", ["linen"], "delicate", "SMART")),
        (Category.SHIRT, "linen shirt", ("light", ["linen"], "delicate", "SMART")),
        (Category.TROUSER, "청바지", ("normal", ["denim"], "machine", "CASUAL")),
        (Category.TROUSER, "Black jeans", ("normal", ["denim"], "machine", "CASUAL")),
        (Category.TROUSER, "정장 바지", ("normal", ["cotton"], "dry-clean", "FORMAL")),
        (Category.TROUSER, "트레이닝 바지", ("normal", ["cotton"], "machine", "SPORT")),
        (Category.ANKLE_BOOT, "스웨이드 첼시 부츠", ("normal", ["suede"], "dry-clean", "SMART")),
        (Category.SHOE, "구두", ("normal", ["leather"], "hand", "SMART")),
        (Category.SNEAKER, "Running shoes", ("normal", [], "hand", "SPORT")),
        (Category.ANKLE_BOOT, "레인부츠", ("normal", ["rubber"], "hand", "SMART")),
        (Category.DRESS, "silk slip dress", ("light", ["silk"], "hand", "SMART")),
    ],
)
def test_words_of_both_languages(
    category: Category, name: str, guessed: tuple[str, list[str], str, str]
) -> None:
    # By its name, by a tag, and as a phone may send Hangul: in pieces.
    for one in (
        wearable(category, "black", name=name),
        wearable(category, "black", name="", tags=("x", name)),
        wearable(category, "black", name=normalize("NFD", name)),
    ):
        found = weight_of(one), sorted(materials_of(one)), care_of(one), formality_of(one).name
        assert found == guessed


@pytest.mark.parametrize(
    ("name", "never"),
    [
        ("겨울 셔츠", Material.WOOL),
        ("서울에서 산 셔츠", Material.WOOL),
        ("면접 셔츠", Material.LINEN),
        ("Button-down shirt", Material.DOWN),
        ("Downtown shirt", Material.DOWN),
        ("Woolworths shirt", Material.WOOL),
    ],
)
def test_words_inside_others_say_nothing(name: str, never: Material) -> None:
    assert never not in materials_of(wearable(Category.SHIRT, "white", name=name))


def test_what_a_person_said_wins() -> None:
    said = wearable(
        Category.COAT,
        "black",
        name="롱패딩",
        weight=Weight.LIGHT,
        materials=(Material.SUEDE,),
        care=Care.HAND,
        formality=Formality.SPORT,
    )
    assert weight_of(said) is Weight.LIGHT
    assert materials_of(said) == {Material.SUEDE}
    assert care_of(said) is Care.HAND
    assert formality_of(said) is Formality.SPORT
    # And what was said of one thing counts for the guess of another.
    assert care_of(wearable(Category.COAT, "black", materials=(Material.SUEDE,))) is Care.DRY_CLEAN


def test_seasons_and_colours_tell_too() -> None:
    winter, summer = frozenset({Season.WINTER}), frozenset({Season.SPRING, Season.SUMMER})
    assert weight_of(wearable(Category.COAT, "white", seasons=winter)) is Weight.HEAVY
    assert weight_of(wearable(Category.SHIRT, "white", seasons=summer)) is Weight.LIGHT
    assert weight_of(wearable(Category.SHIRT, "white", seasons=winter | summer)) is Weight.NORMAL
    # Jeans are known by their blue; a suit's trousers would be called so.
    assert formality_of(wearable(Category.TROUSER, "blue")) is Formality.CASUAL
    assert materials_of(wearable(Category.TROUSER, "blue")) == {Material.DENIM}
    assert formality_of(wearable(Category.TROUSER, "black")) is Formality.SMART
    assert materials_of(wearable(Category.TROUSER, "blue", name="린넨 바지")) == {Material.LINEN}


def test_a_closet_without_a_word_still_dresses_for_work_and_for_a_walk() -> None:
    """Photos alone: what is usually worn together is at most one step apart."""
    for kinds in (
        (Category.SHIRT, Category.TROUSER, Category.SHOE, Category.COAT, Category.BAG),
        (Category.TSHIRT, Category.TROUSER, Category.SNEAKER, Category.PULLOVER, Category.COAT),
        (Category.TSHIRT, Category.SHORTS, Category.SANDAL, Category.HAT),
        (Category.DRESS, Category.SHOE, Category.ANKLE_BOOT, Category.COAT),
    ):
        steps = [formality_of(wearable(kind, "white")) for kind in kinds]
        assert max(steps) - min(steps) <= 1
