"""The units as systemd itself judges them: no complaint from verify, and an exposure level of 2.0 at most."""

import shutil
import subprocess
from pathlib import Path

import pytest

UNITS = sorted((Path(__file__).parents[2] / "systemd").glob("*.service"))
PROGRAM = "/opt/otjang/venv/bin/otjang"

needs_systemd = pytest.mark.skipif(
    shutil.which("systemd-analyze") is None, reason="systemd-analyze is not installed"
)


def values(unit: Path, key: str) -> list[str]:
    """Every value of `key` in the unit, in order."""
    lines = unit.read_text(encoding="utf-8").splitlines()
    return [line.split("=", 1)[1] for line in lines if line.startswith(f"{key}=")]


def analyze(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run systemd-analyze to its end."""
    return subprocess.run(
        ["systemd-analyze", *arguments], capture_output=True, text=True, timeout=60, check=False
    )


def test_there_are_two_units() -> None:
    assert [unit.name for unit in UNITS] == ["otjang-mirror.service", "otjang-web.service"]


@needs_systemd
def test_verify_has_nothing_to_say(tmp_path: Path) -> None:
    """A misspelt key is only a warning with exit status 0, so any line on stderr fails."""
    program = tmp_path / "otjang"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    copies = []
    for unit in UNITS:
        text = unit.read_text(encoding="utf-8")
        assert PROGRAM in text
        copies.append(tmp_path / unit.name)
        copies[-1].write_text(text.replace(PROGRAM, str(program)), encoding="utf-8")

    checked = analyze("verify", *map(str, copies))

    assert (checked.stderr, checked.returncode) == ("", 0)


@needs_systemd
def test_verify_would_have_caught_a_misspelt_key(tmp_path: Path) -> None:
    unit = tmp_path / "broken.service"
    unit.write_text("[Service]\nExecStart=/bin/true\nProtectHoem=yes\n")

    assert "ProtectHoem" in analyze("verify", str(unit)).stderr


@needs_systemd
@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_the_exposure_is_low(unit: Path) -> None:
    checked = analyze("security", "--offline=true", "--threshold=20", str(unit))

    assert checked.returncode == 0, checked.stdout


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_both_faces_share_one_user_and_one_data_directory(unit: Path) -> None:
    (command,) = values(unit, "ExecStart")

    assert command.startswith(f"{PROGRAM} --data /var/lib/otjang --config /etc/otjang/otjang.toml ")
    assert values(unit, "User") == values(unit, "Group") == ["otjang"]
    assert values(unit, "StateDirectory") == ["otjang"]
    assert values(unit, "Restart") == ["always"]


def test_only_the_phone_admin_may_listen() -> None:
    mirror, web = UNITS

    assert (values(mirror, "SocketBindDeny"), values(mirror, "SocketBindAllow")) == (["any"], [])
    assert (values(web, "SocketBindDeny"), values(web, "SocketBindAllow")) == (
        ["any"],
        ["tcp", "udp:5353"],
    )


def test_the_phone_admin_can_be_found_by_name_and_knows_its_addresses() -> None:
    """mDNS sends to 224.0.0.251 and ff02::fb, and the system's list of addresses comes over a netlink socket."""
    _mirror, web = UNITS
    assert "multicast" in " ".join(values(web, "IPAddressAllow")).split()
    assert "AF_NETLINK" in values(web, "RestrictAddressFamilies")[0].split()
    assert values(web, "AmbientCapabilities") == [""], "ports 80 and 443 need no capability"


def test_the_mirror_can_reach_what_its_buttons_need() -> None:
    """Seen on systemd 252: without AF_UNIX there is no D-Bus to switch off over, and /sys is read-only unless
    its devices are left out, so that a panel's backlight could not be set."""
    mirror, _web = UNITS
    assert "AF_UNIX" in values(mirror, "RestrictAddressFamilies")[0].split()
    assert values(mirror, "ReadWritePaths") == ["-/sys/devices"]
    assert values(mirror, "ProtectKernelTunables") == ["yes"]
    assert "char-drm rw" in values(mirror, "DeviceAllow")


def test_only_the_mirror_has_devices_and_a_watchdog() -> None:
    mirror, web = UNITS

    assert values(mirror, "Type") == ["notify"]
    assert values(mirror, "WatchdogSec")
    assert not values(web, "DeviceAllow")
    assert values(web, "PrivateDevices") == ["yes"]
