"""The two screens that bring a phone in."""

import json
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import numpy as np
import pytest

from mirror.clock import FakeClock
from mirror.closet import Closet, Person
from mirror.config import MirrorSettings
from mirror.errors import ClosetError
from mirror.fingerprint import words
from mirror.screens.phone.first_start_screen import FirstStartScreen
from mirror.screens.phone.screen import PhoneScreen
from mirror.screens.widgets.qr import QrCode
from mirror.screens.widgets.theme import TOUCH

from .touching import ADMIN_URL, Mirror

MakeMirror = Callable[..., Mirror]
SIZES = [(1080, 1920), (800, 480), (480, 800), (1440, 2560), (1920, 1080)]
LONGEST = max((words(bytes([byte] * 8)) for byte in range(256)), key=lambda found: sum(map(len, found)))
NO_ACCOUNT = "No account yet"
TOLD = {
    "url": "https://otjang-2.local",
    "addresses": ["https://192.168.0.12"],
    "fingerprint": list(LONGEST),
    "fingerprint_hex": " ".join(f"{number:04X}" for number in range(16)),
    "renewed_on": "2026-11-20",
}


def codes(mirror: Mirror) -> list[str]:
    """Words that look like setup codes."""
    return [said for said in mirror.words() if len(said) == 9 and said[4] == "-"]


@pytest.fixture
def nobody(closet: Closet) -> Person:
    """Somebody without an account, whose clothes came by `otjang import`."""
    return closet.people.add("Sam", language="en")


@pytest.fixture
def owner(closet: Closet) -> Person:
    """The owner, who speaks English."""
    person = closet.people.add("Jieun", language="en", role="owner")
    closet.people.set_password_hash(person.id, "argon2id-hash")
    return closet.people.get(person.id)


def choose_pin_on_the_phone(closet: Closet, person: Person) -> None:
    """As the phone's page does; only then the mirror helps an owner with a forgotten password."""
    closet.people.set_pin(person.id, "2580")
    closet.people.trust_pin(person.id)


@pytest.mark.parametrize("account", [True, False], ids=["account", NO_ACCOUNT])
@pytest.mark.parametrize("fingerprint", [(), LONGEST], ids=["http", "https"])
@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_everything_stands_on_the_glass(
    *,
    make_mirror: MakeMirror,
    closet: Closet,
    nobody: Person,
    cuts: list[str],
    size: tuple[int, int],
    language: str,
    fingerprint: tuple[str, ...],
    account: bool,
) -> None:
    closet.people.set_language(nobody.id, language)  # type: ignore[arg-type]
    if account:
        closet.people.set_password_hash(nobody.id, "argon2id-hash")
    mirror = make_mirror(size, fingerprint=fingerprint)
    screens = (
        [PhoneScreen(mirror.stage)]
        if account
        else [PhoneScreen(mirror.stage), FirstStartScreen(mirror.stage)]
    )
    for screen in screens:
        mirror.stack.reset(screen)
        mirror.wait(0.3)
        area = mirror.layout.area
        for widget in mirror.top.widgets:
            assert area.contains(widget.rect), f"{widget} {getattr(widget, 'words', '')} {widget.rect}"
        texts = [w.rect for w in mirror.top.widgets if getattr(w, "words", "")]
        for i, rect in enumerate(texts):
            assert rect.inflate(0, -4).collidelist([r.inflate(0, -4) for r in texts[i + 1 :]]) < 0, rect
        code = mirror.one(QrCode)
        assert not any(code._card.colliderect(rect) for rect in texts)
        assert code._card.width >= mirror.layout.px(290), "a phone an arm away can read it"
        for word in fingerprint:
            assert word in mirror.words()
        for target in mirror.top.targets():
            assert min(target.size) >= mirror.layout.px(TOUCH) - 1
        assert len(codes(mirror)) == (0 if account else 1)
    assert not cuts, cuts


def test_the_code_is_the_address(make_mirror: MakeMirror, nobody: Person) -> None:
    cv2 = pytest.importorskip("cv2")
    for size in SIZES:
        mirror = make_mirror(size, fingerprint=LONGEST)
        for screen in (PhoneScreen(mirror.stage), FirstStartScreen(mirror.stage)):
            mirror.stack.reset(screen)
            mirror.wait(0.3)
            card = mirror.one(QrCode)._card
            seen = np.ascontiguousarray(mirror.pixels()[card.top : card.bottom, card.left : card.right])
            text, *_ = cv2.QRCodeDetector().detectAndDecode(seen)
            assert text == ADMIN_URL, f"{screen.name} at {size}"


def test_no_fingerprint_no_words_about_one(make_mirror: MakeMirror, nobody: Person) -> None:
    mirror = make_mirror(fingerprint=())
    mirror.rooms.phone()
    mirror.wait(0.3)
    assert "The certificate's fingerprint in words" not in mirror.words()


