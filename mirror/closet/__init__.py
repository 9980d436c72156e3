"""Whose garments, and where their photos are: the only place that knows Peewee and SQLite.

Everything that leaves this package is a frozen record (records.py); nobody outside writes a query.
"""

from .closet import Closet
from .embeddings import Look
from .records import (
    Garment,
    InboxItem,
    InboxState,
    LookAlike,
    Person,
    Photo,
    Submission,
    Tile,
)

__all__ = [
    "Closet",
    "Garment",
    "InboxItem",
    "InboxState",
    "Look",
    "LookAlike",
    "Person",
    "Photo",
    "Submission",
    "Tile",
]
