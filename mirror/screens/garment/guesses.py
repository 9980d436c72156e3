"""How sure the mirror is of what a garment is, in words. Whole sentences, since grammar differs by language."""

from ...categories import Category
from ...closet import Garment
from ..catalogue import N_
from ..stage import Stage

SURE = 0.6  # below this the mirror asks instead of saying

_LOOKS_LIKE = {
    Category.TSHIRT: N_("Looks like a T-shirt"),
    Category.TROUSER: N_("Looks like trousers"),
    Category.PULLOVER: N_("Looks like a pullover"),
    Category.DRESS: N_("Looks like a dress"),
    Category.COAT: N_("Looks like a coat"),
    Category.SANDAL: N_("Looks like sandals"),
    Category.SHIRT: N_("Looks like a shirt"),
    Category.SNEAKER: N_("Looks like sneakers"),
    Category.BAG: N_("Looks like a bag"),
    Category.ANKLE_BOOT: N_("Looks like ankle boots"),
    Category.SHORTS: N_("Looks like shorts"),
    Category.SKIRT: N_("Looks like a skirt"),
    Category.HAT: N_("Looks like a hat"),
    Category.SHOE: N_("Looks like shoes"),
}
_IS_IT = {
    Category.TSHIRT: N_("Is it a T-shirt?"),
    Category.TROUSER: N_("Are these trousers?"),
    Category.PULLOVER: N_("Is it a pullover?"),
    Category.DRESS: N_("Is it a dress?"),
    Category.COAT: N_("Is it a coat?"),
    Category.SANDAL: N_("Are these sandals?"),
    Category.SHIRT: N_("Is it a shirt?"),
    Category.SNEAKER: N_("Are these sneakers?"),
    Category.BAG: N_("Is it a bag?"),
    Category.ANKLE_BOOT: N_("Are these ankle boots?"),
    Category.SHORTS: N_("Are these shorts?"),
    Category.SKIRT: N_("Is it a skirt?"),
    Category.HAT: N_("Is it a hat?"),
    Category.SHOE: N_("Are these shoes?"),
}


def guess_in_words(stage: Stage, garment: Garment) -> tuple[str, str]:
    """A title and the line below it: what the garment is, and how the mirror knows."""
    say = stage.say
    if garment.corrected:
        title, detail = stage.name_of(garment.category), say("as you said")
    else:
        share = f"{round(garment.confidence * 100)}%"
        if garment.sure and garment.confidence >= SURE:
            title = say(_LOOKS_LIKE[garment.category])
            detail = say("{share} sure · if not, choose", share=share)
        else:
            title = say(_IS_IT[garment.category])
            detail = say("only {share} sure · please choose", share=share)
    if garment.name:
        return garment.name, f"{title} · {detail}"
    return title, detail
