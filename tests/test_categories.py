"""The fourteen categories: their numbers are stored in closets and in networks, so they never move."""

import pytest

from mirror.categories import LABELS, Category

FASHION_MNIST = [
    "T-shirt/top",
    "Trouser",
    "Pullover",
    "Dress",
    "Coat",
    "Sandal",
    "Shirt",
    "Sneaker",
    "Bag",
    "Ankle boot",
]


def test_the_first_ten_are_fashion_mnist_s_in_its_order() -> None:
    assert [category.label for category in list(Category)[:10]] == FASHION_MNIST


def test_then_come_the_four_that_real_wardrobes_also_hold() -> None:
    assert [(int(category), category.label) for category in list(Category)[10:]] == [
        (10, "Shorts"),
        (11, "Skirt"),
        (12, "Hat"),
        (13, "Shoe"),
    ]


def test_every_category_has_one_label_and_is_found_by_it() -> None:
    assert set(LABELS) == set(Category)
    assert {Category.from_label(category.label) for category in Category} == set(Category)


@pytest.mark.parametrize("label", ["", "t-shirt/top", "Trousers", "Kimono"])
def test_another_label_is_no_category(label: str) -> None:
    with pytest.raises(KeyError):
        Category.from_label(label)
