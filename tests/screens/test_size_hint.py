"""How long a garment is, on its screen: in words beside its colours, where it is known."""

import pytest

from mirror.closet import Closet, Person

from .conftest import AddGarment

KINDS = ("original", "cutout", "thumbnail", "glow")


@pytest.mark.parametrize(
    ("length_cm", "note"),
    [(61.6, "about 62 cm long"), (9.9, ""), (None, "")],
    ids=["long", "short", "unknown"],
)
def test_the_length_stands_beside_the_colours(
    make_mirror, closet: Closet, jieun: Person, add_garment: AddGarment, *, length_cm: float | None, note: str
) -> None:
    garment = closet.garments.get(jieun.id, add_garment(jieun.id))
    files = {kind: getattr(garment.photo, kind).read_bytes() for kind in KINDS}
    closet.photos.store("ab" * 32, files)
    garment_id = closet.garments.add(
        jieun.id,
        "ab" * 32,
        guesses=garment.top3,
        colours=garment.colours,
        cutout_uncertain=False,
        length_cm=length_cm,
        width_cm=30.0,
    )
    closet.people.set_language(jieun.id, "en")
    mirror = make_mirror()
    mirror.rooms.garment(garment_id, [garment_id])
    mirror.wait(1.0)
    assert [words for words in mirror.words() if "cm long" in words] == ([note] if note else [])
