"""A display for what is measured in a window, where the machine has none of its own: Xvfb."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

SIZE = (1080, 1920)


@contextmanager
def virtual_display() -> Iterator[dict[str, str]]:
    """The environment of a process with a window on Xvfb; where there is none, one that draws in memory."""
    environment = {name: value for name, value in os.environ.items() if name != "DISPLAY"}
    if shutil.which("Xvfb") is None:
        yield environment
        return
    side = max(SIZE)
    read, write = os.pipe()
    screen = ["-screen", "0", f"{side}x{side}x24", "-nolisten", "tcp"]
    command = ["Xvfb", "-displayfd", str(write), *screen]
    server = subprocess.Popen(command, pass_fds=[write], stderr=subprocess.DEVNULL)
    os.close(write)
    try:
        with os.fdopen(read) as pipe:
            number = pipe.readline().strip()
        yield {**environment, "DISPLAY": f":{number}", "SDL_VIDEODRIVER": "x11"}
    finally:
        server.terminate()
        server.wait(5)