def test_the_setup_code_leaves_the_phone_screen_with_the_first_account(
    make_mirror: MakeMirror, closet: Closet, nobody: Person
) -> None:
    mirror = make_mirror()
    mirror.rooms.home()
    mirror.rooms.phone()
    mirror.wait(0.3)
    (code,) = codes(mirror)
    closet.people.create_first_account(code, "Sam", "argon2id-hash", language="en")
    mirror.wait(1)
    assert mirror.name == "phone" and not codes(mirror)


def test_an_ended_code_is_replaced_on_both_screens(
    make_mirror: MakeMirror, closet: Closet, nobody: Person, clock: FakeClock
) -> None:
    mirror = make_mirror()
    for screen in (PhoneScreen(mirror.stage), FirstStartScreen(mirror.stage)):
        mirror.stack.reset(screen)
        mirror.wait(0.3)
        (before,) = codes(mirror)
        clock.advance(11 * 60)
        mirror.wait(1)
        (now,) = codes(mirror)
        assert now != before and closet.people.setup_code_waits()


def test_coming_back_to_the_first_start_shows_a_code_that_works(
    make_mirror: MakeMirror, closet: Closet, nobody: Person
) -> None:
    mirror = make_mirror()
    assert mirror.name == "first-start"
    mirror.rooms.phone()
    mirror.wait(0.3)
    mirror.key("escape")
    (code,) = codes(mirror)
    assert closet.people.create_first_account(code, "Sam", "argon2id-hash").has_account


def test_a_sample_code_ends_no_real_one(make_mirror: MakeMirror, closet: Closet, nobody: Person) -> None:
    real = closet.people.new_setup_code()
    mirror = make_mirror(settings=MirrorSettings(language="en"))
    real = codes(mirror)[0]
    for screen in (PhoneScreen(mirror.stage, "7KQ2-MX4D"), FirstStartScreen(mirror.stage, "7KQ2-MX4D")):
        mirror.stack.reset(screen)
        mirror.wait(1)
        assert codes(mirror) == ["7KQ2-MX4D"]
    assert closet.people.create_first_account(real, "Sam", "argon2id-hash").has_account


def test_a_name_that_phones_may_not_find_is_spoken_of(make_mirror: MakeMirror, nobody: Person) -> None:
    mirror = make_mirror()
    for url, spoken_of in (("https://otjang.local:8443", True), ("http://192.168.0.17:8080", False)):
        mirror.stage.phone = mirror.stage.phone._replace(url=url)
        mirror.rooms.phone_help()
        mirror.wait(0.3)
        said = " ".join(mirror.words())
        assert ("Some phones do not find otjang.local" in said) is spoken_of
        assert ("The browser warns once" in said) is url.startswith("https")
        mirror.rooms.back()
    mirror.stage.phone = mirror.stage.phone._replace(numbers=("https://192.168.0.12",))
    mirror.rooms.phone_help()
    mirror.wait(0.3)
    assert "Some phones do not find names: type https://192.168.0.12" in " ".join(mirror.words())


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_what_helps_and_the_codes_stand_on_the_glass_too(
    *,
    make_mirror: MakeMirror,
    closet: Closet,
    owner: Person,
    cuts: list[str],
    size: tuple[int, int],
    language: str,
) -> None:
    closet.people.set_language(owner.id, language)  # type: ignore[arg-type]
    closet.notes.put("web", TOLD | {"url": "https://otjang-kinderzimmer-oben.local:8443"})
    mirror = make_mirror(size)
    choose_pin_on_the_phone(closet, owner)
    for open_room in (
        mirror.rooms.phone,
        mirror.rooms.phone_help,
        partial(mirror.rooms.phone_code, "invite"),
        partial(mirror.rooms.phone_code, "password"),
    ):
        open_room()
        mirror.wait(0.3)
        for widget in mirror.top.widgets:
            assert mirror.layout.area.contains(widget.rect), (
                f"{getattr(widget, 'words', widget)} {widget.rect}"
            )
        texts = [w.rect for w in mirror.top.widgets if getattr(w, "words", "")]
        for i, rect in enumerate(texts):
            assert rect.inflate(0, -4).collidelist([r.inflate(0, -4) for r in texts[i + 1 :]]) < 0, rect
        for target in mirror.top.targets():
            assert min(target.size) >= mirror.layout.px(TOUCH) - 1
        mirror.rooms.back()
    assert not cuts, cuts


