"""What a question holds and what the mirror saw: frozen records, free of the database."""

from datetime import datetime
from typing import Self

import msgspec
import numpy as np

from .embeddings import Look
from .records import Guess, InboxState, NamedColour

_VECTOR = np.dtype("<f4")


class Seen(msgspec.Struct, frozen=True):
    """What the mirror saw in a picture.

    guesses: likeliest first; sure: whether the first may be asserted. colours: the largest share first. uncertain:
    no believable outline was found, and the whole picture stands in.
    network, vector: of its embedding, float32 little-endian; "" and empty where the network makes none.
    """

    guesses: tuple[Guess, ...]
    sure: bool
    colours: tuple[NamedColour, ...]
    patterned: bool
    uncertain: bool
    network: str = ""
    vector: bytes = b""

    def compared_by(self, look: Look | None) -> Self:
        """The same with an embedding to compare it by; without one when it is None."""
        if look is None:
            return self
        return msgspec.structs.replace(
            self, network=look.network, vector=look.vector.astype(_VECTOR).tobytes()
        )

    @property
    def look(self) -> Look | None:
        """What it is compared by; None where the network makes no embedding."""
        return Look(self.network, np.frombuffer(self.vector, _VECTOR)) if self.vector else None


class Question(msgspec.Struct, frozen=True):
    """A picture that was asked about. stage and reason: as InboxItem has them. seen: None until it is DONE."""

    id: int
    person_id: int
    sha256: str
    file_name: str
    state: InboxState
    stage: str
    reason: str
    added_at: datetime
    seen: Seen | None
