"""The installer, run into a temporary folder: twice gives the same as once, and uninstalling leaves the closet.

Stand-ins for the system's programs stand first on PATH and write down how they were called; they remember the user
that was made and the packages that were installed, as a system does.
"""

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[2]
FOLDER = PROJECT / "firmware_config"

# The settings of a fresh Raspberry Pi OS that matter here.
PI_CONFIG = """\
dtparam=audio=on
camera_auto_detect=1
dtoverlay=vc4-kms-v3d
disable_overscan=1

[cm5]
dtoverlay=dwc2,dr_mode=host

[all]
"""

STAND_INS = {
    "apt-get": 'for word; do case $word in -*|install|update) ;; *) echo "$word" >>"$STATE/packages" ;; esac; done',
    "apt-cache": 'case $2 in *picamera2|*libcamera) [ -n "${ON_A_PI:-}" ] ;; esac',
    "dpkg-query": 'grep -qx "$4" "$STATE/packages" 2>/dev/null && echo "install ok installed"',
    "getent": 'case $1 in group) exit 0 ;; esac; grep -qx "$2" "$STATE/users" 2>/dev/null',
    "useradd": 'for name; do :; done; echo "$name" >>"$STATE/users"',
    "usermod": ":",
    "udevadm": ":",
    "sysctl": ":",
    "systemctl": "case $1 in get-default) echo multi-user.target ;; esac",
    "python3": """
        case "$*" in
            "-m venv --system-site-packages "*)
                mkdir -p "$4/bin" "$4/lib/python3.11/site-packages"
                printf '#!/bin/sh\\necho "pip $*" >>"$STATE/calls"\\n' >"$4/bin/pip"
                chmod +x "$4/bin/pip" ;;
            *version_info*) echo 3.11 ;;
            *numpy*) echo 1.24.2 ;;
        esac""",
}


@dataclass(frozen=True)
class Machine:
    """A pretended system: its files in `root`, and what its programs remember in `state`."""

    root: Path
    state: Path
    on_a_pi: bool = True

    def run(self, script: str) -> subprocess.CompletedProcess[str]:
        """Run install.sh or uninstall.sh to its end, whatever that is."""
        environment = {
            "PATH": f"{self.state / 'bin'}:{os.environ['PATH']}",
            "DESTDIR": str(self.root),
            "STATE": str(self.state),
            "ON_A_PI": "yes" if self.on_a_pi else "",
        }
        return subprocess.run(
            [str(FOLDER / script)], env=environment, capture_output=True, text=True, timeout=60, check=False
        )

    def must(self, script: str) -> str:
        """Run a script that has to succeed in silence on stderr; what it printed."""
        done = self.run(script)
        assert (done.stderr, done.returncode) == ("", 0)
        return done.stdout

    def files(self) -> dict[str, bytes]:
        """Every file below the root with its content."""
        return {
            str(path.relative_to(self.root)): path.read_bytes()
            for path in self.root.rglob("*")
            if path.is_file()
        }

    def calls(self, program: str) -> list[str]:
        """How `program` was called so far."""
        lines = (self.state / "calls").read_text().splitlines()
        return [line for line in lines if line.split()[0] == program]

    @property
    def boot_config(self) -> Path:
        return self.root / "boot/firmware/config.txt"


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    """A Raspberry Pi on which nothing was installed yet."""
    state, root = tmp_path / "state", tmp_path / "root"
    (state / "bin").mkdir(parents=True)
    for name, body in STAND_INS.items():
        file = state / "bin" / name
        file.write_text(f'#!/bin/sh\necho "{name} $*" >>"$STATE/calls"\n{body}\n')
        file.chmod(0o755)
    made = Machine(root, state)
    made.boot_config.parent.mkdir(parents=True)
    made.boot_config.write_text(PI_CONFIG)
    return made


def test_everything_is_put_in_its_place(machine: Machine) -> None:
    machine.must("install.sh")

    assert {
        "etc/otjang/otjang.toml",
        "etc/polkit-1/rules.d/49-otjang-power-off.rules",
        "etc/sysctl.d/60-otjang.conf",
        "etc/systemd/journald.conf.d/otjang.conf",
        "etc/systemd/system/otjang-mirror.service",
        "etc/systemd/system/otjang-web.service",
        "etc/udev/rules.d/99-otjang.rules",
        "opt/otjang/venv/bin/pip",
        "usr/local/bin/otjang",
    } <= set(machine.files())
    assert machine.calls("systemctl")[-1] == (
        "systemctl restart --no-block otjang-web.service otjang-mirror.service"
    )


