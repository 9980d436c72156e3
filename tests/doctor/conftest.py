"""A Raspberry Pi in a folder, as far as the doctor looks at one."""

from collections.abc import Callable
from pathlib import Path

import pytest

GOOD = "[all]\ndtoverlay=vc4-kms-v3d\ncamera_auto_detect=1\n"

MakePi = Callable[..., Path]


@pytest.fixture
def make_pi(tmp_path: Path) -> MakePi:
    """Writes /proc, /sys and /boot of a Pi below a folder, and returns it."""

    def make(
        config: str = GOOD,
        model: str = "Raspberry Pi 4 Model B Rev 1.4",
        sensor: str = "",
        cma_mib: int = 320,
        memory_mib: int = 3792,
    ) -> Path:
        files = {
            "proc/device-tree/model": model + "\0",
            "proc/meminfo": f"MemTotal: {memory_mib << 10} kB\nHugePages_Total: 0\n"
            f"CmaTotal: {cma_mib << 10} kB\nCmaFree: {(cma_mib - 20) << 10} kB\n",
            "boot/firmware/config.txt": config,
        }
        if sensor:
            files["sys/class/video4linux/v4l-subdev0/name"] = f"{sensor} 10-001a\n"
        for name, text in files.items():
            file = tmp_path / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        return tmp_path

    return make
