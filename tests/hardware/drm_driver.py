"""A DRM driver as its ioctls show it: fills in the caller's structures and arrays, refuses as the kernel does."""

import ctypes
import errno
from collections.abc import Sequence
from ctypes import c_uint32, c_uint64
from dataclasses import dataclass, field

from mirror.hardware import drm

DPMS, EDID = 2, 1  # property numbers


@dataclass
class Plug:
    """A connector: its numbers as in drm_mode.h, the properties it has, and how its power stands."""

    id: int
    kind: int = 11  # HDMI-A
    kind_id: int = 1
    connected: bool = True
    encoder: int = 7
    properties: Sequence[int] = (EDID, DPMS)
    dpms: int = drm.DPMS_ON


@dataclass
class Driver:
    """Hand its `ioctl` in where the kernel's would stand. `master`: whether the caller holds the display."""

    plugs: list[Plug]
    master: bool = True
    has_displays: bool = True
    gone: set[int] = field(default_factory=set)
    probes: int = 0

    def ioctl(self, _card: int, request: int, asked: ctypes.Structure) -> int:
        """Raises OSError with the kernel's error numbers."""
        if not self.has_displays:
            raise OSError(errno.EOPNOTSUPP, "Operation not supported")
        if request == drm.GET_RESOURCES:
            assert isinstance(asked, drm.CardResources)
            _fill(asked.connector_id_ptr, asked.count_connectors, c_uint32, [plug.id for plug in self.plugs])
            asked.count_connectors = len(self.plugs)
        elif request == drm.GET_CONNECTOR:
            assert isinstance(asked, drm.GetConnector)
            self._describe(asked)
        elif request == drm.GET_PROPERTY:
            assert isinstance(asked, drm.GetProperty)
            asked.name = {EDID: b"EDID", DPMS: b"DPMS"}[asked.prop_id]
        elif request == drm.SET_PROPERTY:
            assert isinstance(asked, drm.SetConnectorProperty)
            if not self.master:
                raise OSError(errno.EACCES, "Permission denied")
            assert asked.prop_id == DPMS
            self._plug(asked.connector_id).dpms = asked.value
        else:
            raise OSError(errno.EINVAL, "Invalid argument")
        return 0

    def _plug(self, number: int) -> Plug:
        if number in self.gone:
            raise OSError(errno.ENOENT, "No such file or directory")
        return next(plug for plug in self.plugs if plug.id == number)

    def _describe(self, asked: drm.GetConnector) -> None:
        plug = self._plug(asked.connector_id)
        self.probes += asked.count_modes == 0
        asked.connector_type, asked.connector_type_id = plug.kind, plug.kind_id
        asked.connection = 1 if plug.connected else 2
        asked.encoder_id = plug.encoder
        _fill(asked.props_ptr, asked.count_props, c_uint32, plug.properties)
        _fill(asked.prop_values_ptr, asked.count_props, c_uint64, [plug.dpms for _ in plug.properties])
        asked.count_props = len(plug.properties)


def _fill(address: int, room: int, kind: type[c_uint32] | type[c_uint64], values: Sequence[int]) -> None:
    """As the kernel does it: all of them or nothing, when there is not room for all."""
    if address and room >= len(values):
        array = (kind * len(values)).from_address(address)
        for at, value in enumerate(values):
            array[at] = value
