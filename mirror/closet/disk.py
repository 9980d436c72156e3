"""What a disk that cannot be written says to a person: it is full, or the system lets nobody write to it any more.

Linux turns a file system that has found itself damaged into one that can only be read, while programs run.
"""

import errno
import os
from pathlib import Path

from ..errors import ClosetError, DiskTrouble

FULL = "the disk is full: free some space, nothing was lost"
READ_ONLY = "the disk can only be read: start the mirror again, or else replace its memory card"
_FULL = (errno.ENOSPC, errno.EDQUOT)
_READ_ONLY = (errno.EROFS,)  # not EIO: what was read from may be broken, a stick that photos come from


def trouble(error: OSError, otherwise: str) -> ClosetError:
    """What to raise for a file that could not be written: DiskTrouble, or a ClosetError that says `otherwise`."""
    if error.errno in _FULL:
        return DiskTrouble(FULL)
    if error.errno in _READ_ONLY:
        return DiskTrouble(READ_ONLY)
    return ClosetError(otherwise)


def is_read_only(folder: Path) -> bool:
    """Whether the file system of this folder lets nobody write."""
    return bool(os.statvfs(folder).f_flag & os.ST_RDONLY)
