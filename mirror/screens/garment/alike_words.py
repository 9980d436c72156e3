"""What speaks for and against a look-alike, in the words and numbers that the phone uses for it, too."""

from collections.abc import Iterable
from datetime import date

from ...closet.likenesses import Likeness
from ...vision.likeness import Reason
from ..catalogue import N_
from ..stage import Stage

_REASONS = {
    Reason.SAME_KIND: N_("same kind"),
    Reason.OTHER_KIND: N_("other kind"),
    Reason.SAME_COLOUR: N_("same colour"),
    Reason.SIMILAR_COLOUR: N_("similar colour"),
    Reason.OTHER_COLOUR: N_("other colour"),
    Reason.PATTERNED: N_("with a pattern"),
    Reason.PLAIN: N_("without a pattern"),
}
_OF_PATTERNS = (Reason.PATTERNED, Reason.PLAIN)


def why_in_words(stage: Stage, near: Iterable[Likeness], person_id: int) -> dict[int, str]:
    """Two lines for each, by the garment's number: how alike, of which kind and colour; how often it was worn."""
    near = list(near)
    new_year = date(stage.clock.now().year, 1, 1)
    ids = [one.garment.id for one in near]
    this_year = stage.closet.garments.wear_counts(person_id, ids, since=new_year)
    return {one.garment.id: _lines(stage, one, this_year.get(one.garment.id, 0)) for one in near}


def _lines(stage: Stage, one: Likeness, this_year: int) -> str:
    first = [stage.say("{share}% alike", share=one.percent)]
    second: list[str] = []
    for reason in one.reasons:
        (second if reason in _OF_PATTERNS else first).append(stage.say(_REASONS[reason]))
    if this_year:
        worn = stage.say_count("worn once this year", "worn {count} times this year", this_year)
    elif one.garment.wear_count:
        worn = stage.say_count("worn once", "worn {count} times", one.garment.wear_count)
    else:
        worn = stage.say("not worn yet")
    return " · ".join(first) + "\n" + " · ".join([*second, worn])
