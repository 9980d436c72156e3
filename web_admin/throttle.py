"""How often a stranger may guess at a door. The counts are in the closet, so a restart forgives nothing.

An address has 20 guesses in ten minutes, and 5 of them at one account. Nobody can lock a person out from elsewhere:
an account's guesses are counted together with the address that tries it. Whoever commands many addresses gains
little: after 30 wrong guesses at an account each further address has one, and a network of IPv6 counts as one then.
An account is whose it is and not what it is called: who renames it has no further guesses.
Neither addresses nor names are kept, only digests under a key that is not in the closet.
"""

import hashlib
import hmac
from ipaddress import IPv6Address, ip_address, ip_network

from flask import current_app, request

from mirror.closet.attempts import Limit
from mirror.closet.people import alike

from .context import closet

PER_ADDRESS = 20
PER_ACCOUNT = 5
WRONG_ANYWHERE = 30  # at one account; then it is under attack
UNDER_ATTACK = 1
_NETWORK_BITS = 64  # the smallest IPv6 network that a provider gives a household: its addresses cost nothing


def wait_s(door: str, name: str = "") -> int:
    """Count a guess at a door before it is looked at; 0 when it may be, else the seconds until the next one.

    name: the account that is guessed at, if one is. The guess that would be right is refused as well while its
    address or account has to wait. Raises ClosetBusy, and then no guess may be looked at either.
    """
    limits = [Limit(_digest("address", _address()), PER_ADDRESS)]
    if name:
        whose = _whose(name)
        anywhere = _digest("anywhere", whose)
        limits += [Limit(_digest("account", _address(), whose), PER_ACCOUNT), Limit(anywhere, None)]
        if closet().attempts.lately(door, anywhere) >= WRONG_ANYWHERE:
            limits.append(Limit(_digest("network", _network(), whose), UNDER_ATTACK))
    return closet().attempts.guess(door, limits)


def forgive(door: str, name: str = "") -> None:
    """The guess was right: it was none, and the slips before it at this account from this address are forgiven.

    What the address has guessed at other accounts stays, and so does what others have guessed at this one.
    """
    forgiven, uncounted = [], [_digest("address", _address())]
    if name:
        whose = _whose(name)
        forgiven = [_digest("account", _address(), whose)]
        uncounted += [_digest("anywhere", whose), _digest("network", _network(), whose)]
    closet().attempts.right(door, forgiven=forgiven, uncounted=uncounted)


def _whose(name: str) -> str:
    """The account that is called so, by its number; what cannot be anybody's name is itself."""
    found = closet().people.find(name)
    return f"name {alike(name)}" if found is None else f"person {found.id}"


def _address() -> str:
    return request.remote_addr or "nowhere"


def _network() -> str:
    """The address, or the network of one of IPv6: who has one address of it has all."""
    try:
        address = ip_address(_address())
    except ValueError:
        return _address()
    if isinstance(address, IPv6Address) and address.ipv4_mapped is None:
        return str(ip_network((address, _NETWORK_BITS), strict=False))
    return _address()


def _digest(*parts: str) -> str:
    key = current_app.secret_key
    if isinstance(key, str):
        key = key.encode()
    return hmac.new(key or b"", "\0".join(parts).encode(), hashlib.sha256).hexdigest()
