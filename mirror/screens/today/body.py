"""What stands below the head: an outfit that is proposed, the one of the day, or what is missing for any."""

from collections.abc import Callable
from functools import partial

from pygame import Rect

from ...stylist import saying
from ...stylist.advice import Advice, Look
from ...stylist.reasons import Lack
from ..empty_state import Remedy, empty_state
from ..stage import Stage
from ..widgets.button import Pill
from ..widgets.canvas import Anchor
from ..widgets.damage import Damage
from ..widgets.label import Label
from ..widgets.theme import QUIET, TEXT
from ..widgets.widget import Widget
from .actions import TodayActions
from .choosing import Choosing
from .finding import Decided
from .layout import TodayPlaces
from .parts import how_it_felt, may_be_asked, need_bar, reasons, weather_question
from .words import known_by


def looking(stage: Stage, damage: Damage, at: TodayPlaces) -> list[Widget]:
    """As long as the stylist thinks for the first time."""
    line = Rect(at.body.left, at.body.centery, at.body.width, stage.brush.line_height(TEXT))
    return [Label(line, damage, stage.say("Looking through your clothes…"), TEXT, QUIET, anchor="centre")]


def offered_parts(
    stage: Stage,
    damage: Damage,
    at: TodayPlaces,
    choosing: Choosing,
    actions: TodayActions,
    *,
    why: Callable[[Look], None],
    other: Callable[[], None],
) -> list[Widget]:
    """Below an outfit that is proposed. The question about the weather stands where its reasons would."""
    look, found = choosing.look, choosing.found
    assert look is not None
    assert found is not None
    counter = f"{choosing.at + 1} / {len(choosing.looks)}"
    weather = found.advice.weather
    if not stage.layout.portrait and weather is not None and (note := known_by(stage, weather)):
        counter = f"{counter} · {note}"  # the head of a wide screen has only the degrees
    widgets: list[Widget] = [
        Label(at.counter, damage, counter, TEXT, QUIET, anchor="right" if stage.layout.portrait else "left")
    ]
    if weather is None:
        widgets += weather_question(stage, damage, at, actions.answer)
    else:
        widgets += reasons(stage, damage, look, at, why=partial(why, look), lacking=found.advice.lacking)
        widgets += need_bar(damage, look, at.need)
    coming = choosing.wishes.day > stage.clock.now().date()
    wear = stage.say("I’ll wear this then") if coming else stage.say("I’ll wear this")
    return [
        *widgets,
        Pill(at.first, damage, wear, partial(actions.wear, look), chosen=True),
        Pill(at.second, damage, stage.say("Another one"), other),
    ]


def decided_parts(
    stage: Stage,
    damage: Damage,
    at: TodayPlaces,
    decided: Decided,
    actions: TodayActions,
    *,
    why: Callable[[Look], None],
) -> list[Widget]:
    """Below the outfit of the day: what there is to say of it, and how it felt once that can be known."""
    widgets: list[Widget] = []
    look, outfit = decided.look, decided.outfit
    if look is not None:
        widgets += reasons(stage, damage, look, at, why=partial(why, look))
        widgets += need_bar(damage, look, at.need)
    again = partial(actions.take_back, outfit)
    if not may_be_asked(stage, outfit):
        return [*widgets, Pill(at.both, damage, stage.say("Choose again"), again, icon="arrow-repeat")]
    felt = partial(actions.feel, outfit)
    question = stage.say("How warm was it?")
    anchor: Anchor = "right" if stage.layout.portrait else "left"
    widgets.append(Label(at.counter, damage, question, TEXT, QUIET, anchor=anchor))
    return [*widgets, how_it_felt(stage, damage, outfit, at.both, felt)]


def nothing_to_wear(stage: Stage, damage: Damage, at: TodayPlaces, advice: Advice) -> list[Widget]:
    """What is missing for an outfit, and where to do something about it."""
    say, doors = stage.say, stage.doors
    said = [saying.say_lacking(stage.words, one) for one in advice.lacking]
    title = said[0] if said else say("No outfit found")
    codes = {one.code for one in advice.lacking}
    if Lack.NO_CLOTHES in codes:
        remedy = Remedy(say("Add clothes"), doors.add, "plus-lg")
        hint = say("Send photos of your clothes from your phone. Each becomes a garment here.")
        if stage.camera is not None:
            hint = say("Hang a garment in front of the camera and touch +, or send photos from your phone.")
    else:
        remedy = Remedy(say("To the closet"), doors.home, "grid-3x3-gap-fill")
        hint = ". ".join(said[1:]) or say("Other clothes, clean ones, or another occasion may help.")
    return empty_state(
        stage,
        damage,
        at.body,
        icon="basket2" if Lack.ALL_IN_WASH in codes else "garment-tshirt",
        title=title,
        hint=hint,
        remedy=remedy,
    )
