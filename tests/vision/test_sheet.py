"""The calibration sheet, photographed by arithmetic: found, measured truly, or refused with a reason."""

import io

import cv2
import numpy as np
import pytest
from PIL import Image

from mirror.demo import entries
from mirror.vision.sheet import LINEAR, PAGE_MM, WEDGE, find_sheet, wedge_boxes
from mirror.vision.sheet_page import DPI, draw_page, page_file

WIDTH, HEIGHT = 1536, 864
FOCAL_PX = 1400.0
DAY, LAMP, COLD = (1.0, 1.0, 1.0), (1.25, 1.0, 0.55), (0.85, 1.0, 1.15)


@pytest.fixture(scope="module")
def page() -> np.ndarray:
    """The page as light, (height, width, 3), at a quarter of its dots."""
    grey = cv2.resize(np.asarray(draw_page()), None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA)
    return np.repeat(LINEAR[grey][..., np.newaxis], 3, axis=2).astype(np.float32)


@pytest.fixture
def photograph(page: np.ndarray):
    """A photo of the page in a dim room, and how many pixels a centimetre has in it.

    share: the page's height by the photo's. tilt: degrees about the upright and the level axis. light: of the room,
    by channel. level: of the paper, 1 is white. covered: a box of the photo that something hides.
    """

    def shot(
        *,
        share: float = 0.4,
        tilt: tuple[float, float] = (0, 0),
        roll: float = 4,
        aside_px: tuple[float, float] = (60, -30),
        light: tuple[float, float, float] = DAY,
        level: float = 0.6,
        noise: float = 2.0,
        covered: tuple[int, int, int, int] | None = None,
    ) -> tuple[np.ndarray, float]:
        per_mm = share * HEIGHT / PAGE_MM[1]
        away_mm = FOCAL_PX / per_mm
        turn = (
            cv2.Rodrigues(np.radians([tilt[1], tilt[0], 0.0]))[0]
            @ cv2.Rodrigues(np.radians([0.0, 0.0, roll]))[0]
        )
        at = np.array([aside_px[0] / per_mm, aside_px[1] / per_mm, away_mm])
        lens = np.array([[FOCAL_PX, 0, WIDTH / 2], [0, FOCAL_PX, HEIGHT / 2], [0, 0, 1]])
        mm = 25.4 / DPI * 4
        dots = np.array([[mm, 0, -PAGE_MM[0] / 2], [0, mm, -PAGE_MM[1] / 2], [0, 0, 1]])
        to_photo = lens @ np.column_stack([turn[:, 0], turn[:, 1], at]) @ dots
        shrink = max(1, round(1 / (per_mm * mm)))  # else a far page would be sampled, not seen
        seen = cv2.blur(page, (shrink, shrink))
        sheet = cv2.warpPerspective(seen, to_photo, (WIDTH, HEIGHT))
        there = cv2.warpPerspective(np.ones_like(page), to_photo, (WIDTH, HEIGHT))
        room = np.full((HEIGHT, WIDTH, 3), (0.12, 0.09, 0.06), np.float32)
        linear = (sheet * there + room * (1 - there)) * level * np.array(light, np.float32)
        if covered is not None:
            left, top, right, bottom = covered
            linear[top:bottom, left:right] = 0.05
        shown = 255 * np.where(linear <= 0.0031308, linear * 12.92, 1.055 * linear ** (1 / 2.4) - 0.055)
        grain = np.random.default_rng(7).normal(0, noise, shown.shape)
        return np.clip(shown + grain + 0.5, 0, 255).astype(np.uint8), 10 * per_mm

    return shot


@pytest.mark.parametrize("share", [0.2, 0.4, 0.9])
@pytest.mark.parametrize("roll", [4, 90, 180])
def test_the_scale_is_true_near_and_far_and_upside_down(photograph, share: float, roll: float) -> None:
    rgb, truth = photograph(share=share, roll=roll, aside_px=(0, 0), noise=4.0)
    sheet = find_sheet(rgb)
    assert sheet is not None
    assert sheet.problem == ""
    assert sheet.px_per_cm == pytest.approx(truth, rel=0.01)


def test_a_sheet_of_an_eighth_of_a_large_photo_is_read(photograph) -> None:
    """12% of 1296 rows, as the camera module's stills have them: a fifth of these 864."""
    rgb, truth = photograph(share=0.12 * 1296 / HEIGHT, noise=4.0)
    large = np.zeros((1296, 2304, 3), np.uint8)
    large[200 : 200 + HEIGHT, 300 : 300 + WIDTH] = rgb
    assert find_sheet(large).px_per_cm == pytest.approx(truth, rel=0.02)


def test_a_very_large_photo_is_measured_in_its_own_pixels(photograph) -> None:
    rgb, truth = photograph(share=0.4)
    larger = cv2.resize(rgb, None, fx=3, fy=3, interpolation=cv2.INTER_CUBIC)
    assert find_sheet(larger).px_per_cm == pytest.approx(3 * truth, rel=0.01)


@pytest.mark.parametrize("tilt", [(12, 0), (0, 12), (-9, 9)])
def test_a_little_tilt_does_not_shorten_the_centimetre(photograph, tilt: tuple[float, float]) -> None:
    rgb, truth = photograph(share=0.4, tilt=tilt, aside_px=(0, 0))
    assert find_sheet(rgb).px_per_cm == pytest.approx(truth, rel=0.02)


