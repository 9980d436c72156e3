"""Asking a weather service over HTTP, politely: with who asks, from a cache on disk, never more than is needed.

The cache keeps what a service said, so that an expired answer is asked for with If-Modified-Since, and so that a
restart asks nobody. It may be thrown away at any time.
"""

import logging
import time
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urljoin, urlsplit

import requests
import requests_cache
import urllib3
from requests.adapters import HTTPAdapter

from .trouble import Garbled, Refused, Unreachable, Unwell, WeatherTrouble

CACHE_NAME = Path("weather") / "http.sqlite"
CONNECT_S, READ_S, WHOLE_S = 10.0, 20.0, 60.0
MOST_BYTES = 2_000_000  # ten days of hours are 60 kB, ten years of days 100 kB
KEPT_FOR = timedelta(days=30)
GOES_FOR_S = 3600.0  # an answer that does not say for how long it is good
_PIECE_BYTES = 65536

log = logging.getLogger(__name__)


class Answered(NamedTuple):
    """body: as it came. good_for_s: for how long, by the service's own clock, it is not to be asked again.

    age_s: how long ago it was said, 0 where the service has just said it or that nothing has changed. deprecated:
    the service says that this way of asking will end.
    """

    body: bytes
    good_for_s: float
    age_s: float = 0.0
    deprecated: bool = False


class Asking:
    """Asks, and remembers on disk what was said. One thread uses it.

    read_s: how long it waits for the next piece of an answer; whole_s: for all of it.
    """

    def __init__(
        self, data_dir: Path, agent: str, *, read_s: float = READ_S, whole_s: float = WHOLE_S
    ) -> None:
        self._file = data_dir / CACHE_NAME
        self._agent = agent
        self._read_s = read_s
        self._whole_s = whole_s
        self._session: requests_cache.CachedSession | None = None

    def get(self, url: str, parameters: Mapping[str, str], *, anew: bool = True) -> Answered:
        """What stands there. anew: ask whether it has changed, though the answer at hand may still be good.

        Raises Unreachable, Unwell, Refused; Garbled where it is too much.
        """
        try:
            return self._get(url, parameters, anew)
        except (WeatherTrouble, requests.RequestException) as error:
            raise _ours(error, url) from error
        except Exception as error:
            # What is not of the network is of the cache: a damaged one raises all sorts.
            log.info("the cache of weather answers is made anew: %s", error)
            self.throw_away()
        try:
            return self._get(url, parameters, anew)
        except Exception as error:
            raise _ours(error, url) from error

    def throw_away(self) -> None:
        """Forget all answers: one was no good, or the cache is damaged. Never raises."""
        self.close()
        for end in ("", "-journal", "-wal", "-shm"):
            with suppress(OSError):
                self._file.with_name(self._file.name + end).unlink(missing_ok=True)

    def close(self) -> None:
        """Close connections and cache; the next question opens them again."""
        if self._session is not None:
            with suppress(Exception):  # a damaged cache cannot even be closed
                self._session.close()  # type: ignore[no-untyped-call]
        self._session = None

    def _get(self, url: str, parameters: Mapping[str, str], anew: bool) -> Answered:
        if self._session is None:
            self._session = self._open()
        ask = partial(self._session.get, url, params=dict(parameters), timeout=(CONNECT_S, self._read_s))
        response = ask(refresh=anew)
        if anew and response.from_cache and not response.revalidated:
            # Without a Last-Modified the library asks nobody until its hour is over, by a clock that may be wrong.
            response = ask(force_refresh=True)
        _raise_for(response, url)
        age_s = 0.0
        if response.from_cache and not response.revalidated:
            age_s = max(0.0, (datetime.now(UTC) - response.created_at).total_seconds())
        good_for_s = max(0.0, _good_for_s(response.headers) - age_s)
        return Answered(response.content, good_for_s, age_s, response.status_code == 203)

    def _open(self) -> requests_cache.CachedSession:
        self._file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        session = _Session(
            cache_name=str(self._file),
            backend="sqlite",
            serializer="json",
            cache_control=True,
            expire_after=GOES_FOR_S,
            allowable_codes=(200, 203),
        )
        session.headers["User-Agent"] = self._agent  # requests asks for gzip by itself
        session.max_redirects = 3
        adapter = _Bounded(self._whole_s)
        session.mount("https://", adapter)
        session.mount("http://", adapter)
        session.cache.delete(older_than=KEPT_FOR)
        return session


