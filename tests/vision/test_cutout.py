"""What of a mask is believed: with a network that draws what the test wants."""

import numpy as np
import pytest

from mirror.vision.cutout import cut_out, find_salient

SIDE = 32
RGB = np.tile(np.linspace(40, 200, 160).astype(np.uint8)[None, :, None], (120, 1, 3))


def mask(*boxes: tuple[int, int, int, int]) -> np.ndarray:
    """What stands out, (1, 32, 32, 1) of 0 to 1: boxes of left, top, right, bottom."""
    found = np.zeros((1, SIDE, SIDE, 1), np.float32)
    for left, top, right, bottom in boxes:
        found[0, top:bottom, left:right, 0] = 1
    return found


def share(alpha: np.ndarray) -> float:
    return float((alpha > 128).mean())


def test_a_garment_in_the_middle_is_cut_out(says) -> None:
    cutout = cut_out(RGB, says(mask((8, 8, 24, 24))))
    assert not cutout.uncertain
    assert cutout.alpha.shape == RGB.shape[:2]
    assert cutout.alpha.dtype == np.uint8
    assert share(cutout.alpha) == pytest.approx(0.25, abs=0.03)
    assert cutout.alpha[60, 80] == 255
    assert cutout.alpha[2, 2] == 0


def test_the_edge_is_a_smooth_step(says) -> None:
    row = cut_out(RGB, says(mask((8, 8, 24, 24)))).alpha[60].astype(int)
    edge = row[20:60]
    assert (np.diff(edge) >= 0).all()
    assert len(set(edge)) > 4


@pytest.mark.parametrize(
    "found",
    [
        mask(),
        np.ones((1, SIDE, SIDE, 1), np.float32),
        mask((0, 0, 5, 5)),
        mask((0, 0, 32, 31)),
        mask((2, 2, 12, 12), (20, 2, 30, 12), (10, 20, 20, 30)),
    ],
    ids=["nothing", "everything alike", "under 3 %", "over 95 %", "three rivals"],
)
def test_what_cannot_be_believed_keeps_the_whole_photo_and_says_so(says, found: np.ndarray) -> None:
    cutout = cut_out(RGB, says(found))
    assert cutout.uncertain
    assert (cutout.alpha == 255).all()
    assert cutout.alpha.shape == RGB.shape[:2]


def test_both_shoes_of_a_pair_are_kept(says) -> None:
    cutout = cut_out(RGB, says(mask((2, 8, 13, 24), (19, 8, 30, 22))))
    assert not cutout.uncertain
    assert cutout.alpha[60, 35] == cutout.alpha[60, 120] == 255
    assert cutout.alpha[60, 80] == 0


def test_a_second_look_sees_a_small_garment_finer(says) -> None:
    picture = np.zeros((640, 640, 3), np.uint8)
    truth = np.zeros((640, 640), bool)
    truth[211:347, 190:330] = truth[300:420, 245:262] = True
    picture[truth] = 255

    def overlap(*, closer: bool) -> float:
        network = says(mask(), looks_closer=closer)
        network.run = lambda pixels: [pixels[..., :1] / 255]  # what is bright stands out
        found = find_salient(picture, network) > 0.5
        return float((found & truth).sum() / (found | truth).sum())

    assert overlap(closer=True) > overlap(closer=False) + 0.02


def test_a_closer_look_is_taken_at_the_garment_alone_and_both_ways(says) -> None:
    network = says(mask((8, 8, 24, 24)), looks_closer=True)
    ramp = np.tile(np.linspace(0, 255, 320).astype(np.uint8)[None, :, None], (320, 1, 3))
    assert not cut_out(ramp, network).uncertain
    whole, mirrored, near, near_mirrored = (picture[16, :, 0].astype(int) for picture in network.fed)
    assert (whole == mirrored[::-1]).all()
    assert (near == near_mirrored[::-1]).all()
    assert whole[0] < 10
    assert near[0] > 25, "the left of the garment's own part is not the left of the picture"


