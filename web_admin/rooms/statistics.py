"""What a closet holds, what is worn, what it costs; as charts and as CSV."""

from flask import Blueprint

room = Blueprint("statistics", __name__)


@room.get("/statistics")
def page() -> str:
    """To be built."""
    return ""
