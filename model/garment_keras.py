"""EfficientNet-Lite0 in Keras with the trained weights, batch normalisation already folded in: what is
exported."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import tensorflow as tf

from model.efficientnet_lite import HEAD_FILTERS, STEM_FILTERS, blocks

KINDS = tf.keras.layers


def features(size: int, weights: Mapping[str, np.ndarray]) -> tf.keras.Model:
    """(n, size, size, 3) normalised RGB in, (n, 1280) out. `weights` is what garment_weights writes."""
    pixels = tf.keras.Input((size, size, 3))
    values = block_outputs(pixels, weights, len(list(blocks())))[-1]
    values = KINDS.ReLU(6.0)(conv(values, weights, "head", HEAD_FILTERS))
    return tf.keras.Model(pixels, KINDS.GlobalAveragePooling2D()(values))


def block_outputs(pixels: tf.Tensor, weights: Mapping[str, np.ndarray], count: int) -> list[tf.Tensor]:
    """What each of the first `count` blocks makes of `pixels`."""
    values = KINDS.ReLU(6.0)(conv(pixels, weights, "stem", STEM_FILTERS, kernel=3, stride=2))
    outputs = []
    for number, block in enumerate(list(blocks())[:count]):
        name = f"blocks.{number}"
        inner = values
        if block.expand != 1:
            inner = conv(inner, weights, f"{name}.expand", block.channels_in * block.expand)
            inner = KINDS.ReLU(6.0)(inner)
        layer = KINDS.DepthwiseConv2D(block.kernel, block.stride, padding="same")
        inner = KINDS.ReLU(6.0)(_filled(layer, inner, weights, f"{name}.depthwise"))
        inner = conv(inner, weights, f"{name}.project", block.channels_out)
        values = KINDS.Add()([values, inner]) if block.shortcut else inner
        outputs.append(values)
    return outputs


def conv(
    values: tf.Tensor,
    weights: Mapping[str, np.ndarray],
    name: str,
    filters: int,
    *,
    kernel: int = 1,
    stride: int = 1,
) -> tf.Tensor:
    """A convolution with the weights of that name."""
    return _filled(KINDS.Conv2D(filters, kernel, stride, padding="same"), values, weights, name)


def with_heads(
    body: tf.keras.Model, weights: Mapping[str, np.ndarray], projection: np.ndarray, offset: np.ndarray
) -> tf.keras.Model:
    """`body` with two outputs: logits (n, 14) and embedding (n, 256) = features @ projection + offset."""
    logits = _filled(KINDS.Dense(len(weights["classifier.bias"])), body.output, weights, "classifier")
    layer = KINDS.Dense(projection.shape[1])
    embedding = layer(body.output)
    layer.set_weights([projection, offset])
    return tf.keras.Model(body.input, [logits, embedding])


def _filled(
    layer: tf.keras.layers.Layer, values: tf.Tensor, weights: Mapping[str, np.ndarray], name: str
) -> tf.Tensor:
    """The layer's output for `values`, once its weights are set."""
    result = layer(values)
    layer.set_weights([weights[f"{name}.kernel"], weights[f"{name}.bias"]])
    return result
