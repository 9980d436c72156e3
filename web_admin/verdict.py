"""The answer to "do I own this?", in words: what of the closet is like it, how much, and why."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from mirror.categories import Category
from mirror.closet import Garment, Look, Seen
from mirror.closet.closet import ALIKE
from mirror.vision.likeness import ALMOST_THE_SAME, Reason, Shade, percent, shade
from mirror.vision.likeness import reasons as why_alike

from .context import closet, person, today
from .words import N_, _, ago, ngettext

NEAREST = 24  # by cut, of which those of a near colour come to the front
SHOWN = 5
LEAST_SHOWN = 25  # percent
FEW_SAY_LITTLE = 4  # months from new year in which "only twice" would mean nothing

THINGS: dict[Category | None, tuple[str, str]] = {
    None: ("", N_("%(num)s garments")),
    Category.TSHIRT: (N_("a T-shirt"), N_("%(num)s T-shirts")),
    Category.TROUSER: (N_("a pair of trousers"), N_("%(num)s pairs of trousers")),
    Category.PULLOVER: (N_("a pullover"), N_("%(num)s pullovers")),
    Category.DRESS: (N_("a dress"), N_("%(num)s dresses")),
    Category.COAT: (N_("a coat"), N_("%(num)s coats")),
    Category.SANDAL: (N_("a pair of sandals"), N_("%(num)s pairs of sandals")),
    Category.SHIRT: (N_("a shirt"), N_("%(num)s shirts")),
    Category.SNEAKER: (N_("a pair of sneakers"), N_("%(num)s pairs of sneakers")),
    Category.BAG: (N_("a bag"), N_("%(num)s bags")),
    Category.ANKLE_BOOT: (N_("a pair of ankle boots"), N_("%(num)s pairs of ankle boots")),
    Category.SHORTS: (N_("a pair of shorts"), N_("%(num)s pairs of shorts")),
    Category.SKIRT: (N_("a skirt"), N_("%(num)s skirts")),
    Category.HAT: (N_("a hat"), N_("%(num)s hats")),
    Category.SHOE: (N_("a pair of shoes"), N_("%(num)s pairs of shoes")),
}
REASONS: dict[Reason, str] = {
    Reason.SAME_KIND: N_("same kind"),
    Reason.OTHER_KIND: N_("other kind"),
    Reason.SAME_COLOUR: N_("same colour"),
    Reason.SIMILAR_COLOUR: N_("similar colour"),
    Reason.OTHER_COLOUR: N_("other colour"),
    Reason.PATTERNED: N_("with a pattern"),
    Reason.PLAIN: N_("without a pattern"),
}


class Match(NamedTuple):
    """A garment beside what was asked about.

    similarity: cosine, -1 to 1; percent: 0-100, see likeness.percent. this_year: on how many days it was worn.
    """

    garment: Garment
    similarity: float
    percent: int
    shade: Shade
    this_year: int


class Verdict(NamedTuple):
    """headline and line: two sentences, the second may be "". matches: the most alike first, five at most.

    left_out: how many garments could not be compared.
    """

    headline: str
    line: str
    matches: Sequence[Match]
    left_out: int = 0


def verdict(seen: Seen) -> Verdict:
    """What the person's closet, as it is now, has like this."""
    look = seen.look
    if look is None:
        return Verdict(
            _("This mirror cannot compare clothes."),
            _("Its network tells what they are, but not which ones look alike."),
            (),
        )
    garments = closet().garments
    if not sum(garments.counts(person().id).values()) and not garments.tiles(
        person().id, retired=True, limit=1
    ):
        return Verdict(_("Your closet is empty."), _("Once your clothes are in it, the mirror compares."), ())
    matches = _matches(seen, look)
    left_out = closet().embeddings.not_seen(person().id, look.network)
    headline, line = _words(matches)
    return Verdict(headline, line, matches[:SHOWN], left_out)


