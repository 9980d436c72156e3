"""Whether a Raspberry Pi camera has settled: exposure, white balance, focus, by what libcamera says of a frame."""

from collections.abc import Mapping
from typing import Any

# libcamera's AeStateEnum.Searching and AfStateEnum.Scanning; a focus that failed (3) is not waited for.
_AE_SEARCHING, _AF_SCANNING = 1, 1
_SAME_GAIN = 0.02  # of itself, from one frame to the next


class Settling:
    """Looks at frames one after another. What their metadata do not tell is not waited for."""

    def __init__(self, *, focusing: bool) -> None:
        """focusing: the camera moves its lens, so that one that is idle has not begun yet."""
        self._focusing = focusing
        self._gains: tuple[float, ...] | None = None

    def done(self, metadata: Mapping[str, Any]) -> bool:
        """Whether this frame is as good as they get."""
        exposure, balance, focus = self._exposure(metadata), self._balance(metadata), self._focus(metadata)
        return exposure and balance and focus

    @staticmethod
    def _exposure(metadata: Mapping[str, Any]) -> bool:
        if "AeState" in metadata:
            return int(metadata["AeState"]) != _AE_SEARCHING
        return bool(metadata.get("AeLocked", True))

    def _balance(self, metadata: Mapping[str, Any]) -> bool:
        if "ColourGains" not in metadata:
            return True
        before, self._gains = self._gains, tuple(metadata["ColourGains"])
        return before is not None and all(
            abs(now - then) <= _SAME_GAIN * then for now, then in zip(self._gains, before, strict=True)
        )

    def _focus(self, metadata: Mapping[str, Any]) -> bool:
        if not self._focusing or "AfState" not in metadata:
            return True
        return int(metadata["AfState"]) > _AF_SCANNING
