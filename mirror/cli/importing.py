"""`otjang import`: photos into the inbox, and waiting with a progress bar until each is a garment or a failure.

When the mirror runs, its worker does the work; otherwise this process does, and either takes over from the other.
"""

import sys
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from ..closet import Closet, InboxState, Person, Submission
from ..config import Settings
from ..errors import ClosetBusy, ClosetError, MirrorError, NotFound
from ..intake import Worker
from ..vision.recognise import Recogniser
from .photos import photo_files

AHEAD = 24  # photos handed in before the first of them is done: the inbox folder stays small
POLL_S = 0.1
BUSY_TRIES = 6  # of five seconds each


def import_photos(data_dir: Path, settings: Settings, paths: Sequence[Path], name: str) -> int:
    """Take the photos in and say what became of each that is no new garment. Returns the exit status.

    Raises ClosetError when the name looks like a slip of a person's name, NetworkError when nothing can be seen.
    """
    missing = [path for path in paths if not path.exists()]
    if missing:
        raise MirrorError(f"there is no {missing[0]}")
    closet = Closet.open(data_dir)
    person = _person(closet, name)
    worker = Worker(closet, lambda: Recogniser(settings.network))
    worker.start()
    try:
        outcome = _Import(closet, person, worker).run(list(photo_files(paths)))
    finally:
        worker.stop()
        closet.close()
    return outcome


def _person(closet: Closet, name: str) -> Person:
    person = closet.people.find(name)
    if person is not None:
        return person
    near = closet.people.near(name)
    if near is not None:
        raise ClosetError(
            f"there is no {name!r}, did you mean {near!r}? A new person: otjang people --add {name!r}"
        )
    person = closet.people.add(name)
    print(f"new person: {person.name}", file=sys.stderr)
    return person


class _Import:
    """One run of the command: what was handed in and not answered yet, and a tally of the answers."""

    def __init__(self, closet: Closet, person: Person, worker: Worker) -> None:
        self._closet = closet
        self._person = person
        self._worker = worker
        self._open: dict[int, Path] = {}
        self._tally: Counter[str] = Counter()
        self._console = Console(stderr=True, soft_wrap=True, highlight=False, markup=False)

    def run(self, files: list[tuple[Path, str]]) -> int:
        columns = (TextColumn("photos"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        with Progress(*columns, console=self._console) as bar:
            task = bar.add_task("photos", total=len(files))
            for file, reason in files:
                if reason:
                    self._say("skipped", file, reason)
                else:
                    self._hand_in(file)
                while len(self._open) >= AHEAD:
                    self._collect()
                    bar.update(task, completed=self._tally.total())
                bar.update(task, completed=self._tally.total())
            while self._open:
                self._collect()
                bar.update(task, completed=self._tally.total())
        print(
            f"{len(files)} files: {self._tally['new']} new garments, {self._tally['known']} already in the closet,"
            f" {self._tally['failed']} failed, {self._tally['skipped']} skipped"
        )
        return 1 if self._tally["failed"] or self._tally["skipped"] else 0

    def _hand_in(self, file: Path) -> None:
        try:
            submission = self._submit(file)
        except ClosetBusy:
            raise
        except OSError as error:
            self._say("skipped", file, f"the file cannot be read: {error.strerror}")
            return
        if submission.outcome == "already_owned":
            self._tally["known"] += 1
        elif submission.item.id in self._open:
            self._say("known", file, f"the same photo as {self._open[submission.item.id].name}")
        else:
            self._open[submission.item.id] = file

    def _submit(self, file: Path) -> Submission:
        """Hand the file in, with patience for another process that holds the closet. Raises OSError, ClosetBusy."""
        for _ in range(BUSY_TRIES - 1):
            try:
                with file.open("rb") as stream:
                    return self._closet.inbox.submit(self._person.id, file.name, stream, source="import")
            except ClosetBusy:
                self._console.print("the closet is busy; waiting for it")
        with file.open("rb") as stream:
            return self._closet.inbox.submit(self._person.id, file.name, stream, source="import")

    def _collect(self) -> None:
        """Note what has ended, and wait a little. Raises MirrorError when nobody can do the work."""
        for item_id, file in list(self._open.items()):
            try:
                item = self._closet.inbox.get(self._person.id, item_id)
            except NotFound:
                del self._open[item_id]
                self._say("failed", file, "it was dismissed on the mirror or the phone")
                continue
            if item.state == InboxState.DONE:
                del self._open[item_id]
                self._tally["known" if item.duplicate else "new"] += 1
            elif item.state == InboxState.FAILED:
                del self._open[item_id]
                self._say("failed", file, item.reason)
        if self._worker.problem and not self._closet.worker_is_up():
            raise MirrorError(self._worker.problem)
        if self._open:
            time.sleep(POLL_S)

    def _say(self, outcome: str, file: Path, reason: str) -> None:
        self._tally[outcome] += 1
        self._console.print(f"{outcome}: {file}: {reason}")
