"""What the doctor has to say: one line for each thing it looked at."""

from collections.abc import Callable
from typing import NamedTuple

from ..errors import MirrorError


class Finding(NamedTuple):
    """`part` is one word, `well` whether it works, `line` what was found or what to do."""

    part: str
    well: bool
    line: str


def finding(part: str, look: Callable[[], str]) -> Finding:
    """What `look` says, or what it raised as a MirrorError."""
    try:
        return Finding(part, True, look())
    except MirrorError as error:
        return Finding(part, False, str(error))
