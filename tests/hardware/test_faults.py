"""What drivers raise is said in words: which line, for which error, however deep it is buried."""

import errno
import os
import re
from concurrent.futures import TimeoutError as FutureTimeoutError

import pytest

from mirror.errors import CameraError
from mirror.hardware.faults import Fault, fault, in_words


def number(code: int) -> OSError:
    return OSError(code, os.strerror(code))


@pytest.mark.parametrize(
    ("raised", "kind"),
    [
        (number(errno.EBUSY), Fault.BUSY),
        (number(errno.ENOMEM), Fault.NO_MEMORY),
        (number(errno.EACCES), Fault.NOT_ALLOWED),
        (number(errno.EPERM), Fault.NOT_ALLOWED),
        (number(errno.ENODEV), Fault.GONE),
        (number(errno.ENOENT), Fault.GONE),
        (RuntimeError("Failed to acquire camera: Device or resource busy"), Fault.BUSY),
        (RuntimeError("Failed to start camera: Cannot allocate memory"), Fault.NO_MEMORY),
        (RuntimeError("Failed to queue request: No such device"), Fault.GONE),
        (RuntimeError("Failed to acquire camera: Permission denied"), Fault.NOT_ALLOWED),
        (RuntimeError("No camera number 0 found - use rpicam-hello"), Fault.GONE),
        (MemoryError(), Fault.NO_MEMORY),
        (FutureTimeoutError(), Fault.LATE),
        (number(errno.EIO), Fault.BROKEN),
        (KeyError("lores"), Fault.BROKEN),
        (RuntimeError(), Fault.BROKEN),
    ],
)
def test_each_error_has_its_line(raised: Exception, kind: Fault) -> None:
    said = str(in_words(raised, "camera 0"))
    assert re.sub(r" \(.*\)", "", said) == kind.value.format("")
    assert "(camera 0: " in said


def test_the_reason_is_found_behind_what_picamera2_wraps_it_in() -> None:
    try:
        try:
            raise number(errno.EBUSY)
        except OSError as error:
            raise RuntimeError("Camera __init__ sequence did not complete.") from error
    except RuntimeError as error:
        said = in_words(error, "camera 0")
    assert "another program uses the camera" in str(said)


def test_errors_that_refer_to_each_other_come_to_an_end() -> None:
    first, second = ValueError("a"), ValueError("b")
    first.__context__, second.__context__ = second, first
    assert "does not work" in str(in_words(first, "camera 0"))


@pytest.mark.parametrize("kind", Fault)
def test_a_line_is_one_line_that_says_what_to_do(kind: Fault) -> None:
    bare, detailed = str(fault(kind)), str(fault(kind, "camera 0: {odd} %s words"))
    assert isinstance(fault(kind), CameraError)
    assert "{" not in bare
    assert "\n" not in bare
    assert re.search(r": \w+", bare)
    assert re.sub(r" \(.*\)", "", detailed) == bare
