"""Every `otjang …` command: words in, one call of the composer, an exit status out.

0 on success, 2 on wrong usage, 1 on anything else; an error is one line on stderr that says what to do.
"""

from .parser import main

__all__ = ["main"]
