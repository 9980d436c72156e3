"""The MirrorError family: everything that the product raises on purpose.

Each is also a builtin where one fits, so callers may catch by family or by Python meaning. The message is one
line for a person: what is wrong, and what to do about it.
"""


class MirrorError(Exception):
    """Something that a person can act on. The command line prints it as one line and exits with 1."""


class SettingsError(MirrorError, ValueError):
    """A setting that is unknown, of the wrong type or out of range."""


class PhotoError(MirrorError, ValueError):
    """A file that is no photo, or one that is too large, broken or empty."""


class NetworkError(MirrorError, RuntimeError):
    """A network file that is missing, damaged or does not fit its card."""


class CameraError(MirrorError, OSError):
    """A camera that is missing, busy or has stopped answering."""


class DisplayError(MirrorError, RuntimeError):
    """No display that the mirror could draw on."""


class ClosetError(MirrorError):
    """The closet cannot do what was asked."""


class NotFound(ClosetError, LookupError):
    """No such person, garment or inbox item (or not one of this person's)."""


class ClosetBusy(ClosetError, TimeoutError):
    """Another process held the closet for longer than the busy timeout."""


class DiskTrouble(ClosetError):
    """The disk is full, or can only be read. Nothing that was kept is lost; it may pass, so waiting is right."""


class ClosetTooNew(ClosetError):
    """The closet was written by a newer version of Otjang."""


class BackupError(MirrorError, OSError):
    """A backup that cannot be written, or a file that is no backup."""
