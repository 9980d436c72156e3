"""Another person's closet, where they let one look."""

from flask import Blueprint

room = Blueprint("shared", __name__)
