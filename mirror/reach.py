"""How a phone reaches this machine: its numbers on the home network, and the addresses to type.

It asks the system which addresses there are; it opens no port and knows no page.
"""

import logging
import socket
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import ifaddr

from .config import WebSettings
from .errors import MirrorError
from .fingerprint import fingerprint_hex, fingerprint_words

CERTIFICATE_FILE = (
    Path("tls") / "otjang.pem"
)  # below the data directory: the one that a mirror makes for itself
NOTE = "web"  # under which the web process tells the mirror how it is reached
EVERYWHERE = ("0.0.0.0", "::", "")
# Networks between programs of this machine or to somewhere else: no phone of the house is in one.
_INSIDE = ("docker", "br-", "veth", "virbr", "lxc", "cni", "podman", "tun", "tap", "wg", "tailscale", "zt")

log = logging.getLogger(__name__)


def local_addresses(host: str = "0.0.0.0") -> list[str]:
    """This machine's numbers on the home network for a server that listens on `host`, those of IPv4 first.

    Only private ones: a public address is let in by no rule here. Link-local IPv6 is left out, for a browser takes
    none. Empty while there is no network, or where `host` is this machine itself.
    """
    found: list[str] = []
    for adapter in ifaddr.get_adapters():
        if adapter.nice_name.startswith(_INSIDE):
            continue
        for one in adapter.ips:
            number = one.ip if isinstance(one.ip, str) else one.ip[0]
            if _for_phones(number) and host in (*EVERYWHERE, number):
                found.append(number)
    if host in ("0.0.0.0", ""):
        found = [number for number in found if ":" not in number]
    return sorted(dict.fromkeys(found), key=lambda number: ":" in number)


def url(web: WebSettings, host: str) -> str:
    """The admin's address at this host name or number; a port that goes without saying is left out."""
    scheme, usual = ("https", 443) if web.secure else ("http", 80)
    shown = f"[{host}]" if ":" in host else host
    return f"{scheme}://{shown}" + ("" if web.port == usual else f":{web.port}")


def admin_url(web: WebSettings) -> str:
    """What a phone types, as far as the settings tell: their own, else this machine's name on the network."""
    if web.url:
        return web.url
    if web.host not in EVERYWHERE:
        return url(web, web.host)
    name = web.name or socket.gethostname().partition(".")[0]
    return url(web, f"{name.lower()}.local")


def own_words(web: WebSettings, certificate: Path | None) -> dict[str, Any]:
    """The certificate's fingerprint, for the note: {"fingerprint": words, "fingerprint_hex": digits}.

    Empty ones where http is spoken, or where the certificate cannot be read, which is logged.
    """
    if web.secure and certificate is not None:
        try:
            return {
                "fingerprint": list(fingerprint_words(certificate)),
                "fingerprint_hex": fingerprint_hex(certificate),
            }
        except MirrorError as error:
            log.warning("%s", error)
    return {"fingerprint": [], "fingerprint_hex": ""}


def note(
    web: WebSettings, *, host: str, addresses: list[str], certificate: Path | None, renewed_on: str = ""
) -> dict[str, Any]:
    """What the web process tells the mirror under NOTE.

    {"url": what to type, "addresses": the same as numbers, "fingerprint", "fingerprint_hex", "renewed_on": ISO date
    or ""}. host: the name that answers on the network now, "" while none does.
    """
    numbers = [url(web, number) for number in addresses if ":" not in number]
    if web.url:
        shown = web.url
    elif host:
        shown = url(web, host)
    elif web.host in EVERYWHERE and numbers:
        shown = numbers[0]
    else:
        shown = admin_url(web)
    return {
        "url": shown,
        "addresses": [number for number in numbers if number != shown],
        **own_words(web, certificate),
        "renewed_on": renewed_on,
    }


def _for_phones(number: str) -> bool:
    address = ip_address(number)
    return address.is_private and not address.is_loopback and not address.is_link_local
