"""Switching the machine off, in order: nothing is half written, and the lights go out.

logind is asked over D-Bus with busctl, not through `systemctl poweroff`: it answers beforehand whether it would, it
has no second way round a refusal, and it never asks for a password on a terminal. A user without a session of its
own, as the installed mirror's is, may do it by the polkit rule in firmware_config/49-otjang-power-off.rules.
"""

import os
from collections.abc import Mapping

from ..errors import MirrorError
from .programs import PATIENCE_S, ProgramFailed, ask, is_installed

_LOGIND = ("org.freedesktop.login1", "/org/freedesktop/login1", "org.freedesktop.login1.Manager")
_BY_HAND = "switch it off with `sudo poweroff`"


def power_off(environment: Mapping[str, str] = os.environ, *, patience_s: float = PATIENCE_S) -> None:
    """Ask for the machine to be switched off; returns at once, and the units are stopped a moment later.

    patience_s: how long to wait for logind's answer. Raises MirrorError when there is no logind, when it does not
    answer, and when this user may not.
    """
    if not is_installed("busctl", environment):
        raise MirrorError(f"nothing here can switch the machine off: {_BY_HAND}")
    try:
        answer = _call("CanPowerOff", environment=environment, patience_s=patience_s)
        if answer != "yes":
            raise _refusal(answer)
        # The argument: nobody is to be asked for a password.
        _call("PowerOff", "b", "false", environment=environment, patience_s=patience_s)
    except ProgramFailed as error:
        raise MirrorError(f"the machine could not be switched off ({error}): {_BY_HAND}") from error


def describe(environment: Mapping[str, str] = os.environ, *, patience_s: float = PATIENCE_S) -> str:
    """One line for the doctor: whether it could be done, by this user, now."""
    if not is_installed("busctl", environment):
        return f"power off: nothing here can switch the machine off, {_BY_HAND}"
    try:
        answer = _call("CanPowerOff", environment=environment, patience_s=patience_s)
    except ProgramFailed as error:
        return f"power off: cannot be asked for ({error})"
    return "power off: at the mirror" if answer == "yes" else f"power off: {_refusal(answer)}"


def _call(member: str, *arguments: str, environment: Mapping[str, str], patience_s: float) -> str:
    """What logind says to a call, without its type: "yes" of `s "yes"`."""
    said = ask(
        "busctl",
        "--system",
        "call",
        *_LOGIND,
        member,
        *arguments,
        environment=environment,
        patience_s=patience_s,
    )
    return said.strip().partition(" ")[2].strip('"')


def _refusal(answer: str) -> MirrorError:
    """logind's other answers: "no", "challenge" (only with a password), "na" (this machine has no power to cut)."""
    if answer == "na":
        return MirrorError("this machine cannot switch itself off: cut its power once it has come to rest")
    return MirrorError(f"the mirror may not switch the machine off: {_BY_HAND}")
