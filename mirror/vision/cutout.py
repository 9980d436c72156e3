"""The garment without the room: a network's mask, its believable part, and a soft edge.

Two networks are there: our own, taught on garments, and U2-Net-P (Qin et al., U2-Net: Going Deeper with Nested
U-Structure for Salient Object Detection, 2020), which finds whatever stands out. What is kept is decided here.
"""

from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from .background import combine, evidence
from .geometry import bounding_box, resize, shrink, widen
from .network import Network

WORKING_SIDE_PX = 1024  # masks finer than this show nothing of a 320 px network
LEAST_SHARE, MOST_SHARE = 0.03, 0.95  # of the picture; outside of these a mask is not believed
LEAST_CONTRAST = (
    3.0  # standard deviation of 8-bit values over a coarse picture; under it there is nothing to see
)
CLOSER_MARGIN = 0.12  # around the garment, of its longer side, at the second look
CLOSER_SHARE = 0.6  # of the second look's say
PAIR_SHARE = 0.25  # a second part this large beside the largest one is kept: shoes come in pairs
FILE_ALPHA_LEAST_CLEAR = 0.05  # a file's own transparency counts from this share of clear pixels on


class Cutout(NamedTuple):
    """A mask in the photo's own size: alpha uint8 (height, width).

    uncertain: no believable outline was found, and the whole photo is kept (alpha 255 everywhere).
    """

    alpha: NDArray[np.uint8]
    uncertain: bool


def cut_out(
    rgb: NDArray[np.uint8],
    network: Network,
    file_alpha: NDArray[np.uint8] | None = None,
    background: NDArray[np.uint8] | None = None,
) -> Cutout:
    """The garment's mask.

    rgb: uint8 (height, width, 3). file_alpha: the file's own transparency, which is believed when it has any to
    speak of: somebody has cut that picture out already. background: the same view of a fixed camera with nothing in
    it, uint8 RGB of any size; one that cannot be compared with the photo changes nothing.
    """
    if file_alpha is not None and _says_something(file_alpha):
        return Cutout(file_alpha, uncertain=False)
    small = shrink(rgb, WORKING_SIDE_PX)
    saliency = find_salient(small, network)
    if background is not None:
        log_odds = evidence(small, background, saliency)
        if log_odds is not None:
            saliency = combine(saliency, log_odds)
    kept, rivals = largest_parts(saliency > 0.5)
    share = float(kept.mean())
    if rivals or not LEAST_SHARE <= share <= MOST_SHARE or _shows_nothing(small):
        return Cutout(np.full(rgb.shape[:2], 255, np.uint8), uncertain=True)
    alpha = soft_edge(saliency, kept)
    return Cutout(resize(alpha, rgb.shape[1], rgb.shape[0]), uncertain=False)


def find_salient(rgb: NDArray[np.uint8], network: Network) -> NDArray[np.float32]:
    """How surely each pixel is the garment, 0 to 1, float32 (height, width).

    A network whose card lets it look closer looks four times: at the picture, then at the garment's own part of it,
    where it sees finer, and at each of them mirrored too.
    """
    if not network.card.looks_closer:
        return _one_look(rgb, network)
    saliency = _both_ways(rgb, network)
    found = saliency > 0.5
    if not found.any():
        return saliency
    height, width = found.shape
    box = bounding_box(np.asarray(found * 255, np.uint8))
    margin = round(CLOSER_MARGIN * max(box[2] - box[0], box[3] - box[1]))
    left, top, right, bottom = widen(box, margin, width, height)
    near = _both_ways(np.ascontiguousarray(rgb[top:bottom, left:right]), network)
    part = saliency[top:bottom, left:right]
    part += CLOSER_SHARE * (near - part)
    return saliency


def _both_ways(rgb: NDArray[np.uint8], network: Network) -> NDArray[np.float32]:
    as_it_is = _one_look(rgb, network)
    mirrored = _one_look(np.ascontiguousarray(rgb[:, ::-1]), network)
    return np.asarray((as_it_is + mirrored[:, ::-1]) / 2, np.float32)


def _one_look(rgb: NDArray[np.uint8], network: Network) -> NDArray[np.float32]:
    card = network.card.input
    answer = np.squeeze(network.run(resize(rgb, card.width, card.height))[network.card.outputs.scores])
    if network.card.stretch:
        low, high = float(answer.min()), float(answer.max())
        if high - low < 1e-3:  # nothing stands out at all
            return np.zeros(rgb.shape[:2], np.float32)
        answer = (answer - low) / (high - low)
    enlarged = cv2.resize(
        answer.astype(np.float32), (rgb.shape[1], rgb.shape[0]), interpolation=cv2.INTER_LINEAR
    )
    return np.asarray(enlarged, np.float32)


def largest_parts(mask: NDArray[np.bool_]) -> tuple[NDArray[np.bool_], bool]:
    """The largest connected part, with a second one that may be the other shoe; and whether there are rivals.

    Rivals are three or more large parts: then nobody can say which is the garment.
    """
    count, labels, statistics, _ = cv2.connectedComponentsWithStats(mask.astype(np.uint8), connectivity=8)
    if count <= 1:
        return np.zeros(mask.shape, bool), False
    areas = statistics[1:, cv2.CC_STAT_AREA]
    large = np.flatnonzero(areas >= PAIR_SHARE * areas.max()) + 1
    return np.isin(labels, large), len(large) > 2


def soft_edge(saliency: NDArray[np.float32], kept: NDArray[np.bool_]) -> NDArray[np.uint8]:
    """Alpha uint8: opaque well inside, clear well outside, a smooth step of a few pixels between, holes filled."""
    outlines, _ = cv2.findContours(kept.astype(np.uint8), cv2.RETR_CCOMP, cv2.CHAIN_APPROX_NONE)
    solid = kept.astype(np.uint8)
    smallest_hole = 0.002 * kept.size
    for outline in outlines:
        if cv2.contourArea(outline) < smallest_hole:
            cv2.drawContours(solid, [outline], -1, 1, thickness=cv2.FILLED)
    near = cv2.dilate(solid, np.ones((5, 5), np.uint8))
    step = np.clip((saliency - 0.3) / 0.4, 0, 1)
    step = np.maximum(step * step * (3 - 2 * step), cv2.erode(solid, np.ones((5, 5), np.uint8)))
    return np.asarray(cv2.GaussianBlur(step * near * 255, (3, 3), 0), np.uint8)


def _shows_nothing(rgb: NDArray[np.uint8]) -> bool:
    """A covered lens, a white wall: whatever a network finds in it is not there."""
    coarse = resize(rgb, min(32, rgb.shape[1]), min(32, rgb.shape[0]))
    return bool(coarse.std(axis=(0, 1)).max() < LEAST_CONTRAST)


def _says_something(alpha: NDArray[np.uint8]) -> bool:
    clear = float((alpha < 8).mean())
    return clear > FILE_ALPHA_LEAST_CLEAR and float((alpha > 200).mean()) > LEAST_SHARE
