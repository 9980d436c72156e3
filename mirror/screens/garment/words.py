"""What is known of a garment, in words: what it costs a wear, who made it, how large and how heavy it is."""

import msgspec

from ...attire import Weight
from ...closet import Garment, Wearable
from ...stylist.guessing import weight_of
from ..catalogue import N_
from ..stage import Stage

CM_PER_INCH = 2.54
WEIGHTS = {Weight.LIGHT: N_("Light"), Weight.NORMAL: N_("Medium"), Weight.HEAVY: N_("Heavy")}


def money_in_words(stage: Stage, minor: int, currency: str) -> str:
    """An amount like "₩2,785" as the person's language writes it; minor: in the currency's smallest unit."""
    # Imported here: Babel reads tables of all languages, which a mirror that shows only its grid does not need.
    from ...locale.money import money  # noqa: PLC0415

    return money(minor, currency, stage.language)


def made_in_words(stage: Stage, garment: Garment) -> str:
    """Brand, size, how long it is, what it cost: what is known of it, in one line; empty where nothing is."""
    say = stage.say
    known = [garment.brand] if garment.brand else []
    known += [say("size {size}", size=garment.size)] if garment.size else []
    known += [length_in_words(stage, garment.shown_length_cm)] if garment.shown_length_cm is not None else []
    if garment.price_minor is not None and garment.cost_per_wear_minor is not None:
        known.append(money_in_words(stage, garment.price_minor, garment.currency))
    return " · ".join(known)


def weight_in_words(stage: Stage, garment: Wearable) -> str:
    """Its weight as a person said it, or what it is taken for, and that this is a guess."""
    if garment.weight is not None:
        return stage.say(WEIGHTS[garment.weight])
    guess = weight_of(msgspec.structs.replace(garment, weight=None))
    return stage.say("{weight} (guessed)", weight=stage.say(WEIGHTS[guess]))


def length_in_words(stage: Stage, cm: int) -> str:
    """A length of whole centimetres, in the units of the household."""
    if stage.imperial:
        return stage.say("about {inches} in long", inches=round(cm / CM_PER_INCH))
    return stage.say("about {cm} cm long", cm=cm)
