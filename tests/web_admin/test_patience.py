"""Sockets that give up on whoever keeps a thread waiting, and wait longer for whoever fetches something large."""

import socket
import threading
from collections.abc import Iterator

import pytest

from web_admin.serving import patience
from web_admin.serving.patience import PatientSocket, patient


@pytest.fixture
def ends(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[PatientSocket, socket.socket]]:
    """The server's end and the client's, with little patience."""
    monkeypatch.setattr(patience, "PATIENCE_S", 0.1)
    monkeypatch.setattr(patience, "LONG_PATIENCE_S", 20.0)
    raw, client = socket.socketpair()
    server = patient(raw)
    server.begin()
    server.setblocking(True)
    yield server, client
    server.close()
    client.close()


def test_who_sends_nothing_counts_as_gone(ends: tuple[PatientSocket, socket.socket]) -> None:
    with pytest.raises(ConnectionResetError):
        ends[0].recv(100)


def test_who_reads_nothing_counts_as_gone(ends: tuple[PatientSocket, socket.socket]) -> None:
    with pytest.raises(ConnectionResetError):
        ends[0].sendall(b"x" * 5_000_000)


def test_who_sends_byte_by_byte_counts_as_gone(ends: tuple[PatientSocket, socket.socket]) -> None:
    server, client = ends
    stop = threading.Event()

    def drip() -> None:
        while not stop.wait(0.02):
            client.send(b"x")

    dripping = threading.Thread(target=drip)
    dripping.start()
    got = 0
    try:
        with pytest.raises(ConnectionResetError):
            while got < 2000:
                got += len(server.recv(100))
    finally:
        stop.set()
        dripping.join()
    assert 2 <= got < 100, "a byte in time was taken, and all of them together were too slow"


@pytest.mark.parametrize("head", [b"Content-Length: 5000000", b"Transfer-Encoding: chunked"])
def test_a_large_answer_waits_for_a_phone_that_asks_where_to_put_it(
    ends: tuple[PatientSocket, socket.socket], head: bytes
) -> None:
    server, client = ends
    read = bytearray()

    def later() -> None:
        while part := client.recv(1 << 20):
            read.extend(part)

    reading = threading.Timer(0.4, later)  # four times the patience with strangers
    reading.start()
    server.sendall(b"HTTP/1.1 200 OK\r\n" + head + b"\r\n\r\n")
    server.sendall(b"x" * 5_000_000)
    server.shutdown(socket.SHUT_WR)
    reading.join()
    assert len(read) > 5_000_000
    server.begin()
    server.setblocking(True)
    assert server.gettimeout() == patience.PATIENCE_S, "the next answer is another one"
