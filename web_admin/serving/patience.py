"""Sockets that wait for a slow phone, but not for ever: a thread that reads or sends gets its life back.

Each read or send may take PATIENCE_S. Who has kept a thread waiting for longer than that in all must have moved
LEAST_BYTES_PER_S meanwhile. Either looks like a connection that the client has reset, which servers bear quietly.
"""

import errno
import re
import socket
import ssl
import time
from typing import Any

PATIENCE_S = 30.0
# For what only somebody who has signed in can ask for, a backup say: a phone asks first where to put it, and reads
# nothing meanwhile.
LONG_PATIENCE_S = 600.0
MUCH_BYTES = 4_000_000  # more than any page or picture that is open to strangers
LEAST_BYTES_PER_S = 2000
_LENGTH = re.compile(rb"\r\ncontent-length:[ \t]*(\d+)", re.IGNORECASE)
_STREAM = re.compile(rb"\r\ntransfer-encoding:", re.IGNORECASE)


class _Patient:
    """Mixed into a socket class."""

    _patience_s = PATIENCE_S
    _waited_s = 0.0
    _moved_bytes = 0

    def setblocking(self, flag: bool) -> None:
        """Blocking means as long as the patience lasts."""
        self.settimeout(self._patience_s if flag else 0.0)  # type: ignore[attr-defined]

    def begin(self) -> None:
        """Another request: count anew."""
        self._patience_s, self._waited_s, self._moved_bytes = PATIENCE_S, 0.0, 0

    def recv(self, *arguments: Any) -> bytes:
        """As a socket does. Raises ConnectionResetError for the too slow."""
        began_s = time.monotonic()
        try:
            data: bytes = super().recv(*arguments)  # type: ignore[misc]
        except TimeoutError as error:
            raise _too_slow() from error
        self._count(began_s, len(data))
        return data

    def sendall(self, data: Any, *flags: int) -> None:
        """As a socket does. Raises ConnectionResetError for the too slow."""
        if bytes(data[:9]) == b"HTTP/1.1 ":
            self._look_at(bytes(data[:8192]).partition(b"\r\n\r\n")[0])
        began_s = time.monotonic()
        try:
            super().sendall(data, *flags)  # type: ignore[misc]
        except TimeoutError as error:
            raise _too_slow() from error
        self._count(began_s, len(data))

    def sendfile(self, file: Any, offset: int = 0, count: int | None = None) -> int:
        """As a socket does. Raises ConnectionResetError for the too slow."""
        try:
            sent: int = super().sendfile(file, offset, count)  # type: ignore[misc]
        except TimeoutError as error:
            raise _too_slow() from error
        return sent

    def _look_at(self, head: bytes) -> None:
        """Be more patient with a large answer, or one whose end is not known."""
        length = _LENGTH.search(head)
        if (length and int(length[1]) > MUCH_BYTES) or _STREAM.search(head):
            self._patience_s = LONG_PATIENCE_S
            self.setblocking(True)

    def _count(self, began_s: float, moved_bytes: int) -> None:
        self._waited_s += time.monotonic() - began_s
        self._moved_bytes += moved_bytes
        too_few = self._moved_bytes < self._waited_s * LEAST_BYTES_PER_S
        if self._waited_s > self._patience_s and too_few:
            raise _too_slow()


def _too_slow() -> ConnectionResetError:
    return ConnectionResetError(errno.ECONNRESET, "the client is too slow")


class PatientSocket(_Patient, socket.socket):
    """In the clear."""


class PatientTls(_Patient, ssl.SSLSocket):
    """Encrypted; a context makes them whose `sslsocket_class` it is."""


def patient(sock: socket.socket) -> PatientSocket:
    """The same connection as a patient socket; `sock` is of no use any more."""
    family, kind, proto = sock.family, sock.type, sock.proto
    return PatientSocket(family, kind, proto, fileno=sock.detach())
