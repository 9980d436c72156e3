"""The fourteen categories, in the order in which every network numbers them.

The first ten are Fashion-MNIST's, with its names; the last four are what real wardrobes also hold. Names for
people come from the translations (`label`), never from here.
"""

from enum import IntEnum, StrEnum


class Slot(StrEnum):
    """Where on a person a garment goes. Two garments of one slot are seldom worn at once."""

    TOP = "top"
    BOTTOM = "bottom"
    ONE_PIECE = "one-piece"
    OUTER = "outer"
    SHOES = "shoes"
    BAG = "bag"
    HEAD = "head"


class Category(IntEnum):
    """What a garment is. The value is the network's output index and what the closet stores."""

    TSHIRT = 0
    TROUSER = 1
    PULLOVER = 2
    DRESS = 3
    COAT = 4
    SANDAL = 5
    SHIRT = 6
    SNEAKER = 7
    BAG = 8
    ANKLE_BOOT = 9
    SHORTS = 10
    SKIRT = 11
    HAT = 12
    SHOE = 13

    @property
    def label(self) -> str:
        """The English name as the networks' cards and the command line print it, also the translation key."""
        return LABELS[self]

    @property
    def slot(self) -> Slot:
        """Where it goes."""
        return SLOTS[self]

    @classmethod
    def from_label(cls, label: str) -> "Category":
        """The category of a card's label. Raises KeyError when there is none of that name."""
        return _BY_LABEL[label]


LABELS: dict[Category, str] = {
    Category.TSHIRT: "T-shirt/top",
    Category.TROUSER: "Trouser",
    Category.PULLOVER: "Pullover",
    Category.DRESS: "Dress",
    Category.COAT: "Coat",
    Category.SANDAL: "Sandal",
    Category.SHIRT: "Shirt",
    Category.SNEAKER: "Sneaker",
    Category.BAG: "Bag",
    Category.ANKLE_BOOT: "Ankle boot",
    Category.SHORTS: "Shorts",
    Category.SKIRT: "Skirt",
    Category.HAT: "Hat",
    Category.SHOE: "Shoe",
}
_BY_LABEL = {label: category for category, label in LABELS.items()}

SLOTS: dict[Category, Slot] = {
    Category.TSHIRT: Slot.TOP,
    Category.TROUSER: Slot.BOTTOM,
    Category.PULLOVER: Slot.TOP,
    Category.DRESS: Slot.ONE_PIECE,
    Category.COAT: Slot.OUTER,
    Category.SANDAL: Slot.SHOES,
    Category.SHIRT: Slot.TOP,
    Category.SNEAKER: Slot.SHOES,
    Category.BAG: Slot.BAG,
    Category.ANKLE_BOOT: Slot.SHOES,
    Category.SHORTS: Slot.BOTTOM,
    Category.SKIRT: Slot.BOTTOM,
    Category.HAT: Slot.HEAD,
    Category.SHOE: Slot.SHOES,
}
