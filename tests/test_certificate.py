"""The certificate that a mirror makes for itself: sound, private, kept as long as it can be, renewed in time."""

import ssl
import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509

from mirror.certificate import OwnCertificate, ends, host_names, own_certificate, why_unsound
from mirror.errors import MirrorError
from mirror.fingerprint import fingerprint_hex

NOW = datetime(2026, 11, 25, 8, 0, tzinfo=UTC)
NAMES = ["otjang.local", "raspberrypi.local", "localhost"]


class Maker:
    """Asks for the certificate of one data directory; `said` is what was told."""

    def __init__(self, data_dir: Path) -> None:
        self.data_dir = data_dir
        self.said: list[str] = []

    def ask(
        self,
        now: datetime = NOW,
        names: list[str] = NAMES,
        addresses: tuple[str, ...] = ("192.168.0.12", "fd00::12"),
    ) -> OwnCertificate:
        return own_certificate(self.data_dir, names, addresses, now, self.said.append)


@pytest.fixture
def maker(tmp_path: Path) -> Maker:
    return Maker(tmp_path)


def test_it_is_one_that_phones_take(maker: Maker) -> None:
    own = maker.ask()

    found = x509.load_pem_x509_certificate(own.file.read_bytes())
    names = found.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    assert names.get_values_for_type(x509.DNSName) == NAMES
    numbers = {str(number) for number in names.get_values_for_type(x509.IPAddress)}
    assert numbers == {"192.168.0.12", "fd00::12", "127.0.0.1", "::1"}
    assert found.not_valid_after_utc - found.not_valid_before_utc <= timedelta(days=825)
    assert found.not_valid_before_utc < NOW < own.ends == found.not_valid_after_utc == ends(own.file)
    assert not found.extensions.get_extension_for_class(x509.BasicConstraints).value.ca
    ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(own.file)
    assert (own.renewed_on, maker.said) == (None, []), "the first one is nothing to warn of"


def test_nobody_else_can_read_the_key(maker: Maker) -> None:
    file = maker.ask().file
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    assert [one.name for one in file.parent.iterdir()] == [file.name], "no half-written one is left"


def test_it_stays_the_same_when_the_router_gives_other_numbers(maker: Maker) -> None:
    before = fingerprint_hex(maker.ask().file)
    for days in (0, 1, 700):
        own = maker.ask(NOW + timedelta(days=days), addresses=("10.0.0.7",))
        assert fingerprint_hex(own.file) == before
    assert not maker.said


@pytest.mark.parametrize(
    ("later", "names", "why"),
    [
        (timedelta(days=795), NAMES, "the old one ends on 2029-02-21"),
        (timedelta(days=2000), NAMES, "the old one ends on"),
        (timedelta(0), ["kleiderschrank.local", *NAMES], "not good for the name kleiderschrank.local"),
    ],
)
def test_it_is_renewed_before_it_ends_and_for_another_name(
    maker: Maker, later: timedelta, names: list[str], why: str
) -> None:
    before = fingerprint_hex(maker.ask().file)
    own = maker.ask(NOW + later, names)
    assert fingerprint_hex(own.file) != before
    assert own.renewed_on == (NOW + later).date()
    assert len(maker.said) == 1 and why in maker.said[0] and "fingerprint" in maker.said[0]
    again = maker.ask(NOW + later, names)
    assert (again.renewed_on, fingerprint_hex(again.file)) == (own.renewed_on, fingerprint_hex(own.file))
    assert len(maker.said) == 1, "it is said once"


@pytest.mark.parametrize("harm", ["empty", "cut", "no key", "foreign key", "nonsense"])
def test_a_damaged_pair_is_made_anew_and_said(maker: Maker, tmp_path: Path, harm: str) -> None:
    file = maker.ask().file
    good = file.read_text()
    head, _key = good.split("-----BEGIN PRIVATE KEY")
    other = Maker(tmp_path / "other").ask().file.read_text().split("-----BEGIN PRIVATE KEY")[1]
    file.write_text(
        {
            "empty": "",
            "cut": good[: len(good) // 2],
            "no key": head,
            "foreign key": f"{head}-----BEGIN PRIVATE KEY{other}",
            "nonsense": "\0" * 4096,
        }[harm]
    )
    assert why_unsound(file, NOW) == "its certificate is damaged"
    own = maker.ask()
    assert why_unsound(own.file, NOW) == ""
    assert "was damaged" in maker.said[0]
    ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(own.file)


def test_a_clock_that_is_not_set_yet_makes_none_that_has_ended(maker: Maker) -> None:
    own = maker.ask(datetime(1970, 1, 1, 0, 5, tzinfo=UTC))
    assert own.ends > NOW
    assert why_unsound(own.file, NOW) == ""
    assert "ended on" in why_unsound(own.file, own.ends)


def test_a_disk_that_cannot_be_written_is_one_clear_line(maker: Maker) -> None:
    (maker.data_dir / "tls").write_text("a file where the folder should be")
    with pytest.raises(MirrorError, match=r"otjang\.pem"):
        maker.ask()


def test_the_names_are_the_one_of_the_settings_and_the_system_s(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("socket.gethostname", lambda: "RaspberryPi.fritz.box")
    assert host_names("Otjang") == ["otjang.local", "raspberrypi.local", "localhost"]
    assert host_names("") == ["raspberrypi.local", "localhost"]
    monkeypatch.setattr("socket.gethostname", lambda: "otjang")
    assert host_names("otjang") == ["otjang.local", "localhost"]
