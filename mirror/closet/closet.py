"""The closet of one household: one data directory, one database, shared by the mirror and the phone admin."""

import fcntl
import os
import time
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Self

from ..categories import Category
from ..clock import Clock, SystemClock
from . import models, sqlite
from .attempts import Attempts
from .backup_folder import BackupFolder
from .disk import trouble
from .embeddings import Embeddings, Look
from .garments import Garments, inbox_hashes, photo_hashes
from .inbox import Inbox
from .jobs import Jobs
from .leaving import remove_person
from .migrations import migrate
from .notes import Notes
from .outfits import Outfits
from .people import People
from .photos import PhotoStore
from .preferences import KeptPreferences
from .questions import Questions
from .records import Guess, InboxItem, LookAlike, NamedColour
from .sessions import Sessions
from .shares import Shares
from .statistics import Statistics
from .styling import Stylings
from .unfinished import Unfinished
from .wardrobe import Wardrobe

DATABASE_NAME = "closet.db"
WORKER_LOCK_NAME = "worker.lock"

ALIKE = 0.7
"""The similarity (cosine) from which on two garments are called alike: a person would mostly agree.

Measured with the committed networks on 330 real photos of 14 senders whose photos no network was taught on, each
also "taken again" twice as in model/measure_look_alikes.py. The same garment taken again reaches 0.7 in 83 of 100
photos; so do 45 of 7,414 pairs of different garments of one kind, and none of 46,871 pairs of different kinds. Of
pairs that were looked at, 29 of 37 between 0.7 and 0.8 are alike, 18 of 40 between 0.6 and 0.7, 10 of 40 between
0.5 and 0.6; what speaks against the others is mostly their colour, which the network weighs less than the cut.
"""


