"""The server in a process of its own: it answers, ends in time, and says why it cannot start."""

import signal
import socket
import stat
import time
import urllib.request
from pathlib import Path

import pytest
from flask import Flask

from mirror.closet import Closet
from mirror.errors import MirrorError
from web_admin.serving.server import secret_key, serve

from .serving import free_port, served


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_it_answers_and_ends_within_two_seconds(tmp_path: Path, how: signal.Signals) -> None:
    with served(tmp_path) as (process, address):
        with urllib.request.urlopen(f"{address}/welcome", timeout=30) as answer:
            assert answer.status == 200
        # A phone keeps its connection open; that must not hold the end up.
        port = int(address.rsplit(":", 1)[1])
        with socket.create_connection(("127.0.0.1", port)) as idle:
            idle.sendall(b"GET /welcome HTTP/1.1\r\nHost: localhost\r\n\r\n")
            assert idle.recv(15) == b"HTTP/1.1 200 OK"
            began = time.monotonic()
            process.send_signal(how)
            out, err = process.communicate(timeout=30)
            took_s = time.monotonic() - began
        assert process.returncode == 0
        assert out == "ended in order\n", "the code after serve runs once, in the parent only"
        assert err == ""
        assert took_s < 4, "two seconds, doubled for a busy test machine"


def test_a_busy_port_is_one_clear_line(app: Flask) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(MirrorError, match=rf"127.0.0.1:{port}: Address already in use; .*--port"):
            serve(app, "127.0.0.1", port)


def test_a_client_that_never_hangs_up_holds_nobody_up(tmp_path: Path) -> None:
    with served(tmp_path) as (_process, address):
        port = int(address.rsplit(":", 1)[1])
        urllib.request.urlopen(f"{address}/welcome", timeout=30).close()
        silent = []
        for _ in range(4):
            client = socket.create_connection(("127.0.0.1", port))
            client.sendall(b"GET /welcome HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
            assert client.recv(15) == b"HTTP/1.1 200 OK"
            silent.append(client)
        began = time.monotonic()
        urllib.request.urlopen(f"{address}/welcome", timeout=30).close()
        took_s = time.monotonic() - began
        for client in silent:
            client.close()
        assert took_s < 2, "gunicorn alone takes two seconds for each of the four"


@pytest.mark.parametrize("host", ["192.0.2.1", "no.such.host.invalid"])
def test_an_address_of_somebody_else_is_one_clear_line(app: Flask, host: str) -> None:
    with pytest.raises(MirrorError, match="cannot listen on"):
        serve(app, host, free_port())


def test_the_key_is_made_once_and_is_private(closet: Closet) -> None:
    key = secret_key(closet.data_dir)
    assert len(key) == 32
    assert secret_key(closet.data_dir) == key
    file = closet.data_dir / "secret.key"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    file.write_bytes(b"short")
    assert len(secret_key(closet.data_dir)) == 32


def test_a_key_that_cannot_be_read_is_said(tmp_path: Path) -> None:
    (tmp_path / "secret.key").mkdir()
    with pytest.raises(MirrorError, match="cannot read"):
        secret_key(tmp_path)
