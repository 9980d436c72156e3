"""Makes MobileNetV2 1.0 at 224 px, int8 throughout, for `make bench` to measure by: `python -m model.yardstick`.

Its weights are random, because only its time counts; it is never delivered. Runs in an environment with TensorFlow
2.15, whose operators both runtimes of the product know, and writes .cache/yardstick/mobilenet_v2.tflite.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np

FILE = Path(__file__).parents[1] / ".cache" / "yardstick" / "mobilenet_v2.tflite"
SIDE_PX = 224
REPRESENTATIVES = 8


def main() -> int:
    """Writes the file; exit status 1 without TensorFlow."""
    try:
        import tensorflow as tf
    except ImportError:
        print("TensorFlow is not installed here: pip install -e '.[train]' in an environment of its own")
        return 1
    tf.keras.utils.set_random_seed(1)
    network = tf.keras.applications.MobileNetV2(weights=None, input_shape=(SIDE_PX, SIDE_PX, 3))
    converter = tf.lite.TFLiteConverter.from_keras_model(network)
    converter.optimizations = [tf.lite.Optimize.DEFAULT]
    converter.representative_dataset = _pictures
    converter.target_spec.supported_ops = [tf.lite.OpsSet.TFLITE_BUILTINS_INT8]
    converter.inference_input_type = converter.inference_output_type = tf.int8
    FILE.parent.mkdir(parents=True, exist_ok=True)
    FILE.write_bytes(converter.convert())
    print(f"{FILE}: {FILE.stat().st_size / 1e6:.2f} MB")
    return 0


def _pictures() -> Iterator[list[np.ndarray]]:
    random = np.random.default_rng(1)
    for _ in range(REPRESENTATIVES):
        yield [random.uniform(-1, 1, (1, SIDE_PX, SIDE_PX, 3)).astype(np.float32)]


if __name__ == "__main__":
    sys.exit(main())