class Closet:
    """People, garments, inbox and photos over one data directory. Threads may share it.

    `changed` is True once after another thread or process has committed something, so that a face redraws only
    then. Each thread has its own connection and calls `close` when it ends.
    """

    def __init__(self, data_dir: Path, database: object, clock: Clock) -> None:
        self.data_dir = data_dir
        self._database = models.database
        self._clock = clock
        self.photos = PhotoStore(data_dir)
        self.people = People(database, clock)
        self.garments = Garments(database, self.photos, clock)
        self.embeddings = Embeddings(database)
        self.inbox = Inbox(database, self.photos, clock)
        self.unfinished = Unfinished(self.photos, self.inbox, clock)
        self.questions = Questions(database, self.photos, data_dir, clock)
        self.preferences = KeptPreferences(database)
        self.jobs = Jobs(database, clock)
        self.backups = BackupFolder(data_dir)
        self.notes = Notes(database, clock)
        self.sessions = Sessions(database, clock)
        self.attempts = Attempts(database, clock)
        self.statistics = Statistics(database, clock)
        self.shares = Shares(database, self.people)
        self.outfits = Outfits(database, clock)
        self.wardrobe = Wardrobe(database, clock)
        self.styling = Stylings(database)
        self._seen_version = sqlite.data_version(self._database)

    @classmethod
    def open(cls, data_dir: Path, clock: Clock | None = None) -> Self:
        """The closet in `data_dir`, made when there is none and brought to the newest migration.

        Raises ClosetError when the folder cannot be written, ClosetTooNew for a closet of a newer version.
        """
        PhotoStore(data_dir).make_folders()
        database = sqlite.open_database(data_dir / DATABASE_NAME)
        models.database.initialize(database)
        try:
            migrate(database)
        except BaseException:
            database.close()
            raise
        return cls(data_dir, database, clock or SystemClock())

    def changed(self) -> bool:
        """Whether another connection has committed since this thread last asked."""
        version = sqlite.data_version(self._database)
        if version == self._seen_version:
            return False
        self._seen_version = version
        return True

    def stamp(self) -> tuple[object, int, int]:
        """Equal to one that this thread took before as long as nothing in the closet has changed since."""
        return sqlite.stamp(self._database)

    def close(self) -> None:
        """Close this thread's connection. The next question opens a new one."""
        if not self._database.is_closed():
            self._database.close()

    def patience_ms(self, ms: int) -> None:
        """How long this thread waits, from now until `close`, for a closet that another one writes to before it
        raises ClosetBusy; in the beginning 5,000 ms. A face that must not stand still waits little and asks again.
        """
        sqlite.set_patience(self._database, ms)

    def hurried(self) -> AbstractContextManager[None]:
        """While the block runs this thread waits for nobody who writes: ClosetBusy is raised at once."""
        return sqlite.hurried(self._database)

    def admit(
        self,
        item: InboxItem,
        *,
        guesses: Sequence[Guess],
        colours: Sequence[NamedColour],
        cutout_uncertain: bool,
        sure: bool = True,
        patterned: bool = False,
        look: Look | None = None,
        length_cm: float | None = None,
        width_cm: float | None = None,
    ) -> int:
        """Make a garment of an inbox item whose photo files are stored, whole or not at all; returns its id.

        A deleted garment of the same photo ends, a kept one is the answer: the same photo twice is one garment.
        """
        with sqlite.writing(self._database):
            owned = self.garments.find_by_photo(item.person_id, item.sha256)
            if owned is not None:
                self.inbox.finish(item.id, owned, duplicate=True)
                return owned
            self.garments.forget_deleted(item.person_id, item.sha256)
            garment_id = self.garments.add(
                item.person_id,
                item.sha256,
                guesses=guesses,
                colours=colours,
                cutout_uncertain=cutout_uncertain,
                sure=sure,
                patterned=patterned,
                length_cm=length_cm,
                width_cm=width_cm,
            )
            if look is not None:
                self.embeddings.store(garment_id, look)
            self.inbox.finish(item.id, garment_id)
        return garment_id

    def look_alikes(
        self,
        person_id: int,
        look: Look,
        *,
        category: Category | None = None,
        colours: Sequence[NamedColour] = (),
        limit: int = 5,
    ) -> list[LookAlike]:
        """ "You own something like this": the person's garments nearest to a look, the nearest first, and why.

        category and colours are those of what is looked for; without them nothing counts as the same.
        """
        near = [(n.garment_id, n.similarity) for n in self.embeddings.nearest(person_id, look, limit)]
        return self._and_why(person_id, near, category, colours)

    def similar(self, person_id: int, garment_id: int, limit: int = 12) -> list[LookAlike]:
        """The person's other garments that look alike enough to say so, the nearest first, `limit` at most.

        Alike enough is ALIKE. What was put aside is left out; a garment that the networks have not seen yet is
        like none. Raises NotFound.
        """
        garment = self.garments.get(person_id, garment_id)
        near = self.embeddings.alike(person_id, garment_id, ALIKE)[:limit]
        return self._and_why(person_id, near, garment.category, garment.colours)

    def _and_why(
        self,
        person_id: int,
        near: Sequence[tuple[int, float]],
        category: Category | None,
        colours: Sequence[NamedColour],
    ) -> list[LookAlike]:
        """The garments of these numbers and similarities, beside one of this category and these colours."""
        main_colour = colours[0].name if colours else None
        similarities = dict(near)
        return [
            LookAlike(
                garment,
                similarities[garment.id],
                same_category=garment.category == category,
                same_colour=bool(garment.colours) and garment.colours[0].name == main_colour,
            )
            for garment in self.garments.several(person_id, list(similarities))
        ]

    def remove_person(self, person_id: int) -> None:
        """End a person and all that is theirs, for good; see leaving.py. Raises NotFound, ClosetError."""
        remove_person(self.people, self.photos, self.questions, self.backups, person_id)
        self.unfinished.forget(person_id)

    # One worker at a time, in whichever process

    @contextmanager
    def worker_lock(self, wait_s: float = 1.0) -> Iterator[bool]:
        """Yields True while this process is the one that empties the inbox, False when another one is.

        The kernel ends the lock with the process, so a crash leaves none behind.
        """
        descriptor = self._open_lock()
        try:
            held = _try_lock(descriptor, wait_s)
            yield held
        finally:
            os.close(descriptor)

    def worker_is_up(self) -> bool:
        """Whether some process empties the inbox right now. Writes nothing."""
        try:
            descriptor = os.open(self.data_dir / WORKER_LOCK_NAME, os.O_RDONLY | os.O_CLOEXEC)
        except FileNotFoundError:
            return False
        try:
            return not _try_lock(descriptor, 0)
        finally:
            os.close(descriptor)

    def reconcile(self) -> int:
        """Mend what a crash left between files and rows; call it at start, holding the worker lock.

        Photos that were being worked on wait again; deleted garments whose time is over end; files of no row go.
        Returns how many files were swept.
        """
        self.inbox.recover()
        self.inbox.prune()
        self.questions.recover()
        self.questions.prune()
        self.garments.purge()
        self.outfits.prune()
        with sqlite.writing(self._database):  # a backup that is merged moves its photos in under this lock
            return self.photos.sweep(photo_hashes(), inbox_hashes(), self._clock.now().timestamp())

    def _open_lock(self) -> int:
        try:
            return os.open(self.data_dir / WORKER_LOCK_NAME, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError as error:
            raise trouble(error, f"cannot write in {self.data_dir}: {error.strerror}") from error


def _try_lock(descriptor: int, wait_s: float) -> bool:
    """Take the lock, trying again for `wait_s`: a process that only looks holds it for a moment."""
    deadline = time.monotonic() + wait_s
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= deadline:
                return False
            time.sleep(0.02)
        else:
            return True
