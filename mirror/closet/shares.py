"""Who lets whom look into their closet. To look is all: what is shared is never changed by another.

A share ends the moment that either of the two says so; nothing remembers it.
"""

import peewee

from ..errors import ClosetError, NotFound
from .models import ShareRow
from .people import People
from .records import Person
from .sqlite import writing


class Shares:
    """The shares of one household."""

    def __init__(self, database: peewee.SqliteDatabase, people: People) -> None:
        self._database = database
        self._people = people

    def let(self, person_id: int, viewer_id: int) -> None:
        """The viewer may look at this person's closet from now on; twice is once.

        Raises NotFound when either is nobody, ClosetError when they are the same person.
        """
        if person_id == viewer_id:
            raise ClosetError("your own closet is always open to you")
        with writing(self._database):
            for number in (person_id, viewer_id):
                self._people.get(number)
            ShareRow.insert(person=person_id, viewer=viewer_id).on_conflict_ignore().execute()

    def stop(self, person_id: int, viewer_id: int) -> None:
        """The viewer may not look any more. Nothing happens where they could not."""
        with writing(self._database):
            ShareRow.delete().where(_both(person_id, viewer_id)).execute()

    def lets(self, person_id: int, viewer_id: int) -> bool:
        """Whether this person lets the viewer look at their closet."""
        return bool(ShareRow.select().where(_both(person_id, viewer_id)).exists())

    def owner(self, person_id: int, viewer_id: int) -> Person:
        """The person at whose closet the viewer looks. Raises NotFound unless that person lets them."""
        if not self.lets(person_id, viewer_id):
            raise NotFound(f"no person number {person_id}")
        return self._people.get(person_id)

    def viewers(self, person_id: int) -> list[Person]:
        """Those who may look at this person's closet, in the order in which they came to the household."""
        query = ShareRow.select(ShareRow.viewer).where(ShareRow.person == person_id)
        return self._those({number for (number,) in query.tuples()})

    def open_to(self, viewer_id: int) -> list[Person]:
        """Those whose closets the viewer may look at, in the order in which they came to the household."""
        query = ShareRow.select(ShareRow.person).where(ShareRow.viewer == viewer_id)
        return self._those({number for (number,) in query.tuples()})

    def _those(self, numbers: set[int]) -> list[Person]:
        return [person for person in self._people.all() if person.id in numbers] if numbers else []


def _both(person_id: int, viewer_id: int) -> peewee.Expression:
    return (ShareRow.person == person_id) & (ShareRow.viewer == viewer_id)
