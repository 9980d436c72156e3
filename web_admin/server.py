"""From an app to a port, in the clear or over TLS: gunicorn, one process with eight threads, run from code.

It knows nothing of what the app answers.
"""

import contextlib
import os
import secrets
import socket
import ssl
import time
from pathlib import Path
from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication
from gunicorn.workers.gthread import ThreadWorker

from mirror.closet import Closet
from mirror.closet.photos import durable_write
from mirror.errors import MirrorError

KEY_NAME = "secret.key"
KEY_BYTES = 32
THREADS = 8
HANG_UP_WITHIN_S = 0.5
END_WITHIN_S = 1  # for answers under way, after SIGTERM or Ctrl-C
KILL_AFTER_S = 2  # what has not ended by then; more than the worker gives itself, or the two would race


def secret_key(data_dir: Path) -> bytes:
    """The key that signs this household's cookies, made at the first start and readable by its user only.

    Raises ClosetError when it cannot be written, MirrorError when it cannot be read.
    """
    file = data_dir / KEY_NAME
    try:
        key = file.read_bytes()
    except FileNotFoundError:
        key = b""
    except OSError as error:
        raise MirrorError(f"cannot read {file}: {error.strerror}") from error
    if len(key) >= KEY_BYTES:
        return key
    key = secrets.token_bytes(KEY_BYTES)
    before = os.umask(0o077)
    try:
        durable_write(file, key)
    finally:
        os.umask(before)
    return key


def serve(app: Flask, host: str, port: int, certificate: Path | None = None, key: Path | None = None) -> None:
    """Answer on this address until SIGTERM or Ctrl-C, which end it within two seconds.

    certificate, key: PEM files; with a certificate it answers over TLS, 1.2 or newer, and to nothing else. `key`
    may be None where the certificate's file holds it too. A renewed certificate is taken up at the next start.
    Raises MirrorError, before anything has started, when the port is taken, the address is not this machine's, or
    the two files are not a pair.
    """
    tls = _tls(certificate, key)
    door = _open_door(host, port)
    closet: Closet = app.extensions["otjang"].closet
    closet.close()  # gunicorn forks, and a database connection must not cross over
    started_by = os.getpid()
    try:
        _Server(app, door.detach(), tls, certificate).run()
    except SystemExit as end:
        if os.getpid() != started_by:
            raise  # the forked worker ends here and must not go on with its parent's work
        if end.code not in (0, None):
            raise MirrorError(
                f"the phone admin on {host}:{port} stopped unexpectedly; start it again"
            ) from end


def _tls(certificate: Path | None, key: Path | None) -> ssl.SSLContext | None:
    """What every connection is wrapped in, made once; None without a certificate. Raises MirrorError."""
    if certificate is None:
        if key is not None:
            raise MirrorError(f"the key {key} needs its certificate: name both, or neither")
        return None
    for file in (certificate, key or certificate):
        try:
            file.read_bytes()
        except OSError as error:
            raise MirrorError(f"cannot read {file}: {error.strerror}") from error
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    try:
        # A password would be asked for on the terminal, which a service has not: a wrong one fails instead.
        context.load_cert_chain(certificate, key, password="")
    except ssl.SSLError as error:
        pair = f"{certificate} and {key}" if key else f"{certificate}"
        why = (
            "are not a pair: that key belongs to another certificate"
            if error.reason == "KEY_VALUES_MISMATCH"
            else "cannot be used: PEM is wanted, a certificate and its key without a password"
        )
        raise MirrorError(f"{pair} {why}") from error
    return context


def _open_door(host: str, port: int) -> socket.socket:
    try:
        family, kind, proto, _name, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        door = socket.socket(family, kind, proto)
    except OSError as error:
        raise MirrorError(f"cannot listen on {host}: {error.strerror}; choose another with --host") from error
    try:
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        door.bind(address)
        door.listen(128)
    except OSError as error:
        door.close()
        raise MirrorError(
            f"cannot listen on {host}:{port}: {error.strerror}; choose another with --port"
        ) from error
    return door


class PatientWorker(ThreadWorker):  # type: ignore[misc]
    """gunicorn's threads, which also wait for a client that is slow to hang up.

    gunicorn waits up to two seconds for it in its one accepting thread, and nobody else is answered meanwhile.
    """

    def init_process(self) -> None:
        """In the worker process alone: leave before the parent loses its patience."""
        self.cfg.set("graceful_timeout", END_WITHIN_S)
        super().init_process()

    def handle(self, conn: Any) -> Any:
        """Answer a request; when the connection ends with it, see it out here in the thread."""
        goes_on = super().handle(conn)
        if not goes_on:
            _see_out(conn.sock)
        return goes_on


def _see_out(sock: socket.socket) -> None:
    """Tell the client that all was said, and wait for it to hang up for half a second at most."""
    with contextlib.suppress(OSError, ValueError):
        if isinstance(sock, ssl.SSLSocket):
            sock.settimeout(HANG_UP_WITHIN_S)
            sock = sock.unwrap()
    with contextlib.suppress(OSError):
        sock.shutdown(socket.SHUT_WR)
        sock.settimeout(HANG_UP_WITHIN_S)
        end_s = time.monotonic() + HANG_UP_WITHIN_S
        while time.monotonic() < end_s and sock.recv(65536):
            pass  # what an upload that was refused still sends
    with contextlib.suppress(OSError):
        sock.shutdown(socket.SHUT_RDWR)


class _Server(BaseApplication):  # type: ignore[misc]
    """gunicorn without its command line."""

    def __init__(self, app: Flask, door: int, tls: ssl.SSLContext | None, certificate: Path | None) -> None:
        self._app = app
        self._options: dict[str, Any] = {
            "bind": f"fd://{door}",
            "workers": 1,
            "worker_class": PatientWorker,
            "threads": THREADS,
            "graceful_timeout": KILL_AFTER_S,
            "keepalive": 5,
            "loglevel": "warning",
            "proc_name": "otjang-web",
            "control_socket_disable": True,
            "worker_tmp_dir": "/dev/shm" if Path("/dev/shm").is_dir() else None,  # spares the SD card
        }
        if tls is not None:
            # gunicorn serves TLS where a file is named; the context that it asks for has been made from it.
            self._options |= {"certfile": str(certificate), "ssl_context": lambda _config, _default: tls}
        super().__init__()

    def load_config(self) -> None:
        for name, value in self._options.items():
            if name in self.cfg.settings:  # older ones lack some
                self.cfg.set(name, value)

    def load(self) -> Flask:
        return self._app
