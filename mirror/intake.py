"""The way in: inbox -> decode -> cutout -> classifier -> closet, one photo at a time on one worker thread.

Whatever happens to a photo, it ends as a garment or as a failure with a reason, and its file is kept until then.
While the disk is full everything waits.
Questions ("do I own this?") go before photos: somebody stands in a shop and waits.
"""

import logging
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from .closet import Closet, InboxItem, Look, Question, Seen
from .errors import ClosetBusy, DiskTrouble, MirrorError, PhotoError
from .vision.classifier import Answer
from .vision.decode import decode
from .vision.facts import Guess
from .vision.neighbours import by_category, follow_corrections, follow_habits
from .vision.recognise import Recognition, files_for_closet

log = logging.getLogger(__name__)

POLL_S = 0.3
LOCK_POLL_S = 2.0
TIDY_EVERY_S = 60.0
BACKGROUND_SIDE_PX = 1024  # a cutout looks no closer
NEIGHBOURS = 12  # of a new garment, that are asked what a person said of them


class Eye(Protocol):
    """What the worker needs of the vision: Recogniser, or a quick one in tests."""

    def recognise(
        self, file: Path, on_stage: Callable[[str], None], background: NDArray[np.uint8] | None = None
    ) -> Recognition:
        """See Recogniser.recognise."""
        ...

    @property
    def network(self) -> str | None:
        """See Recogniser.network."""
        ...

    def look_again(self, original: Path) -> Answer:
        """See Recogniser.look_again."""
        ...


class Worker:
    """Empties the inbox of one closet while this process holds the worker lock.

    load: builds the networks, on the worker's own thread, so that the mirror is up before they are. `problem`
    is "" or one line on why nothing is recognised at present; it goes when there is room on the disk again.
    """

    def __init__(self, closet: Closet, load: Callable[[], Eye]) -> None:
        self._closet = closet
        self._load = load
        self._stop = threading.Event()
        self._wake = threading.Event()
        self._thread: threading.Thread | None = None
        self._eye: Eye | None = None
        self.problem = ""

    def start(self) -> None:
        """Begin on a thread of its own."""
        self._thread = threading.Thread(target=self.run, name="intake", daemon=True)
        self._thread.start()

    def stop(self, wait_s: float = 2.0) -> None:
        """End after the stage that is under way. A photo that is cut short waits again at the next start."""
        self._stop.set()
        self._wake.set()
        if self._thread is not None:
            self._thread.join(wait_s)

    def nudge(self) -> None:
        """A photo has just been handed in: look at once, not at the next poll. From any thread."""
        self._wake.set()

    def run(self) -> None:
        """Work until `stop` is called, taking over when another process that held the lock ends."""
        try:
            while not self._stop.is_set():
                try:
                    with self._closet.worker_lock() as held:
                        if held:
                            self._work()
                except (ClosetBusy, DiskTrouble) as error:
                    self._wait_out(error)
                self._stop.wait(LOCK_POLL_S)
        except MirrorError as error:
            self.problem = str(error)
            log.error("the inbox waits: %s", error)  # noqa: TRY400  # a person's line, not a programmer's
        except Exception as error:
            self.problem = f"the worker broke ({type(error).__name__}): start the mirror again"
            log.exception("the inbox waits")
        finally:
            self._closet.close()

    def _work(self) -> None:
        self._eye = eye = self._eye or self._load()
        self._closet.reconcile()
        self.problem = ""
        idle_s = 0.0
        item: InboxItem | None = None
        question: Question | None = None
        while not self._stop.is_set():
            self._wake.clear()  # before looking, so that no nudge is missed in between
            if self._stop.is_set():  # set while the clear was under way
                return
            try:
                question = question or self._closet.questions.take()
                if question is not None:
                    answer_question(self._closet, eye, question)
                    question, self.problem = None, ""
                    continue
                item = item or self._closet.inbox.take()
                if item is not None:  # in hand until it has ended, also when the closet is busy meanwhile
                    admit_photo(self._closet, eye, item)
                    item, self.problem = None, ""
                    continue
                if renew_look(self._closet, eye):
                    continue
                if idle_s >= TIDY_EVERY_S:
                    idle_s = 0.0
                    self._closet.garments.purge()
                    self._closet.inbox.prune()
                    self._closet.questions.prune()
            except (ClosetBusy, DiskTrouble) as error:
                self._wait_out(error)
            if not self._wake.wait(POLL_S):  # photos of other processes come without a nudge
                idle_s += POLL_S

    def _wait_out(self, error: MirrorError) -> None:
        """Say it, once for as long as a full disk lasts, and before the worker tries again."""
        if isinstance(error, ClosetBusy):
            log.warning("%s", error)
            return
        if self.problem != str(error):
            log.error("the inbox waits: %s", error)
        self.problem = str(error)
        self._stop.wait(LOCK_POLL_S)


