"""Garment."""

from collections.abc import Sequence

from .screen import Screen
from .stage import Stage


class GarmentScreen(Screen):
    """Garment."""

    name = "garment"

    def __init__(self, stage: Stage, garment_id: int = 0, among: Sequence[int] = ()) -> None:
        super().__init__(stage)

    def build(self) -> None:
        """Nothing yet."""
