"""Running another program for a moment: never through a shell, never for longer than a few seconds."""

import shutil
import subprocess
from collections.abc import Mapping

from ..errors import MirrorError

PATIENCE_S = 5.0


class ProgramFailed(MirrorError, OSError):
    """A program that is not there, did not end in time or ended with an error. Its line says what it said."""


def is_installed(program: str, environment: Mapping[str, str]) -> bool:
    """Whether a program is on the environment's PATH."""
    return _find(program, environment) is not None


def ask(*command: str, environment: Mapping[str, str], patience_s: float = PATIENCE_S) -> str:
    """What a program prints to stdout. Raises ProgramFailed."""
    program = _find(command[0], environment)
    if program is None:
        raise ProgramFailed(f"{command[0]} is not installed")
    try:
        done = subprocess.run(
            [program, *command[1:]],
            env={**environment, "LC_ALL": "C"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=patience_s,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise ProgramFailed(f"{command[0]} did not answer within {patience_s:g} seconds") from error
    except OSError as error:
        raise ProgramFailed(f"cannot run {program}: {error.strerror}") from error
    if done.returncode != 0:
        said = (done.stderr.strip() or done.stdout.strip() or f"exit status {done.returncode}").splitlines()
        raise ProgramFailed(f"{command[0]}: {said[-1].strip()}")
    return done.stdout


def _find(program: str, environment: Mapping[str, str]) -> str | None:
    return shutil.which(program, path=environment.get("PATH", "/usr/bin:/bin"))