@pytest.mark.parametrize("tilt", [(35, 0), (0, -35), (28, 28)])
def test_a_tilted_sheet_is_refused(photograph, tilt: tuple[float, float]) -> None:
    sheet = find_sheet(photograph(share=0.4, tilt=tilt, aside_px=(0, 0))[0])
    assert "tilted" in sheet.problem
    assert sheet.px_per_cm is sheet.gains is None


@pytest.mark.parametrize("light", [DAY, LAMP, COLD])
def test_the_gains_undo_the_light(photograph, light: tuple[float, float, float]) -> None:
    sheet = find_sheet(photograph(light=light)[0])
    assert sheet.gains == pytest.approx([light[1] / channel for channel in light], rel=0.02)
    assert sheet.gains[1] == 1.0


def test_a_hand_on_the_paper_does_not_change_the_light(photograph) -> None:
    rgb, _ = photograph(light=LAMP)
    middle = HEIGHT // 2 - 30 - 40, WIDTH // 2 + 60
    rgb[middle[0] - 30 : middle[0] + 20, middle[1] : middle[1] + 40] = (150, 90, 60)
    assert find_sheet(rgb).gains == pytest.approx((0.8, 1.0, 1 / 0.55), rel=0.03)


@pytest.mark.parametrize(
    ("facts", "says"),
    [
        ({"level": 1.4}, "its white is lost"),
        ({"light": (1.7, 1.0, 0.5), "level": 0.75}, "its white is lost"),  # red alone
        ({"level": 0.03, "noise": 1.0}, "too dark"),
    ],
)
def test_paper_that_tells_nothing_is_refused(photograph, facts: dict[str, object], says: str) -> None:
    sheet = find_sheet(photograph(**facts)[0])
    assert says in sheet.problem
    assert sheet.px_per_cm is sheet.gains is None


def test_a_reflection_over_the_greys_is_refused(photograph) -> None:
    rgb, _ = photograph(share=0.6, roll=0, aside_px=(0, 0))
    rgb[HEIGHT // 2 : HEIGHT // 2 + 60, WIDTH // 2 - 60 : WIDTH // 2 + 60] = 215
    assert "reflections" in find_sheet(rgb).problem


def test_a_sheet_of_three_corners_is_measured_and_one_of_two_refused(photograph) -> None:
    rgb, truth = photograph(
        share=0.6, roll=0, aside_px=(0, 0), covered=(WIDTH // 2 + 20, HEIGHT // 2 + 110, WIDTH, HEIGHT)
    )
    assert find_sheet(rgb).px_per_cm == pytest.approx(truth, rel=0.01)
    rgb[HEIGHT // 2 + 110 :] = 40
    assert "not all corners" in find_sheet(rgb).problem


def test_one_mark_alone_is_no_sheet(photograph) -> None:
    rgb, _ = photograph(share=0.6, roll=0, aside_px=(0, 0), covered=(0, HEIGHT // 2 + 110, WIDTH, HEIGHT))
    rgb[:, WIDTH // 2 + 20 :] = 40
    assert find_sheet(rgb) is None


def test_marks_that_do_not_lie_as_printed_are_no_sheet() -> None:
    """Somebody else's ArUco marks, in a row."""
    rgb = np.full((600, 900, 3), 230, np.uint8)
    dictionary = cv2.aruco.getPredefinedDictionary(cv2.aruco.DICT_4X4_50)
    for number in range(4):
        mark = cv2.aruco.generateImageMarker(dictionary, number, 120)
        rgb[200:320, 60 + 160 * number : 180 + 160 * number] = mark[..., np.newaxis]
    assert find_sheet(rgb) is None


@pytest.mark.parametrize("size", [(24, 24), (24, 4000), (4000, 24), (65, 65), (864, 1536)])
@pytest.mark.parametrize("value", [0, 128, 255])
def test_an_even_picture_of_any_shape_is_no_sheet(size: tuple[int, int], value: int) -> None:
    assert find_sheet(np.full((*size, 3), value, np.uint8)) is None


def test_drawn_and_real_garments_are_no_sheets(garment_photos) -> None:
    """Of all 4,615 photos, none is; here every fifteenth."""
    photos = sorted((garment_photos / "photos").glob("*.jpg"))[::15]
    for file in [*photos, *(entry.path for entry in entries())]:
        with Image.open(file) as picture:
            assert find_sheet(np.asarray(picture.convert("RGB"))) is None, file


# The page


def test_the_page_prints_in_its_true_size() -> None:
    with Image.open(io.BytesIO(page_file("png"))) as picture:
        dots_mm = 25.4 / np.array(picture.info["dpi"])
        assert picture.size * dots_mm == pytest.approx(PAGE_MM, abs=0.1)
    pdf = page_file("pdf")
    assert pdf.startswith(b"%PDF")
    box = pdf[pdf.index(b"/MediaBox") :].split(b"]")[0].split(b"[")[1].split()
    assert [float(side) / 72 * 25.4 for side in box[2:]] == pytest.approx(PAGE_MM, abs=0.2)


def test_the_page_has_its_wedge_and_a_ruler_of_ten_centimetres() -> None:
    grey = np.asarray(draw_page())
    for value, (left, top, right, bottom) in zip(WEDGE, wedge_boxes(), strict=True):
        middle = grey[round((top + bottom) / 2 / 25.4 * DPI), round((left + right) / 2 / 25.4 * DPI)]
        assert middle == value
    row = grey[round(192 / 25.4 * DPI)]
    inked = np.flatnonzero(row[: round(156 / 25.4 * DPI)] < 128)
    assert (inked[-1] - inked[0]) / DPI * 25.4 == pytest.approx(100, abs=0.4)
