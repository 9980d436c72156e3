"""The mirror's face: the only place that knows pygame. Never writes a query, opens no camera, knows no phone.

The composer builds a MirrorFace; `screenshot` draws any of SCREENS in memory.
"""

import os

os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")  # read when pygame is first imported, just below

from .face import MirrorFace
from .screenshot import SCREENS, screenshot

__all__ = ["SCREENS", "MirrorFace", "screenshot"]