def test_a_second_run_changes_no_file_and_makes_no_second_user(machine: Machine) -> None:
    machine.must("install.sh")
    once = machine.files()

    machine.must("install.sh")

    assert machine.files() == once
    assert len(machine.calls("useradd")) == 1
    assert len([call for call in machine.calls("apt-get") if "install" in call]) == 1
    assert len([call for call in machine.calls("python3") if "venv" in call]) == 1


def test_uninstalling_leaves_the_closet_and_the_settings_and_says_where(machine: Machine) -> None:
    machine.must("install.sh")
    photo = machine.root / "var/lib/otjang/photos/ab/abcdef.jpg"
    photo.parent.mkdir(parents=True)
    photo.write_bytes(b"a photo")

    said = machine.must("uninstall.sh")

    assert set(machine.files()) == {
        "boot/firmware/config.txt",
        "etc/otjang/otjang.toml",
        "var/lib/otjang/photos/ab/abcdef.jpg",
    }
    assert machine.boot_config.read_text() == PI_CONFIG
    assert f"{machine.root}/var/lib/otjang " in said
    assert "systemctl disable --now otjang-mirror.service" in machine.calls("systemctl")


def test_uninstalling_twice_is_no_error(machine: Machine) -> None:
    machine.must("install.sh")
    machine.must("uninstall.sh")
    once = machine.files()

    machine.must("uninstall.sh")

    assert machine.files() == once


def test_installing_after_uninstalling_finds_the_old_settings(machine: Machine) -> None:
    machine.must("install.sh")
    settings = machine.root / "etc/otjang/otjang.toml"
    settings.write_text('[mirror]\nlanguage = "en"\n')

    machine.must("uninstall.sh")
    machine.must("install.sh")

    assert settings.read_text() == '[mirror]\nlanguage = "en"\n'


def test_the_firmware_block_repeats_nothing_that_the_owner_set(machine: Machine) -> None:
    owners = PI_CONFIG.replace("camera_auto_detect=1", "camera_auto_detect=0\ndtoverlay=imx477")
    machine.boot_config.write_text(owners)

    machine.must("install.sh")

    config = machine.boot_config.read_text()
    assert config.startswith(owners + "# >>> otjang\n")
    assert config.endswith("# <<< otjang\n")
    block = config[len(owners) :].splitlines()
    assert [line for line in block if line and not line.startswith("#")] == ["[all]", "disable_splash=1"]


def test_a_camera_that_the_owner_named_is_not_looked_for_as_well(machine: Machine) -> None:
    owners = PI_CONFIG.replace("camera_auto_detect=1", "dtoverlay=imx708,cam0")
    machine.boot_config.write_text(owners)

    machine.must("install.sh")

    assert "\ncamera_auto_detect=" not in machine.boot_config.read_text()


def test_a_bare_boot_config_gets_all_settings(machine: Machine) -> None:
    machine.boot_config.write_text("arm_64bit=1")

    machine.must("install.sh")
    machine.must("install.sh")

    lines = machine.boot_config.read_text().splitlines()
    assert [line for line in lines if line and not line.startswith("#")] == [
        "arm_64bit=1",
        "[all]",
        "dtoverlay=vc4-kms-v3d",
        "disable_splash=1",
        "camera_auto_detect=1",
    ]


def test_a_damaged_block_is_left_alone(machine: Machine) -> None:
    damaged = PI_CONFIG + "# >>> otjang\n[all]\n# the owner deleted the end\nmy_setting=1\n"
    machine.boot_config.write_text(damaged)

    done = machine.run("install.sh")

    assert done.returncode == 1
    assert "remove them by hand" in done.stderr
    assert machine.boot_config.read_text() == damaged


def test_numpy_stays_with_the_one_that_the_camera_library_is_built_for(machine: Machine) -> None:
    machine.must("install.sh")

    (install,) = machine.calls("pip")
    assert install.endswith("numpy<2 opencv-python<4.12")


def test_another_python_gets_a_new_environment(machine: Machine) -> None:
    machine.must("install.sh")
    library = machine.root / "opt/otjang/venv/lib"
    (library / "python3.11").rename(library / "python3.9")

    machine.must("install.sh")

    assert [path.name for path in library.iterdir()] == ["python3.11"]