def reasons(match: Match, seen: Seen) -> list[str]:
    """Why it is near or not, and how often it was worn, in a few words each."""
    garment = match.garment
    why = why_alike(
        match.shade,
        same_kind=garment.category == seen.guesses[0].category,
        patterned=seen.patterned,
        other_patterned=garment.patterned,
    )
    said = [_(REASONS[one]) for one in why]
    if match.this_year:
        said.append(ngettext("worn once this year", "worn %(num)s times this year", match.this_year))
    elif garment.wear_count:
        said.append(ngettext("worn once", "worn %(num)s times", garment.wear_count))
    else:
        said.append(_("not worn yet"))
    return said


def _matches(seen: Seen, look: Look) -> list[Match]:
    near = closet().look_alikes(
        person().id, look, category=seen.guesses[0].category, colours=seen.colours, limit=NEAREST
    )
    new_year = date(today().year, 1, 1)
    worn = closet().garments.wear_counts(person().id, [one.garment.id for one in near], since=new_year)
    found = []
    for one in near:
        of_colours = shade(seen.colours, one.garment.colours)
        share = percent(one.similarity, of_colours)
        if share >= LEAST_SHOWN:
            days = worn.get(one.garment.id, 0)
            found.append(Match(one.garment, one.similarity, share, of_colours, days))
    return sorted(found, key=lambda match: -match.percent)


def _words(matches: Sequence[Match]) -> tuple[str, str]:
    near = [match for match in matches if match.shade != Shade.OTHER]
    twins = [match for match in near if match.similarity >= ALMOST_THE_SAME]
    alike = [match for match in near if match.similarity >= ALIKE]
    other_colour = [match for match in matches if match.shade == Shade.OTHER and match.similarity >= ALIKE]
    if len(twins) == 1:
        return _("You have %(what)s that is almost the same.", what=_things(twins)), _wears(twins)
    if twins:
        return _("You have %(what)s that are almost the same.", what=_things(twins)), _wears(twins)
    if alike:
        return _("You have %(what)s like it.", what=_things(alike)), _wears(alike)
    if other_colour:
        said = _("You have %(what)s of the same cut in another colour.", what=_things(other_colour))
        return said, _wears(other_colour)
    line = (
        _("These come nearest, but are not very near.")
        if matches
        else _("Nothing in your closet comes near.")
    )
    return _("You own nothing like it."), line


def _things(matches: Sequence[Match]) -> str:
    """ "a shirt", "3 shirts", or "3 garments" of several kinds."""
    kinds = {match.garment.category for match in matches}
    one, many = THINGS[kinds.pop() if len(kinds) == 1 else None]
    return _(one) if len(matches) == 1 else _(many, num=len(matches))


def _wears(matches: Sequence[Match]) -> str:
    """Whether they are worn at all: what somebody wants to know who is about to buy another one."""
    if len(matches) > 1:
        days = sum(match.this_year for match in matches)
        if not days:
            return _("None of them was worn this year.")
        return ngettext("Together worn once this year.", "Together worn %(num)s times this year.", days)
    (match,) = matches
    said = [_worn(match)]
    if match.garment.retired_at is not None:
        said.append(_("It is put away now."))
    elif match.garment.in_wash:
        said.append(_("It is in the wash now."))
    return " ".join(said)


def _worn(match: Match) -> str:
    if match.garment.last_worn is None:
        return _("You have not worn it yet.")
    return _this_year(match.this_year) if match.this_year else _not_since(match.garment.last_worn)


def _this_year(days: int) -> str:
    if today().month > FEW_SAY_LITTLE:
        if days == 1:
            return _("Worn only once this year.")
        if days == 2:
            return _("Worn only twice this year.")
    return ngettext("Worn once this year.", "Worn %(num)s times this year.", days)


def _not_since(last: date) -> str:
    days = (today() - last).days
    if days < 31:
        return _("Last worn %(when)s.", when=ago(last))
    if days < 365:
        return ngettext("Not worn for %(num)s month.", "Not worn for %(num)s months.", round(days / 30.44))
    return ngettext("Not worn for %(num)s year.", "Not worn for %(num)s years.", days // 365)
