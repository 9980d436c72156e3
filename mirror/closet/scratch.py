"""A place on the closet's own disk for work on the whole of it, by one process at a time.

What is prepared here is moved into the closet by a rename. The kernel ends the lock with the process, so after a
crash the next one finds the place free and empties it.
"""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ..errors import BackupError

SCRATCH_NAME = "scratch.part"
RESERVE_BYTES = 200_000_000  # what the closet needs to go on working


@contextmanager
def scratch(data_dir: Path) -> Iterator[Path]:
    """An empty folder in `data_dir` that goes with the block.

    Raises BackupError when another process, or another thread, has it.
    """
    folder = data_dir / SCRATCH_NAME
    descriptor = os.open(data_dir, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise BackupError(
                "another backup or restore is at work: wait until it is done, then try again"
            ) from error
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(mode=0o700)
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)
    finally:
        os.close(descriptor)


def clear_scratch(data_dir: Path) -> None:
    """Remove what a crash left, unless somebody is at work there."""
    if (data_dir / SCRATCH_NAME).exists():
        try:
            with scratch(data_dir):
                pass
        except BackupError:
            return


def check_room(folder: Path, needed_bytes: int, closet_dir: Path) -> None:
    """Raises BackupError unless the disk of `folder` has so many bytes free.

    On the closet's own disk as much must stay free as the closet needs to go on.
    """
    try:
        free = shutil.disk_usage(folder).free
        own = folder.stat().st_dev == closet_dir.stat().st_dev
    except OSError as error:
        raise BackupError(f"cannot use {folder}: {error.strerror}") from error
    if free - (RESERVE_BYTES if own else 0) < needed_bytes:
        raise BackupError(
            f"this needs {needed_bytes / 1e9:.1f} GB and the disk has {free / 1e9:.1f} GB free: make room first"
        )
