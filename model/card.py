"""Writes and reads the JSON card beside each network: all that the product needs to know to run it."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
"""Where the networks and their cards lie."""


def read(name: str) -> dict[str, Any]:
    """The card of network `name`; raises FileNotFoundError when there is none."""
    return json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))


def write(name: str, card: dict[str, Any]) -> None:
    """Writes `<name>.json`, adding the name, file, sha256 and size in bytes of `<name>.tflite`."""
    file = FOLDER / f"{name}.tflite"
    facts = {"name": name, "kind": card.pop("kind"), "file": file.name, "sha256": sha256(file)}
    facts |= {"bytes": file.stat().st_size} | card
    text = json.dumps(facts, indent=2, ensure_ascii=False)
    (FOLDER / f"{name}.json").write_text(text + "\n", encoding="utf-8")


def sha256(file: Path) -> str:
    """The file's SHA-256 in hexadecimal."""
    return hashlib.sha256(file.read_bytes()).hexdigest()
