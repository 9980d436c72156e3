"""Whose garments, and where their photos are: the only place that knows Peewee and SQLite.

Everything that leaves this package is a frozen record (records.py); nobody outside writes a query.
"""

from .asked import Question, Seen
from .closet import Closet
from .embeddings import Look
from .numbers import Hue, Month, Numbers, Piece
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
from .wanted import Entry, Facets, Order, State, Wanted

__all__ = [
    "Card",
    "Closet",
    "Entry",
    "Facets",
    "Garment",
    "Hue",
    "InboxItem",
    "InboxState",
    "Look",
    "LookAlike",
    "Month",
    "Numbers",
    "Order",
    "Person",
    "Photo",
    "Piece",
    "PinAnswer",
    "Preferences",
    "Question",
    "Seen",
    "Session",
    "State",
    "Submission",
    "Tile",
    "Wanted",
]
