"""A server on this machine that speaks the formats of the weather services and the archive, and fails as told."""

import gzip
import json
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from mirror.config import WeatherSettings

HOUR = timedelta(hours=1)


@dataclass
class Sample:
    """An hour as the server has it; the symbol as MET Norway, the code as Open-Meteo writes it."""

    celsius: float
    wind_ms: float = 3.0
    humidity: float = 55.0
    rain_mm: float = 0.0
    symbol: str = "partlycloudy_day"
    code: int = 2


def mild(_at: datetime) -> Sample:
    """The same at every hour."""
    return Sample(8.0)


@dataclass
class Asked:
    """A request as it came."""

    path: str
    query: dict[str, str]
    headers: dict[str, str]


@dataclass
class Reply:
    """What is sent in place of a forecast. drip: the body comes byte by byte, for ever; silent: nothing comes."""

    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    drip: bool = False
    silent: bool = False


class WeatherServer:
    """Both services and the archive. begins: the hour at which forecasts begin (aware).

    weather: what it is like at an hour. reply: what a forecast is answered with instead, None for the forecast;
    archive_reply likewise. good_for_s: from Date to Expires, None for no Expires. modified: Last-Modified.
    """

    def __init__(self, begins: datetime) -> None:
        self.begins = begins
        self.weather: Callable[[datetime], Sample] = mild
        self.reply: Reply | None = None
        self.archive_reply: Reply | None = None
        self.good_for_s: float | None = 1800.0
        self.modified = datetime(2026, 11, 20, tzinfo=UTC)
        self.asked: list[Asked] = []
        self.came = threading.Event()
        self.over = threading.Event()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True)
        self._thread.start()

    @property
    def address(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self._server.server_port}"

    def settings(self, **more: Any) -> WeatherSettings:
        """Settings that lead here and nowhere else."""
        return WeatherSettings(
            met_norway_url=f"{self.address}/weatherapi/locationforecast/2.0",
            open_meteo_url=f"{self.address}/v1",
            archive_url=f"{self.address}/v1",
            **more,
        )

    def forecasts(self) -> list[Asked]:
        """The requests for a forecast."""
        return [one for one in self.asked if not one.path.endswith("/archive")]

    def close(self) -> None:
        """The cord is pulled: from now on nobody answers here."""
        self.over.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def answer(self, asked: Asked) -> Reply:
        """What a request is answered with."""
        archive = asked.path.endswith("/archive")
        instead = self.archive_reply if archive else self.reply
        if instead is not None:
            return instead
        now = datetime.now(UTC)
        headers = {
            "Content-Type": "application/json",
            "Date": format_datetime(now, usegmt=True),
            "Last-Modified": format_datetime(self.modified, usegmt=True),
        }
        if self.good_for_s is not None:
            headers["Expires"] = format_datetime(now + timedelta(seconds=self.good_for_s), usegmt=True)
        if asked.headers.get("If-Modified-Since") == headers["Last-Modified"]:
            return Reply(304, b"", headers)
        if archive:
            body = archive_answer(date.fromisoformat(asked.query["start_date"]), asked.query["end_date"])
        elif asked.path.endswith("/compact"):
            body = met_norway_answer(self.begins, self.weather)
        else:
            body = open_meteo_answer(self.begins, self.weather)
        if "gzip" in asked.headers.get("Accept-Encoding", ""):
            headers["Content-Encoding"] = "gzip"
            body = gzip.compress(body)
        return Reply(200, body, headers)


