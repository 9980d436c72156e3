"""Whose garments, and where their photos are: the only place that knows Peewee and SQLite.

Everything that leaves this package is a frozen record (records.py); nobody outside writes a query.
"""

from .asked import Question, Seen
from .closet import Closet
from .embeddings import Look
from .numbers import Hue, Month, Numbers, Piece
from .outfit_records import Conditions, Felt, Outfit, OutfitState, Wearable
from .preferences import Preferences
from .records import (
    Card,
    Garment,
    InboxItem,
    InboxState,
    LookAlike,
    Person,
    Photo,
    PinAnswer,
    Submission,
    Tile,
)
from .sessions import Session
from .styling import Styling
from .wanted import Entry, Facets, Order, State, Wanted

__all__ = [
    "Card",
    "Closet",
    "Conditions",
    "Entry",
    "Facets",
    "Felt",
    "Garment",
    "Hue",
    "InboxItem",
    "InboxState",
    "Look",
    "LookAlike",
    "Month",
    "Numbers",
    "Order",
    "Outfit",
    "OutfitState",
    "Person",
    "Photo",
    "Piece",
    "PinAnswer",
    "Preferences",
    "Question",
    "Seen",
    "Session",
    "State",
    "Styling",
    "Submission",
    "Tile",
    "Wanted",
    "Wearable",
]
