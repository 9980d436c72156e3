"""A network and its card: what is wrong is said by name, and the numbers are those of plain arithmetic."""

import hashlib
import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from mirror.errors import MirrorError, NetworkError
from mirror.vision.network import Interpreter, Network, model_folder, read_card


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A model folder of one's own, with the smallest network."""
    for suffix in (".json", ".tflite"):
        shutil.copy(model_folder() / f"fashion_mnist{suffix}", tmp_path)
    return tmp_path


def change_card(folder: Path, **changes: object) -> None:
    file = folder / "fashion_mnist.json"
    file.write_text(json.dumps(json.loads(file.read_text()) | changes))


@pytest.fixture
def picture() -> np.ndarray:
    return np.random.default_rng(1).integers(0, 256, (28, 28, 1), np.uint8)


def test_every_committed_network_loads_and_answers() -> None:
    names = sorted(path.stem for path in model_folder().glob("*.tflite"))
    assert {"cutout", "fashion_mnist"} <= set(names)
    for name in names:
        network = Network(name)
        card = network.card
        outputs = network.run(
            np.full((card.input.height, card.input.width, card.input.channels), 99, np.uint8)
        )
        assert all(np.isfinite(output).all() and output.dtype == np.float32 for output in outputs)
        if card.kind == "classifier":
            assert outputs[card.outputs.scores].shape == (len(card.labels),)


def test_a_network_that_there_is_not_names_those_there_are(folder: Path) -> None:
    with pytest.raises(NetworkError, match="no network called 'fashion'; there are: fashion_mnist"):
        read_card("fashion", folder)
    with pytest.raises(NetworkError, match="there are: none"):
        read_card("x", folder / "nowhere")


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"name": "x"}', b"\xff\xfe"])
def test_a_card_that_cannot_be_understood_is_named(folder: Path, content: bytes) -> None:
    (folder / "fashion_mnist.json").write_bytes(content)
    with pytest.raises(NetworkError, match=r"cannot read the network's card fashion_mnist\.json"):
        Network("fashion_mnist", folder=folder)


def test_a_missing_file_is_named(folder: Path) -> None:
    (folder / "fashion_mnist.tflite").unlink()
    with pytest.raises(NetworkError, match=r"cannot read the network fashion_mnist\.tflite: No such file"):
        Network("fashion_mnist", folder=folder)


def test_one_changed_byte_is_damage(folder: Path) -> None:
    file = folder / "fashion_mnist.tflite"
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)
    with pytest.raises(NetworkError, match="is damaged: reinstall Otjang"):
        Network("fashion_mnist", folder=folder)


@pytest.mark.parametrize("content", [b"no network", b""])
def test_a_file_that_is_no_network_is_an_error_even_with_its_card_s_blessing(
    folder: Path, content: bytes
) -> None:
    (folder / "fashion_mnist.tflite").write_bytes(content)
    change_card(folder, sha256=hashlib.sha256(content).hexdigest())
    with pytest.raises(NetworkError, match="cannot load the network"):
        Network("fashion_mnist", folder=folder)


@pytest.mark.parametrize(
    "shape", [(28, 28), (28, 28, 3), (27, 28, 1), (1, 28, 28, 1)], ids=lambda shape: "x".join(map(str, shape))
)
def test_another_shape_is_refused(fashion_network: Network, shape: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="takes 28x28x1"):
        fashion_network.run(np.zeros(shape, np.uint8))


def test_the_answer_is_that_of_plain_arithmetic(fashion_network: Network, picture: np.ndarray) -> None:
    """The paper's int8 network, fed and read by hand."""
    interpreter = Interpreter(str(model_folder() / "fashion_mnist.tflite"))
    interpreter.allocate_tensors()
    entry, exit_ = interpreter.get_input_details()[0], interpreter.get_output_details()[0]
    assert entry["dtype"] == exit_["dtype"] == np.int8
    scale, zero = entry["quantization"]
    stored = np.clip(np.round(picture / 255 / scale + zero), -128, 127).astype(np.int8)
    interpreter.set_tensor(entry["index"], stored[np.newaxis])
    interpreter.invoke()
    scale, zero = exit_["quantization"]
    by_hand = (interpreter.get_tensor(exit_["index"])[0].astype(np.float64) - zero) * scale
    (scores,) = fashion_network.run(picture)
    assert scores == pytest.approx(by_hand, abs=1e-6)
    assert scores.sum() == pytest.approx(1.0, abs=0.05)


def test_mean_and_spread_of_the_card_are_applied(folder: Path, picture: np.ndarray) -> None:
    """Half as bright pixels through a card that doubles them are the same picture."""
    plain = Network("fashion_mnist", folder=folder).run(picture // 2 * 2)[0]
    change = json.loads((folder / "fashion_mnist.json").read_text())["input"] | {"scale_by": 2 / 255}
    change_card(folder, input=change)
    assert Network("fashion_mnist", folder=folder).run(picture // 2)[0] == pytest.approx(plain)
    change_card(folder, input=change | {"scale_by": 1 / 255, "mean": [-0.5], "std": [1.0]})
    raised = Network("fashion_mnist", folder=folder).run(picture // 4)[0]
    change_card(folder, input=change | {"scale_by": 1 / 255, "mean": [0.0], "std": [1.0]})
    by_hand = Network("fashion_mnist", folder=folder).run((picture // 4 + 127.5).round().astype(np.uint8))[0]
    assert raised == pytest.approx(by_hand, abs=0.06)


def test_the_same_picture_has_the_same_answer(fashion_network: Network, picture: np.ndarray) -> None:
    first = fashion_network.run(picture)[0].copy()
    fashion_network.run(255 - picture)
    assert (fashion_network.run(picture)[0] == first).all()


def test_an_answer_is_one_s_own(fashion_network: Network, picture: np.ndarray) -> None:
    (first,) = fashion_network.run(picture)
    kept = first.copy()
    fashion_network.run(255 - picture)
    assert (first == kept).all()


def test_the_cutout_network_takes_what_its_card_says(cutout_network: Network) -> None:
    (mask,) = cutout_network.run(np.full((320, 320, 3), 128, np.uint8))[:1]
    assert np.squeeze(mask).shape == (320, 320)
    assert 0 <= mask.min() <= mask.max() <= 1


def test_a_network_error_is_caught_by_family_and_by_meaning() -> None:
    assert issubclass(NetworkError, MirrorError)
    assert issubclass(NetworkError, RuntimeError)
