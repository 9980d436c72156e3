"""What every screen is handed: the closet, the clock, the person at the mirror, their words, and the doors.

Knows no screen, so that screens never have to import each other: they open doors by name.
"""

import gettext
from collections.abc import Callable, Hashable, Sequence
from typing import Literal, NamedTuple, Protocol

from ..categories import Category
from ..clock import Clock
from ..closet import Closet, Order, Person, Preferences
from ..config import MirrorSettings
from ..locale import words
from ..locale.lines import line
from ..stylist.stylist import Stylist
from ..stylist.weather.kept import KeptWeather
from .capture.camera_feed import CameraFeed
from .machine import Machine, NoMachine
from .pictures import Pictures
from .sounds import Sounds
from .thinking import Thinking
from .weather import Weather, as_shown
from .widgets.brush import Brush
from .widgets.theme import NOTICE_S, Layout


def nothing() -> None:
    """For what nothing follows."""


class Doors(Protocol):
    """Where a screen can lead. Each opens on top of the present screen, except `home`, which ends all others."""

    def home(self) -> None:
        """The person's closet, or the first start while nobody has an account."""

    def today(self) -> None:
        """What to wear today."""

    def morning(self) -> None:
        """Somebody has woken the mirror, on another day than it fell asleep on."""

    def garment(self, garment_id: int, among: Sequence[int]) -> None:
        """One garment; a swipe leads to its neighbours in `among`."""

    def add(self) -> None:
        """The camera, or without one the way to add from a phone."""

    def inbox(self) -> None:
        """What is on its way into the closet."""

    def phone(self) -> None:
        """How to connect a phone."""

    def phone_help(self) -> None:
        """What helps when the phone's page does not open, and how to know its certificate again."""

    def phone_code(self, purpose: Literal["invite", "password"]) -> None:
        """A code with which somebody joins the household, or the person at the mirror chooses a new password."""

    def people(self) -> None:
        """Who is at the mirror."""

    def look_alikes(self, garment_id: int) -> None:
        """Garments that look like this one."""

    def wear_with(self, garment_id: int) -> None:
        """What to wear together with this one."""

    def settings(self) -> None:
        """The mirror's own settings."""

    def choose_pin(self) -> None:
        """A PIN for the person at the mirror, or another one, or none."""

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
        polite: bool = False,
    ) -> None:
        """A short word above the screen, with at most one thing to do about it.

        kind: one of the same kind takes its place without sliding in again. polite: not said over another word.
        """

    def place_toast(self) -> None:
        """The room for a toast is another one now."""

    def enter(self, person: Person) -> None:
        """This person wants to be at the mirror: asks for their PIN, if they have one and are not there already."""

    def admit(self, person: Person) -> None:
        """This person is at the mirror now."""

    def lock(self) -> None:
        """Whoever is at the mirror has left; those with a PIN will be asked for it again."""

    def carry_out(
        self, write: Callable[[], None], then: Callable[[], None] = nothing, *, once: Hashable = None
    ) -> None:
        """Write to the closet, then do what follows.

        While the closet is busy it is tried again for some seconds, with the screen alive; then it is told. `then`
        is called after a write that succeeded, unless its screen has gone from the top meanwhile. once: a name
        under which the same write, asked for again while it waits, is not done twice.
        """

    def redraw(self) -> None:
        """Everything is to be drawn again."""

    def health(self) -> None:
        """What the doctor finds."""

    def apply(self) -> None:
        """The preferences have been changed here: live by them."""


class PhoneDoor(NamedTuple):
    """How a phone comes in: the admin's address, and its certificate's fingerprint as words, where it has one.

    numbers: the same address with the machine's numbers in place of its name. digits: the whole fingerprint as a
    browser shows it. renewed_on: the ISO date since which there is another certificate than before, or "".
    """

    url: str
    fingerprint: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    digits: str = ""
    renewed_on: str = ""


class Browsing:
    """How a person looks at their closet; remembered while the mirror runs. zoom: of the grid, see Grid."""

    def __init__(self) -> None:
        self.order = Order.NEWEST
        self.zoom = 0


class Stage:
    """The things that all screens of one mirror share. `person` is None while nobody has a closet here.

    hands_free: whether the camera photographs by itself what is held still; remembered while the mirror runs.
    shine: sets the glass to a brightness in percent. preferences: what the household has chosen, as read last.
    stylist: says what to wear. thinking: answers what takes long, at once where none is handed in.
    trial_rotation: in which the picture is shown until somebody keeps it; kept nowhere, so that pulling the cord
    ends it.
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
        camera: CameraFeed | None = None,
        hands_free: bool = True,
        fingerprint: tuple[str, ...] = (),
        machine: Machine | None = None,
        stylist: Stylist | None = None,
        thinking: Thinking | None = None,
    ) -> None:
        self.closet = closet
        self.settings = settings
        self.clock = clock
        self.layout = layout
        self.brush = Brush(layout)
        self.pictures = pictures
        self._first_door = PhoneDoor(admin_url, fingerprint)
        self.phone = self._first_door
        self.camera = camera
        self.hands_free = hands_free
        self.machine: Machine = machine or NoMachine()
        self.stylist = stylist or Stylist(closet, clock, KeptWeather(closet, clock))
        self.thinking = thinking or Thinking()
        self.browsing = Browsing()
        self.sounds = Sounds(lambda: self.preferences.sound)
        self.shine: Callable[[int], object] = self.machine.shine
        self.preferences: Preferences = closet.preferences.get()
        self.person: Person | None = None
        self.trial_rotation: Literal[0, 90, 180, 270] | None = None
        self.look_at_phone_door()
        self._spoken: str = self._language_of(None)
        self._words: gettext.NullTranslations = words(self._spoken, "mirror")

    def set_person(self, person: Person | None, language: str | None = None) -> None:
        """Who is at the mirror; the mirror speaks their language (or `language`)."""
        if person is None or self.person is None or person.id != self.person.id:
            self.browsing = Browsing()
        self.person = person
        self._spoken = language or self._language_of(person)
        self._words = words(self._spoken, "mirror")

    def look_at_phone_door(self) -> None:
        """Take what the web process says of itself; what the settings say where it has said nothing yet."""
        note = self.closet.notes.get("web")
        said = note.value if note is not None and isinstance(note.value, dict) else {}
        if said.get("url"):
            self.phone = PhoneDoor(
                str(said["url"]),
                tuple(map(str, said.get("fingerprint", ()))),
                tuple(map(str, said.get("addresses", ()))),
                str(said.get("fingerprint_hex", "")),
                str(said.get("renewed_on", "")),
            )
        else:
            self.phone = self._first_door

    def weather(self) -> Weather | None:
        """What it is like outside now, in the units of the household; None while that is not known."""
        now = self.stylist.weather.now()
        return None if now is None else as_shown(self.words, now, imperial=self.imperial)

    @property
    def imperial(self) -> bool:
        """Whether the household measures in inches and degrees Fahrenheit."""
        return self.preferences.units == "imperial"

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

    @property
    def words(self) -> gettext.NullTranslations:
        """The translations of what is spoken now, for whoever says things by themselves."""
        return self._words

    @property
    def language(self) -> str:
        """ "ko" or "en", what is spoken now."""
        return self._spoken

    def name_of(self, category: Category) -> str:
        """The category in the person's language."""
        return self._words.gettext(category.label)

    def _language_of(self, person: Person | None) -> str:
        """A person's own; to nobody in particular the one that the household has chosen, or the settings file's."""
        if person is not None:
            return person.language
        return self.preferences.language or self.settings.language
