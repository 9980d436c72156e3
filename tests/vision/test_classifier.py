"""How a photo is put before a network, and what is made of its answer."""

import numpy as np
import pytest

from mirror.categories import Category
from mirror.vision.classifier import Classifier, fashion_mnist_picture
from mirror.vision.network import Network

LABELS = ("T-shirt/top", "Trouser", "Pullover")
RGB, OPAQUE = np.full((40, 40, 3), 90, np.uint8), np.full((40, 40), 255, np.uint8)


# Fashion-MNIST's way


def test_the_garment_alone_is_shown_negated_on_black() -> None:
    """A dark shirt on a light floor, cut out: bright on black, as the data set's product photos are."""
    rgb = np.full((100, 100, 3), 220, np.uint8)
    alpha = np.zeros((100, 100), np.uint8)
    rgb[20:80, 30:60], alpha[20:80, 30:60] = 40, 255
    picture = fashion_mnist_picture(rgb, alpha)
    assert picture.shape == (28, 28)
    assert picture.dtype == np.uint8
    inside = picture > 0
    assert np.unique(picture[inside]).tolist() == [255 - 40]
    assert inside.any(axis=1).sum() == 28  # its longest side fills the picture
    assert inside.any(axis=0).sum() == 14
    assert (inside[:, :7].sum(), inside[:, 21:].sum()) == (0, 0)


def test_a_white_garment_almost_disappears_as_it_does_in_the_data_set() -> None:
    picture = fashion_mnist_picture(np.full((50, 50, 3), 250, np.uint8), np.full((50, 50), 255, np.uint8))
    assert (picture == 5).all()


def test_a_soft_edge_is_a_soft_edge() -> None:
    alpha = np.full((56, 56), 255, np.uint8)
    alpha[:, :28] = 128
    picture = fashion_mnist_picture(np.zeros((56, 56, 3), np.uint8), alpha).astype(int)
    assert picture[14, 4] == pytest.approx(128, abs=2)
    assert picture[14, 24] == 255


def test_green_weighs_more_than_blue() -> None:
    def brightness(*colour: int) -> int:
        return int(fashion_mnist_picture(np.full((30, 30, 3), colour, np.uint8), OPAQUE[:30, :30])[14, 14])

    assert brightness(0, 255, 0) < brightness(255, 0, 0) < brightness(0, 0, 255)


@pytest.mark.parametrize(("height", "width"), [(3, 300), (300, 3), (1, 1)])
def test_any_shape_fits(height: int, width: int) -> None:
    rgb, alpha = np.zeros((height, width, 3), np.uint8), np.full((height, width), 255, np.uint8)
    assert fashion_mnist_picture(rgb, alpha).shape == (28, 28)


def test_a_mask_of_nothing_is_a_black_picture() -> None:
    assert not fashion_mnist_picture(RGB, np.zeros((40, 40), np.uint8)).any()


def test_the_paper_s_network_knows_trousers_and_a_bag(fashion_network: Network) -> None:
    """Drawn as simply as can be: two legs; a block with a handle."""
    classifier = Classifier(fashion_network)
    trousers = np.zeros((280, 280), np.uint8)
    trousers[10:60, 90:190] = trousers[60:270, 90:130] = trousers[60:270, 150:190] = 255
    bag = np.zeros((280, 280), np.uint8)
    bag[120:260, 20:260] = bag[40:60, 80:200] = bag[40:120, 80:95] = bag[40:120, 185:200] = 255
    for mask, category in ((trousers, Category.TROUSER), (bag, Category.BAG)):
        rgb = np.where(mask[..., None], 60, 230).astype(np.uint8).repeat(3, axis=2)
        answer = classifier.classify(rgb, mask)
        assert answer.guesses[0].category == category
        assert len(answer.guesses) == 10
        assert sum(guess.confidence for guess in answer.guesses) == pytest.approx(1, abs=0.001)
        assert answer.embedding is None
        assert answer.sure


# The colour photo's way


@pytest.mark.parametrize("fit", ["squash", "letterbox"])
def test_the_ground_and_the_fit_are_the_card_s(says, fit: str) -> None:
    network = says(np.array([1.0, 0, 0]), labels=LABELS, input_fit=fit, input_ground=(10, 20, 30))
    rgb = np.full((64, 32, 3), 200, np.uint8)
    alpha = np.full((64, 32), 255, np.uint8)
    alpha[32:] = 0
    Classifier(network).classify(rgb, alpha)
    (fed,) = network.fed
    assert fed[4, 16].tolist() == [200, 200, 200]
    assert fed[28, 16].tolist() == [10, 20, 30]
    left = [10, 20, 30] if fit == "letterbox" else [200, 200, 200]
    assert fed[4, 0].tolist() == left


def test_scores_become_ranked_guesses(says) -> None:
    answer = Classifier(says(np.array([0.1, 0.7, 0.2]), labels=LABELS)).classify(RGB, OPAQUE)
    assert [guess.category for guess in answer.guesses] == [
        Category.TROUSER,
        Category.PULLOVER,
        Category.TSHIRT,
    ]
    assert answer.guesses[0].confidence == pytest.approx(0.7, abs=1e-3)


def test_logits_pass_through_softmax_with_the_card_s_temperature(says) -> None:
    network = says(np.log([1.0, 4.0, 16.0]), labels=LABELS, outputs_are="logits", temperature=2.0)
    answer = Classifier(network).classify(RGB, OPAQUE)
    assert [guess.confidence for guess in answer.guesses] == pytest.approx([4 / 7, 2 / 7, 1 / 7], abs=1e-3)


@pytest.mark.parametrize(("least", "sure"), [(None, True), (0.7, True), (0.71, False)])
def test_below_the_card_s_confidence_nothing_is_asserted(says, least: float | None, sure: bool) -> None:
    network = says(np.array([0.1, 0.7, 0.2]), labels=LABELS, not_sure_below=least)
    assert Classifier(network).classify(RGB, OPAQUE).sure is sure


def test_an_embedding_has_unit_length(says) -> None:
    network = says(np.array([1.0, 0, 0]), np.array([3.0, 4.0]), labels=LABELS, embedding=1)
    embedding = Classifier(network).classify(RGB, OPAQUE).embedding
    assert embedding is not None
    assert embedding.dtype == np.float32
    assert embedding == pytest.approx([0.6, 0.8])


def test_a_card_may_want_the_whole_photo_beside_the_garment(says) -> None:
    network = says(np.array([1.0, 0, 0]), labels=LABELS, sees=("photo", "cutout"), input_ground=(9, 9, 9))
    floor = np.full((80, 80, 3), 160, np.uint8)
    alpha = np.zeros((80, 80), np.uint8)
    alpha[40:] = 255
    Classifier(network).classify(floor, alpha)
    whole, alone = network.fed
    assert (whole == 160).all()
    assert (alone[:15] == 9).all()
    assert (alone[17:] == 160).all(), "the garment stays where it lies in the photo"


def test_of_two_views_the_mean_counts(says) -> None:
    network = says(np.array([0.0, 0, 0]), labels=LABELS, sees=("photo", "cutout"), outputs_are="logits")
    answers = iter([np.log([8.0, 1.0, 1.0]), np.log([2.0, 4.0, 1.0])])
    network.run = lambda _pixels: [next(answers).astype(np.float32)]
    answer = Classifier(network).classify(RGB, OPAQUE)
    assert [guess.category for guess in answer.guesses[:2]] == [Category.TSHIRT, Category.TROUSER]
    assert answer.guesses[0].confidence == pytest.approx(4 / 7, abs=1e-3)
