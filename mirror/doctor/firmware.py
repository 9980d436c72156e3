"""Which line of a Raspberry Pi's config.txt keeps the mirror from its camera or its display.

The lines are those of Raspberry Pi's documentation: "Camera software", Configuration; "config.txt", Common options;
the README of the overlays. firmware_config/config.txt of this project holds what the installer writes.
"""

from collections.abc import Iterator
from pathlib import Path

from .boot_config import BootConfig, filters_of
from .finding import Finding
from .memory import SENSORS, cma_parameter, meminfo_mib, need_mib

PLACES = ("boot/firmware/config.txt", "boot/config.txt")  # the second until bookworm
DISPLAY_DRIVER = r"vc4-kms-v3d(-pi\d)?"
SENSOR = r"(imx|ov)\d+\w*|arducam-\w+"
LEAST_GPU_MEM = 32  # below, the firmware that finds cameras is not started (raspberrypi/firmware, issue 1774)
USUAL_GPU_MEM = 76


def model(root: Path = Path("/")) -> str:
    """What this machine calls itself, e.g. "Raspberry Pi 4 Model B Rev 1.4"; empty when it is no Raspberry Pi."""
    try:
        name = (root / "proc/device-tree/model").read_text(encoding="ascii", errors="replace").rstrip("\0\n")
    except OSError:
        return ""
    return name if name.startswith("Raspberry Pi") else ""


def look(root: Path = Path("/"), *, camera_module: bool = True) -> Iterator[Finding]:
    """Every finding about the firmware's settings; `camera_module` says whether a Pi camera is meant to be used."""
    name = model(root)
    if not name:
        yield Finding("firmware", True, "not a Raspberry Pi: nothing to check")
        return
    file = next((root / place for place in PLACES if (root / place).is_file()), root / PLACES[0])
    shown = f"/{file.relative_to(root)}"
    try:
        config = BootConfig.read(file, name)
    except OSError as error:
        yield Finding("firmware", False, f"{shown}: {error.strerror}; run `sudo make install` again")
        return
    wrong = list(_display(config, shown))
    if camera_module:
        wrong += _camera(config, shown, filters_of(name))
        wrong += _legacy(config, shown, filters_of(name))
    for line in wrong:
        yield Finding("firmware", False, line)
    if not wrong:
        yield Finding("firmware", True, f"{name}: {shown} has the lines that the mirror needs")
    if camera_module and "pi5" not in filters_of(name):
        yield from _memory(root, config, shown)


def sensor(root: Path, config: BootConfig) -> str:
    """The sensor that the kernel has found, or else the one that config.txt names; "" when neither is known."""
    for file in sorted((root / "sys/class/video4linux").glob("v4l-subdev*/name")):
        words = file.read_text(encoding="ascii", errors="replace").split()
        known = next((key for key in SENSORS if words and words[0].startswith(key)), None)
        if known:
            return known
    named = config.overlay(SENSOR)
    return named.value.split(",")[0] if named else ""


def _display(config: BootConfig, shown: str) -> Iterator[str]:
    if config.overlay(DISPLAY_DRIVER):
        return
    old = config.overlay(r"vc4-fkms-v3d(-pi\d)?")
    if old:
        yield f"in {shown} write `dtoverlay=vc4-kms-v3d` in place of `{old.line}`: the mirror draws through KMS"
    else:
        yield f"add `dtoverlay=vc4-kms-v3d` to {shown}, below [all]: without it there is no display to draw to"


def _camera(config: BootConfig, shown: str, filters: set[str]) -> Iterator[str]:
    found_by_itself = config.value("camera_auto_detect") == "1"
    named = config.overlay(SENSOR)
    if named and found_by_itself:
        yield f"in {shown} write `camera_auto_detect=0`, for `{named.line}` names the camera already"
    elif not named and not found_by_itself:
        connector = " (on connector 0 of a Pi 5 with `,cam0`)" if "pi5" in filters else ""
        written = (
            "in place of `camera_auto_detect=0`" if config.value("camera_auto_detect") else "below [all]"
        )
        yield (
            f"add `camera_auto_detect=1` to {shown}, {written}; a camera that is not found by itself wants"
            f" `camera_auto_detect=0` and its sensor, such as `dtoverlay=imx219`{connector}"
        )


def _legacy(config: BootConfig, shown: str, filters: set[str]) -> Iterator[str]:
    """The lines of the camera software before libcamera. A Pi 5 does not heed them."""
    if "pi5" in filters:
        return
    if config.value("start_x") == "1":
        yield f"delete `start_x=1` from {shown}: it gives the camera to the old software, and libcamera finds none"
    megabytes = config.value("gpu_mem") or ""
    if megabytes.isdecimal() and int(megabytes) < LEAST_GPU_MEM:
        yield f"delete `gpu_mem={megabytes}` from {shown}: with less than {LEAST_GPU_MEM} no camera is found"
    elif megabytes.isdecimal() and int(megabytes) > USUAL_GPU_MEM:
        yield f"delete `gpu_mem={megabytes}` from {shown}: neither camera nor display uses it, the networks could"


def _memory(root: Path, config: BootConfig, shown: str) -> Iterator[Finding]:
    try:
        have = meminfo_mib(root / "proc/meminfo")
    except OSError as error:
        yield Finding("firmware", False, f"/proc/meminfo: {error.strerror}")
        return
    kind = sensor(root, config)
    total, need = have.get("CmaTotal", 0), need_mib(kind)
    who = f"the {SENSORS[kind].module}" if kind in SENSORS else "a camera"
    if total >= need:
        free = have.get("CmaFree", 0)
        yield Finding("firmware", True, f"CMA: {total} MB, {free} free; {who} and the display take {need}")
        return
    parameter = cma_parameter(have.get("MemTotal", 0))
    driver = config.overlay(DISPLAY_DRIVER)
    wanted = f"dtoverlay={driver.value.split(',')[0] if driver else 'vc4-kms-v3d'},{parameter}"
    if int(parameter.removeprefix("cma-")) < need:
        advice = "this Pi has too little memory for it: use a Camera Module 3, or a Pi with 1 GB"
    elif driver and parameter in driver.value.split(","):
        advice = f"`{wanted}` stands in {shown} already: sudo reboot"
    else:
        advice = f"in {shown} write `{wanted}`" + (f" in place of `{driver.line}`" if driver else "")
    yield Finding("firmware", False, f"CMA: {total} MB, but {who} and the display take {need}; {advice}")
