"""The closet as JSON, and its description as an OpenAPI document."""

from flask import Blueprint

room = Blueprint("api", __name__)
