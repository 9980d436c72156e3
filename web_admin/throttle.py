"""How often a stranger may guess. Counted in memory, per address, and per name at one address.

Nobody can lock a person out from elsewhere: a name is counted together with the address that tries it.
"""

import hashlib
import time
from typing import cast

from flask import Flask, current_app, request
from flask_limiter import Limiter
from limits import RateLimitItem, parse

PER_ADDRESS = parse("20 per 10 minutes")
PER_NAME = parse("5 per 10 minutes")


def attach(app: Flask) -> None:
    """Give this app counters of its own."""
    app.extensions["otjang.limiter"] = Limiter(_address, app=app, storage_uri="memory://")


def wait_s(door: str, name: str = "") -> int:
    """Count a guess at a door before it is looked at; 0 when it may be, else the seconds until the next one.

    The guess that would be right is refused as well while its address or name has to wait.
    """
    limiter = _limiter().limiter
    over_s = 0.0
    for limit, key in _keys(door, name):
        if not limiter.hit(limit, *key):
            over_s = max(over_s, limiter.get_window_stats(limit, *key).reset_time - time.time())
            over_s = max(over_s, 1.0)
    return round(over_s)


def forgive(door: str, name: str = "") -> None:
    """The guess was right: count anew."""
    for limit, key in _keys(door, name):
        _limiter().limiter.clear(limit, *key)


def _keys(door: str, name: str) -> list[tuple[RateLimitItem, tuple[str, ...]]]:
    keys: list[tuple[RateLimitItem, tuple[str, ...]]] = [(PER_ADDRESS, (door, _address()))]
    if name:
        digest = hashlib.sha256(name.strip().casefold().encode()).hexdigest()
        keys.append((PER_NAME, (door, _address(), digest)))
    return keys


def _address() -> str:
    return request.remote_addr or "nowhere"


def _limiter() -> Limiter:
    return cast(Limiter, current_app.extensions["otjang.limiter"])
