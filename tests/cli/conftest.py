"""The command line, called in this process or as its own."""

import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

import pytest
from PIL import Image

from mirror.cli import main

ROOT = Path(__file__).parents[2]


class Outcome(NamedTuple):
    """What a command left: its exit status and what it wrote."""

    status: int
    out: str
    err: str


@pytest.fixture
def otjang(data_dir: Path, capfd: pytest.CaptureFixture[str]) -> Callable[..., Outcome]:
    """`otjang --data DIR ...` in this process.

    One process opens one closet: after a call, a closet that the test opened before it is good for reading only.
    """

    def call(*arguments: object) -> Outcome:
        capfd.readouterr()
        try:
            status = main(["--data", str(data_dir), *map(str, arguments)])
        except SystemExit as usage:  # argparse's own way out
            status = int(usage.code or 0)
        out, err = capfd.readouterr()
        return Outcome(status, out, err)

    return call


@pytest.fixture
def spawn(data_dir: Path) -> Callable[..., subprocess.Popen[str]]:
    """`otjang --data DIR ...` in a process of its own, started through `before`."""

    def begin(*arguments: object, before: Sequence[str] = (), **options: object) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [*before, sys.executable, "-m", "mirror.cli", "--data", str(data_dir), *map(str, arguments)],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=os.environ | {"PYTHONDONTWRITEBYTECODE": "1"},
            **options,  # type: ignore[arg-type]
        )

    return begin


@pytest.fixture
def photo_file(tmp_path: Path) -> Path:
    """A small photo, alone in its folder."""
    folder = tmp_path / "photos"
    folder.mkdir()
    picture = Image.new("RGB", (80, 60), (225, 220, 215))
    picture.paste((40, 60, 120), (20, 10, 60, 50))
    picture.save(folder / "photo.jpg")
    return folder / "photo.jpg"
