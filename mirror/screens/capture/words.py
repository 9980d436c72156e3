"""What the camera's screen says at each moment of a session. Words only: no widget, no place."""

from typing import NamedTuple

from ...capture.view import CaptureView, Phase
from ...closet import InboxState
from ..garment.guesses import SURE, guess_in_words
from ..stage import Stage
from .shots import Shot, Shots


class Told(NamedTuple):
    """A title, how far the session is, and what became of the last photo; the latter two may be ""."""

    title: str
    progress: str
    outcome: str


def told(stage: Stage, shots: Shots, view: CaptureView, *, shot: Shot | None, stopped: bool) -> Told:
    """shot: the one that the screen is about, None when there is none or when a card shows it already.

    stopped: a person has ended the countdown.
    """
    say, hands_free, phase = stage.say, stage.hands_free, view.phase
    title = say("Hold the garment still")
    if phase in (Phase.LOOK, Phase.TAKEN):
        title = say("Hold the next one up") if shots.all else say("Hold a garment up")
        if hands_free and not view.learned:
            title = say("Step aside for a moment")
    progress = say("The whole garment inside the frame")
    if stopped:
        title, progress = say("Stopped"), say("Take it away and hold it up anew, or touch “Take photo”")
    elif hands_free and not view.learned and phase is Phase.LOOK:
        progress = say("The mirror learns how it looks here without you")
    elif shots.added:
        progress = _pace(stage, shots)
    elif phase is Phase.LOOK and not hands_free:
        progress = say("Then touch “Take photo”")
    if shot is None or stopped:
        return Told(title, progress, "")
    if shot.state is InboxState.FAILED:  # what to do about it may take two lines
        progress = ""
    return Told(title, progress, outcome(stage, shots, shot)[0])


def outcome(stage: Stage, shots: Shots, shot: Shot) -> tuple[str, str]:
    """What a photo became, and a second line about it or ""."""
    say = stage.say
    if shot.state is InboxState.FAILED:
        return stage.say_reason(shot.reason), ""
    if shot.pending:
        if ahead := shots.ahead(shot):
            return (
                stage.say_count(
                    "{count} photo waits before this one", "{count} photos wait before this one", ahead
                ),
                "",
            )
        return say("Recognising it…"), ""
    garment = shots.garment(shot)
    if garment is None:
        return "", ""
    if shot.duplicate:
        name = garment.name or stage.name_of(garment.category)
        return say("{category} · was in your closet already", category=name), ""
    title, detail = guess_in_words(stage, garment)
    if garment.sure and garment.confidence >= SURE and not garment.name:
        title = stage.name_of(garment.category)
    return title, detail


def _pace(stage: Stage, shots: Shots) -> str:
    """How many so far, and the seconds that one takes."""
    count = shots.added
    words = stage.say_count("{count} garment added so far", "{count} garments added so far", count)
    pace_s = shots.pace_s
    if pace_s is None or count < 2:
        return words
    return f"{words} · {stage.say('{seconds} s each', seconds=max(1, round(pace_s)))}"


def how_it_goes(stage: Stage) -> str:
    """For somebody who has not photographed anything yet."""
    if stage.hands_free:
        return stage.say(
            "Hold a garment still, and it is photographed by itself. Then simply hold up the next one."
        )
    return stage.say("What you photograph appears here, one after another.")