def test_where_nothing_stands_out_there_is_nothing_to_look_at_closer(says) -> None:
    network = says(mask(), looks_closer=True)
    assert cut_out(RGB, network).uncertain
    assert len(network.fed) == 2


def test_crumbs_beside_the_garment_are_left_out(says) -> None:
    cutout = cut_out(RGB, says(mask((10, 4, 28, 28), (1, 1, 5, 5), (1, 26, 6, 31))))
    assert not cutout.uncertain
    assert cutout.alpha[10, 12] == 0
    assert cutout.alpha[60, 95] == 255


def test_a_pinhole_in_the_garment_is_closed_and_a_sleeve_s_gap_is_not(says) -> None:
    found = mask((4, 4, 28, 28))
    found[0, 12:20, 12:20] = 0
    assert cut_out(RGB, says(found)).alpha[60, 80] == 0
    fine = np.zeros((1, 320, 320, 1), np.float32)
    fine[0, 40:280, 40:280] = 1
    fine[0, 160:163, 160:163] = 0
    network = says(fine, input_height=320, input_width=320)
    big = np.full((320, 320, 3), 90, np.uint8)
    assert cut_out(big, network).alpha[161, 161] == 255


def test_a_faint_answer_counts_by_its_own_range_where_the_card_says_so(says) -> None:
    faint = mask((8, 8, 24, 24)) * 0.2 + 0.1
    assert not cut_out(RGB, says(faint, stretch=True)).uncertain
    assert cut_out(RGB, says(faint)).uncertain, "a network that knows its probabilities is taken at its word"


def test_in_a_picture_of_nothing_there_is_nothing_whatever_the_network_says(says) -> None:
    assert cut_out(np.full_like(RGB, 7), says(mask((8, 8, 24, 24)))).uncertain


def test_a_picture_that_somebody_has_cut_out_already_is_believed(says) -> None:
    alpha = np.zeros(RGB.shape[:2], np.uint8)
    alpha[20:100, 30:130] = 255
    network = says(mask())
    cutout = cut_out(RGB, network, alpha)
    assert not cutout.uncertain
    assert (cutout.alpha == alpha).all()
    assert network.fed == []


@pytest.mark.parametrize("opaque", [0, 255], ids=["wholly clear", "wholly opaque"])
def test_transparency_that_says_nothing_is_not_believed(says, opaque: int) -> None:
    network = says(mask((8, 8, 24, 24)))
    cutout = cut_out(RGB, network, np.full(RGB.shape[:2], opaque, np.uint8))
    assert len(network.fed) == 1
    assert share(cutout.alpha) == pytest.approx(0.25, abs=0.03)


@pytest.mark.parametrize("shape", [(24, 24, 3), (1, 2048, 3), (2048, 2, 3), (2000, 1500, 3)])
def test_any_shape_of_photo_gets_a_mask_of_its_size(says, shape: tuple[int, ...]) -> None:
    assert cut_out(np.full(shape, 90, np.uint8), says(mask((8, 8, 24, 24)))).alpha.shape == shape[:2]


def test_what_the_empty_view_shows_too_is_not_the_garment(says) -> None:
    random = np.random.default_rng(5)
    room = np.clip(RGB + random.normal(0, 25, RGB.shape), 0, 255).astype(np.uint8)
    photo = room.copy()
    photo[30:90, 20:80] = (30, 60, 160)
    both = says(mask((4, 8, 16, 24), (18, 8, 30, 24)))
    alone, with_background = cut_out(photo, both), cut_out(photo, both, background=room)
    assert share(alone.alpha) == pytest.approx(0.375, abs=0.03)
    assert share(with_background.alpha) == pytest.approx(0.1875, abs=0.02)
    assert with_background.alpha[60, 50] == 255


def test_a_background_of_another_shape_changes_nothing(says) -> None:
    network = says(mask((8, 8, 24, 24)))
    upright = np.ascontiguousarray(np.rot90(RGB))
    assert (cut_out(RGB, network, background=upright).alpha == cut_out(RGB, network).alpha).all()
