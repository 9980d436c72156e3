"""How a person is shown and named on the screens about people."""

from ...closet import Person
from ..stage import Stage
from ..widgets.avatar import Face


def face_of(stage: Stage, person: Person, note: str = "") -> Face:
    """The person's picture, or their letter, without signs."""
    picture = None if person.avatar is None else stage.closet.photos.path(person.avatar, "glow")
    return Face(person.name, picture, note)
