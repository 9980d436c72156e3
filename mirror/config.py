"""The settings, read once from otjang.toml and frozen.

Every key has a default, so a household needs no file at all. An unknown key is an error that names the nearest
known one: a misspelt setting never passes silently.
"""

import difflib
import tomllib
from pathlib import Path
from typing import Annotated, Any, Literal, get_type_hints

import msgspec
from msgspec import Meta

from .errors import SettingsError
from .locale import Language

Port = Annotated[int, Meta(ge=1, le=65535)]
Pixels = Annotated[int, Meta(ge=0, le=400)]


class Bezel(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the mirror's frame covers of the upright picture, in pixels for each side."""

    top: Pixels = 0
    right: Pixels = 0
    bottom: Pixels = 0
    left: Pixels = 0


class MirrorSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The mirror's face. `rotation` is clockwise degrees; `bezel_px` keeps clear of the frame, on all sides
    alike or on each by its own number.
    """

    language: Language = "ko"
    rotation: Literal[0, 90, 180, 270] = 0
    bezel_px: Pixels | Bezel = 0

    @property
    def bezel(self) -> Bezel:
        """The frame, side by side."""
        if isinstance(self.bezel_px, Bezel):
            return self.bezel_px
        return Bezel(self.bezel_px, self.bezel_px, self.bezel_px, self.bezel_px)


class CameraSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which camera: `auto` takes the first that exists; `folder` plays the JPEGs of `folder` (for development).

    `none` says that there is no camera on purpose. A dead camera is never replaced by another silently. `device`
    names the webcam where there are several, e.g. /dev/video2; it may be a video file. `pace` is how many pictures
    a second a folder gives. `rotation` is clockwise degrees. `flip`: the preview alone, as in a mirror; "all" where
    the camera looks into a mirror, so that photos come out right.
    """

    source: Literal["auto", "picamera", "webcam", "folder", "none"] = "auto"
    folder: str = ""
    pace: Annotated[float, Meta(gt=0, le=1000)] = 15.0
    device: str = ""
    rotation: Literal[0, 90, 180, 270] = 0
    flip: Literal["preview", "none", "all"] = "preview"


class CaptureSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How a garment is photographed: by itself when held still, or by the button alone; after how many seconds."""

    hands_free: bool = True
    countdown_s: Annotated[int, Meta(ge=0, le=10)] = 3


class NetworkSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which networks of the model folder to use, and with how many threads."""

    classifier: str = "garment_photo"
    cutout: str = "garment_cutout"
    threads: Annotated[int, Meta(ge=1, le=8)] = 2


class WebSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The phone admin's door. `url` is what the QR code shows; empty means this machine's own address.

    https: speak https, with a certificate that is made at the first start. certificate, key: PEM files of your own
    instead; naming them is https too. http_port: where plain http is answered with the way to https; 0 is nowhere.
    name: what this machine is called on the network, as in otjang.local; "" leaves that to the system.
    """

    host: str = "127.0.0.1"
    port: Port = 8080
    url: str = ""
    https: bool = False
    http_port: Annotated[int, Meta(ge=0, le=65535)] = 0
    name: Annotated[str, Meta(pattern=r"^([A-Za-z0-9]([A-Za-z0-9-]{0,58}[A-Za-z0-9])?)?$")] = "otjang"
    certificate: str = ""
    key: str = ""

    @property
    def secure(self) -> bool:
        """Whether phones come in over https."""
        return self.https or bool(self.certificate)


Address = Annotated[str, Meta(pattern=r"^https?://[!-~]+\Z", max_length=200)]


class WeatherSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who is asked for the weather. Where the mirror is, people choose on a screen; with no place nobody is asked.

    provider: `met-norway` wants a contact and is not asked without one; `open-meteo` wants nothing and is free for
    non-commercial use; `auto` is MET Norway where there is a contact and else Open-Meteo; `none` asks nobody.
    contact: an e-mail address or a web page, told to the service, that it can turn to when a mirror misbehaves.
    The addresses of the services, for a household that has a server of its own between.
    """

    provider: Literal["auto", "met-norway", "open-meteo", "none"] = "auto"
    contact: Annotated[str, Meta(pattern=r"^([!-~]+[@.][!-~]+)?\Z", max_length=100)] = ""
    met_norway_url: Address = "https://api.met.no/weatherapi/locationforecast/2.0"
    open_meteo_url: Address = "https://api.open-meteo.com/v1"
    archive_url: Address = "https://archive-api.open-meteo.com/v1"


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All settings of one mirror."""

    mirror: MirrorSettings = MirrorSettings()
    camera: CameraSettings = CameraSettings()
    capture: CaptureSettings = CaptureSettings()
    network: NetworkSettings = NetworkSettings()
    web: WebSettings = WebSettings()
    weather: WeatherSettings = WeatherSettings()


def load_settings(file: Path | None) -> Settings:
    """Settings from a TOML file, or the defaults when `file` is None.

    Raises SettingsError when the file cannot be read, is no TOML, or has a key or value that is not known.
    """
    if file is None:
        return Settings()
    try:
        raw = tomllib.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise SettingsError(f"cannot read the settings file {file}: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{file} is not valid TOML: {error}") from error
    _reject_unknown(raw, Settings, str(file))
    try:
        return msgspec.convert(raw, Settings)
    except msgspec.ValidationError as error:
        raise SettingsError(f"{file}: {error}") from error


def _reject_unknown(raw: dict[str, Any], struct: type[msgspec.Struct], where: str) -> None:
    """Raise SettingsError for the first key that `struct` lacks, with the nearest one it has."""
    known = get_type_hints(struct)
    for key, value in raw.items():
        if key not in known:
            near = difflib.get_close_matches(key, known, n=1)
            hint = f", did you mean {near[0]!r}?" if near else f"; known are {', '.join(known)}"
            raise SettingsError(f"{where}: unknown setting {key!r}{hint}")
        section = known[key]
        if isinstance(value, dict) and isinstance(section, type) and issubclass(section, msgspec.Struct):
            _reject_unknown(value, section, f"{where}, [{key}]")
