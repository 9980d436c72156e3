"""Frames that come and show nothing: black ones, and ones that were cut off on their way."""

from ..errors import CameraError
from ..hardware.camera import Frame

BLACK_TO = 5.0  # mean 8-bit value; a dim room has more, noise included
SAY_AFTER_S = 2.0  # without a good frame
REOPEN_AFTER_S = 8.0  # a driver may have got stuck: opening it anew costs a second
STEP_PX = 16

BLACK = "the camera sees only black: uncover its lens, or switch the light on"
CUT_OFF = "the camera's pictures arrive cut off: try another cable, or another USB socket"


class Health:
    """Judges the frames of one camera from its opening on."""

    def __init__(self, now_s: float) -> None:
        self._opened_s = self._good_s = now_s
        self._fault = ""
        self.seen_good = False

    def undecided(self, now_s: float) -> bool:
        """Whether nobody can say yet if this camera works: it has just been opened, and no good frame has come."""
        return not self.seen_good and now_s - self._opened_s < SAY_AFTER_S + 0.5

    def good(self, frame: Frame, now_s: float) -> bool:
        """Whether a frame may be shown and used.

        Raises CameraError when none has been for REOPEN_AFTER_S.
        """
        self._fault = fault_of(frame)
        if not self._fault:
            self._good_s = now_s
            self.seen_good = True
            return True
        if now_s - self._good_s >= REOPEN_AFTER_S:
            raise CameraError(self._fault)
        return False

    def words(self, now_s: float) -> str:
        """What is wrong, for people, when it has been for SAY_AFTER_S; else an empty text."""
        return self._fault if now_s - self._good_s >= SAY_AFTER_S else ""


def fault_of(frame: Frame) -> str:
    """What is wrong with a frame, for people; an empty text when nothing is."""
    if float(frame.rgb[::STEP_PX, ::STEP_PX].mean()) < BLACK_TO:
        return BLACK
    return CUT_OFF if frame.cut_off else ""
