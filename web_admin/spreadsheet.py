"""A person's closet as CSV in the language of the request, a line at a time."""

import csv
from collections.abc import Iterable, Iterator, Sequence

from mirror.closet import Garment
from mirror.closet.cells import BYTE_ORDER_MARK, safe
from mirror.locale.money import amount
from mirror.seasons import Season

from .words import N_, _

COLUMNS = (
    N_("Number"),
    N_("Kind"),
    N_("Name"),
    N_("Brand"),
    N_("Size"),
    N_("Colours"),
    N_("Seasons"),
    N_("Tags"),
    N_("Price"),
    N_("Currency"),
    N_("Bought on"),
    N_("Shop"),
    N_("Place"),
    N_("Days worn"),
    N_("Last worn"),
    N_("Cost per wear"),
    N_("Where it is"),
    N_("Length in cm"),
    N_("Width in cm"),
    N_("Added"),
    N_("Notes"),
    N_("Photo"),
)


def lines(garments: Iterable[Garment], season_names: dict[Season, str]) -> Iterator[str]:
    """The sheet's lines in the language of the request, the head first; a garment is read when it is sent."""
    writer = csv.writer(_Echo())
    yield BYTE_ORDER_MARK + writer.writerow([_(column) for column in COLUMNS])
    for garment in garments:
        yield writer.writerow(map(safe, _cells(garment, season_names)))


class _Echo:
    """What csv writes to: it gives the line back."""

    def write(self, line: str) -> str:
        return line


def _cells(garment: Garment, season_names: dict[Season, str]) -> Sequence[object]:
    cost = garment.cost_per_wear_minor
    state = N_("Put away") if garment.retired_at else N_("In the wash") if garment.in_wash else N_("Clean")
    return (
        garment.id,
        _(garment.category.label),
        garment.name,
        garment.brand,
        garment.size,
        ", ".join(_(colour.name) for colour in garment.colours),
        ", ".join(_(name) for season, name in season_names.items() if season in garment.worn_in),
        ", ".join(garment.tags),
        "" if garment.price_minor is None else amount(garment.price_minor, garment.currency),
        "" if garment.price_minor is None else garment.currency,
        garment.bought_on or "",
        garment.shop,
        garment.place,
        garment.wear_count,
        garment.last_worn or "",
        "" if cost is None else amount(cost, garment.currency),
        _(state),
        "" if garment.length_cm is None else round(garment.length_cm, 1),
        "" if garment.width_cm is None else round(garment.width_cm, 1),
        garment.added_at.date(),
        garment.notes,
        garment.photo.sha256,
    )
