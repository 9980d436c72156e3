"""Do I own this? A picture is compared with the closet and not added."""

from flask import Blueprint

room = Blueprint("own", __name__)


@room.get("/own")
def page() -> str:
    """To be built."""
    return ""
