"""A Raspberry Pi's config.txt as its firmware reads it: which settings are in force on which model.

The filters are those of Raspberry Pi's documentation, "Conditional filters". One that asks for something that
only the firmware knows (a display's EDID, a pin, a serial number) is taken to hold: its lines were written for the
hardware in this house.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

MODELS = (  # what the model's name has in it, and the filters that hold there; the first that fits counts
    ("Compute Module 5", {"pi5", "cm5"}),
    ("Raspberry Pi 500", {"pi5", "pi500"}),
    ("Raspberry Pi 5", {"pi5"}),
    ("Compute Module 4S", {"pi4", "cm4s"}),
    ("Compute Module 4", {"pi4", "cm4"}),
    ("Raspberry Pi 400", {"pi4", "pi400"}),
    ("Raspberry Pi 4", {"pi4"}),
    ("Compute Module 3", {"pi3"}),
    ("Raspberry Pi 3 Model B Plus", {"pi3", "pi3+"}),
    ("Raspberry Pi 3 Model A Plus", {"pi3", "pi3+"}),
    ("Raspberry Pi 3", {"pi3"}),
    ("Raspberry Pi Zero 2", {"pi0", "pi0w", "pi02"}),
    ("Raspberry Pi Zero W", {"pi0", "pi0w"}),
    ("Raspberry Pi Zero", {"pi0"}),
    ("Raspberry Pi 2", {"pi2"}),
    ("", {"pi1"}),
)
_IS_MODEL = re.compile(r"pi\d|cm\d")
_NEVER = {"none", "tryboot"}
_DEEPEST = 5  # a file that includes itself must not hang the doctor


class Setting(NamedTuple):
    """A line `key=value`; for a dtoverlay the value is "name,parameter,..."."""

    key: str
    value: str

    @property
    def line(self) -> str:
        """As it stands in the file."""
        return f"{self.key}={self.value}"


class BootConfig:
    """The settings in force, in order."""

    def __init__(self, settings: list[Setting]) -> None:
        self.settings = settings

    @classmethod
    def read(cls, file: Path, model: str) -> "BootConfig":
        """The file as `model` (the words of /proc/device-tree/model) sees it. Raises OSError."""
        return cls(list(_in_force(file, filters_of(model), 0)))

    def value(self, key: str) -> str | None:
        """What this key was set to last; None when nowhere."""
        return next((found.value for found in reversed(self.settings) if found.key == key), None)

    def overlays(self) -> list[Setting]:
        """Every device tree overlay that is loaded."""
        return [found for found in self.settings if found.key in ("dtoverlay", "device_tree_overlay")]

    def overlay(self, pattern: str) -> Setting | None:
        """The last overlay whose name fits the regular expression whole."""
        fitting = [found for found in self.overlays() if re.fullmatch(pattern, found.value.split(",")[0])]
        return fitting[-1] if fitting else None


def filters_of(model: str) -> set[str]:
    """The model filters that hold on this model."""
    return next(filters for words, filters in MODELS if words in model)


def _in_force(file: Path, filters: set[str], depth: int) -> Iterator[Setting]:
    model_fits = rest_fits = True
    for raw in file.read_text(encoding="utf-8", errors="replace").splitlines():
        line = raw.strip()
        if line.startswith("[") and line.endswith("]"):
            name = line[1:-1].strip()
            if name == "all":
                model_fits = rest_fits = True
            elif _IS_MODEL.match(name):
                model_fits = name in filters  # filters of one type replace each other
            else:
                rest_fits = name not in _NEVER
        elif not (model_fits and rest_fits) or line.startswith("#"):
            continue
        elif line.startswith("include ") and depth < _DEEPEST:
            other = file.parent / line.removeprefix("include ").strip()
            if other.is_file():
                yield from _in_force(other, filters, depth + 1)
        elif "=" in line:
            key, value = line.split("=", 1)
            yield Setting(key.strip(), value.strip())
