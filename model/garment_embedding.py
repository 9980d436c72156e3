"""From what the network sees of a garment to the 256 numbers in which the same garment, photographed again, is
near.

Linear discriminant analysis with every garment as its own class: directions that change between two photos
of one garment (floor, light, turn) are shrunk, those that tell garments apart are kept. Plain arithmetic.
"""

from __future__ import annotations

import numpy as np

NUMBERS = 256
SHRINKAGE = 0.15
"""How much of the within-garment covariance is replaced by a multiple of the identity."""
SEED = 3


def projection(views: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """(d, 256) matrix and (256,) offset; embedding = looks @ matrix + offset, compared by cosine.

    `views` (garments, views, d) are looks at several simulated photos of each garment.
    """
    garments, count, width = views.shape
    views = views.astype(np.float64)
    spread = views.reshape(-1, width).std(0) + 1e-3
    views = views / spread
    means = views.mean(1)
    within = (views - means[:, None]).reshape(garments * count, width)
    scatter = within.T @ within / (garments * (count - 1))
    scatter = (1 - SHRINKAGE) * scatter + SHRINKAGE * np.eye(width) * np.trace(scatter) / width
    values, vectors = np.linalg.eigh(scatter)
    whitening = vectors * values**-0.5
    middle = means.mean(0)
    between = np.cov(((means - middle) @ whitening).T)
    _, directions = np.linalg.eigh(between)
    # A random turn leaves cosines as they are and spreads the values evenly, which int8 likes.
    turn = np.linalg.qr(np.random.default_rng(SEED).normal(size=(NUMBERS, NUMBERS)))[0]
    matrix = whitening @ directions[:, -NUMBERS:] @ turn
    matrix /= np.abs((means - middle) @ matrix).mean()
    return (matrix / spread[:, None]).astype(np.float32), (-middle @ matrix).astype(np.float32)


def recall(queries: np.ndarray, gallery: np.ndarray, rows: np.ndarray, first: int = 1) -> float:
    """Share of `queries` (n, 256) for which the row of `gallery` (m, 256) in `rows` (n,) is among the `first`
    nearest by cosine."""
    queries = queries / np.linalg.norm(queries, axis=1, keepdims=True)
    gallery = gallery / np.linalg.norm(gallery, axis=1, keepdims=True)
    similar = queries @ gallery.T
    own = similar[np.arange(len(rows)), rows]
    return float(((similar > own[:, None]).sum(1) < first).mean())
