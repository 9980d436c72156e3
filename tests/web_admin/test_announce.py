"""The name on the network: announced, found by another machine, given up to one that has it already, withdrawn."""

import secrets
import socket
import struct
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from zeroconf import ServiceBrowser, ServiceInfo, ServiceListener, Zeroconf

from web_admin.serving.announce import Announcement

GROUP, PORT, HERE = "224.0.0.251", 5353, "127.0.0.1"


@pytest.fixture(scope="module", autouse=True)
def _multicast() -> None:
    """Skips where this machine does not carry mDNS to itself."""
    said = secrets.token_bytes(8)
    with (
        socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as ear,
        socket.socket(type=socket.SOCK_DGRAM) as mouth,
    ):
        ear.settimeout(2)
        ear.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        ear.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        try:
            ear.bind(("", PORT))
            membership = struct.pack("4s4s", socket.inet_aton(GROUP), socket.inet_aton(HERE))
            ear.setsockopt(socket.IPPROTO_IP, socket.IP_ADD_MEMBERSHIP, membership)
            mouth.setsockopt(socket.IPPROTO_IP, socket.IP_MULTICAST_IF, socket.inet_aton(HERE))
            mouth.sendto(said, (GROUP, PORT))
            while ear.recv(9000) != said:
                pass
        except OSError as error:
            pytest.skip(f"no multicast on this machine: {error}")


class _Seen(ServiceListener):
    """Hosts of the services that are there now."""

    def __init__(self) -> None:
        self.services: dict[str, ServiceInfo] = {}

    def add_service(self, zc: Zeroconf, type_: str, name: str) -> None:
        info = zc.get_service_info(type_, name, timeout=5000)
        if info is not None:
            self.services[name] = info

    update_service = add_service

    def remove_service(self, zc: Zeroconf, type_: str, name: str) -> None:
        self.services.pop(name, None)

    def of(self, host: str) -> ServiceInfo | None:
        return next((one for one in list(self.services.values()) if one.server == f"{host}."), None)


@pytest.fixture
def other() -> Iterator[Zeroconf]:
    """Another machine on the network."""
    zeroconf = apart(Zeroconf, [HERE])
    yield zeroconf
    zeroconf.close()


@pytest.fixture
def name() -> str:
    return f"otjang-{secrets.token_hex(4)}"


@pytest.fixture
def announcement(name: str) -> Iterator[Announcement]:
    made = Announcement(name, 8443, secure=True, over=threading.Event())
    yield made
    made.end()


def apart(act: Callable[..., Any], *args: object) -> Any:
    """Call it on a thread of its own, as the product does. The browser's tests leave an event loop in the main
    thread, and zeroconf would take that one, which stands still."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(act, *args).result()


def has(other: Zeroconf, host: str, number: str) -> None:
    """Let the other machine be `host` with this number."""
    kind = "_http._tcp.local."
    other.register_service(
        ServiceInfo(kind, f"{host}.{kind}", 80, addresses=[socket.inet_aton(number)], server=f"{host}.local.")
    )


def _wait(condition: Callable[[], object], what: str) -> None:
    for _ in range(1200):
        if condition():
            return
        time.sleep(0.05)
    raise AssertionError(what)


def test_another_machine_finds_it_and_forgets_it_in_the_end(
    announcement: Announcement, other: Zeroconf, name: str
) -> None:
    seen = _Seen()
    browser = ServiceBrowser(other, "_https._tcp.local.", seen)
    apart(announcement.begin, [HERE])
    host = announcement.host
    assert host == f"{name}.local"
    _wait(lambda: seen.of(host), "it is found")
    info = seen.of(host)
    assert info is not None
    assert (info.port, info.parsed_addresses(), info.name.startswith("Otjang")) == (8443, [HERE], True)
    assert not announcement.taken_from_us()
    announcement.end()
    assert announcement.host == ""
    _wait(lambda: not seen.of(host), "it is forgotten")
    browser.cancel()


def test_a_name_that_another_machine_has_is_left_to_it(
    announcement: Announcement, other: Zeroconf, name: str, caplog: pytest.LogCaptureFixture
) -> None:
    has(other, name, "10.1.2.3")
    apart(announcement.begin, [HERE])
    assert announcement.host == f"{name}-2.local"
    assert f"{name}.local is another machine on this network (10.1.2.3)" in caplog.text


def test_of_two_that_took_one_name_together_the_lower_number_keeps_it(
    announcement: Announcement, other: Zeroconf, name: str
) -> None:
    apart(announcement.begin, [HERE])
    has(other, name, "203.0.113.9")
    assert not announcement.taken_from_us()
    other.unregister_all_services()
    has(other, name, "10.1.2.3")
    assert announcement.taken_from_us()
