"""From an app to a port, in the clear or over TLS: gunicorn, one process with eight threads, run from code.

It knows nothing of what the app answers.
"""

import errno
import logging
import os
import secrets
import socket
import ssl
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication

from mirror.closet import Closet
from mirror.closet.photos import durable_write
from mirror.errors import MirrorError

from ..guard import host_is_ours
from .patience import PatientTls
from .worker import Front, PatientWorker

log = logging.getLogger(__name__)

KEY_NAME = "secret.key"
KEY_BYTES = 32
THREADS = 8
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


def serve(
    app: Flask,
    host: str,
    port: int,
    certificate: Path | None = None,
    key: Path | None = None,
    *,
    http_port: int = 0,
    beside: Callable[[threading.Event, Callable[[], None]], None] | None = None,
) -> None:
    """Answer on this address until SIGTERM or Ctrl-C, which end it within two seconds.

    certificate, key: PEM files; with a certificate it answers over TLS, 1.2 or newer, and shows the way there to
    who comes in the clear, on the same port and on `http_port` (0: none). `key` may be None where the certificate's
    file holds it too. beside: run in a thread of the process that answers, with an event that is set when it is to
    end, and with what takes up a certificate that was renewed in its files. Raises MirrorError, before anything has
    started, when the port is taken, the address is not this machine's, or the two files are not a pair.
    """
    tls = _tls(certificate, key)
    doors = [_open_door(host, port)]
    if tls is not None and http_port:
        try:
            doors.append(_open_door(host, http_port))
        except MirrorError as error:  # a convenience: who types the whole address needs no other door
            log.warning("nobody is led from http to https: %s", error)
            http_port = 0

    def take_up() -> None:
        if tls is not None and certificate is not None:
            _load(tls, certificate, key)

    web = app.extensions["otjang"].settings.web
    front = Front(
        tls=tls,
        way=lambda asked, target: secure_address(asked, target, port) if host_is_ours(asked, web) else None,
        http_port=http_port,
        beside=None if beside is None else lambda over: beside(over, take_up),
    )
    closet: Closet = app.extensions["otjang"].closet
    closet.close()  # gunicorn forks, and a database connection must not cross over
    started_by = os.getpid()
    try:
        _Server(app, [door.detach() for door in doors], front, certificate).run()
    except SystemExit as end:
        if os.getpid() != started_by:
            raise  # the forked worker ends here and must not go on with its parent's work
        if end.code not in (0, None):
            raise MirrorError(
                f"the phone admin on {host}:{port} stopped unexpectedly; start it again"
            ) from end


def secure_address(asked_host: str, target: str, port: int) -> str:
    """Where the same thing is over https. asked_host: a Host header that was found to be ours; its port goes."""
    name = asked_host
    if not asked_host.endswith("]"):
        head, colon, digits = asked_host.rpartition(":")
        name = head if colon and digits.isdecimal() else asked_host.rstrip(":")
    return f"https://{name}{'' if port == 443 else f':{port}'}{target}"


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
    context.sslsocket_class = PatientTls
    _load(context, certificate, key)
    return context


def _load(context: ssl.SSLContext, certificate: Path, key: Path | None) -> None:
    """Serve this pair from the next connection on. Raises MirrorError."""
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
        low = "allow it with `sudo make install`, or " if error.errno == errno.EACCES else ""
        raise MirrorError(
            f"cannot listen on {host}:{port}: {error.strerror}; {low}choose another with --port"
        ) from error
    return door


class _Server(BaseApplication):  # type: ignore[misc]
    """gunicorn without its command line."""

    def __init__(self, app: Flask, doors: list[int], front: Front, certificate: Path | None) -> None:
        self._app = app
        self._options: dict[str, Any] = {
            "bind": [f"fd://{door}" for door in doors],
            "workers": 1,
            "worker_class": type("Worker", (PatientWorker,), {"front": front}),
            "threads": THREADS,
            "graceful_timeout": KILL_AFTER_S,
            "keepalive": 5,
            "loglevel": "warning",
            "proc_name": "otjang-web",
            "control_socket_disable": True,
            "forwarded_allow_ips": "",  # nobody stands before it; who says so, on this machine too, makes it up
            "worker_tmp_dir": "/dev/shm" if Path("/dev/shm").is_dir() else None,  # spares the SD card
        }
        if front.tls is not None:
            # The front has made TLS of it already; gunicorn only has to say https and to copy files itself.
            self._options["certfile"] = str(certificate)
        super().__init__()

    def load_config(self) -> None:
        for name, value in self._options.items():
            if name in self.cfg.settings:  # older ones lack some
                self.cfg.set(name, value)

    def load(self) -> Flask:
        return self._app
