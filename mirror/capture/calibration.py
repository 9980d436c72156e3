"""What one photo of the calibration sheet teaches: the size of a centimetre and the colour of the light.

It is kept as calibration.json in the data directory and holds for the camera, its place and the light as they were.
Most cameras balance white themselves, and the gains are applied to what they have made of it: they take away what
the camera leaves, and when it balances anew, by another lamp or at another hour, they no longer fit. Measure again
then.
"""

import logging
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import cv2
import msgspec
import numpy as np
from msgspec import Meta
from numpy.typing import NDArray

from ..closet.photos import durable_write, sync_folder
from ..errors import ClosetError
from ..vision.sheet import find_sheet
from ..vision.srgb import LINEAR, shown

log = logging.getLogger(__name__)

FILE_NAME = "calibration.json"
LEAST_GAIN, MOST_GAIN = 0.6, 1.7

Gain = Annotated[float, Meta(ge=LEAST_GAIN, le=MOST_GAIN)]
Positive = Annotated[float, Meta(gt=0, le=10_000)]
Side = Annotated[int, Meta(ge=1, le=100_000)]


class Calibration(msgspec.Struct, frozen=True):
    """gains: of red, green and blue in linear light; green is 1.

    They are kept within 0.6 and 1.7: what a camera leaves of a room's light is less, and beyond that a channel
    holds so little that its noise would be multiplied, or the sheet was printed on coloured paper.
    px_per_cm: in the sheet's plane, in pixels of a still of width_px by height_px.
    """

    gains: tuple[Gain, Gain, Gain]
    px_per_cm: Positive
    width_px: Side
    height_px: Side
    made_at: datetime

    def scaled_px_per_cm(self, height_px: int) -> float:
        """Pixels a centimetre has in a still of this height that shows the same view."""
        return self.px_per_cm * height_px / self.height_px

    def correct(self, rgb: NDArray[np.uint8]) -> NDArray[np.uint8]:
        """The picture, uint8 RGB (height, width, 3), as if paper were grey in it; too bright is white."""
        return np.asarray(cv2.LUT(rgb, _table(self.gains)), np.uint8)


def measure(rgb: NDArray[np.uint8], made_at: datetime | None = None) -> tuple[Calibration | None, str]:
    """The calibration by a still with the sheet, uint8 RGB, and the line for a person: what was measured, or else
    what is wrong and what to do.

    (None, "") where the still shows no sheet. made_at: when it was taken; now, if not given.
    """
    sheet = find_sheet(rgb)
    if sheet is None:
        return None, ""
    if sheet.px_per_cm is None or sheet.gains is None:
        return None, sheet.problem
    red, green, blue = (min(max(gain, LEAST_GAIN), MOST_GAIN) for gain in sheet.gains)
    height, width = rgb.shape[:2]
    made = Calibration((red, green, blue), sheet.px_per_cm, width, height, made_at or datetime.now(UTC))
    return made, f"measured: {sheet.px_per_cm:.1f} pixels per centimetre, and the colour of the light"


def save(data_dir: Path, calibration: Calibration) -> None:
    """Keep it in place of an older one, whole or not at all. Raises ClosetError when it cannot be written."""
    durable_write(data_dir / FILE_NAME, msgspec.json.encode(calibration))


def load(data_dir: Path) -> Calibration | None:
    """The calibration that was kept; None when there is none. A file that is not one is said in the log.

    It takes less than a millisecond, so it can be asked for each still and `forget` holds at once.
    """
    file = data_dir / FILE_NAME
    try:
        return msgspec.json.decode(file.read_bytes(), type=Calibration)
    except FileNotFoundError:
        return None
    except OSError as error:
        log.warning("cannot read the calibration %s: %s", file, error.strerror)
        return None
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        log.warning("%s is no calibration (%s): photograph the sheet again", file, error)
        return None


def forget(data_dir: Path) -> bool:
    """Remove the calibration; False when there was none. Raises ClosetError when it cannot be removed."""
    try:
        (data_dir / FILE_NAME).unlink()
        sync_folder(data_dir)
    except FileNotFoundError:
        return False
    except OSError as error:
        raise ClosetError(f"cannot remove {data_dir / FILE_NAME}: {error.strerror}") from error
    return True


def _table(gains: tuple[float, float, float]) -> NDArray[np.uint8]:
    """A look-up table (256, 1, 3): the new value of each 8-bit sRGB value, by channel."""
    light = np.clip(LINEAR[:, np.newaxis, np.newaxis] * np.array(gains), 0, 1)
    return np.asarray(shown(light) + 0.5, np.uint8)
