"""Whose garments, and where their photos are: the only place that knows Peewee and SQLite.

Everything that leaves this package is a frozen record (records.py); nobody outside writes a query.
"""

from .closet import Closet
from .records import (
    Garment,
    InboxItem,
    InboxState,
    Person,
    Photo,
    Submission,
    Tile,
)

__all__ = ["Closet", "Garment", "InboxItem", "InboxState", "Person", "Photo", "Submission", "Tile"]
