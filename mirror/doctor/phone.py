"""The way for phones: whether the phone admin answers, and whether its certificate is sound and lasts."""

import socket
from datetime import UTC, datetime, timedelta
from pathlib import Path

from ..config import WebSettings
from ..errors import MirrorError
from ..reach import CERTIFICATE_FILE, EVERYWHERE

ENDS_SOON = timedelta(days=14)  # one of this machine's own is renewed before that
_WAIT_S = 1.0


def look(data_dir: Path, web: WebSettings, now: datetime | None = None) -> str:
    """One line. now: aware; the machine's own when None. Raises MirrorError where somebody has to do something."""
    said = (
        f"the phone admin answers on port {web.port}"
        if _answers(web)
        else f"no phone admin answers on port {web.port}"
    )
    if not web.secure:
        return said
    ends = _ends(data_dir, web, now or datetime.now(UTC))
    return said if ends is None else f"{said}, its certificate is good until {ends:%Y-%m-%d}"


def _ends(data_dir: Path, web: WebSettings, now: datetime) -> datetime | None:
    """When the certificate ends, None where there is none yet. Raises MirrorError when it is not sound."""
    from .. import certificate  # noqa: PLC0415  # its library is large, and only this look needs it

    own = data_dir / CERTIFICATE_FILE
    if web.certificate:
        ends = certificate.ends(Path(web.certificate))
        if ends - now < ENDS_SOON:
            raise MirrorError(
                f"the phone admin's certificate ends on {ends:%Y-%m-%d}: put a new one in its place"
            )
        return ends
    if not own.exists():
        return None  # made when the phone admin starts
    try:
        why = certificate.why_unsound(own, now)
    except OSError as error:
        raise MirrorError(
            f"cannot read {own}: {error.strerror}; its owner must be the mirror's user"
        ) from error
    if why:
        raise MirrorError(
            f"the phone admin's certificate is no good: sudo systemctl restart otjang-web ({why})"
        )
    return certificate.ends(own)


def _answers(web: WebSettings) -> bool:
    host = "127.0.0.1" if web.host in EVERYWHERE else web.host
    try:
        with socket.create_connection((host, web.port), timeout=_WAIT_S):
            return True
    except OSError:
        return False
