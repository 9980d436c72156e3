"""Makes fashion_mnist.tflite and its card from trained weights: `python -m model.export_fashion_mnist`.

Reads .cache/fashion_mnist/weights.npz, which `python -m model.train fashion_mnist` leaves after every
epoch, puts them into the paper's network in Keras, and quantises it to int8 throughout with 1,000 training
pictures as the representative set. Runs in an environment with TensorFlow 2.15, whose operators every
runtime of the product knows.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import tensorflow as tf

from model import card, evaluate
from model.fashion_mnist_data import LABELS, load
from model.fashion_mnist_layers import INPUT_SHAPE, LAYERS, Conv, Dense, Dropout, Flatten, MaxPool

FOLDER = Path(".cache/fashion_mnist")
REPRESENTATIVES = 1000
RECIPE = (
    "SGD with Nesterov momentum 0.9, batch 128, {epochs} epochs, peak rate 0.05 on a cosine, weight decay 5e-4; "
    "mirror, shift by up to 2 px, random erasing; label smoothing 0.1; dropout; moving average of the weights; "
    "batch normalisation while training, folded into the layers afterwards; post-training int8, per channel"
)


def main() -> None:
    """Exports and measures; prints the accuracies that went into the card."""
    network = keras_network()
    images, labels = load("t10k")
    scores = network.predict(images[..., None].astype(np.float32) / 255, batch_size=500, verbose=0)
    (card.FOLDER / "fashion_mnist.tflite").write_bytes(quantised(network))
    epochs = len(json.loads((FOLDER / "history.json").read_text(encoding="utf-8")))
    facts = {
        "kind": "classifier",
        "input": {
            "height": INPUT_SHAPE[0],
            "width": INPUT_SHAPE[1],
            "channels": 1,
            "colour_order": "grey",
            "dtype": "int8",
            "scale_by": 1 / 255,
            "mean": [0.0],
            "std": [1.0],
            "fit": "letterbox",
            "ground": [0],
        },
        "labels": list(LABELS),
        "outputs": {"scores": 0, "embedding": None},
        "outputs_are": "probabilities",
        "temperature": 1.0,
        "not_sure_below": None,
        "trained_on": "Fashion-MNIST (Zalando, MIT), 60,000 training pictures",
        "recipe": RECIPE.format(epochs=epochs),
        "started_from": {"weights": "random", "licence": "MIT"},
        "accuracy": {},
        "measured_with": "python -m model.evaluate fashion_mnist",
    }
    card.write("fashion_mnist", facts)
    measured = evaluate.fashion_mnist()
    facts["kind"] = "classifier"
    facts["accuracy"] = {
        "float": round(float((scores.argmax(1) == labels).mean()), 4),
        "int8": measured["accuracy"],
        "test_set": "Fashion-MNIST, 10,000 test pictures",
        "per_category": measured["per_category"],
    }
    card.write("fashion_mnist", facts)
    print("float", facts["accuracy"]["float"], "int8", measured["accuracy"])


def keras_network() -> tf.keras.Model:
    """The paper's network with the trained weights: (n, 28, 28, 1) values 0..1 in, ten probabilities out."""
    layers: list[tf.keras.layers.Layer] = []
    for layer in LAYERS:
        match layer:
            case Conv(filters, padding):
                layers.append(tf.keras.layers.Conv2D(filters, 3, padding=padding, activation="relu"))
            case MaxPool(size):
                layers.append(tf.keras.layers.MaxPooling2D(size))
            case Dropout(rate):
                layers.append(tf.keras.layers.Dropout(rate))
            case Flatten():
                layers.append(tf.keras.layers.Flatten())
            case Dense(units):
                activation = "softmax" if layer is LAYERS[-1] else "relu"
                layers.append(tf.keras.layers.Dense(units, activation=activation))
    network = tf.keras.Sequential([tf.keras.Input(INPUT_SHAPE), *layers])
    arrays = np.load(FOLDER / "weights.npz")
    learning = [layer for layer in network.layers if layer.weights]
    for number, layer in enumerate(learning):
        layer.set_weights([arrays[f"kernel_{number}"], arrays[f"bias_{number}"]])
    return network


def quantised(network: tf.keras.Model) -> bytes:
    """The network as a .tflite file, int8 from input to output."""
    images, _ = load("train")
    chosen = images[:: len(images) // REPRESENTATIVES]

    def representatives() -> Iterator[list[np.ndarray]]:
        for picture in chosen:
            yield [picture.reshape(1, *INPUT_SHAPE).astype(np.float32) / 255]

    converter = tf.lite.TFLiteConverter.from_keras_model(network)
    converter.optimizations = [tf.lite.Optimize.DEFAULT]
    converter.representative_dataset = representatives
    converter.target_spec.supported_ops = [tf.lite.OpsSet.TFLITE_BUILTINS_INT8]
    converter.inference_input_type = converter.inference_output_type = tf.int8
    return converter.convert()


if __name__ == "__main__":
    main()
