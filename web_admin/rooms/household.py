"""The people of the house and what the mirror does; for owners."""

from flask import Blueprint

room = Blueprint("household", __name__)


@room.get("/household")
def page() -> str:
    """To be built."""
    return ""
