"""What to wear: the weather, an outfit laid out with its reasons, a button to wear it and one for another."""

from collections.abc import Sequence
from functools import partial

from pygame import Rect

from ...attire import Occasion
from ...errors import MirrorError
from ...stylist import saying
from ...stylist.advice import Look
from ..header import Header
from ..navigation import navigation
from ..screen import Screen
from ..stage import Stage
from ..thinking import Thought
from ..weather import Weather
from ..widgets.look_pager import LookPager
from .actions import TodayActions
from .body import decided_parts, looking, nothing_to_wear, offered_parts
from .choosing import Choosing
from .finding import Found, find
from .laying import things
from .layout import TodayPlaces, today_places
from .parts import AGAIN, DAY, FREE, chips
from .sheets import WhySheet, day_choice, garment_menu
from .wishes import Wishes
from .words import decided_title, title_of, weather_shown


class TodayScreen(Screen):
    """Outfits for a day and an occasion, three at a time; asked anew when the closet changes.

    A swipe leads through those that were shown. The stylist thinks on a thread of its own: until it has answered,
    what was there stays, and the frame shows at once.
    """

    name = "today"

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self._today = stage.clock.now().date()
        self.choosing = Choosing(Wishes(self._today))
        self._thought: Thought[Found] | None = None
        self._more = False
        self._stale = False  # the header has other parts than those that are shown
        self._pager: LookPager | None = None
        self._places: TodayPlaces | None = None

    # Life

    def entered(self) -> None:
        self.refresh()

    def left(self) -> None:
        super().left()
        self.stage.thinking.forget(self)
        self._thought = None

    def refresh(self) -> None:
        if self.stage.person is None:
            self.stage.doors.home()
            return
        self.stage.pictures.try_again()
        self._ask()
        self.rebuild()

    def build(self) -> None:
        self._stale = False
        self._take_answer()
        stage, choosing = self.stage, self.choosing
        title = title_of if choosing.decided is None else decided_title
        words = title(stage, choosing.wishes.day, self._today)
        self._header = Header(stage, self.damage, words, self._weather, alone=True)
        at = self._places = today_places(self.layout, self._header.bottom, self._header.beside)
        self.widgets = [*self._header.widgets]
        if choosing.found is None:
            self.widgets += looking(stage, self.damage, at)
        elif choosing.decided is not None:
            self._show([choosing.decided.garment_ids], 0, at)
            self.widgets += decided_parts(
                stage, self.damage, at, choosing.decided, self.actions, why=self._why
            )
        elif choosing.look is None:
            self.widgets += nothing_to_wear(stage, self.damage, at, choosing.found.advice)
        else:
            pages = [[garment.id for garment in look.garments] for look in choosing.looks]
            self._show(pages, choosing.at, at)
            self.widgets += offered_parts(
                stage, self.damage, at, choosing, self.actions, why=self._why, other=self._other
            )
        self.widgets.append(chips(stage, self.damage, at, choosing, self._picked))
        self.widgets += navigation(stage, self.damage, at.bar, here=self.name)

    def update(self, dt_s: float) -> None:
        super().update(dt_s)
        now = self.stage.clock.now()
        if now.date() != self._today:
            self._today = now.date()
            self._wish(Wishes(self._today))
        self._stale = self._header.show(now) or self._stale
        answered = self._thought is not None and self._thought.over
        if (self._stale or answered) and self.settled:
            self.rebuild()

    @property
    def toast_room(self) -> Rect:
        room = super().toast_room
        if self.layout.portrait and self.sheet is None and self._places is not None:
            room.height = self._places.toast_bottom - room.top
        return room

    @property
    def actions(self) -> TodayActions:
        """What can be decided now."""
        wishes, person = self.choosing.wishes, self.stage.person
        assert person is not None
        return TodayActions(self.stage, person.id, wishes.day, wishes.occasion or Occasion.EVERYDAY)

    # What the stylist says

    def _ask(self, *, more: bool = False) -> None:
        stage, person, wishes = self.stage, self.stage.person, self.choosing.wishes
        if person is None:
            return
        question = partial(
            find,
            stage.closet,
            stage.stylist,
            person.id,
            self.choosing.wish(more=more),
            coming=wishes.day > self._today,
            usual=wishes.occasion is None,
        )
        self._more = more
        self._thought = stage.thinking.ask(self, question)

    def _take_answer(self) -> None:
        """Take in what has been thought out, if anything. Raises whatever is no MirrorError."""
        if self._thought is None or not self._thought.over:
            return
        thought, self._thought = self._thought, None
        say_reason, doors = self.stage.say_reason, self.stage.doors
        try:
            found = thought.take()
        except MirrorError as error:
            doors.toast(say_reason(error))
            if self.choosing.wishes.narrowed:  # a garment that was asked for is gone
                self.choosing.begin(self.choosing.wishes.freed())
                self._ask()
            return
        over = self.choosing.take(found, more=self._more)
        if over is not None:
            doors.toast(saying.say_lacking(self.stage.words, over))

    def _wish(self, wishes: Wishes) -> None:
        """Dress for something else."""
        self.choosing.begin(wishes)
        self._ask()
        self.rebuild()

    def _weather(self) -> Weather | None:
        return weather_shown(self.stage, self.choosing.advice)

    # The garments

    def _show(self, pages: Sequence[Sequence[int]], at: int, places: TodayPlaces) -> None:
        if self._pager is None or self._pager.rect != places.lay:
            self._pager = LookPager(
                places.lay, self.damage, self.stage.pictures, turned=self._turned, tapped=self._tapped
            )
        found, pinned = self.choosing.found, self.choosing.wishes.pinned
        assert found is not None
        around = [pages[i] if 0 <= i < len(pages) else () for i in (at - 1, at, at + 1)]
        self._pager.show(*(things(found.garments, ids, pinned) for ids in around))
        self.widgets.append(self._pager)

    def _in_sight(self) -> list[int]:
        """The numbers of the garments that lie there, as they lie."""
        found, decided, look = self.choosing.found, self.choosing.decided, self.choosing.look
        if found is None:
            return []
        if decided is not None:
            return list(decided.garment_ids)
        return [] if look is None else [one.id for one in look.garments if one.id in found.garments]

    # Touch

    def _turned(self, step: int) -> None:
        self.choosing.at += step
        self.rebuild()

    def _tapped(self, number: int) -> None:
        ids, found = self._in_sight(), self.choosing.found
        if found is None or number >= len(ids):
            return
        garment, wishes = found.garments[ids[number]], self.choosing.wishes
        look_at = partial(self.stage.doors.garment, garment.id, ids)
        if self.choosing.decided is not None:
            look_at()
            return
        sheet = garment_menu(
            self.stage,
            self.damage,
            garment,
            pinned=garment.id in wishes.pinned,
            look_at=look_at,
            pin=lambda: self._wish(wishes.pin(garment.id)),
            leave_out=lambda: self._wish(wishes.leave_out(garment.id)),
            closed=self.close_sheet,
        )
        self.show_sheet(sheet)

    def _picked(self, value: object) -> None:
        wishes = self.choosing.wishes
        if value == DAY:
            self.show_sheet(
                day_choice(
                    self.stage,
                    self.damage,
                    self._today,
                    wishes.day,
                    picked=lambda day: self._wish(Wishes(day)),
                    closed=self.close_sheet,
                )
            )
        elif value == FREE:
            self._wish(wishes.freed())
        elif value == AGAIN and self.choosing.decided is not None:
            self.actions.take_back(self.choosing.decided.outfit)
        elif isinstance(value, Occasion) and value is not wishes.occasion:
            self._wish(wishes.for_occasion(value))

    def _other(self) -> None:
        """Pass over what is in sight: on to the next that was found, or, after the last one, to others."""
        look = self.choosing.look
        if look is None or self._pager is None or self._pager.moving:
            return
        self.actions.skip(look, self._go_on)

    def _go_on(self) -> None:
        if self._pager is not None and self._pager.has(1):
            self._pager.turn(1)
        elif self._thought is None:
            self._ask(more=True)
            self.rebuild()

    def _why(self, look: Look) -> None:
        advice = self.choosing.advice
        self.show_sheet(WhySheet(self.stage, self.damage, look, advice, closed=self.close_sheet))