def admit_photo(closet: Closet, eye: Eye, item: InboxItem) -> int | None:
    """Take one inbox item to its end. Returns the garment's id, or None when the photo failed.

    The order is the power cord's: files, then the rows in one transaction, then the inbox file goes. Cut off
    anywhere, the item is worked on again at the next start.
    """
    try:
        seen = eye.recognise(
            closet.photos.spooled(item.sha256),
            lambda stage: closet.inbox.note_stage(item.id, stage),
            background=_background(closet, item),
        )
        closet.photos.store(item.sha256, files_for_closet(seen))
        guesses, sure, look = weigh(closet, item.person_id, seen.answer)
        length_cm, width_cm = _size_cm(seen, item.px_per_cm)
        garment_id = closet.admit(
            item,
            guesses=guesses,
            sure=sure,
            look=look,
            colours=seen.colours,
            patterned=seen.patterned,
            cutout_uncertain=seen.uncertain,
            length_cm=length_cm,
            width_cm=width_cm,
        )
    except PhotoError as error:
        closet.inbox.fail(item.id, str(error))
    except (ClosetBusy, DiskTrouble):
        raise
    except MirrorError as error:
        log.warning("photo %d: %s", item.id, error)
        closet.inbox.fail(item.id, str(error))
    except Exception as error:
        # One photo must never stop the mirror; what nobody foresaw is named and kept for another try.
        log.exception("cannot take in photo %d", item.id)
        closet.inbox.fail(item.id, _unforeseen(error))
    else:
        closet.inbox.drop_file(item)
        return garment_id
    return None


def answer_question(closet: Closet, eye: Eye, question: Question) -> None:
    """Look at a picture that somebody asks about, and take the question to its end. Nothing becomes a garment."""
    questions = closet.questions
    try:
        seen = eye.recognise(
            questions.asked(question.sha256), lambda stage: questions.note_stage(question.id, stage)
        )
        guesses, sure, look = weigh(closet, question.person_id, seen.answer)
        facts = Seen(guesses, sure, seen.colours, seen.patterned, seen.uncertain).compared_by(look)
        questions.finish(question, facts, files_for_closet(seen))
    except (ClosetBusy, DiskTrouble):
        raise
    except MirrorError as error:
        log.warning("question %d: %s", question.id, error)
        questions.fail(question, str(error))
    except Exception as error:
        # As with photos: one picture must never stop the mirror.
        log.exception("cannot look at question %d", question.id)
        questions.fail(question, _unforeseen(error))


def _unforeseen(error: Exception) -> str:
    return f"something unforeseen happened ({type(error).__name__}): try it again"


def _background(closet: Closet, item: InboxItem) -> NDArray[np.uint8] | None:
    """The empty view that came with a photo; None where none did, or where it is damaged: it only helps."""
    file = closet.photos.background(item.sha256)
    if not file.exists():
        return None
    try:
        return decode(file, BACKGROUND_SIDE_PX).rgb
    except PhotoError as error:
        log.warning("photo %d: the empty view is left aside: %s", item.id, error)
        return None


def _size_cm(seen: Recognition, px_per_cm: float | None) -> tuple[float | None, float | None]:
    """Length (upright in the photo) and width of the garment; None where scale or outline are not known."""
    if not px_per_cm or seen.uncertain:
        return None, None
    width_px, height_px = seen.extent_px
    return height_px / px_per_cm, width_px / px_per_cm


def weigh(
    closet: Closet, person_id: int, answer: Answer, garment_id: int | None = None
) -> tuple[tuple[Guess, ...], bool, Look | None]:
    """The network's answer beside what this person said of other garments: guesses, sure, look.

    First how the person names what the network answers like this, then what was said of garments that look alike.
    Sure is what the network is sure of, and what corrections have settled. The look keeps the network's own answer.
    garment_id: of a garment that is in the closet already, whose own correction is not to be counted.
    """
    if answer.embedding is None:
        return answer.guesses, answer.sure, None
    look = Look(answer.network, answer.embedding, by_category(answer.guesses))
    habits = closet.embeddings.corrections(person_id, look.network, but=garment_id)
    guesses = follow_habits(answer.guesses, habits.said, habits.answers)
    near = closet.embeddings.nearest(person_id, look, NEIGHBOURS)
    twins = [
        (neighbour.category, neighbour.similarity)
        for neighbour in near
        if neighbour.corrected and neighbour.garment_id != garment_id
    ]
    guesses = follow_corrections(guesses, twins)
    return guesses, answer.sure_of(guesses[0]), look


def renew_look(closet: Closet, eye: Eye) -> bool:
    """Give one garment that was added before this network its embedding and its second opinion.

    What a person said stays. Returns False when there is none left.
    """
    if eye.network is None:
        return False
    missing = closet.embeddings.missing(eye.network, limit=1)
    for person_id, garment_id in missing:
        garment = closet.garments.get(person_id, garment_id)
        try:
            answer = eye.look_again(garment.photo.original)
        except PhotoError as error:
            log.warning("garment %d cannot be looked at again: %s", garment_id, error)
            closet.embeddings.skip(garment_id, eye.network)
            continue
        guesses, sure, look = weigh(closet, person_id, answer, garment_id)
        closet.garments.see_again(garment_id, guesses, sure=sure)
        if look is not None:
            closet.embeddings.store(garment_id, look)
    return bool(missing)
