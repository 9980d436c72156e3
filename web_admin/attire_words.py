"""What a garment is made of and for, in words for its page; and what a form says of it."""

from enum import Enum
from typing import Any, NamedTuple, TypeVar

import msgspec
from msgspec import UNSET, UnsetType
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import BadRequest

from mirror.attire import Care, Formality, Material, Weight
from mirror.closet import Wearable
from mirror.stylist import guessing

from .words import N_, _

WEIGHT_NAMES = {Weight.LIGHT: N_("Light"), Weight.NORMAL: N_("Medium"), Weight.HEAVY: N_("Heavy")}
CARE_NAMES = {
    Care.MACHINE: N_("Machine wash"),
    Care.DELICATE: N_("Delicate wash"),
    Care.HAND: N_("Hand wash"),
    Care.DRY_CLEAN: N_("Dry-clean only"),
}
FORMALITY_NAMES = {
    Formality.SPORT: N_("Sport"),
    Formality.CASUAL: N_("Casual"),
    Formality.SMART: N_("Smart"),
    Formality.FORMAL: N_("Formal"),
}
MATERIAL_NAMES = {
    Material.COTTON: N_("Cotton"),
    Material.LINEN: N_("Linen"),
    Material.DENIM: N_("Denim"),
    Material.WOOL: N_("Wool"),
    Material.CASHMERE: N_("Cashmere"),
    Material.SILK: N_("Silk"),
    Material.SYNTHETIC: N_("Synthetic"),
    Material.DOWN: N_("Down"),
    Material.FLEECE: N_("Fleece"),
    Material.LEATHER: N_("Leather"),
    Material.SUEDE: N_("Suede"),
    Material.RUBBER: N_("Rubber"),
}

One = TypeVar("One", bound=Enum)


class Choice(NamedTuple):
    """A choice of one. guess: the word for what is taken for granted as long as nobody chooses.

    values: of a form, and their words. chosen: a value, "" for nobody's choice.
    """

    name: str
    title: str
    guess: str
    values: list[tuple[str, str]]
    chosen: str


def choices(garment: Wearable, form: MultiDict[str, str] | None = None) -> list[Choice]:
    """Weight, formality and care of a garment. form: what was sent and not kept, or None."""
    bare = msgspec.structs.replace(garment, weight=None, care=None, formality=None)
    kinds: tuple[tuple[str, str, dict[Any, str], Enum, Enum | None], ...] = (
        ("weight", _("Weight"), WEIGHT_NAMES, guessing.weight_of(bare), garment.weight),
        ("formality", _("Style"), FORMALITY_NAMES, guessing.formality_of(bare), garment.formality),
        ("care", _("Washing"), CARE_NAMES, guessing.care_of(bare), garment.care),
    )
    return [
        Choice(
            name,
            title,
            _(names[guess]),
            [(key_of(one), _(word)) for one, word in names.items()],
            form.get(name, "") if form is not None else "" if said is None else key_of(said),
        )
        for name, title, names, guess, said in kinds
    ]


def guessed_materials(garment: Wearable) -> str:
    """What it is taken to be made of as long as nobody says; "" where that cannot be guessed."""
    found = guessing.materials_of(msgspec.structs.replace(garment, materials=frozenset()))
    return ", ".join(_(word) for material, word in MATERIAL_NAMES.items() if material in found)


def said_of(form: MultiDict[str, str]) -> dict[str, Any]:
    """What a form says, as `Garments.describe` takes it; what the form lacks is left. Raises BadRequest for what no
    form of ours could say.
    """
    said: dict[str, Any] = {
        "weight": _one(form, "weight", WEIGHT_NAMES),
        "care": _one(form, "care", CARE_NAMES),
        "formality": _one(form, "formality", FORMALITY_NAMES),
    }
    if "asks_materials" in form:
        said["materials"] = ticked(form)
    return said


def ticked(form: MultiDict[str, str]) -> frozenset[Material]:
    """The materials that a form ticks."""
    names = form.getlist("material")
    return frozenset(material for material in Material if material.value in names)


def key_of(one: Enum) -> str:
    """A value as forms and scripts write it: in small letters, words parted by a dash."""
    return one.name.lower().replace("_", "-")


def _one(form: MultiDict[str, str], name: str, names: dict[One, str]) -> One | UnsetType | None:
    text = form.get(name)
    if not text:
        return UNSET if text is None else None
    found = next((one for one in names if key_of(one) == text), None)
    if found is None:
        raise BadRequest
    return found
