"""Everything into one file, and back; one person's own data."""

from flask import Blueprint

room = Blueprint("backup", __name__)


@room.get("/backup")
def page() -> str:
    """To be built."""
    return ""
