"""From the closet's records to what goes over the wire."""

from babel.numbers import get_currency_precision

from mirror.attire import Formality, Material
from mirror.closet import Facets, Garment, InboxItem, LookAlike, Numbers, Person, Piece
from mirror.seasons import Season

from ..look import slug
from .wire import (
    Alike,
    ColourShare,
    FacetsAnswer,
    Formal,
    GarmentAnswer,
    InboxPhoto,
    MeAnswer,
    Pictures,
    PieceAnswer,
    PriceTag,
    Seen,
    StatisticsAnswer,
)

_FORMALITIES: dict[Formality, Formal] = {
    Formality.SPORT: "sport",
    Formality.CASUAL: "casual",
    Formality.SMART: "smart",
    Formality.FORMAL: "formal",
}


def price_tag(minor: int | None, currency: str) -> PriceTag | None:
    """None where nothing is known."""
    return None if minor is None else PriceTag(minor, currency, get_currency_precision(currency))


def garment_answer(garment: Garment) -> GarmentAnswer:
    """A garment as it is answered."""
    photo = f"/photos/{garment.photo.sha256}"
    return GarmentAnswer(
        id=garment.id,
        category=slug(garment.category),
        corrected=garment.corrected,
        reviewed=garment.reviewed,
        seen=[Seen(slug(guess.category), guess.confidence) for guess in garment.top3],
        colours=[ColourShare(c.name, "#{:02x}{:02x}{:02x}".format(*c.rgb), c.share) for c in garment.colours],
        patterned=garment.patterned,
        name=garment.name,
        brand=garment.brand,
        size=garment.size,
        notes=garment.notes,
        price=price_tag(garment.price_minor, garment.currency),
        cost_per_wear=price_tag(garment.cost_per_wear_minor, garment.currency),
        bought_on=garment.bought_on,
        shop=garment.shop,
        place=garment.place,
        seasons=[season for season in Season if season in garment.worn_in],
        tags=list(garment.tags),
        wears=garment.wear_count,
        last_worn=garment.last_worn,
        in_wash=garment.in_wash,
        retired=garment.retired_at is not None,
        length_cm=garment.shown_length_cm,
        added_at=garment.added_at,
        pictures=Pictures(*(f"{photo}/{kind}" for kind in ("thumbnail", "glow", "cutout", "original"))),
        weight=garment.weight,
        materials=[material for material in Material if material in garment.materials],
        care=garment.care,
        formality=None if garment.formality is None else _FORMALITIES[garment.formality],
        favourite=garment.favourite,
    )


def piece_answer(piece: Piece) -> PieceAnswer:
    """A garment of a list as it is answered."""
    cost = price_tag(piece.cost_minor, piece.currency)
    return PieceAnswer(piece.id, piece.name, slug(piece.category), piece.wears, piece.last_worn, cost)


def statistics_answer(numbers: Numbers) -> StatisticsAnswer:
    """The numbers as they are answered."""

    def amounts(by_currency: dict[str, int]) -> list[PriceTag]:
        return [
            PriceTag(minor, currency, get_currency_precision(currency))
            for currency, minor in by_currency.items()
        ]

    return StatisticsAnswer(
        year=numbers.year,
        years=list(numbers.years),
        garments=numbers.garments,
        categories={slug(category): count for category, count in numbers.categories.items()},
        colours={hue.name: hue.garments for hue in numbers.colours},
        seasons={str(season): count for season, count in numbers.seasons.items()},
        worn=numbers.worn,
        rested=numbers.rested,
        never=numbers.never,
        wears=numbers.wears,
        months={month.first.isoformat(): month.wears for month in numbers.months},
        weekdays=list(numbers.weekdays),
        most_worn=[piece_answer(piece) for piece in numbers.most_worn],
        least_worn=[piece_answer(piece) for piece in numbers.least_worn],
        priced=numbers.priced,
        value=amounts(numbers.value),
        spent=amounts(numbers.spent),
        cheapest=[piece_answer(piece) for piece in numbers.cheapest],
        dearest=[piece_answer(piece) for piece in numbers.dearest],
    )


def inbox_photo(item: InboxItem, reason: str) -> InboxPhoto:
    """A photo on its way as it is answered. reason: the closet's line as a sentence."""
    return InboxPhoto(
        item.id,
        item.file_name,
        item.state,
        item.stage,
        reason,
        item.duplicate,
        item.garment_id,
        item.added_at,
    )


def alike_answer(found: LookAlike) -> Alike:
    """A look-alike as it is answered."""
    return Alike(found.similarity, found.same_category, found.same_colour, garment_answer(found.garment))


def me_answer(person: Person, csrf_token: str) -> MeAnswer:
    """Who is signed in as they are answered."""
    return MeAnswer(person.id, person.name, person.language, person.role, csrf_token)


def facets_answer(facets: Facets) -> FacetsAnswer:
    """What there is to choose from as it is answered."""
    return FacetsAnswer(
        categories={slug(category): count for category, count in facets.categories.items()},
        states={str(state): count for state, count in facets.states.items()},
        colours=facets.colours,
        brands=facets.brands,
        seasons={str(season): count for season, count in facets.seasons.items()},
        tags=facets.tags,
    )
