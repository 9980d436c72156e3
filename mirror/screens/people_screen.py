"""Who is at the mirror. Each person sees their own closet in their own language."""

from functools import partial

from ..closet import Person
from .catalogue import N_
from .page import page_head, within_reach
from .screen import Screen
from .widgets.label import paragraph
from .widgets.rows import Row, Rows
from .widgets.theme import QUIET

_LANGUAGES = {"ko": "한국어", "en": "English"}  # each in its own words, so never translated
_ROLES = {"owner": N_("owner"), "member": N_("member")}


class PeopleScreen(Screen):
    """One row for each person; a tap opens their closet."""

    name = "people"

    def build(self) -> None:
        say = self.stage.say
        head, room = page_head(self.stage, self.damage, say("Who is at the mirror?"))
        self.widgets = head
        everyone = self.stage.closet.people.all()
        if not everyone:
            words = say("Nobody has a closet here yet. Connect a phone to begin.")
            self.widgets += paragraph(room, self.damage, self.stage.brush, words, colour=QUIET)[0]
            return
        room = within_reach(self.stage, room, Rows.needed_px(self.layout, len(everyone)))
        rows = Rows(room, self.damage, self.layout)
        rows.set_rows([self._row(person) for person in everyone])
        self.widgets.append(rows)

    def _row(self, person: Person) -> Row:
        here = self.stage.person is not None and self.stage.person.id == person.id
        count = sum(self.stage.closet.garments.counts(person.id).values())
        clothes = self.stage.say_count("{count} garment", "{count} garments", count)
        return Row(
            person.name,
            f"{clothes} · {_LANGUAGES[person.language]} · {self.stage.say(_ROLES[person.role])}",
            letter=person.name[0].upper(),
            chosen=here,
            action=partial(self.stage.doors.enter, person),
        )
