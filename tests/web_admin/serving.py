"""The app over a data directory, in a process of its own."""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PROGRAM = """
import sys
from pathlib import Path
from mirror.closet import Closet
from mirror.config import Settings
from web_admin import create_app
from web_admin.serving.server import secret_key, serve
data = Path(sys.argv[1])
serve(create_app(Closet.open(data), Settings(), secret_key=secret_key(data)), "127.0.0.1", int(sys.argv[2]))
print("ended in order")
"""

# Reads all modules once, then forks a server for each line that it is given, in a process group of its own.
STARTER = """
import os, signal, sys
from pathlib import Path
from mirror.closet import Closet
from mirror.config import Settings
from web_admin import create_app
from web_admin.serving.server import secret_key, serve
signal.signal(signal.SIGCHLD, signal.SIG_IGN)
for order in sys.stdin:
    data_dir, port = order.rstrip("\\n").split("\\t")
    child = os.fork()
    if child == 0:
        os.setpgid(0, 0)
        os.dup2(2, 1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        data = Path(data_dir)
        serve(create_app(Closet.open(data), Settings(), secret_key=secret_key(data)), "127.0.0.1", int(port))
        os._exit(0)
    print(child, flush=True)
"""


def free_port() -> int:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return int(door.getsockname()[1])


def is_open(port: int) -> bool:
    with socket.socket() as knock:
        return knock.connect_ex(("127.0.0.1", port)) == 0


@contextmanager
def served(data_dir: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The app over a data directory, in a process of its own: the process and its address."""
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(data_dir), str(port)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        for _ in range(600):
            if is_open(port):
                break
            assert process.poll() is None, process.communicate()[1]
            time.sleep(0.1)
        yield process, f"http://127.0.0.1:{port}"
    finally:
        process.kill()
        process.communicate()


class Starter:
    """Starts servers as `served` does, but without reading every module anew, which takes a second each."""

    def __init__(self) -> None:
        self._said = tempfile.TemporaryFile("w+")  # noqa: SIM115  # open as long as the servers are
        self._process = subprocess.Popen(
            [sys.executable, "-c", STARTER],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._said,
            text=True,
        )

    def fork(self, data_dir: Path, port: int) -> int:
        """A server over a data directory; returns the number of its process group once it answers."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        try:
            self._process.stdin.write(f"{data_dir}\t{port}\n")
            self._process.stdin.flush()
            answer = self._process.stdout.readline()
        except BrokenPipeError:
            answer = ""
        assert answer, f"the starter has ended: {self._why()}"
        for _ in range(1200):
            if is_open(port):
                return int(answer)
            time.sleep(0.02)
        raise AssertionError(f"the server does not answer: {self._why()}")

    def end(self) -> None:
        self._process.communicate()
        self._said.close()

    def _why(self) -> str:
        self._said.seek(0)
        return self._said.read()[-4000:]


class Server:
    """The served app, which can be killed and come back at the same address."""

    def __init__(self, starter: Starter, data_dir: Path) -> None:
        self._starter, self._data_dir, self._port = starter, data_dir, free_port()
        self.address = f"http://127.0.0.1:{self._port}"
        self.start()

    def start(self) -> None:
        self._group = self._starter.fork(self._data_dir, self._port)

    def kill(self) -> None:
        """All of its processes at once, as the power does."""
        os.killpg(self._group, signal.SIGKILL)
        for _ in range(1200):
            if not is_open(self._port):
                return
            time.sleep(0.02)
        raise AssertionError("the server is still there")
