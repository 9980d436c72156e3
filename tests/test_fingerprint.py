"""A certificate's words and digits, against what others publish and what openssl says."""

import shutil
import subprocess
from pathlib import Path

import pytest

from mirror.errors import MirrorError
from mirror.fingerprint import fingerprint_hex, fingerprint_words, words


@pytest.mark.parametrize(
    ("digits", "spoken"),
    [
        (
            "E582 94F2 E9A2 2748 6E8B 061B 31CC 528F D7FA 3F19",
            (
                "topmost Istanbul Pluto vagabond treadmill Pacific brackish dictator goldfish Medusa afflict"
                " bravado chatter revolver Dupont midsummer stopwatch whimsical cowbell bottomless"
            ),
        ),
        (
            "D1D4 64C0 04F0 0FB5 C9A4 C8D8 E433 E7FB 7FF5 6256",
            (
                "stairway souvenir flytrap recipe adrift upcoming artist positive spearhead Pandora spaniel"
                " stupendous tonic concurrent transit Wichita lockup visitor flagpole escapade"
            ),
        ),
    ],
)
def test_the_published_examples(digits: str, spoken: str) -> None:
    assert " ".join(words(bytes.fromhex(digits))) == spoken


def test_no_two_bytes_share_a_word_and_places_are_told_apart() -> None:
    both = [words(bytes([byte, byte])) for byte in range(256)]
    assert len({word for pair in both for word in pair}) == 512
    # The words of two syllables stand as in a dictionary, so one that had slipped would stand out.
    first = [pair[0].casefold() for pair in both]
    assert first == sorted(first)
    assert (words(b"\0\0"), words(b"\xff\xff")) == (("aardvark", "adroitness"), ("Zulu", "Yucatan"))


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate that openssl made, with its key after it in the same file."""
    if shutil.which("openssl") is None:
        pytest.skip("openssl is not installed")
    folder = tmp_path_factory.mktemp("certificate")
    key, certificate = folder / "key.pem", folder / "certificate.pem"
    subprocess.run(
        [
            *(
                "openssl",
                "req",
                "-x509",
                "-newkey",
                "ec",
                "-pkeyopt",
                "ec_paramgen_curve:prime256v1",
                "-nodes",
            ),
            *("-subj", "/CN=otjang.local", "-keyout", str(key), "-out", str(certificate)),
        ],
        check=True,
        capture_output=True,
        timeout=60,
    )
    return certificate


def test_the_digits_are_those_of_openssl_and_the_words_their_beginning(pair: Path) -> None:
    said = subprocess.run(
        ["openssl", "x509", "-in", str(pair), "-noout", "-fingerprint", "-sha256"],
        check=True,
        capture_output=True,
        text=True,
        timeout=60,
    ).stdout
    digits = said.strip().rpartition("=")[2].replace(":", "")

    shown = fingerprint_hex(pair)

    assert shown.replace(" ", "") == digits
    assert {len(group) for group in shown.split()} == {4}
    assert fingerprint_words(pair) == words(bytes.fromhex(digits)[:8])
    assert len(fingerprint_words(pair)) == 8


def test_of_a_chain_the_first_certificate_counts_whatever_stands_before_it(
    pair: Path, tmp_path: Path
) -> None:
    other = tmp_path / "chain.pem"
    other.write_text(
        "Subject: 옷장\n"
        + (pair.parent / "key.pem").read_text()
        + pair.read_text()
        + "-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----\n",
        encoding="utf-8",
    )
    assert fingerprint_words(other) == fingerprint_words(pair)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "no certificate",
        "-----BEGIN CERTIFICATE-----\n!!\n-----END CERTIFICATE-----\n",
        "-----BEGIN CERTIFICATE-----\nAAA\n-----END CERTIFICATE-----\n",
    ],
)
def test_a_file_without_a_certificate_is_one_clear_line(tmp_path: Path, text: str) -> None:
    file = tmp_path / "certificate.pem"
    file.write_text(text)
    with pytest.raises(MirrorError, match="holds no certificate"):
        fingerprint_words(file)


def test_a_file_that_is_not_there_is_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(MirrorError, match=r"cannot read the certificate .*: No such file"):
        fingerprint_hex(tmp_path / "none.pem")
