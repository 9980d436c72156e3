"""The paper's CNN: its layers as the paper lists them, and the committed file on the real test pictures."""

from __future__ import annotations

import numpy as np
import pytest

from model import card, evaluate, fashion_mnist_data, litert
from model.fashion_mnist_layers import Conv, Dense, table

needs_data = pytest.mark.skipif(
    not fashion_mnist_data.available(), reason="Debian package dataset-fashion-mnist is not installed"
)


def test_layers_have_the_paper_s_parameter_counts() -> None:
    rows = table()
    learning = [row.parameters for row in rows if isinstance(row.layer, Conv | Dense)]
    assert learning == [320, 18_496, 73_856, 295_168, 1_638_656, 25_700, 1_010]
    assert sum(row.parameters for row in rows) == 2_053_206


def test_layers_have_the_paper_s_shapes() -> None:
    shapes = [row.shape for row in table()]
    assert (6400,) in shapes
    assert shapes[-1] == (10,)


def test_the_file_holds_the_paper_s_network() -> None:
    """Every kernel of the committed file has the size that the table gives it."""
    interpreter = litert.Interpreter(str(card.FOLDER / "fashion_mnist.tflite"))
    sizes = {int(np.prod(tensor["shape"])) for tensor in interpreter.get_tensor_details()}
    learning = [row for row in table() if isinstance(row.layer, Conv | Dense)]
    kernels = {row.parameters - row.shape[-1] for row in learning}
    assert kernels <= sizes


def test_card_describes_the_file() -> None:
    facts = card.read("fashion_mnist")
    file = card.FOLDER / facts["file"]
    assert card.sha256(file) == facts["sha256"]
    assert file.stat().st_size == facts["bytes"]
    network = litert.Network(file)
    assert network.input["dtype"] == np.dtype(facts["input"]["dtype"])
    assert tuple(network.input["shape"]) == (1, 28, 28, 1)
    assert tuple(network.outputs[0]["shape"]) == (1, len(facts["labels"]))


def test_labels_stand_in_the_data_set_s_order() -> None:
    assert tuple(card.read("fashion_mnist")["labels"]) == fashion_mnist_data.LABELS


@needs_data
def test_committed_file_reaches_its_card_on_all_test_pictures() -> None:
    accuracy = card.read("fashion_mnist")["accuracy"]
    measured = evaluate.fashion_mnist()
    assert measured["confusion"].sum() == 10_000
    assert measured["accuracy"] == pytest.approx(accuracy["int8"], abs=0.001)
    for name, share in measured["per_category"].items():
        assert share == pytest.approx(accuracy["per_category"][name], abs=0.005)


def test_int8_costs_little() -> None:
    accuracy = card.read("fashion_mnist")["accuracy"]
    assert accuracy["int8"] >= accuracy["float"] - 0.002
