"""The parts of the camera's screen, each made of what is known at one moment."""

from collections.abc import Callable, Sequence
from typing import Protocol

from pygame import Rect

from ...closet import InboxState
from ..pictures import PictureKey
from ..stage import Stage
from ..widgets.button import Pill
from ..widgets.card import Card, picture_room
from ..widgets.damage import Damage
from ..widgets.label import paragraph
from ..widgets.strip import Strip, StripItem
from ..widgets.switch import Switch
from ..widgets.theme import HEADING, INK, QUIET, SOFT, TEXT, TITLE
from ..widgets.widget import Widget
from .layout import CapturePlaces, capture_places
from .shots import Shot, Shots
from .words import Told, how_it_goes, outcome


class Actions(Protocol):
    """What the buttons do."""

    stage: Stage
    damage: Damage

    def press_shutter(self, *, stop: bool) -> None: ...
    def accept(self) -> None: ...
    def correct(self) -> None: ...
    def retake(self) -> None: ...


def switch_words(stage: Stage) -> str:
    """What stands on the switch."""
    return stage.say("Hands-free")


def places_for(stage: Stage) -> CapturePlaces:
    """Where things stand, for the words of this person's language."""
    brush = stage.brush
    words_px = brush.line_height(TITLE) + stage.layout.px(8) + 2 * brush.line_height(TEXT)
    return capture_places(stage.layout, Switch.needed_px(brush, switch_words(stage)), words_px)


def words(stage: Stage, damage: Damage, places: CapturePlaces, said: Told | str) -> list[Widget]:
    """What to do now; or, for a str, what is wrong with the camera."""
    brush, px = stage.brush, stage.layout.px
    style = TITLE if stage.layout.portrait else HEADING
    if isinstance(said, str):
        room, title = places.fault, stage.say("The camera is not ready")
        lines = [(said, QUIET)]
        style = TITLE
    else:
        room, title = places.words, said.title
        lines = [(said.progress, SOFT), (said.outcome, INK)]
    labels, below = paragraph(room, damage, brush, title, style=style)
    found: list[Widget] = [*labels]
    below += px(8)
    for line, colour in lines:
        if line:
            more, below = paragraph(Rect(room.left, below, room.width, 0), damage, brush, line, colour=colour)
            found += more
    return found


def card_of(
    stage: Stage,
    damage: Damage,
    shots: Shots,
    places: CapturePlaces,
    shot: Shot | None,
    *,
    before: Card | None,
) -> Card | None:
    """What a photo became, large; None as long as nobody knows. `before` is kept where it says the same."""
    if shot is None or shot.pending:
        return None
    title, detail = outcome(stage, shots, shot)
    garment = shots.garment(shot)
    key, icon = None, "exclamation-circle"
    if garment is not None:
        side = min(picture_room(stage.brush, places.guide).size)
        key = PictureKey(garment.photo.cutout, side, lit=not garment.photo.cutout_uncertain)
        icon = ""
    if before is not None and before.says(title, detail, key):
        return before
    return Card(
        places.guide, damage, stage.brush, stage.pictures, title=title, detail=detail, key=key, icon=icon
    )


def strip_of(
    stage: Stage,
    damage: Damage,
    places: CapturePlaces,
    shots: Shots,
    *,
    about: int | None,
    tapped: Callable[[int], None],
) -> list[Widget]:
    """The last photos, the newest first; before the first one, how it goes."""
    if not shots.all:
        return [
            *paragraph(
                places.strip.move(0, stage.layout.px(32)),
                damage,
                stage.brush,
                how_it_goes(stage),
                colour=QUIET,
            )[0]
        ]
    items = [_item(stage, shot, places.side_px) for shot in shots.all[: places.columns]]
    return [
        Strip(
            places.strip,
            damage,
            stage.pictures,
            items,
            places.columns,
            side_px=places.side_px,
            chosen=about,
            tapped=tapped,
        )
    ]


def _item(stage: Stage, shot: Shot, side_px: int) -> StripItem:
    if shot.glow is not None and shot.category is not None:
        return StripItem(PictureKey(shot.glow, side_px), stage.name_of(shot.category), shot.item_id)
    failed = shot.state is InboxState.FAILED
    return StripItem(None, "", shot.item_id, "exclamation-circle" if failed else "hourglass-split")


def buttons(
    screen: Actions, places: CapturePlaces, shot: Shot | None, *, live: bool, counting: bool
) -> Sequence[Widget]:
    """What can be done about the photo that the screen is about, the way out, and the shutter."""
    stage, damage = screen.stage, screen.damage
    say, doors, portrait = stage.say, stage.doors, stage.layout.portrait
    right, correct, retake = places.actions
    found: list[Widget] = []
    if shot is not None and shot.garment_id is not None:
        found += [
            Pill(right, damage, say("Right"), screen.accept, icon="check-lg" if portrait else ""),
            Pill(correct, damage, say("Correct"), screen.correct, icon="pencil" if portrait else ""),
        ]
    if shot is not None and not shot.pending:
        icon = "arrow-counterclockwise" if portrait else ""
        found.append(Pill(retake, damage, say("Retake"), screen.retake, icon=icon))
    found.append(Pill(places.done, damage, say("Done") if live else say("Close"), doors.back))
    if not live:
        found.append(
            Pill(places.phone, damage, say("Add by phone instead"), doors.phone, chosen=True, icon="phone")
        )
    elif counting:
        found.append(
            Pill(places.take, damage, say("Stop"), lambda: screen.press_shutter(stop=True), chosen=True)
        )
    else:
        icon = "camera" if portrait else ""
        found.append(
            Pill(
                places.take,
                damage,
                say("Take photo"),
                lambda: screen.press_shutter(stop=False),
                chosen=True,
                icon=icon,
            )
        )
    return found
