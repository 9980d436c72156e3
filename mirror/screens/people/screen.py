"""Who is at the mirror. Each person sees their own closet in their own language."""

from pygame import Rect

from ...closet import Person
from ...locale import NATIVE_NAMES, Language
from ..page import page_head
from ..screen import Screen
from ..stage import Stage
from ..widgets.avatar import Face
from ..widgets.button import IconButton
from ..widgets.choice_sheet import ChoiceSheet
from ..widgets.faces import Faces
from ..widgets.label import paragraph
from ..widgets.menu_sheet import MenuItem, MenuSheet
from ..widgets.names import drawable
from ..widgets.picture_sheet import PictureSheet
from ..widgets.theme import MARGIN, QUIET, TOUCH
from ..widgets.veil import Veil
from ..widgets.widget import Widget
from .words import face_of

_PICTURES = 12  # to choose from: the newest garments


class PeopleScreen(Screen):
    """A round picture for each person. A tap opens their closet; a tap on oneself, what one can choose."""

    name = "people"

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self._everyone: list[Person] = []
        self._faces: Faces | None = None

    def build(self) -> None:
        stage, say = self.stage, self.stage.say
        self._everyone = stage.closet.people.all()
        self.widgets, room = self._head(say("Who is at the mirror?"))
        hint = ""
        if not self._everyone:
            hint = say("Nobody has a closet here yet. Connect a phone to begin.")
        elif stage.person is not None and self.layout.portrait:
            hint = say("Touch yourself for your language, your PIN and your picture.")
        if hint:
            lines, below = paragraph(room, self.damage, stage.brush, hint, colour=QUIET)
            self.widgets += lines
            room = Rect(room.left, below + self.layout.px(12), room.width, room.bottom - below)
            room.height = self.layout.area.bottom - self.layout.px(MARGIN) - room.top
        if self._everyone:
            self._show_everyone(room)

    def _head(self, title: str) -> tuple[list[Widget], Rect]:
        """The way back, where there is one, the title, and the way to the settings."""
        px, area = self.layout.px, self.layout.area
        widgets, room = page_head(self.stage, self.damage, title)
        back, label = widgets
        gear = Rect(area.right - px(40) - px(TOUCH), back.rect.top, px(TOUCH), px(TOUCH))
        if self.stage.person is None:  # the lowest screen of a locked mirror: nothing lies below
            widgets = [label]
            left = self.layout.content.left
            label.rect = Rect(left, label.rect.top, label.rect.right - left, label.rect.height)
        if not self.layout.portrait:
            label.rect.width = gear.left - px(24) - label.rect.left
        return [*widgets, IconButton(gear, self.damage, "gear", self.stage.doors.settings)], room

    def _show_everyone(self, room: Rect) -> None:
        before = 0.0 if self._faces is None else self._faces.kinetics.offset_px
        reach = self.layout.area.centery if self.layout.portrait else room.top
        self._faces = Faces(
            room,
            self.damage,
            self.stage.brush,
            self.stage.pictures,
            [self._face(person) for person in self._everyone],
            reach_px=reach,
            tapped=self._tapped,
        )
        self._faces.kinetics.scroll(before)
        self.widgets.append(self._faces)
        if self._faces.scrolls:
            px = self.layout.px
            self.widgets.append(Veil(self._faces.rect, self.damage, top_px=px(8), bottom_px=px(90)))

    def _face(self, person: Person) -> Face:
        count = sum(self.stage.closet.garments.counts(person.id).values())
        note = self.stage.say_count("{count} garment", "{count} garments", count)
        face = face_of(self.stage, person, note)
        return face._replace(locked=person.has_pin, here=self._is_here(person))

    def _is_here(self, person: Person) -> bool:
        return self.stage.person is not None and self.stage.person.id == person.id

    # Touch

    def _tapped(self, index: int) -> None:
        person = self._everyone[index]
        if self._is_here(person):
            self._offer(person)
        else:
            self.stage.doors.enter(person)

    def _offer(self, person: Person) -> None:
        """What somebody can choose for themselves."""
        say, doors = self.stage.say, self.stage.doors
        pin = say("Change the PIN") if person.has_pin else say("Set a PIN")
        asked = say("The mirror asks for it") if person.has_pin else say("Anybody can open your closet here")
        items = [
            MenuItem("house", say("Back to the closet"), doors.home),
            MenuItem("image", say("Choose a picture"), lambda: self._offer_pictures(person)),
            MenuItem(
                "translate",
                say("Language"),
                lambda: self._offer_languages(person),
                NATIVE_NAMES[person.language],
            ),
            MenuItem("shield-lock", pin, doors.choose_pin, asked),
            MenuItem("phone", say("Connect a phone"), doors.phone),
        ]
        name = drawable(self.stage.brush, person.name)
        self.show_sheet(MenuSheet(self.damage, self.stage.brush, name, items, closed=self.close_sheet))

    # The language

    def _offer_languages(self, person: Person) -> None:
        codes: list[Language] = list(NATIVE_NAMES)
        self.show_sheet(
            ChoiceSheet(
                self.damage,
                self.stage.brush,
                self.stage.say("Language"),
                choices=list(NATIVE_NAMES.values()),
                chosen=codes.index(person.language),
                picked=lambda index: self._speak(person.id, codes[index]),
                closed=self.close_sheet,
            )
        )

    def _speak(self, person_id: int, language: Language) -> None:
        people, doors = self.stage.closet.people, self.stage.doors
        doors.carry_out(
            lambda: people.set_language(person_id, language),
            lambda: doors.admit(people.get(person_id)),
        )

    # The picture

    def _offer_pictures(self, person: Person) -> None:
        say, photos = self.stage.say, self.stage.closet.photos
        newest = self.stage.closet.garments.listing(person.id)[:_PICTURES]
        hashes = [entry.sha256 for entry in newest]
        self.show_sheet(
            PictureSheet(
                self.damage,
                self.stage.brush,
                self.stage.pictures,
                say("Which one stands for you?"),
                files=[photos.path(sha256, "glow") for sha256 in hashes],
                chosen=hashes.index(person.avatar) if person.avatar in hashes else None,
                none_words=say("No picture"),
                empty=say("Your closet has no garments yet."),
                picked=lambda index: self._show_as(person.id, None if index is None else newest[index].id),
                closed=self.close_sheet,
            )
        )

    def _show_as(self, person_id: int, garment_id: int | None) -> None:
        people = self.stage.closet.people

        def then() -> None:
            self.stage.set_person(people.get(person_id))
            self.stage.doors.changed()
            self.close_sheet()
            self.rebuild()

        self.stage.doors.carry_out(lambda: people.set_avatar(person_id, garment_id), then)
