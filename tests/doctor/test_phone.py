"""The doctor on the way for phones: does the admin answer, and is its certificate good."""

import socket
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from mirror.certificate import own_certificate
from mirror.config import WebSettings
from mirror.doctor.phone import look
from mirror.errors import MirrorError

NOW = datetime(2026, 11, 25, tzinfo=UTC)


def test_it_says_whether_anybody_answers(tmp_path: Path) -> None:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        web = WebSettings(host="0.0.0.0", port=door.getsockname()[1])
        assert look(tmp_path, web) == f"no phone admin answers on port {web.port}"
        door.listen()
        assert look(tmp_path, web) == f"the phone admin answers on port {web.port}"


def test_the_certificate_of_this_machine(tmp_path: Path) -> None:
    web = WebSettings(host="127.0.0.1", port=1, https=True)
    assert look(tmp_path, web, NOW) == "no phone admin answers on port 1", "none has been made yet"
    own = own_certificate(tmp_path, ["otjang.local"], [], NOW, print)
    assert look(tmp_path, web, NOW).endswith(f"its certificate is good until {own.ends:%Y-%m-%d}")
    with pytest.raises(MirrorError, match=r"restart otjang-web \(its certificate ended on"):
        look(tmp_path, web, own.ends + timedelta(days=1))
    own.file.write_bytes(own.file.read_bytes()[:300])
    with pytest.raises(MirrorError, match=r"restart otjang-web \(its certificate is damaged\)"):
        look(tmp_path, web, NOW)


def test_a_certificate_of_the_household_s_own_is_spoken_of_before_it_ends(tmp_path: Path) -> None:
    own = own_certificate(tmp_path, ["otjang.local"], [], NOW, print)
    web = WebSettings(host="127.0.0.1", port=1, certificate=str(own.file))
    look(tmp_path, web, own.ends - timedelta(days=15))
    with pytest.raises(MirrorError, match=r"ends on .* put a new one in its place"):
        look(tmp_path, web, own.ends - timedelta(days=13))
    with pytest.raises(MirrorError, match="cannot read the certificate"):
        look(tmp_path, WebSettings(port=1, certificate=str(tmp_path / "none.pem")), NOW)
