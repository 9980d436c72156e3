"""Long work beside the pages: one piece at a time, each on a thread that begins and ends with it.

How it stands is in the closet (jobs), so pages may come and go. The thread begins in the process that answers,
gunicorn's worker; what an earlier process left unfinished is noted as failed at this one's first request.
"""

import logging
import os
import threading
import time
from collections.abc import Callable, Collection
from contextlib import suppress
from datetime import timedelta
from functools import partial
from typing import Any, NamedTuple

from flask import Flask

from mirror.closet import Closet
from mirror.closet.jobs import Job, JobKind
from mirror.closet.scratch import clear_scratch
from mirror.errors import ClosetBusy, DiskTrouble, MirrorError

from .context import closet, context

log = logging.getLogger(__name__)

NEWS_FOR = timedelta(minutes=15)  # how long a page goes on saying what came of the last work
SAY_EVERY_S = 1.0  # each word of progress is a write to the card
BUSY_TRIES = 12  # of five seconds each
FULL_PAUSE_S = 5.0

Report = Callable[[int, int], None]


class Came(NamedTuple):
    """What came of a piece of work: words and numbers by name, and the name of the file that it made."""

    outcome: dict[str, Any]
    file: str = ""


Work = Callable[[Report], Came]
"""Done on its own thread, and called with what it reports its progress to."""


def attach(app: Flask) -> None:
    """Look after what an earlier process left, before the first answer of this one."""
    seen: set[int] = set()
    one_at_a_time = threading.Lock()

    def look_after() -> None:
        if os.getpid() in seen:
            return
        with one_at_a_time:
            if os.getpid() in seen:
                return
            with suppress(ClosetBusy, DiskTrouble), closet().hurried():  # else the next request does it
                closet().jobs.recover()
                closet().backups.tidy(context().clock.now().timestamp())
                clear_scratch(closet().data_dir)
                seen.add(os.getpid())

    app.before_request(look_after)


def begin(person_id: int, kind: JobKind, work: Work) -> Job:
    """Start the work and return at once.

    Raises ClosetError while another piece of work is under way.
    """
    own = closet()
    job = own.jobs.start(person_id, kind)
    threading.Thread(target=_run, args=(own, job, work), name=f"job-{kind}", daemon=True).start()
    return job


class News(NamedTuple):
    """What a page says of long work. job: the person's own that runs or has just ended, or None. busy: some work is
    under way, perhaps another's."""

    job: Job | None
    busy: bool


def news(person_id: int, kinds: Collection[JobKind]) -> News:
    """How the newest work of these kinds stands."""
    running = closet().jobs.running()
    if running is not None:
        return News(running if running.person_id == person_id and running.kind in kinds else None, True)
    now = context().clock.now()
    for job in closet().jobs.of(person_id):
        if job.kind in kinds:
            fresh = job.ended_at is not None and now - job.ended_at < NEWS_FOR
            return News(job if fresh else None, False)
    return News(None, False)


def _run(own: Closet, job: Job, work: Work) -> None:
    said_s = 0.0

    def report(done: int, total: int) -> None:
        nonlocal said_s
        now_s = time.monotonic()
        if now_s - said_s >= SAY_EVERY_S:
            said_s = now_s
            with suppress(ClosetBusy, DiskTrouble):
                own.jobs.progress(job.id, done, total)

    try:
        try:
            came = work(report)
        except MirrorError as error:
            log.warning("%s: %s", job.kind, error)
            _note(partial(own.jobs.fail, job.id, str(error)))
        except Exception:
            log.exception("%s broke", job.kind)
            _note(partial(own.jobs.fail, job.id, "something unforeseen happened: try it again"))
        else:
            _note(partial(own.jobs.finish, job.id, came.outcome, came.file))
    finally:
        own.close()


def _note(write: Callable[[], None]) -> None:
    """Write how it ended, with patience for whoever holds the closet, and until a full disk has room for it: who
    asked would else be told for ever that it runs."""
    busy = 0
    while True:
        try:
            return write()
        except ClosetBusy:
            busy += 1
            if busy == BUSY_TRIES:
                raise
        except DiskTrouble:
            time.sleep(FULL_PAUSE_S)
