"""What stays right until the closet changes: facts that every request asks for, and encoded answers.

Each thread has a connection of its own, and only of its own can it tell cheaply whether anything has changed.
"""

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import TypeVar, cast

from flask import Response, g, request

from .context import closet

MOST_BYTES = 1_000_000  # of answers in a thread; of eight, 8 MB in all
MOST_FACTS = 2_000  # in a thread, each a few numbers and words
Fact = TypeVar("Fact")


class _Kept(threading.local):
    """What this thread has found since `stamp`; answers with the longest unasked first."""

    def __init__(self) -> None:
        self.stamp: object = None
        self.facts: dict[Hashable, object] = {}
        self.bodies: OrderedDict[Hashable, tuple[bytes, str]] = OrderedDict()
        self.size = 0

    def until_a_change(self) -> None:
        """Forget everything if the closet has changed. Called before the closet is read, so that what changes
        meanwhile is not missed. A request that only reads asks once: it sees the closet as it was at its beginning.
        """
        if "looked_for_changes" in g and request.method in ("GET", "HEAD"):
            return
        g.looked_for_changes = True
        stamp = closet().stamp()
        if self.stamp != stamp:
            self.stamp = stamp
            self.facts.clear()
            self.bodies.clear()
            self.size = 0


_kept = _Kept()


def fact(key: Hashable, make: Callable[[], Fact]) -> Fact:
    """What `make` finds in the closet, asked anew only when the closet has changed. Not for use in a transaction.

    key: all that it depends on beside the closet.
    """
    _kept.until_a_change()
    if key in _kept.facts:
        return cast(Fact, _kept.facts[key])
    found = make()
    if len(_kept.facts) >= MOST_FACTS:
        _kept.facts.clear()
    _kept.facts[key] = found
    return found


def json_answer(key: Hashable, make: Callable[[], bytes]) -> Response:
    """The answer of this key, made anew when the closet has changed; without its body for who has it already.

    key: all that the answer depends on beside the closet, so always the person too.
    """
    _kept.until_a_change()
    found = _kept.bodies.get(key)
    if found is None:
        body = make()
        found = body, hashlib.sha256(body).hexdigest()[:24]
        _keep(key, found)
    else:
        _kept.bodies.move_to_end(key)
    body, tag = found
    known = request.if_none_match.contains_weak(tag)
    answer = Response(b"" if known else body, 304 if known else 200, mimetype="application/json")
    answer.headers["ETag"] = f'"{tag}"'
    return answer


def _keep(key: Hashable, answer: tuple[bytes, str]) -> None:
    size = len(answer[0])
    if size > MOST_BYTES:
        return
    _kept.bodies[key] = answer
    _kept.size += size
    while _kept.size > MOST_BYTES:
        _, (oldest, _tag) = _kept.bodies.popitem(last=False)
        _kept.size -= len(oldest)