def test_the_mirror_shows_what_the_web_process_says_and_takes_it_up_while_it_is_shown(
    make_mirror: MakeMirror, closet: Closet, owner: Person, tmp_path: Path
) -> None:
    mirror = make_mirror()
    mirror.rooms.phone()
    mirror.wait(0.3)
    assert ADMIN_URL in mirror.words(), "nothing was told yet: as the settings say"
    other_process = tmp_path / "told.py"
    other_process.write_text(
        "import sys, json\nfrom pathlib import Path\nfrom mirror.closet import Closet\n"
        "Closet.open(Path(sys.argv[1])).notes.put('web', json.loads(sys.argv[2]))\n"
    )
    command = [sys.executable, str(other_process), str(closet.data_dir), json.dumps(TOLD)]
    subprocess.run(command, check=True, timeout=60)
    mirror.rooms.poll()
    mirror.wait(0.3)
    words = mirror.words()
    assert {"https://otjang-2.local", "or https://192.168.0.12", *TOLD["fingerprint"]} <= set(words)
    assert "The certificate's fingerprint, new on 2026-11-20" in words
    mirror.tap_pill("If it does not open")
    assert set(TOLD["fingerprint_hex"].split()) <= set(mirror.words())


def test_a_forgotten_password_is_chosen_anew_with_the_code_at_the_mirror(
    make_mirror: MakeMirror, closet: Closet, owner: Person
) -> None:
    mirror = make_mirror()
    choose_pin_on_the_phone(closet, owner)
    mirror.rooms.phone()
    mirror.wait(0.3)
    mirror.tap_pill("Forgot the password?")
    (code,) = codes(mirror)
    closet.people.choose_password(code, "Jieun", "another-hash")
    mirror.wait(1)
    assert mirror.name == "phone"
    assert mirror.toast == "The new password holds."
    with pytest.raises(ClosetError):
        closet.people.choose_password(code, "Jieun", "a-third-hash")


@pytest.mark.parametrize(
    ("language", "pill", "told"),
    [
        ("en", "Forgot the password?", "An owner gets this code here only with a PIN"),
        ("ko", "비밀번호를 잊으셨나요?", "관리자는 휴대폰에서 정한 PIN이"),
    ],
)
def test_whoever_stands_there_gets_no_code_for_an_owners_account(  # noqa: PLR0917
    make_mirror: MakeMirror,
    closet: Closet,
    owner: Person,
    cuts: list[str],
    language: str,
    pill: str,
    told: str,
) -> None:
    closet.people.set_language(owner.id, language)  # type: ignore[arg-type]
    mirror = make_mirror((480, 800))
    for pin in (None, "1234"):  # without one, and with one that was chosen right here
        closet.people.set_pin(owner.id, pin)
        mirror.rooms.phone()
        mirror.wait(0.3)
        mirror.tap_pill(pill)
        mirror.wait(0.3)
        assert mirror.name == "phone"
        assert mirror.toast.startswith(told)
        assert not closet.people.code_waits("password", owner.id)
        mirror.rooms.back()
    assert not cuts, cuts
    other = closet.people.add("Minho", language="en")
    closet.people.set_password_hash(other.id, "hash")
    mirror.rooms.admit(closet.people.get(other.id))
    mirror.rooms.phone_code("password")
    mirror.wait(0.3)
    assert mirror.name == "phone-code"


def test_an_owner_invites_at_the_mirror_and_nobody_else_is_offered_to(
    make_mirror: MakeMirror, closet: Closet, owner: Person
) -> None:
    mirror = make_mirror()
    mirror.rooms.phone()
    mirror.wait(0.3)
    mirror.tap_pill("Invite somebody")
    (code,) = codes(mirror)
    minho = closet.people.join(code, "Minho", "hash", language="en")
    mirror.wait(1)
    assert (mirror.name, mirror.toast) == ("phone", "Welcome! Somebody new lives here.")
    mirror.rooms.admit(closet.people.get(minho.id))
    mirror.rooms.phone()
    mirror.wait(0.3)
    assert "Forgot the password?" in mirror.words()
    assert "Invite somebody" not in mirror.words()


@pytest.mark.parametrize("leave", ["back", "time", "wrong tries"])
def test_a_code_ends_when_it_is_left_and_when_its_time_is_over(
    make_mirror: MakeMirror, closet: Closet, owner: Person, clock: FakeClock, leave: str
) -> None:
    mirror = make_mirror()
    choose_pin_on_the_phone(closet, owner)
    mirror.rooms.phone()
    mirror.rooms.phone_code("password")
    mirror.wait(0.3)
    (code,) = codes(mirror)
    assert mirror.top.stays_awake, "asleep, it would have been left while somebody types"
    if leave == "back":
        mirror.key("escape")
    elif leave == "time":
        clock.advance(10 * 60 + 1)
    else:
        for _ in range(5):
            with pytest.raises(ClosetError):
                closet.people.choose_password("0000-0000", "Jieun", "hash")
    mirror.wait(1)
    assert mirror.name == "phone"
    assert (mirror.toast == "The code has ended. Ask for another one.") is (leave != "back")
    with pytest.raises(ClosetError, match="code has ended"):
        closet.people.choose_password(code, "Jieun", "hash")
