"""The committed classifier's weights, read back out of its file."""

from __future__ import annotations

import numpy as np

from model import card
from model.efficientnet_lite import HEAD_FILTERS, STEM_FILTERS, blocks
from model.garments import CATEGORIES
from model.train.committed import classifier_weights


def test_every_layer_is_there_in_its_shape() -> None:
    arrays = classifier_weights(card.FOLDER / "garment_photo.tflite")
    wanted = {"stem": (3, 3, 3, STEM_FILTERS)}
    for number, block in enumerate(blocks()):
        wide = block.channels_in * block.expand
        if block.expand != 1:
            wanted[f"blocks.{number}.expand"] = (1, 1, block.channels_in, wide)
        wanted[f"blocks.{number}.depthwise"] = (block.kernel, block.kernel, wide, 1)
        wanted[f"blocks.{number}.project"] = (1, 1, wide, block.channels_out)
    wanted["head"] = (1, 1, block.channels_out, HEAD_FILTERS)
    wanted["classifier"] = (HEAD_FILTERS, len(CATEGORIES))
    assert {name: arrays[f"{name}.kernel"].shape for name in wanted} == wanted
    assert len(arrays) == 2 * len(wanted)
    for name, kernel in arrays.items():
        assert kernel.dtype == np.float32
        assert np.isfinite(kernel).all()
        assert kernel.std() > 0, name


def test_every_channel_uses_its_whole_int8_range() -> None:
    """Read with the wrong scales or along the wrong axis, the steps of a channel would not come out as 127 at
    most."""
    arrays = classifier_weights(card.FOLDER / "garment_photo.tflite")
    kernel = arrays["head.kernel"].reshape(-1, HEAD_FILTERS)
    steps = kernel / (np.abs(kernel).max(0) / 127)
    assert np.abs(steps - np.round(steps)).max() < 1e-2
