"""Checks that a 64-bit Pi can install every dependency without a compiler: `make check-wheels`.

For Python 3.11 (Raspberry Pi OS bookworm) and 3.13 (trixie) pip is asked, without installing anything, which
aarch64 wheels it would take for the dependencies that setup.py names and for what those need in turn. Where there
is no wheel, a Debian package that the installer adds has to stand in. Exit status 1 when something has neither.

Not part of the tests: it asks the package index, and its answer changes when somebody else releases something.
32-bit systems take their wheels from piwheels, which Raspberry Pi OS has configured.
"""

import json
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

try:
    from packaging.requirements import Requirement
    from packaging.utils import canonicalize_name
except ImportError:  # pip always carries it
    from pip._vendor.packaging.requirements import Requirement
    from pip._vendor.packaging.utils import canonicalize_name

PROJECT = Path(__file__).parents[1]

# Debian packages that firmware_config/install.sh adds, and their versions in bookworm and trixie. pip leaves them
# alone only when they are what setup.py asks for.
DEBIAN = {
    # With libcamera, which is on no package index. Raspberry Pi's own archive has both and keeps them up to date.
    "picamera2": ("python3-picamera2", {}),
    # Used even though there is a wheel: the wheel cannot draw without a desktop.
    "pygame": ("python3-pygame", {"3.11": "2.1.2", "3.13": "2.6.1"}),
    "sdnotify": ("python3-sdnotify", {"3.11": "0.3.1", "3.13": "0.3.2"}),
}


@dataclass(frozen=True)
class System:
    """A release of Raspberry Pi OS: its Python, its glibc 2.x and what the installer asks for besides."""

    name: str
    python: str
    glibc_minor: int
    besides: tuple[str, ...] = ()


SYSTEMS = (
    System("bookworm", "3.11", 36, ("numpy<2", "opencv-python<4.12")),
    System("trixie", "3.13", 41),
)


def pip_report(*arguments: str) -> list[dict]:
    """What pip would install. Raises LookupError with pip's own words when it finds no way to."""
    command = [sys.executable, "-m", "pip", "install", "--dry-run", "--ignore-installed", "--quiet"]
    command += ["--disable-pip-version-check", "--no-input", "--report=-"]
    # For another platform pip wants a target folder, and in a dry run leaves it empty.
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            [*command, f"--target={folder}", *arguments], capture_output=True, text=True, check=False
        )
    if done.returncode != 0:
        said = [line for line in done.stderr.splitlines() if line.startswith("ERROR: ")]
        raise LookupError("; ".join(said) or done.stderr)
    return json.loads(done.stdout)["install"]


def dependencies(system: System) -> list[Requirement]:
    """The requirements of this project, extra `pi` included, whose markers hold on a 64-bit Pi."""
    (project,) = pip_report("--no-deps", str(PROJECT))
    pi = {"platform_machine": "aarch64", "sys_platform": "linux", "python_version": system.python}
    found = [Requirement(line) for line in project["metadata"]["requires_dist"]]
    return [
        line
        for line in found
        if line.marker is None or any(line.marker.evaluate(pi | {"extra": extra}) for extra in ("", "pi"))
    ]


def wheels(requirements: list[str], system: System) -> dict[str, str]:
    """Wheel file by project name for the requirements and all that they need.

    Raises LookupError with pip's own words when one of them has no wheel, or when they do not fit each other.
    """
    platforms = [f"manylinux_2_{minor}_aarch64" for minor in range(17, system.glibc_minor + 1)]
    target = [f"--platform={platform}" for platform in [*platforms, "manylinux2014_aarch64"]]
    target += ["--only-binary=:all:", f"--python-version={system.python}", "--implementation=cp"]
    return {
        canonicalize_name(item["metadata"]["name"]): item["download_info"]["url"].rsplit("/", 1)[-1]
        for item in pip_report(*target, *requirements)
    }


def from_debian(line: Requirement, system: System) -> str:
    """The Debian package that stands in. Raises LookupError when its version is not one that is asked for."""
    package, versions = DEBIAN[canonicalize_name(line.name)]
    version = versions.get(system.python, "")
    if version and not line.specifier.contains(version):
        raise LookupError(f"{package} in {system.name} is {version}, so pip would put a wheel in its place")
    return f"Debian: {package} {version}".rstrip()


def row(dependency: str, system: System, comes_as: str) -> None:
    """Print one line of the table."""
    print(f"{dependency:<34} {system.python:<7} {comes_as}")


def check(system: System) -> list[str]:
    """Print one line per dependency; what a Pi cannot install, in pip's words."""
    asked = dependencies(system)
    from_index = [line for line in asked if canonicalize_name(line.name) not in DEBIAN]
    missing = []
    try:  # All together: they have to fit each other, not only exist.
        found = wheels([f"{line.name}{line.specifier}" for line in from_index] + [*system.besides], system)
    except LookupError as error:
        missing.append(f"Python {system.python}, all together: {error}")
        found = {}
    for line in asked:
        name, text = canonicalize_name(line.name), f"{line.name}{line.specifier}"
        try:
            file = from_debian(line, system) if name in DEBIAN else (found or wheels([text], system))[name]
        except LookupError as error:
            file = "MISSING"
            missing.append(f"Python {system.python}, {text}: {error}")
        row(text, system, file)
    for name in sorted(found.keys() - {canonicalize_name(line.name) for line in from_index}):
        row(f"  {name}", system, found[name])
    return missing


def main() -> int:
    """Check every system; the exit status."""
    missing = []
    for system in SYSTEMS:
        print(f"\n64-bit Raspberry Pi OS {system.name} (indented: what the others need)")
        missing += check(system)
    if missing:
        print(
            "\nNeither an aarch64 wheel nor a Debian package that fits:",
            *missing,
            sep="\n",
            file=sys.stderr,
        )
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
