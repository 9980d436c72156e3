"""How the mirror is, and its logs; for owners."""

from flask import Blueprint

room = Blueprint("health", __name__)


@room.get("/health")
def page() -> str:
    """To be built."""
    return ""
