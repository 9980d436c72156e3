"""Is this right? What the mirror took new garments for, one after the other."""

from flask import Blueprint

room = Blueprint("review", __name__)


@room.get("/review")
def page() -> str:
    """To be built."""
    return ""
