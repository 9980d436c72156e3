"""The calibration sheet in a photo: how large a centimetre is there, and what colour the light has.

The sheet (sheet_page.py draws it) is an A4 page with an ArUco mark in each corner, a grey wedge and blank paper.
The marks (Garrido-Jurado et al.: Automatic generation and detection of highly reliable fiducial markers, 2014) say
where on the page a pixel lies; paper is white, so its colour in the photo is the light's.
"""

from typing import Any, NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from .srgb import LINEAR

Points = NDArray[np.float64]  # (n, 2): x to the right, y down
Box = tuple[float, float, float, float]  # left, top, right, bottom in millimetres from the page's top left

PAGE_MM = (210.0, 297.0)
MARK_MM = 60.0  # so large that a sheet of 12% of the photo's height is still read
MARKS_AT_MM = {
    0: (12.0, 12.0),
    1: (138.0, 12.0),
    2: (138.0, 225.0),
    3: (12.0, 225.0),
}  # top left corners, by id
PAPER_MM: Box = (20.0, 84.0, 190.0, 140.0)  # nothing is printed here
WEDGE = (225, 190, 155, 120, 80, 35)  # sRGB grey of its steps from left to right
WEDGE_MM: Box = (30.0, 150.0, 180.0, 176.0)

SEARCHED_PX = 2304  # longest side at which a photo is searched; larger ones are shrunk
MOST_TILT = 1.10  # largest scale anywhere on the sheet by the smallest one
TOO_DARK = 70  # 8-bit green of the paper; in less light a step of one is 3% of it and more
LEAST_SIDE_PX = 64
BLOWN_OUT = 253
MOST_BLOWN_OUT = 0.05  # of the paper
INSET_MM = 2.0  # kept clear of edges, where ink and paper mix
LEAST_FALL = 4.0  # of 8-bit green from one step of the wedge to the next


class Sheet(NamedTuple):
    """What a sheet in the photo tells.

    px_per_cm: pixels of the photo a centimetre has in the sheet's plane, as if the sheet faced the camera.
    gains: what red, green and blue have to be multiplied with, in linear light, for the paper to be grey; green 1.
    problem: "", or one line on what is wrong and what to do; then the other two are None.
    """

    px_per_cm: float | None
    gains: tuple[float, float, float] | None
    problem: str = ""


def find_sheet(rgb: NDArray[np.uint8]) -> Sheet | None:
    """The sheet in a photo, uint8 RGB (height, width, 3); None where there is none.

    Two marks that lie to each other as on the page are a sheet, which garments never show; three can be measured.
    """
    marks = _agreeing(_marks(rgb)) if min(rgb.shape[:2]) >= LEAST_SIDE_PX else {}
    if len(marks) < 2:
        return None
    if len(marks) < 3:
        return _refused(
            "not all corners of the sheet can be seen: hang it flat, in full view, with nothing before it"
        )
    page = np.concatenate([_corners_mm(number) for number in marks])
    to_photo: Any = cv2.findHomography(page, np.concatenate(list(marks.values())))[0]
    if to_photo is None:  # the marks' corners lie in a line, whatever that was
        return None
    middle, *rest = (_scales(to_photo, at) for at in _places())
    nearest, farthest = max(scale[0] for scale in rest), min(scale[0] for scale in rest)
    if max(nearest / farthest, middle[0] / middle[1]) > MOST_TILT:
        return _refused("the sheet is tilted: hang it so that it faces the camera")
    problem, gains = _light(rgb, to_photo)
    if gains is None:
        return _refused(problem)
    # A tilted sheet is foreshortened one way alone, so the larger of the two scales is that of the plane.
    return Sheet(float(10 * middle[0]), gains)


def _refused(problem: str) -> Sheet:
    return Sheet(None, None, problem)


