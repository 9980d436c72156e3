"""A connection from its first byte until its request is there: no thread is spent on it before.

One loop steps all of them, so a hundred clients that say nothing cost a hundred small objects and hold nobody up.
It knows sockets and the outer form of HTTP, and no server.
"""

import contextlib
import re
import socket
import ssl
import time
from collections.abc import Callable
from enum import Enum, auto

HEAD_WITHIN_S = 10.0  # handshake, head and small body together
LEAVE_WITHIN_S = 1.0
_READS_AT_ONCE = 16
HEAD_MOST_BYTES = 32 * 1024
BODY_MOST_BYTES = 72 * 1024  # of a form; larger bodies are read by the page that may have them
_HANDSHAKE = b"\x16"  # the first byte of every TLS connection; no word of HTTP begins so
_LENGTH = re.compile(rb"\r\ncontent-length:[ \t]*(\d{1,12})[ \t]*\r\n", re.IGNORECASE)
_HOST = re.compile(rb"\r\nhost:[ \t]*([A-Za-z0-9._:\[\]-]{1,255})[ \t]*\r\n", re.IGNORECASE)
_CHUNKED = re.compile(rb"\r\ntransfer-encoding:", re.IGNORECASE)
_WAITS = re.compile(rb"\r\nexpect:", re.IGNORECASE)
_TARGET = re.compile(rb"[A-Z]{1,20} (/[!-~]{0,4000}) HTTP/1\.[01]\r\n")


class Step(Enum):
    """What an arrival waits for, or what has become of it."""

    READ = auto()
    WRITE = auto()
    READY = auto()  # `taken` holds all that came so far
    GONE = auto()


class Arrival:
    """One connection. `sock` becomes the encrypted one as soon as it is known to be one.

    tls: None where http is spoken; else what comes in the clear is shown the way: `way` makes the Location of a
    request's host and target, or None where that host is not ours. shown_the_way: also what comes encrypted, as on
    a port that is there for nothing else. held: the connection's earlier requests have been answered already.
    """

    def __init__(
        self,
        sock: socket.socket,
        *,
        tls: ssl.SSLContext | None = None,
        way: Callable[[str, str], str | None] | None = None,
        shown_the_way: bool = False,
        held: object = None,
    ) -> None:
        self.sock = sock
        self.held = held
        self.taken = bytearray()
        self.ends_s = time.monotonic() + HEAD_WITHIN_S
        self._tls = tls
        self._way = way
        self._clear = shown_the_way
        self._known = shown_the_way or tls is None or held is not None
        self._leaving = False
        self._wants_bytes: int | None = None
        self._length_unknown = False
        sock.setblocking(False)

    def step(self) -> Step:
        """Go as far as it goes now."""
        try:
            return self._step()
        except (BlockingIOError, ssl.SSLWantReadError):
            return Step.READ
        except ssl.SSLWantWriteError:
            return Step.WRITE
        except (OSError, ValueError):
            return Step.GONE

    def leave(self) -> None:
        """All was said: tell the client so, and give it a moment to hang up, or it would lose the end of it."""
        self._leaving = True
        self.ends_s = time.monotonic() + LEAVE_WITHIN_S
        with contextlib.suppress(OSError, ValueError):
            if isinstance(self.sock, ssl.SSLSocket):
                self.sock.unwrap()  # says goodbye at once; that it has to wait for the other's is an error here
        with contextlib.suppress(OSError):
            self.sock.shutdown(socket.SHUT_WR)

    def _step(self) -> Step:
        if self._leaving:
            return self._see_out()
        if not self._known and not self._find_out():
            return Step.GONE
        if isinstance(self.sock, ssl.SSLSocket) and self.held is None and not self.taken:
            self.sock.do_handshake()
        while not self._complete():
            part = self.sock.recv(16384)
            if not part:
                return Step.GONE
            self.taken += part
        return self._judge()

    def _see_out(self) -> Step:
        for _ in range(_READS_AT_ONCE):  # what an upload that was refused still sends
            if not self.sock.recv(65536):
                return Step.GONE
        return Step.READ

    def _judge(self) -> Step:
        if self._wants_bytes is None:
            return self._say("431 Request Header Fields Too Large")
        if self._length_unknown:  # no browser sends so, and it would hold a thread for long
            return self._say("411 Length Required")
        return self._show_the_way() if self._clear else Step.READY

    def _find_out(self) -> bool:
        """Whether anybody is there; then what they speak is known. Raises BlockingIOError while they are silent."""
        first = self.sock.recv(1, socket.MSG_PEEK)
        self._known = True
        if first == _HANDSHAKE and self._tls is not None:
            self.sock = self._tls.wrap_socket(
                self.sock, server_side=True, do_handshake_on_connect=False, suppress_ragged_eofs=True
            )
        else:
            self._clear = True
        return bool(first)

    def _complete(self) -> bool:
        """Whether head and small body are there, or more than there may be."""
        if self._wants_bytes is None:
            end = self.taken.find(b"\r\n\r\n")
            if end < 0:
                return len(self.taken) > HEAD_MOST_BYTES
            head = bytes(self.taken[: end + 2])
            length = _LENGTH.search(head)
            self._length_unknown = bool(_CHUNKED.search(head))
            body = int(length[1]) if length else 0
            small = 0 < body <= BODY_MOST_BYTES
            self._wants_bytes = end + 4 + (body if small else 0)
            if small and _WAITS.search(head):
                self.sock.send(b"HTTP/1.1 100 Continue\r\n\r\n")
        return len(self.taken) >= self._wants_bytes or self._clear

    def _show_the_way(self) -> Step:
        head = bytes(self.taken)
        host, target = _HOST.search(head), _TARGET.match(head)
        place = None
        if host and self._way is not None:
            place = self._way(host[1].decode("ascii"), target[1].decode("ascii") if target else "/")
        if place is None:
            return self._say("400 Bad Request")
        # Not to be remembered: the number of this machine may be another one's tomorrow. For the same reason there
        # is no Strict-Transport-Security: a browser would then refuse a certificate that it cannot check for good.
        return self._say("308 Permanent Redirect", f"Location: {place}\r\nCache-Control: no-store\r\n")

    def _say(self, status: str, headers: str = "") -> Step:
        """A short answer, which fits into what the system holds for sending, and goodbye."""
        answer = f"HTTP/1.1 {status}\r\n{headers}Content-Length: 0\r\nConnection: close\r\n\r\n"
        self.sock.send(answer.encode("ascii"))
        self.leave()
        return Step.READ
