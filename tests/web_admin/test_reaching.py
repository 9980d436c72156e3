"""What goes on beside the pages, turn by turn: late networks, other numbers, a certificate that ends, the note."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from mirror.certificate import OwnCertificate, host_names, own_certificate
from mirror.clock import FakeClock
from mirror.closet import Closet
from mirror.config import WebSettings
from mirror.fingerprint import fingerprint_hex, fingerprint_words
from web_admin.serving import reaching
from web_admin.serving.reaching import CERTIFICATE_EVERY_S, TRY_AGAIN_AFTER_S, Reaching


class Network:
    """Stands for the network and for the announcement on it. `fails`: announcing raises."""

    def __init__(self) -> None:
        self.numbers: list[str] = []
        self.fails = False
        self.host = ""
        self.begun: list[list[str]] = []
        self.lost = False

    def begin(self, addresses: list[str]) -> None:
        self.begun.append(list(addresses))
        self.host = ""
        if self.fails:
            raise OSError("[Errno 101] Network is unreachable")
        self.host = "otjang-2.local" if self.lost else "otjang.local"

    def taken_from_us(self) -> bool:
        return self.lost

    def end(self) -> None:
        self.host = ""


class Loop:
    """The loop over a closet, one turn at a time."""

    def __init__(self, closet: Closet, clock: FakeClock, network: Network, *, https: bool = True) -> None:
        web = WebSettings(host="0.0.0.0", port=443 if https else 80, https=https)
        self.closet, self.clock, self.network = closet, clock, network
        self.own: OwnCertificate | None = None
        if https:
            self.own = own_certificate(closet.data_dir, host_names(web.name), [], clock.now(), print)
            web = WebSettings(host="0.0.0.0", port=443, https=True, certificate=str(self.own.file))
        self.taken_up = 0
        self._reaching = Reaching(closet, web, self.own, clock)

    def turn(self, now_s: float) -> dict[str, object]:
        """One turn at so many seconds; what the mirror has been told then."""

        def take_up() -> None:
            self.taken_up += 1

        self._reaching._look(self.network, now_s, take_up)  # type: ignore[arg-type]
        note = self.closet.notes.get("web")
        assert note is not None
        return dict(note.value)


@pytest.fixture
def network(monkeypatch: pytest.MonkeyPatch) -> Network:
    made = Network()
    monkeypatch.setattr(reaching, "local_addresses", lambda _host: list(made.numbers))
    return made


@pytest.fixture
def make_loop(closet: Closet, clock: FakeClock, network: Network) -> Callable[..., Loop]:
    return lambda **more: Loop(closet, clock, network, **more)


def test_a_pi_that_starts_before_its_wifi_is_announced_when_that_is_there(
    make_loop: Callable[..., Loop], network: Network
) -> None:
    loop = make_loop()
    assert loop.turn(0)["url"] == "https://otjang.local"
    assert network.begun == []
    network.numbers = ["192.168.0.12"]
    said = loop.turn(5)
    assert (said["url"], said["addresses"]) == ("https://otjang.local", ["https://192.168.0.12"])
    loop.turn(10)
    assert network.begun == [["192.168.0.12"]], "once is enough"
    network.numbers = ["10.0.0.7"]
    assert loop.turn(15)["addresses"] == ["https://10.0.0.7"]
    assert network.begun[1:] == [["10.0.0.7"]]


def test_announcing_that_fails_is_tried_again_and_the_mirror_shows_a_number_meanwhile(
    make_loop: Callable[..., Loop], network: Network, caplog: pytest.LogCaptureFixture
) -> None:
    loop = make_loop()
    network.numbers, network.fails = ["192.168.0.12"], True
    assert loop.turn(0)["url"] == "https://192.168.0.12"
    loop.turn(5)
    assert len(network.begun) == 1, "not at every turn"
    loop.turn(TRY_AGAIN_AFTER_S)
    assert caplog.text.count("Network is unreachable") == 1, "said once"
    network.fails = False
    assert loop.turn(2 * TRY_AGAIN_AFTER_S)["url"] == "https://otjang.local"


def test_a_name_that_was_lost_to_another_machine_is_changed(
    make_loop: Callable[..., Loop], network: Network
) -> None:
    loop = make_loop()
    network.numbers = ["192.168.0.12"]
    loop.turn(0)
    network.lost = True
    assert loop.turn(61)["url"] == "https://otjang-2.local"


def test_a_certificate_that_ends_is_renewed_while_it_runs_and_the_mirror_says_so(
    make_loop: Callable[..., Loop], clock: FakeClock
) -> None:
    loop = make_loop()
    assert loop.own is not None
    before = fingerprint_hex(loop.own.file)
    assert loop.turn(0)["fingerprint_hex"] == before
    loop.turn(CERTIFICATE_EVERY_S)
    assert (loop.taken_up, fingerprint_hex(loop.own.file)) == (0, before)
    clock.advance(timedelta(days=800).total_seconds())
    said = loop.turn(2 * CERTIFICATE_EVERY_S)
    assert loop.taken_up == 1
    assert said["fingerprint_hex"] == fingerprint_hex(loop.own.file) != before
    assert said["fingerprint"] == list(fingerprint_words(loop.own.file))
    assert said["renewed_on"] == clock.now().date().isoformat()
    assert loop.turn(3 * CERTIFICATE_EVERY_S) == said
    assert loop.taken_up == 1


def test_http_has_no_fingerprint(make_loop: Callable[..., Loop], network: Network) -> None:
    loop = make_loop(https=False)
    network.numbers = ["192.168.0.12"]
    said = loop.turn(0)
    assert (said["url"], said["fingerprint"], said["fingerprint_hex"]) == ("http://otjang.local", [], "")


def test_a_closet_that_cannot_be_written_now_is_told_later(
    make_loop: Callable[..., Loop], closet: Closet, monkeypatch: pytest.MonkeyPatch
) -> None:
    from mirror.errors import ClosetBusy

    loop = make_loop()
    put = closet.notes.put

    def busy(key: str, value: object) -> None:
        raise ClosetBusy("the closet is busy; try again in a moment")

    monkeypatch.setattr(closet.notes, "put", busy)
    with pytest.raises(ClosetBusy):
        loop.turn(0)
    monkeypatch.setattr(closet.notes, "put", put)
    assert loop.turn(5)["url"] == "https://otjang.local"