def met_norway_answer(begins: datetime, weather: Callable[[datetime], Sample], hourly: int = 54) -> bytes:
    """Locationforecast 2.0 compact: by hours, then from the next 6 o'clock UTC by six hours, for nine days."""
    times, at = [], begins.astimezone(UTC).replace(minute=0, second=0, microsecond=0)
    last = at + timedelta(days=9)
    while at <= last:
        times.append(at)
        at += HOUR if len(times) < hourly or at.hour % 6 else 6 * HOUR
    steps = []
    for at, following in zip(times, [*times[1:], None], strict=True):
        now = weather(at)
        data: dict[str, Any] = {
            "instant": {
                "details": {
                    "air_pressure_at_sea_level": 1021.3,
                    "air_temperature": now.celsius,
                    "cloud_area_fraction": 42.2,
                    "relative_humidity": now.humidity,
                    "wind_from_direction": 301.4,
                    "wind_speed": now.wind_ms,
                }
            }
        }
        if following is not None and following - at == HOUR:
            data["next_1_hours"] = _coming(now.symbol, now.rain_mm)
        if following is not None:
            six = [weather(at + hour * HOUR) for hour in range(6)]
            data["next_6_hours"] = _coming(now.symbol, round(sum(one.rain_mm for one in six), 2))
        steps.append({"time": at.strftime("%Y-%m-%dT%H:%M:%SZ"), "data": data})
    units = {"air_temperature": "celsius", "precipitation_amount": "mm", "wind_speed": "m/s"}
    return json.dumps(
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [126.978, 37.5665, 38]},
            "properties": {
                "meta": {"updated_at": "2026-11-20T00:12:09Z", "units": units},
                "timeseries": steps,
            },
        }
    ).encode()


def open_meteo_answer(begins: datetime, weather: Callable[[datetime], Sample], days: int = 10) -> bytes:
    """/v1/forecast, hourly from midnight UTC; an hour's precipitation stands beside the hour that follows it."""
    first = begins.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    times = [first + hour * HOUR for hour in range(24 * days)]
    hours = [weather(at) for at in times]
    return json.dumps(
        {
            "latitude": 37.55,
            "longitude": 127.0,
            "generationtime_ms": 0.11,
            "utc_offset_seconds": 0,
            "timezone": "UTC",
            "elevation": 38.0,
            "hourly_units": {"time": "unixtime", "temperature_2m": "°C", "wind_speed_10m": "m/s"},
            "hourly": {
                "time": [int(at.timestamp()) for at in times],
                "temperature_2m": [hour.celsius for hour in hours],
                "relative_humidity_2m": [hour.humidity for hour in hours],
                "precipitation": [weather(at - HOUR).rain_mm for at in times],
                "weather_code": [hour.code for hour in hours],
                "wind_speed_10m": [hour.wind_ms for hour in hours],
            },
        }
    ).encode()


def archive_answer(first: date, last: str) -> bytes:
    """/v1/archive, daily: month M has lows of M and highs of M + 8 degrees and 1 mm a day, July and August 6 mm."""
    days = [first + timedelta(days=n) for n in range((date.fromisoformat(last) - first).days + 1)]
    return json.dumps(
        {
            "daily": {
                "time": [day.isoformat() for day in days],
                "temperature_2m_max": [day.month + 8.0 for day in days],
                "temperature_2m_min": [float(day.month) for day in days],
                "precipitation_sum": [6.0 if day.month in (7, 8) else 1.0 for day in days],
            }
        }
    ).encode()


def _coming(symbol: str, rain_mm: float) -> dict[str, Any]:
    return {"summary": {"symbol_code": symbol}, "details": {"precipitation_amount": rain_mm}}


def _handler(owner: WeatherServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            query = {key: values[0] for key, values in parse_qs(parts.query).items()}
            asked = Asked(parts.path, query, dict(self.headers.items()))
            owner.asked.append(asked)
            owner.came.set()
            reply = owner.answer(asked)
            if reply.silent:
                owner.over.wait()
                return
            self.send_response_only(reply.status)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            if not reply.drip and "Content-Length" not in reply.headers:
                self.send_header("Content-Length", str(len(reply.body)))
            self.end_headers()
            try:
                if reply.drip:
                    while not owner.over.wait(0.02):
                        self.wfile.write(b" ")
                else:
                    self.wfile.write(reply.body)
            except OSError:
                pass  # the other side has had enough

        def log_message(self, format: str, *args: object) -> None:
            pass

    return Handler
