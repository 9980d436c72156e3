"""The phone's face: the only place that knows Flask.

It is handed a closet and the settings, and knows no camera, no display, no interpreter and no database.
"""

from .app import create_app

__all__ = ["create_app"]