def test_a_machine_that_is_no_pi_is_left_without_pi_packages(machine: Machine) -> None:
    machine.boot_config.unlink()

    said = Machine(machine.root, machine.state, on_a_pi=False).must("install.sh")

    assert "only USB cameras" in said
    assert not machine.boot_config.exists()
    assert "picamera2" not in " ".join(machine.calls("apt-get"))


def test_the_settings_file_is_one_that_the_mirror_accepts() -> None:
    from mirror.config import CameraSettings, CaptureSettings, load_settings

    settings = load_settings(FOLDER / "otjang.toml")

    web = settings.web
    assert (web.host, web.https, web.port, web.http_port, web.name) == ("0.0.0.0", True, 443, 80, "otjang")
    assert settings.camera == CameraSettings()
    assert settings.capture == CaptureSettings()
    assert (settings.mirror.rotation, settings.mirror.bezel_px) == (0, 0)


def test_a_frame_of_four_widths_can_be_written_as_the_settings_file_says(tmp_path: Path) -> None:
    from mirror.config import load_settings

    text = (FOLDER / "otjang.toml").read_text(encoding="utf-8")
    shown = text.partition("on one line: ")[2].partition("\n")[0]
    file = tmp_path / "otjang.toml"
    file.write_text(
        text.replace("\nbezel_px = 0\n", f"\n{shown.replace('right = 0', 'right = 40')}\n"), encoding="utf-8"
    )

    bezel = load_settings(file).mirror.bezel

    assert (bezel.top, bezel.right, bezel.bottom, bezel.left) == (0, 40, 0, 0)


@pytest.mark.skipif(shutil.which("shellcheck") is None, reason="shellcheck is not installed")
def test_shellcheck_finds_nothing() -> None:
    scripts = sorted(str(path.relative_to(PROJECT)) for path in FOLDER.glob("*.sh"))
    checked = subprocess.run(
        ["shellcheck", "--external-sources", *scripts],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (checked.stdout, checked.returncode) == ("", 0)


def test_every_setting_of_camera_and_phone_admin_is_explained_in_the_settings_file() -> None:
    from mirror.config import CameraSettings, CaptureSettings, WebSettings

    text = (FOLDER / "otjang.toml").read_text(encoding="utf-8")
    for section in (CameraSettings, CaptureSettings, WebSettings):
        for name in section.__struct_fields__:
            assert f"{name} = " in text


def test_the_installed_rules_and_the_unit_give_all_that_the_doctor_asks_for() -> None:
    from mirror.doctor.rights import LIBCAMERA, rule

    rules = (FOLDER / "99-otjang.rules").read_text(encoding="utf-8").splitlines()
    unit = (PROJECT / "systemd/otjang-mirror.service").read_text(encoding="utf-8").splitlines()
    for subsystem in set(LIBCAMERA.values()):
        assert rule(subsystem) in rules
        assert f"DeviceAllow=char-{subsystem} rw" in unit


def test_the_doctor_finds_nothing_wrong_with_what_the_installer_writes(machine: Machine) -> None:
    from mirror.doctor.boot_config import BootConfig
    from mirror.doctor.firmware import look

    machine.boot_config.write_text("")
    machine.must("install.sh")
    proc = machine.root / "proc"
    (proc / "device-tree").mkdir(parents=True)
    (proc / "device-tree/model").write_text("Raspberry Pi 4 Model B Rev 1.4\0")
    (proc / "meminfo").write_text("MemTotal: 3884000 kB\nCmaTotal: 327680 kB\nCmaFree: 300000 kB\n")

    assert BootConfig.read(machine.boot_config, "Raspberry Pi 4").value("camera_auto_detect") == "1"
    assert [finding.line for finding in look(machine.root) if not finding.well] == []


def test_the_memory_in_the_comments_is_what_the_doctor_counts() -> None:
    from mirror.doctor.memory import SENSORS, need_mib

    text = (FOLDER / "config.txt").read_text(encoding="utf-8")
    for name in ("imx219", "imx708", "imx477", "imx296"):
        assert any(
            line.split(SENSORS[name].module, 1)[-1].lstrip().startswith(f"{need_mib(name)} MB")
            for line in text.splitlines()
            if SENSORS[name].module in line
        ), name
