"""How much contiguous memory (CMA) a Raspberry Pi's camera and display take, and which line gives it.

Up to the Pi 4 every picture of the camera lies in CMA; the Pi 5 takes ordinary memory (raspberrypi/linux, pull
request 6361). What is counted: the streams that hardware/picamera.py asks for, three buffers each; the sensor's own
frames, three of them and the two that libcamera adds (min_unicam_buffers); three pictures of a Full HD display.
"""

from pathlib import Path
from typing import NamedTuple

MIB = 1 << 20
BUFFERS, OWN_BUFFERS = 3, 2
STREAMS_BYTES = BUFFERS * (2304 * 1296 * 3 + 1152 * 648 * 3 // 2)
DISPLAY_BYTES = 3 * 1920 * 1080 * 4
SPARE = 1.25  # the kernel lends CMA to others meanwhile, and it falls to pieces


class Sensor(NamedTuple):
    """The frame that the sensor gives for our still: the smallest that is not smaller, packed to `bits`."""

    module: str
    width: int
    height: int
    bits: int


SENSORS = {
    "imx219": Sensor("Camera Module 2", 3280, 2464, 10),
    "imx708": Sensor("Camera Module 3", 2304, 1296, 10),
    "imx477": Sensor("HQ Camera", 4056, 3040, 12),
    "imx296": Sensor("Global Shutter Camera", 1456, 1088, 10),
    "ov5647": Sensor("Camera Module 1", 2592, 1944, 10),
}
HUNGRIEST = "imx477"


def need_mib(sensor: str) -> int:
    """MiB of CMA with this sensor, e.g. "imx477"; one that is not known counts as the hungriest."""
    _, width, height, bits = SENSORS.get(sensor, SENSORS[HUNGRIEST])
    raw = (BUFFERS + OWN_BUFFERS) * width * height * bits // 8
    return round(SPARE * (raw + STREAMS_BYTES + DISPLAY_BYTES) / MIB)


def cma_parameter(memory_mib: int) -> str:
    """The size to ask for on a Pi with so much memory: README of the overlays, cma-192 and more "needs 1GB"."""
    if memory_mib > 1500:
        return "cma-384"
    return "cma-256" if memory_mib > 700 else "cma-128"


def meminfo_mib(file: Path) -> dict[str, int]:
    """/proc/meminfo in MiB, e.g. {"MemTotal": 3792, "CmaTotal": 320, "CmaFree": 290}. Raises OSError."""
    found = {}
    for line in file.read_text(encoding="ascii").splitlines():
        name, _, rest = line.partition(":")
        if rest.strip().endswith(" kB"):
            found[name] = int(rest.split()[0]) // 1024
    return found
