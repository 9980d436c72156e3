"""A wardrobe of forty garments as one person might own it. Most facts are guessed from the names, as in life."""

from mirror.attire import Formality, Material, Weight
from mirror.categories import Category as C
from mirror.closet import Wearable

from ..wearables import wearable

_PIECES: tuple[tuple[C, str, tuple[str, ...], dict[str, object]], ...] = (
    (C.TSHIRT, "white T-shirt", ("white",), {}),
    (C.TSHIRT, "black T-shirt", ("black",), {}),
    (C.TSHIRT, "grey marl T-shirt", ("grey",), {}),
    (C.TSHIRT, "Breton top", ("white", "navy"), {"patterned": True}),
    (C.TSHIRT, "running shirt", ("turquoise",), {"formality": Formality.SPORT, "weight": Weight.LIGHT}),
    (C.TSHIRT, "red T-shirt", ("red",), {}),
    (C.SHIRT, "white oxford shirt", ("white",), {}),
    (C.SHIRT, "light blue shirt", ("sky blue",), {}),
    (C.SHIRT, "linen shirt", ("cream",), {"materials": (Material.LINEN,)}),
    (C.SHIRT, "checked flannel shirt", ("wine", "navy"), {"patterned": True, "weight": Weight.HEAVY}),
    (C.SHIRT, "white dress shirt", ("white",), {"formality": Formality.FORMAL}),
    (C.SHIRT, "denim shirt", ("blue",), {"materials": (Material.DENIM,)}),
    (C.PULLOVER, "grey merino pullover", ("grey",), {"weight": Weight.LIGHT, "formality": Formality.SMART}),
    (C.PULLOVER, "olive turtleneck", ("olive",), {"weight": Weight.HEAVY}),
    (C.PULLOVER, "navy lambswool pullover", ("navy",), {"formality": Formality.SMART}),
    (C.PULLOVER, "cream cable pullover", ("cream",), {"weight": Weight.HEAVY}),
    (C.PULLOVER, "grey hoodie", ("light grey",), {"formality": Formality.SPORT}),
    (C.TROUSER, "blue jeans", ("blue",), {"materials": (Material.DENIM,)}),
    (C.TROUSER, "black trousers", ("black",), {}),
    (C.TROUSER, "navy chinos", ("navy",), {}),
    (C.TROUSER, "beige chinos", ("beige",), {"weight": Weight.LIGHT}),
    (
        C.TROUSER,
        "charcoal wool trousers",
        ("charcoal",),
        {"materials": (Material.WOOL,), "weight": Weight.HEAVY},
    ),
    (C.TROUSER, "running tights", ("black",), {"formality": Formality.SPORT}),
    (C.TROUSER, "suit trousers", ("navy",), {"formality": Formality.FORMAL}),
    (C.SHORTS, "khaki shorts", ("khaki",), {}),
    (C.SHORTS, "running shorts", ("black",), {"formality": Formality.SPORT}),
    (C.SKIRT, "black skirt", ("black",), {}),
    (C.DRESS, "floral summer dress", ("coral", "white"), {"patterned": True, "weight": Weight.LIGHT}),
    (C.DRESS, "little black dress", ("black",), {"formality": Formality.FORMAL}),
    (C.COAT, "beige trench coat", ("beige",), {"weight": Weight.NORMAL, "materials": (Material.COTTON,)}),
    (C.COAT, "black down parka", ("black",), {"materials": (Material.DOWN, Material.SYNTHETIC)}),
    (C.COAT, "camel wool coat", ("camel",), {"materials": (Material.WOOL,)}),
    (C.COAT, "navy blazer", ("navy",), {"weight": Weight.LIGHT, "formality": Formality.FORMAL}),
    (
        C.COAT,
        "running jacket",
        ("black",),
        {"formality": Formality.SPORT, "weight": Weight.LIGHT, "materials": (Material.SYNTHETIC,)},
    ),
    (C.SNEAKER, "white sneakers", ("white",), {}),
    (C.SNEAKER, "running shoes", ("black",), {"formality": Formality.SPORT}),
    (C.SHOE, "brown loafers", ("brown",), {}),
    (C.SHOE, "black oxfords", ("black",), {"formality": Formality.FORMAL}),
    (C.ANKLE_BOOT, "black ankle boots", ("black",), {}),
    (C.SANDAL, "brown sandals", ("brown",), {}),
)  # forty; the hats and the bag below are what is taken along
_ALONG: tuple[tuple[C, str, tuple[str, ...], dict[str, object]], ...] = (
    (C.HAT, "grey wool beanie", ("grey",), {"materials": (Material.WOOL,), "weight": Weight.HEAVY}),
    (C.HAT, "straw hat", ("beige",), {"weight": Weight.LIGHT, "materials": (Material.LINEN,)}),
    (C.BAG, "brown leather bag", ("brown",), {}),
)


def capsule() -> list[Wearable]:
    """The wardrobe, numbered from 1; none of it was worn lately."""
    pieces = (*_PIECES, *_ALONG)
    return [
        wearable(category, *colours, number=number, name=name, **facts)  # type: ignore[arg-type]
        for number, (category, name, colours, facts) in enumerate(pieces, 1)
    ]
