"""EfficientNet-Lite0 in Keras with the trained weights, batch normalisation already folded in: what is
exported."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import tensorflow as tf

from model.efficientnet_lite import HEAD_FILTERS, LOOK_BLOCKS, STEM_FILTERS, blocks

KINDS = tf.keras.layers


def looks(size: int, weights: Mapping[str, np.ndarray]) -> tf.keras.Model:
    """(n, size, size, 3) normalised RGB in. Out, for each of LOOK_BLOCKS, the means of its channels over the
    upper and over the lower half of the picture, (n, 2 * channels), and last those of the 1280 features over
    all of it. `weights` is what garment_weights writes."""
    pixels = tf.keras.Input((size, size, 3))
    outputs = block_outputs(pixels, weights, len(list(blocks())))
    values = KINDS.ReLU(6.0)(conv(outputs[-1], weights, "head", HEAD_FILTERS))
    halves = [_half_means(outputs[number]) for number in LOOK_BLOCKS]
    return tf.keras.Model(pixels, [*halves, KINDS.GlobalAveragePooling2D()(values)])


def _half_means(values: tf.Tensor) -> tf.Tensor:
    """Where the height is odd, the middle row belongs to no half."""
    height, width = values.shape[1:3]
    return KINDS.Flatten()(
        KINDS.AveragePooling2D((height // 2, width), (height - height // 2, width))(values)
    )


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
    """`body` (of `looks`) with two outputs: logits (n, 14), and embedding (n, 256) = looks @ projection +
    offset, made as a sum over the parts: unlike a concatenation, that lets every part keep its own int8
    scale."""
    logits = _filled(KINDS.Dense(len(weights["classifier.bias"])), body.outputs[-1], weights, "classifier")
    places = np.cumsum([part.shape[-1] for part in body.outputs])[:-1]
    projected = []
    for part, kernel in zip(body.outputs, np.split(projection, places), strict=True):
        layer = KINDS.Dense(kernel.shape[1])
        projected.append(layer(part))
        layer.set_weights([kernel, offset / len(body.outputs)])
    return tf.keras.Model(body.input, [logits, KINDS.Add()(projected)])


def _filled(
    layer: tf.keras.layers.Layer, values: tf.Tensor, weights: Mapping[str, np.ndarray], name: str
) -> tf.Tensor:
    """The layer's output for `values`, once its weights are set."""
    result = layer(values)
    layer.set_weights([weights[f"{name}.kernel"], weights[f"{name}.bias"]])
    return result