def _marks(rgb: NDArray[np.uint8]) -> list[tuple[int, Points]]:
    """The sheet's marks as (id, corners in the photo's pixels: top left, top right, bottom right, bottom left)."""
    step = max(1, round(max(rgb.shape[:2]) / SEARCHED_PX))  # whole numbers shrink fast
    height, width = (side // step for side in rgb.shape[:2])
    grey = cv2.cvtColor(rgb, cv2.COLOR_RGB2GRAY)
    if step > 1:
        grey = cv2.resize(
            grey[: height * step, : width * step], (width, height), interpolation=cv2.INTER_AREA
        )
    corners, ids, _ = _detector().detectMarkers(grey)
    centre = (step - 1) / 2  # pixel centres of the shrunk photo in those of the whole one
    return [
        (int(number), np.asarray(four, np.float64).reshape(4, 2) * step + centre)
        for number, four in zip([] if ids is None else np.ravel(ids), corners, strict=True)
        if int(number) in MARKS_AT_MM
    ]


def _detector() -> Any:
    """Set for marks of few and noisy pixels: each cell is enlarged and read in its middle alone."""
    settings = cv2.aruco.DetectorParameters()
    settings.adaptiveThreshWinSizeMin = settings.adaptiveThreshWinSizeMax = (
        13  # one threshold: three take thrice
    )
    settings.perspectiveRemovePixelPerCell = 12
    settings.perspectiveRemoveIgnoredMarginPerCell = 0.3
    settings.cornerRefinementMethod = cv2.aruco.CORNER_REFINE_SUBPIX
    return cv2.aruco.ArucoDetector(cv2.aruco.getPredefinedDictionary(cv2.aruco.DICT_4X4_50), settings)


def _agreeing(found: list[tuple[int, Points]]) -> dict[int, Points]:
    """The most marks that all lie to one of them as on the page, by id; a mark seen alone is left over too."""
    best: dict[int, Points] = {}
    for number, four in found:
        agreed = {number: four}
        for other, theirs in found:
            if other not in agreed and _lie_as_printed(number, four, other, theirs):
                agreed[other] = theirs
        if len(agreed) > len(best):
            best = agreed
    return best


def _lie_as_printed(number: int, four: Points, other: int, theirs: Points) -> bool:
    """Whether two marks have the distance and the direction that they have on the page, roughly."""
    side_px, their_side_px = (np.sqrt(cv2.contourArea(one.astype(np.float32))) for one in (four, theirs))
    if not 0.6 < side_px / max(their_side_px, 1e-6) < 1.6:
        return False
    printed = np.subtract(MARKS_AT_MM[other], MARKS_AT_MM[number]) / MARK_MM
    across, down = four[1] - four[0], four[3] - four[0]
    expected = printed[0] * across + printed[1] * down
    return bool(
        np.linalg.norm(theirs.mean(axis=0) - four.mean(axis=0) - expected) < 0.25 * np.linalg.norm(expected)
    )


def _corners_mm(number: int) -> Points:
    left, top = MARKS_AT_MM[number]
    right, bottom = left + MARK_MM, top + MARK_MM
    return np.array([(left, top), (right, top), (right, bottom), (left, bottom)])


def _places() -> list[tuple[float, float]]:
    """Where the scale is looked at: the middle of the page first, then the middles of the marks."""
    width, height = PAGE_MM
    half = MARK_MM / 2
    return [(width / 2, height / 2), *((left + half, top + half) for left, top in MARKS_AT_MM.values())]


def _scales(to_photo: NDArray[np.float64], at_mm: tuple[float, float]) -> NDArray[np.float64]:
    """Pixels a millimetre has at this place of the page: the most and the least, by direction."""
    x, y, depth = to_photo @ (*at_mm, 1.0)
    slope = (to_photo[:2, :2] - np.outer((x / depth, y / depth), to_photo[2, :2])) / depth
    return np.asarray(np.linalg.svd(slope, compute_uv=False), np.float64)


def _light(
    rgb: NDArray[np.uint8], to_photo: NDArray[np.float64]
) -> tuple[str, tuple[float, float, float] | None]:
    """The gains that make the paper grey, or what is wrong with it."""
    paper = _pixels(rgb, to_photo, PAPER_MM)
    if len(paper) < 50:
        return "the sheet is too small in the picture: hang it nearer to the camera", None
    middle = np.median(paper, axis=0)
    if float((paper >= BLOWN_OUT).any(axis=1).mean()) > MOST_BLOWN_OUT:
        return "the sheet is so bright that its white is lost: keep direct light away from it", None
    if middle[1] < TOO_DARK:
        return "it is too dark to measure the sheet: turn on more light", None
    steps = [_pixels(rgb, to_photo, box) for box in wedge_boxes()]
    greys = [middle[1], *(float(np.median(step[:, 1])) if len(step) else 0.0 for step in steps)]
    if min(np.subtract(greys[:-1], greys[1:])) < LEAST_FALL:
        return "the greys of the sheet cannot be told apart: keep reflections and shadows off it", None
    even = paper[(np.abs(paper - middle) < 12).all(axis=1)]  # without what lies on the paper
    red, green, blue = LINEAR[even if len(even) else middle.astype(np.uint8)[np.newaxis]].mean(axis=0)
    return "", (float(green / max(red, 1e-4)), 1.0, float(green / max(blue, 1e-4)))


def wedge_boxes() -> list[Box]:
    """The steps of the grey wedge in millimetres."""
    left, top, right, bottom = WEDGE_MM
    width = (right - left) / len(WEDGE)
    return [(left + n * width, top, left + (n + 1) * width, bottom) for n in range(len(WEDGE))]


def _pixels(rgb: NDArray[np.uint8], to_photo: NDArray[np.float64], box: Box) -> NDArray[np.uint8]:
    """The pixels well inside a box of the page, uint8 (n, 3)."""
    left, top, right, bottom = np.add(box, (INSET_MM, INSET_MM, -INSET_MM, -INSET_MM))
    corners = np.array([[(left, top), (right, top), (right, bottom), (left, bottom)]])
    outline = cv2.perspectiveTransform(corners, to_photo)[0]
    x0, y0 = np.clip(np.floor(outline.min(axis=0)), 0, (rgb.shape[1], rgb.shape[0])).astype(int)
    x1, y1 = np.clip(np.ceil(outline.max(axis=0)) + 1, 0, (rgb.shape[1], rgb.shape[0])).astype(int)
    inside = np.zeros((max(0, y1 - y0), max(0, x1 - x0)), np.uint8)
    if not inside.size:
        return np.empty((0, 3), np.uint8)
    cv2.fillConvexPoly(inside, np.round(outline - (x0, y0)).astype(np.int32), 1)
    return rgb[y0:y1, x0:x1][inside > 0]
