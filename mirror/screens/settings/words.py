"""Times and sizes as the settings say them."""

from ..stage import Stage
from .sleep_times import NEVER_S

_MB, _GB = 1_000_000, 1_000_000_000


def after_in_words(stage: Stage, seconds: int) -> str:
    """After how long something happens, like "10 min"; "Never" for what never does."""
    if seconds >= NEVER_S:
        return stage.say("Never")
    if seconds < 60:
        return stage.say_count("{count} s", "{count} s", seconds)
    if seconds < 3600:
        return stage.say_count("{count} min", "{count} min", round(seconds / 60))
    return stage.say_count("{count} h", "{count} h", round(seconds / 3600))


def free_in_words(stage: Stage, free_bytes: int) -> str:
    """What is left on a disk, to a sensible number of figures."""
    if free_bytes < _GB:
        return stage.say("{count} MB free", count=free_bytes // _MB)
    gigabytes = free_bytes / _GB
    return stage.say("{count} GB free", count=f"{gigabytes:.0f}" if gigabytes >= 10 else f"{gigabytes:.1f}")
