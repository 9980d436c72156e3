"""The garment cutout network: its card, and the committed file on composites whose masks are known."""

from __future__ import annotations

import numpy as np
import pytest

from mirror.vision.network import Network
from model import card, garments, litert, measure_cutout
from model.cutout_pictures import believable

made = pytest.mark.skipif(
    not (card.FOLDER / "garment_cutout.tflite").is_file(), reason="garment_cutout.tflite is not made yet"
)


@made
def test_card_describes_the_file() -> None:
    facts = card.read("garment_cutout")
    file = card.FOLDER / facts["file"]
    assert card.sha256(file) == facts["sha256"]
    network = litert.Network(file)
    wanted = facts["input"]
    assert tuple(network.input["shape"]) == (1, wanted["height"], wanted["width"], 3)
    assert network.input["dtype"] == np.int8
    mask = network.outputs[facts["outputs"]["scores"]]
    assert tuple(mask["shape"]) == (1, wanted["height"], wanted["width"], 1)
    assert mask["quantization"] == (1 / 256, -128)


@made
def test_any_picture_gets_probabilities() -> None:
    facts = card.read("garment_cutout")
    network = litert.Network(card.FOLDER / facts["file"])
    for shape in [(1, 1, 3), (2000, 10, 3), (10, 2000, 3)]:
        (mask,) = network.run(litert.prepare(np.zeros(shape, np.uint8), facts["input"]))
        assert mask.min() >= 0
        assert mask.max() <= 1


@made
@pytest.mark.skipif(not garments.available(), reason="the garment photos are not on this machine")
def test_committed_file_reaches_its_card_on_composites() -> None:
    accuracy = card.read("garment_cutout")["accuracy"]
    samples = measure_cutout.composites(measure_cutout.FEW, Network("cutout"))
    for kind, some in samples.items():
        found = measure_cutout.overlaps(Network("garment_cutout"), some)
        assert found.mean() == pytest.approx(accuracy[f"iou_{measure_cutout.FEW}_{kind}"], abs=0.003)


def test_a_mask_is_believed_when_it_is_one_decided_part_inside_the_photo() -> None:
    box = np.array([32, 0, 224, 256])
    good = np.zeros((256, 256), np.uint8)
    good[60:200, 80:180] = 255
    two_parts, undecided, filling = good.copy(), good.copy(), good.copy()
    two_parts[60:200, 120:140] = 0
    undecided[100:160, 100:160] = 128
    filling[:, 32:224] = 255
    assert believable(good, box)
    assert not any(believable(mask, box) for mask in (two_parts, undecided, filling, np.zeros_like(good)))
