"""What goes on beside the pages: the name on the network, the certificate's end, the note that tells the mirror.

A Pi starts before its Wi-Fi, gets other numbers, loses them: the loop looks every few seconds and lives by what is.
"""

import logging
import socket
import threading
import time
from collections.abc import Callable
from pathlib import Path

from zeroconf import Error as ZeroconfError

from mirror.certificate import OwnCertificate, host_names, own_certificate
from mirror.clock import Clock
from mirror.closet import Closet
from mirror.config import WebSettings
from mirror.errors import MirrorError
from mirror.reach import EVERYWHERE, NOTE, local_addresses, note

from .announce import Announcement

log = logging.getLogger(__name__)

LOOK_EVERY_S = 5.0
TRY_AGAIN_AFTER_S = 30.0
ASK_FOR_OTHERS_EVERY_S = 60.0
CERTIFICATE_EVERY_S = 3600.0


class Reaching:
    """The loop. web: with the certificate that is served. own: that one, where this machine has made it."""

    def __init__(self, closet: Closet, web: WebSettings, own: OwnCertificate | None, clock: Clock) -> None:
        self._closet = closet
        self._web = web
        self._own = own
        self._clock = clock
        self._addresses: list[str] = []
        self._told: object = None
        self._complained = ""
        self._announce_at_s = self._ask_at_s = 0.0
        self._certificate_at_s = CERTIFICATE_EVERY_S

    def run(self, over: threading.Event, take_up: Callable[[], None]) -> None:
        """Until `over`. take_up: serves the certificate that was renewed. Never raises."""
        web = self._web
        name = web.name if local_addresses(web.host) or web.host in EVERYWHERE else ""
        announcement = Announcement(name, web.port, secure=web.secure, over=over) if name else None
        began_s = time.monotonic()
        try:
            while not over.is_set():
                self._quietly(lambda: self._look(announcement, time.monotonic() - began_s, take_up))
                over.wait(LOOK_EVERY_S)
        finally:
            if announcement is not None:
                self._quietly(announcement.end)
            self._quietly(self._closet.close)

    def _look(self, announcement: Announcement | None, now_s: float, take_up: Callable[[], None]) -> None:
        """One turn. now_s: seconds since the beginning."""
        addresses = local_addresses(self._web.host)
        if announcement is not None:
            self._quietly(lambda: self._announce(announcement, addresses, now_s))
        self._addresses = addresses
        if self._own is not None and now_s >= self._certificate_at_s:
            self._certificate_at_s = now_s + CERTIFICATE_EVERY_S
            self._quietly(lambda: self._renew(take_up))
        self._tell(announcement)

    def _announce(self, announcement: Announcement, addresses: list[str], now_s: float) -> None:
        if not addresses:
            announcement.end()
            return
        moved = addresses != self._addresses
        if moved or (not announcement.host and now_s >= self._announce_at_s):
            self._announce_at_s = now_s + TRY_AGAIN_AFTER_S
            self._ask_at_s = now_s + ASK_FOR_OTHERS_EVERY_S
            announcement.begin(addresses)
        elif now_s >= self._ask_at_s:
            self._ask_at_s = now_s + ASK_FOR_OTHERS_EVERY_S
            if announcement.taken_from_us():
                announcement.begin(addresses)

    def _renew(self, take_up: Callable[[], None]) -> None:
        before = self._own
        self._own = own_certificate(
            self._closet.data_dir, host_names(self._web.name), self._addresses, self._clock.now(), log.warning
        )
        if before is not None and self._own.ends != before.ends:
            take_up()

    def _tell(self, announcement: Announcement | None) -> None:
        host = announcement.host if announcement is not None else ""
        if not self._web.name and self._web.host in EVERYWHERE:  # the system's own responder has it
            host = f"{socket.gethostname().partition('.')[0].lower()}.local"
        renewed_on = self._own.renewed_on if self._own is not None else None
        said = note(
            self._web,
            host=host,
            addresses=self._addresses,
            certificate=Path(self._web.certificate) if self._web.certificate else None,
            renewed_on=renewed_on.isoformat() if renewed_on else "",
        )
        if said != self._told:
            self._closet.notes.put(NOTE, said)
            self._told = said
            log.info("phones reach this mirror at %s", " or ".join([said["url"], *said["addresses"]]))

    def _quietly(self, do: Callable[[], object]) -> None:
        """Whatever fails is said once, and tried again with the next turn."""
        try:
            do()
        except (OSError, MirrorError, ZeroconfError, ValueError) as error:
            said = f"{error.__class__.__name__}: {error}"
            if said != self._complained:
                self._complained = said
                log.warning("the way for phones: %s; it is tried again", said)