class _Session(requests_cache.CachedSession):
    """Is led on within a service alone: the page of a hotel's or a train's network is no weather."""

    def get_redirect_target(self, resp: requests.Response) -> str | None:
        target: str | None = super().get_redirect_target(resp)
        if target is None:
            return None
        here, there = urlsplit(resp.url), urlsplit(urljoin(resp.url, target))
        return target if here.scheme == there.scheme and _house(here.netloc) == _house(there.netloc) else None


class _Bounded(HTTPAdapter):
    """Reads a whole answer at once, up to MOST_BYTES and for so long and no longer, however slowly it drips."""

    def __init__(self, whole_s: float) -> None:
        super().__init__()
        self._whole_s = whole_s

    def send(self, *args: Any, **named: Any) -> requests.Response:
        """Raises Garbled, Unreachable, and what requests raises."""
        ends_s = time.monotonic() + self._whole_s
        response = super().send(*args, **named)
        try:
            response._content = self._body(response.raw, ends_s)
        except BaseException:
            response.close()
            raise
        response._content_consumed = True
        return response

    def _body(self, raw: urllib3.BaseHTTPResponse, ends_s: float) -> bytes:
        """All of it, unpacked. read1 gives what has come; read would wait until a whole piece has dripped in."""
        body = bytearray()
        try:
            while piece := raw.read1(_PIECE_BYTES, decode_content=True):
                body += piece
                if len(body) > MOST_BYTES:
                    raise Garbled(f"more than {MOST_BYTES} bytes came")
                if time.monotonic() > ends_s:
                    raise Unreachable(f"the answer took longer than {self._whole_s:.0f} seconds")
        except urllib3.exceptions.DecodeError as error:
            raise Garbled("what came cannot be unpacked") from error
        except urllib3.exceptions.HTTPError as error:
            raise Unreachable(f"the answer broke off ({type(error).__name__})") from error
        return bytes(body)


def _raise_for(response: requests.Response, url: str) -> None:
    """Raises Refused or Unwell unless the answer is one."""
    status, house = response.status_code, urlsplit(url).netloc
    if status in (200, 203):
        return
    if status in (403, 429):
        raise Refused(f"{house} does not want to be asked ({status})", _wait_s(response.headers))
    if 300 <= status < 400:
        raise Unwell(f"{house} sends us elsewhere ({status})")
    raise Unwell(f"{house} is not well ({status})", _wait_s(response.headers))


def _ours(error: Exception, url: str) -> WeatherTrouble:
    """An error of the libraries as one of ours."""
    house = urlsplit(url).netloc
    if isinstance(error, WeatherTrouble):
        return error
    return Unreachable(f"{house} cannot be reached ({type(error).__name__})")


def _house(netloc: str) -> str:
    """The last two words of a name, so that one service's machines count as one; a number and its port as it is."""
    host = netloc.rpartition("@")[2]
    name = host.partition(":")[0]
    return host if not name or name[-1].isdigit() else ".".join(name.split(".")[-2:])


def _good_for_s(headers: Mapping[str, str]) -> float:
    """From the service's Date to its Expires: this machine's own clock may be years off."""
    expires, date = _moment(headers.get("Expires")), _moment(headers.get("Date"))
    if expires is None:
        return GOES_FOR_S
    return max(0.0, (expires - (date or datetime.now(UTC))).total_seconds())


def _wait_s(headers: Mapping[str, str]) -> float | None:
    said = headers.get("Retry-After", "").strip()
    if said.isdigit():
        return float(said)
    until, date = _moment(said), _moment(headers.get("Date"))
    return None if until is None else max(0.0, (until - (date or datetime.now(UTC))).total_seconds())


def _moment(text: str | None) -> datetime | None:
    """An HTTP date, aware; None for what is none."""
    try:
        moment = parsedate_to_datetime(text or "")
    except (ValueError, TypeError):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
