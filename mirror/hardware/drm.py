"""The display as Linux's kernel mode setting knows it: which connectors there are, and their power (DPMS).

Numbers and structures are those of the kernel's uapi headers drm/drm.h (DRM_IOCTL_MODE_*) and drm/drm_mode.h
(struct drm_mode_card_res, drm_mode_get_connector, drm_mode_get_property, drm_mode_connector_set_property), the same
on 32 and 64 bits. Only who holds the display (the "DRM master") may switch it: in a mirror that is SDL, whose
descriptor serves the rest of its process as well. Anybody who may open the card may look.
"""

import ctypes
import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from ctypes import c_char, c_uint32, c_uint64
from dataclasses import dataclass
from pathlib import Path

Ioctl = Callable[[int, int, ctypes.Structure], object]

GET_RESOURCES = 0xC04064A0
GET_CONNECTOR = 0xC05064A7
GET_PROPERTY = 0xC04064AA
SET_PROPERTY = 0xC01064AB
CONNECTED = 1  # enum drm_connector_status
DPMS_ON, DPMS_OFF = 0, 3
_MODE_BYTES = 68  # struct drm_mode_modeinfo

# DRM_MODE_CONNECTOR_*, by the names that the kernel gives them in /sys/class/drm (drm_connector.c).
_TYPES = (
    *("Unknown", "VGA", "DVI-I", "DVI-D", "DVI-A", "Composite", "SVIDEO", "LVDS", "Component", "DIN", "DP"),
    *("HDMI-A", "HDMI-B", "TV", "eDP", "Virtual", "DSI", "DPI", "Writeback", "SPI", "USB"),
)


class CardResources(ctypes.Structure):
    """struct drm_mode_card_res"""

    _fields_ = (
        ("fb_id_ptr", c_uint64),
        ("crtc_id_ptr", c_uint64),
        ("connector_id_ptr", c_uint64),
        ("encoder_id_ptr", c_uint64),
        ("count_fbs", c_uint32),
        ("count_crtcs", c_uint32),
        ("count_connectors", c_uint32),
        ("count_encoders", c_uint32),
        ("min_width", c_uint32),
        ("max_width", c_uint32),
        ("min_height", c_uint32),
        ("max_height", c_uint32),
    )


class GetConnector(ctypes.Structure):
    """struct drm_mode_get_connector"""

    _fields_ = (
        ("encoders_ptr", c_uint64),
        ("modes_ptr", c_uint64),
        ("props_ptr", c_uint64),
        ("prop_values_ptr", c_uint64),
        ("count_modes", c_uint32),
        ("count_props", c_uint32),
        ("count_encoders", c_uint32),
        ("encoder_id", c_uint32),
        ("connector_id", c_uint32),
        ("connector_type", c_uint32),
        ("connector_type_id", c_uint32),
        ("connection", c_uint32),
        ("mm_width", c_uint32),
        ("mm_height", c_uint32),
        ("subpixel", c_uint32),
        ("pad", c_uint32),
    )


class GetProperty(ctypes.Structure):
    """struct drm_mode_get_property"""

    _fields_ = (
        ("values_ptr", c_uint64),
        ("enum_blob_ptr", c_uint64),
        ("prop_id", c_uint32),
        ("flags", c_uint32),
        ("name", c_char * 32),
        ("count_values", c_uint32),
        ("count_enum_blobs", c_uint32),
    )


class SetConnectorProperty(ctypes.Structure):
    """struct drm_mode_connector_set_property"""

    _fields_ = (("value", c_uint64), ("prop_id", c_uint32), ("connector_id", c_uint32))


@dataclass(frozen=True)
class Connector:
    """A socket for a display. `in_use`: one is plugged in, or a picture is being sent there all the same."""

    id: int
    name: str
    in_use: bool
    property_ids: tuple[int, ...]


def connectors(card: int, ioctl: Ioctl = fcntl.ioctl) -> Iterator[Connector]:
    """The connectors of a card, by its open descriptor. Raises OSError, also for a card that has no displays."""
    counted = CardResources()
    ioctl(card, GET_RESOURCES, counted)
    ids = (c_uint32 * counted.count_connectors)()
    asked = CardResources(connector_id_ptr=ctypes.addressof(ids), count_connectors=len(ids))
    ioctl(card, GET_RESOURCES, asked)
    for number in ids[: min(len(ids), asked.count_connectors)]:
        with suppress(FileNotFoundError):  # a docking station's, unplugged since
            yield _connector(card, number, ioctl)


def switch(card: int, connector: Connector, dpms: int, ioctl: Ioctl = fcntl.ioctl) -> bool:
    """Set a connector's DPMS; False when its driver has none. Raises OSError, EACCES when not the DRM master."""
    for number in connector.property_ids:
        found = GetProperty(prop_id=number)
        ioctl(card, GET_PROPERTY, found)
        if found.name == b"DPMS":
            ioctl(
                card,
                SET_PROPERTY,
                SetConnectorProperty(value=dpms, prop_id=number, connector_id=connector.id),
            )
            return True
    return False


def own_descriptors(root: Path = Path("/")) -> list[int]:
    """This process's open descriptors of /dev/dri/card*, in order."""
    found = []
    for entry in (root / "proc/self/fd").glob("*"):
        with suppress(OSError, ValueError):  # closed since
            if str(entry.readlink()).startswith("/dev/dri/card"):
                found.append(int(entry.name))
    return sorted(found)


@contextmanager
def opened(card: Path) -> Iterator[int]:
    """A descriptor of a card, to look and not to switch. Raises OSError."""
    descriptor = os.open(card, os.O_RDWR | os.O_CLOEXEC)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def _connector(card: int, number: int, ioctl: Ioctl) -> Connector:
    """One connector as it was last seen. Asking for no mode at all would have the kernel probe the display again,
    which takes a tenth of a second and more; so there is room for one."""
    mode = ctypes.create_string_buffer(_MODE_BYTES)
    counted = GetConnector(connector_id=number, modes_ptr=ctypes.addressof(mode), count_modes=1)
    ioctl(card, GET_CONNECTOR, counted)
    ids = (c_uint32 * counted.count_props)()
    values = (c_uint64 * counted.count_props)()
    asked = GetConnector(
        connector_id=number,
        modes_ptr=ctypes.addressof(mode),
        count_modes=1,
        props_ptr=ctypes.addressof(ids),
        prop_values_ptr=ctypes.addressof(values),
        count_props=len(ids),
    )
    ioctl(card, GET_CONNECTOR, asked)
    kind = _TYPES[asked.connector_type] if asked.connector_type < len(_TYPES) else _TYPES[0]
    # A display that was switched off may look unplugged; the connector it is on keeps its encoder.
    return Connector(
        id=number,
        name=f"{kind}-{asked.connector_type_id}",
        in_use=asked.connection == CONNECTED or asked.encoder_id != 0,
        property_ids=tuple(ids[: min(len(ids), asked.count_props)]),
    )
