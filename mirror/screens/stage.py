"""What every screen is handed: the closet, the clock, the person at the mirror, their words, and the doors.

Knows no screen, so that screens never have to import each other: they open doors by name.
"""

import gettext
from collections.abc import Callable, Sequence
from typing import Protocol

from ..categories import Category
from ..clock import Clock
from ..closet import Closet, Person
from ..config import MirrorSettings
from ..locale import words
from ..locale.lines import line
from .camera_feed import CameraFeed
from .pictures import Pictures
from .widgets.brush import Brush
from .widgets.theme import NOTICE_S, Layout


class Doors(Protocol):
    """Where a screen can lead. Each opens on top of the present screen, except `home`, which ends all others."""

    def home(self) -> None:
        """The person's closet, or the first start while nobody has an account."""

    def garment(self, garment_id: int, among: Sequence[int]) -> None:
        """One garment; a swipe leads to its neighbours in `among`."""

    def add(self) -> None:
        """The camera, or without one the way to add from a phone."""

    def inbox(self) -> None:
        """What is on its way into the closet."""

    def phone(self) -> None:
        """How to connect a phone."""

    def people(self) -> None:
        """Who is at the mirror."""

    def back(self) -> None:
        """The screen below this one."""

    def changed(self) -> None:
        """This mirror has changed the closet: the screens below read it anew when they come up."""

    def toast(
        self,
        words: str,
        *,
        button: str = "",
        action: Callable[[], None] | None = None,
        lasting_s: float = NOTICE_S,
        kind: str = "",
    ) -> None:
        """A short word above the screen, with at most one thing to do about it."""

    def enter(self, person: Person) -> None:
        """This person is at the mirror now."""


class Stage:
    """The things that all screens of one mirror share. `person` is None while nobody has a closet here.

    hands_free: whether the camera photographs by itself what is held still; remembered while the mirror runs.
    """

    doors: Doors

    def __init__(
        self,
        closet: Closet,
        settings: MirrorSettings,
        clock: Clock,
        *,
        layout: Layout,
        pictures: Pictures,
        admin_url: str,
        camera: CameraFeed | None,
        hands_free: bool = True,
    ) -> None:
        self.closet = closet
        self.settings = settings
        self.clock = clock
        self.layout = layout
        self.brush = Brush(layout)
        self.pictures = pictures
        self.admin_url = admin_url
        self.camera = camera
        self.hands_free = hands_free
        self.person: Person | None = None
        self._words: gettext.NullTranslations = words(settings.language, "mirror")

    def set_person(self, person: Person | None, language: str | None = None) -> None:
        """Who is at the mirror; the mirror speaks their language (or `language`)."""
        self.person = person
        spoken = language or (person.language if person else self.settings.language)
        self._words = words(spoken, "mirror")

    def say(self, text: str, **values: object) -> str:
        """The words in the person's language, with {name} filled in from `values`."""
        said = self._words.gettext(text)
        return said.format(**values) if values else said

    def say_count(self, one: str, many: str, count: int, **values: object) -> str:
        """The words for this many; {count} is filled in."""
        return self._words.ngettext(one, many, count).format(count=count, **values)

    def say_reason(self, error: Exception | str) -> str:
        """What a MirrorError or an inbox item gives as its reason, as a sentence of its own."""
        return line(self._words, str(error))

    def name_of(self, category: Category) -> str:
        """The category in the person's language."""
        return self._words.gettext(category.label)
