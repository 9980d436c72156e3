"""Whom a command names."""

from ..closet import Closet, Person
from ..errors import ClosetError


def person_named(closet: Closet, name: str) -> Person:
    """The person of this name. Raises ClosetError, with the name that may have been meant."""
    person = closet.people.find(name)
    if person is None:
        near = closet.people.near(name)
        asked = f"there is no {name!r}" + (f", did you mean {near!r}?" if near else "; see `otjang people`")
        raise ClosetError(asked)
    return person
