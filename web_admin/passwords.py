"""Passwords: the rule for new ones, and argon2id. No request, no closet."""

import re
import threading
import unicodedata
from functools import cache
from pathlib import Path

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from .words import N_

LENGTH_MIN = 8
LENGTH_MAX = 128
COMMON = Path(__file__).parent / "static" / "common_passwords.txt"  # the page's script reads it too
PRODUCT = ("otjang", "옷장")
_HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)  # KiB; OWASP's argon2id setting
_ONE_AT_A_TIME = threading.Lock()  # 19 MiB each: a crowd at the door must not empty a small Pi's memory
# Verified for a name that nobody has, so that the answer takes as long as for one that somebody has.
_NOBODY = "$argon2id$v=19$m=19456,t=2,p=1$b3RqYW5nLW5vYm9keQ$DMFHCk8R9gMUZrQUAOn3LEBeHEYavE0YYjghvMqSJno"


def pw_check(password: str, repeated: str, name: str = "") -> str | None:
    """Why a new password is refused (a translation key), or None when it is good.

    The rule: typed twice the same, 8 to 128 characters, none that many people use, and neither the person's name
    nor the product's with nothing but digits and signs around it.
    """
    plain = normal(password)
    if plain != normal(repeated):
        return N_("The two passwords are not the same.")
    if not LENGTH_MIN <= len(plain) <= LENGTH_MAX:
        return N_("A password has 8 to 128 characters.")
    if plain.casefold() in common():
        return N_("Many people use that password, so it is guessed first. Choose another.")
    if any(_is_only(plain, word) for word in (name, *PRODUCT)):
        return N_("That is a name and little more. Choose a password that nobody guesses.")
    return None


@cache
def common() -> frozenset[str]:
    """The passwords that many people use, in small letters."""
    _head, _empty, rest = COMMON.read_text(encoding="utf-8").rpartition("\n\n")
    return frozenset(rest.split())


def normal(password: str) -> str:
    """One form of the same letters: phones and computers compose Hangul differently."""
    return unicodedata.normalize("NFC", password)


def make_hash(password: str) -> str:
    """The argon2id hash of a password (19 MiB, two passes, one lane)."""
    with _ONE_AT_A_TIME:
        return _HASHER.hash(normal(password))


def fits(password_hash: str | None, password: str) -> bool:
    """Whether this is the password. Takes as long for None, which is nobody's hash."""
    if len(password) > 2 * LENGTH_MAX:
        return False
    with _ONE_AT_A_TIME:
        try:
            return _HASHER.verify(password_hash or _NOBODY, normal(password)) and password_hash is not None
        except (VerificationError, InvalidHashError):
            return False


def outdated(password_hash: str) -> bool:
    """Whether a hash was made with other numbers than today's."""
    return _HASHER.check_needs_rehash(password_hash)


def _is_only(password: str, word: str) -> bool:
    """Whether a password's letters are those of a word, once or several times."""
    letters, word = _letters(password), _letters(word)
    return bool(word) and bool(letters) and not letters.replace(word, "")


def _letters(text: str) -> str:
    return re.sub(r"[\W\d_]", "", normal(text).casefold())
