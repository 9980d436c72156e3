"""Pictures for cameras to play: four photos that differ, as files and as a short film."""

from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image

COLOURS = ((200, 40, 40), (40, 170, 60), (50, 70, 200), (230, 210, 60))


@pytest.fixture(scope="session")
def photo_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four photos of 1600x1200 px, each of one colour, and things that are no photos."""
    folder = tmp_path_factory.mktemp("photos")
    for number, colour in enumerate(COLOURS):
        Image.new("RGB", (1600, 1200), colour).save(folder / f"{number}.jpg", quality=95)
    (folder / "notes.txt").write_text("no photo")
    (folder / "folder").mkdir()
    return folder


@pytest.fixture(scope="session")
def film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A film of 1600x1200 px, 40 frames, ten of each colour."""
    file = tmp_path_factory.mktemp("film") / "film.avi"
    writer = cv2.VideoWriter(str(file), cv2.VideoWriter.fourcc(*"MJPG"), 15, (1600, 1200))
    assert writer.isOpened()
    for colour in COLOURS:
        frame = np.full((1200, 1600, 3), colour[::-1], np.uint8)
        for _ in range(10):
            writer.write(frame)
    writer.release()
    return file
