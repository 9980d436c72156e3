"""What a phone types: names, numbers, ports that go without saying; and which numbers are a phone's at all."""

from pathlib import Path
from types import SimpleNamespace

import pytest

from mirror.config import WebSettings
from mirror.reach import admin_url, local_addresses, note, url

HTTPS = WebSettings(host="0.0.0.0", https=True, port=443)
HTTP = WebSettings(host="0.0.0.0")


def adapter(name: str, *numbers: str) -> SimpleNamespace:
    ips = [SimpleNamespace(ip=(one, 0, 0) if ":" in one else one) for one in numbers]
    return SimpleNamespace(nice_name=name, ips=ips)


@pytest.fixture
def network(monkeypatch: pytest.MonkeyPatch) -> None:
    adapters = [
        adapter("lo", "127.0.0.1", "::1"),
        adapter("wlan0", "fe80::1", "fd00::12", "2001:4860::12", "192.168.0.12"),
        adapter("eth0", "169.254.3.4", "10.0.0.7", "8.8.8.8"),
        adapter("docker0", "172.17.0.1"),
        adapter("tailscale0", "100.64.0.3"),
    ]
    monkeypatch.setattr("ifaddr.get_adapters", lambda: adapters)


@pytest.mark.parametrize(
    ("host", "numbers"),
    [
        ("0.0.0.0", ["192.168.0.12", "10.0.0.7"]),
        ("::", ["192.168.0.12", "10.0.0.7", "fd00::12"]),
        ("10.0.0.7", ["10.0.0.7"]),
        ("127.0.0.1", []),
    ],
)
def test_only_numbers_at_which_a_phone_of_the_house_is_answered(
    network: None, host: str, numbers: list[str]
) -> None:
    assert local_addresses(host) == numbers


def test_ports_that_go_without_saying_are_not_said() -> None:
    assert url(HTTPS, "otjang.local") == "https://otjang.local"
    assert url(HTTP, "otjang.local") == "http://otjang.local:8080"
    assert url(WebSettings(port=80), "fd00::12") == "http://[fd00::12]"
    assert url(WebSettings(port=8443, certificate="x.pem"), "a.local") == "https://a.local:8443"


def test_what_the_settings_alone_tell(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("socket.gethostname", lambda: "raspberrypi")
    assert admin_url(HTTPS) == "https://otjang.local"
    assert admin_url(WebSettings(host="0.0.0.0", name="", port=80)) == "http://raspberrypi.local"
    assert admin_url(WebSettings()) == "http://127.0.0.1:8080"
    assert admin_url(WebSettings(url="https://mirror.example")) == "https://mirror.example"


def test_the_note_says_the_name_that_answers_or_else_a_number() -> None:
    both = ["192.168.0.12", "fd00::12"]
    named = note(HTTPS, host="otjang-2.local", addresses=both, certificate=None)
    assert (named["url"], named["addresses"]) == ("https://otjang-2.local", ["https://192.168.0.12"])
    nameless = note(HTTPS, host="", addresses=both, certificate=None)
    assert (nameless["url"], nameless["addresses"]) == ("https://192.168.0.12", [])
    alone = note(HTTPS, host="", addresses=[], certificate=None)
    assert (alone["url"], alone["addresses"]) == ("https://otjang.local", [])


def test_a_certificate_that_cannot_be_read_leaves_the_address(tmp_path: Path) -> None:
    said = note(HTTPS, host="otjang.local", addresses=[], certificate=tmp_path / "none.pem")
    assert (said["url"], said["fingerprint"], said["fingerprint_hex"]) == ("https://otjang.local", [], "")
