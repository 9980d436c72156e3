"""Whose garments, and where their photos are: the only place that knows Peewee and SQLite.

Everything that leaves this package is a frozen record (records.py); nobody outside writes a query.
"""

from .closet import Closet
from .embeddings import Look
from .preferences import Preferences
from .records import (
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
from .wanted import Entry, Facets, Order, State, Wanted

__all__ = [
    "Closet",
    "Entry",
    "Facets",
    "Garment",
    "InboxItem",
    "InboxState",
    "Look",
    "LookAlike",
    "Order",
    "Person",
    "Photo",
    "PinAnswer",
    "Preferences",
    "State",
    "Submission",
    "Tile",
    "Wanted",
]
