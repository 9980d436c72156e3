"""What a garment is called where it has no name: its kind and its colour, as a person would say it."""

from collections.abc import Sequence

from mirror.categories import Category
from mirror.closet import Garment
from mirror.vision.facts import NamedColour

from .words import N_, _

PATTERNED = N_("%(kind)s, patterned")
IN_COLOUR = {
    "black": N_("%(kind)s, black"),
    "charcoal": N_("%(kind)s, charcoal"),
    "grey": N_("%(kind)s, grey"),
    "light grey": N_("%(kind)s, light grey"),
    "white": N_("%(kind)s, white"),
    "cream": N_("%(kind)s, cream"),
    "beige": N_("%(kind)s, beige"),
    "camel": N_("%(kind)s, camel"),
    "brown": N_("%(kind)s, brown"),
    "khaki": N_("%(kind)s, khaki"),
    "olive": N_("%(kind)s, olive"),
    "green": N_("%(kind)s, green"),
    "mint": N_("%(kind)s, mint"),
    "turquoise": N_("%(kind)s, turquoise"),
    "sky blue": N_("%(kind)s, sky blue"),
    "blue": N_("%(kind)s, blue"),
    "navy": N_("%(kind)s, navy"),
    "purple": N_("%(kind)s, purple"),
    "lavender": N_("%(kind)s, lavender"),
    "pink": N_("%(kind)s, pink"),
    "coral": N_("%(kind)s, coral"),
    "red": N_("%(kind)s, red"),
    "wine": N_("%(kind)s, wine"),
    "orange": N_("%(kind)s, orange"),
    "yellow": N_("%(kind)s, yellow"),
}


def called(garment: Garment) -> str:
    """Its own name, or what it is."""
    return garment.name or kind_and_colour(garment.category, garment.colours, patterned=garment.patterned)


def kind_and_colour(category: Category, colours: Sequence[NamedColour], *, patterned: bool) -> str:
    """Like "Shirt, blue"; only the kind where no colour is known. colours: the largest share first."""
    kind = _(category.label)
    if patterned:
        return _(PATTERNED, kind=kind)
    phrase = IN_COLOUR.get(colours[0].name) if colours else None
    return _(phrase, kind=kind) if phrase else kind
