"""The garment cutout network in Keras with the trained weights: what is exported."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import tensorflow as tf

from model.cutout_layers import BOTTOM, LAST_BLOCK, LEVELS, PIXELS_PER_PLACE
from model.garment_keras import KINDS, block_outputs, conv


def network(size: int, weights: Mapping[str, np.ndarray]) -> tf.keras.Model:
    """(n, size, size, 3) normalised RGB in, (n, size, size, 1) probabilities of "garment" out. `weights` is
    what cutout_weights writes."""
    pixels = tf.keras.Input((size, size, 3))
    tapped = block_outputs(pixels, weights, LAST_BLOCK + 1)
    values = KINDS.ReLU(6.0)(conv(tapped[BOTTOM.block], weights, "bottom", BOTTOM.channels))
    for number, level in enumerate(LEVELS):
        name = f"steps.{number}"
        coarser = conv(values, weights, f"{name}.coarser", level.channels)
        doubled = KINDS.UpSampling2D(interpolation="nearest")(coarser)
        lateral = conv(tapped[level.block], weights, f"{name}.lateral", level.channels)
        values = KINDS.ReLU(6.0)(KINDS.Add()([lateral, doubled]))
        for turn in range(level.convolutions):
            values = conv(values, weights, f"{name}.convolutions.{turn}", level.channels, kernel=3)
            values = KINDS.ReLU(6.0)(values)
    values = tf.nn.depth_to_space(conv(values, weights, "mask", PIXELS_PER_PLACE, kernel=3), 2)
    return tf.keras.Model(pixels, tf.sigmoid(values))
