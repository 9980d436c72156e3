"""What is known of a garment, in words: what it costs a wear, who made it, how large it is."""

from ...closet import Garment
from ..stage import Stage


def money_in_words(stage: Stage, minor: int, currency: str) -> str:
    """An amount like "₩2,785" as the person's language writes it; minor: in the currency's smallest unit."""
    # Imported here: Babel reads tables of all languages, which a mirror that shows only its grid does not need.
    from ...locale.money import money  # noqa: PLC0415

    return money(minor, currency, stage.language)


def made_in_words(stage: Stage, garment: Garment) -> str:
    """Brand, size, how long it is, what it cost: what is known of it, in one line; empty where nothing is."""
    say, cm = stage.say, garment.shown_length_cm
    known = [garment.brand] if garment.brand else []
    known += [say("size {size}", size=garment.size)] if garment.size else []
    known += [say("about {cm} cm long", cm=cm)] if cm is not None else []
    if garment.price_minor is not None and garment.cost_per_wear_minor is not None:
        known.append(money_in_words(stage, garment.price_minor, garment.currency))
    return " · ".join(known)
