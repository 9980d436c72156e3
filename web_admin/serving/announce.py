"""This machine's name on the network: otjang.local and the phone admin as a service, by mDNS (zeroconf).

Whatever goes wrong here is said in the log and tried again later; the admin is there without a name too.
"""

import logging
import socket
import threading
from collections.abc import Sequence
from ipaddress import ip_address

import ifaddr
from zeroconf import (  # type: ignore[attr-defined]  # it exports these three, too, and does not say so
    DNSAddress,
    DNSOutgoing,
    DNSQuestion,
    IPVersion,
    ServiceInfo,
    Zeroconf,
    current_time_millis,
)
from zeroconf.const import _CLASS_IN, _FLAGS_QR_QUERY, _TYPE_A, _TYPE_AAAA

log = logging.getLogger(__name__)

PROBES = 3
PROBE_EVERY_S = 0.4  # who has just said a name says it again after a second only (RFC 6762, section 6)
NAMES_MOST = 9


class Announcement:
    """One name, from `begin` until `end`. Not for several threads.

    name: without .local. port, secure: of the admin.
    """

    def __init__(self, name: str, port: int, *, secure: bool, over: threading.Event) -> None:
        self._name = name.lower()
        self._port = port
        self._secure = secure
        self._over = over
        self._zeroconf: Zeroconf | None = None
        self._addresses: tuple[str, ...] = ()
        self.host = ""  # e.g. "otjang.local"; "" while no name is announced

    def begin(self, addresses: Sequence[str]) -> None:
        """Answer for a name with these numbers, the first one that nobody else has. Raises OSError, zeroconf.Error.

        What was announced before is withdrawn.
        """
        self.end()
        self._addresses = tuple(addresses)
        six = any(":" in number for number in addresses)
        self._zeroconf = Zeroconf(list(addresses), ip_version=IPVersion.All if six else IPVersion.V4Only)
        names = [self._name, *(f"{self._name}-{number}" for number in range(2, NAMES_MOST + 1))]
        for name in names:
            others = self._others(f"{name}.local.")
            if self._over.is_set():
                return
            if others:
                log.warning(
                    "%s.local is another machine on this network (%s)", name, ", ".join(sorted(others))
                )
                continue
            self._register(name)
            return
        log.warning("all names from %s.local on are taken; set another in [web] name", self._name)

    def taken_from_us(self) -> bool:
        """Whether another machine answers for our name too and has the better claim: the lower number.

        Two mirrors that start together after a power cut find each other so.
        """
        if self._zeroconf is None or not self.host:
            return False
        others = self._others(f"{self.host}.", probes=1)
        if not others:
            return False
        return min(map(_order, others)) < min(map(_order, self._addresses))

    def end(self) -> None:
        """Withdraw the name, so that phones forget it."""
        zeroconf, self._zeroconf, self.host = self._zeroconf, None, ""
        if zeroconf is not None:
            zeroconf.close()

    def _register(self, name: str) -> None:
        assert self._zeroconf is not None
        host = f"{name}.local."
        kind = "_https._tcp.local." if self._secure else "_http._tcp.local."
        title = "Otjang" if name == self._name else f"Otjang {name.rpartition('-')[2]}"
        # Where the system answers for the name itself, as avahi does for the host's, a second set of addresses
        # beside its own would look like a conflict to it.
        system = f"{socket.gethostname().partition('.')[0].lower()}.local."
        by_system = host == system and bool(self._known(host))
        packed = [] if by_system else [ip_address(number).packed for number in self._addresses]
        info = ServiceInfo(
            kind, f"{title}.{kind}", self._port, addresses=packed, server=host, properties={"path": "/"}
        )
        self._zeroconf.register_service(info, allow_name_change=True)
        self.host = host.rstrip(".")
        log.info("announced as %s", self.host)

    def _others(self, host: str, probes: int = PROBES) -> set[str]:
        """Numbers by which others answer for this host."""
        self._ask(host, probes)
        return self._known(host) - set(self._addresses) - _own_numbers()

    def _ask(self, host: str, probes: int) -> None:
        assert self._zeroconf is not None
        for _ in range(probes):
            asked = DNSOutgoing(_FLAGS_QR_QUERY)
            for kind in (_TYPE_A, _TYPE_AAAA):
                asked.add_question(DNSQuestion(host, kind, _CLASS_IN))
            self._zeroconf.send(asked)
            self._over.wait(PROBE_EVERY_S)

    def _known(self, host: str) -> set[str]:
        assert self._zeroconf is not None
        now_ms = current_time_millis()
        found = set()
        for kind in (_TYPE_A, _TYPE_AAAA):
            for record in self._zeroconf.cache.get_all_by_details(host, kind, _CLASS_IN):
                if isinstance(record, DNSAddress) and not record.is_expired(now_ms):
                    found.add(str(ip_address(record.address)))
        return found


def _order(number: str) -> tuple[bool, bytes]:
    return ":" in number, ip_address(number).packed


def _own_numbers() -> set[str]:
    return {
        one.ip if isinstance(one.ip, str) else one.ip[0]
        for adapter in ifaddr.get_adapters()
        for one in adapter.ips
    }
