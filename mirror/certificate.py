"""The certificate that a mirror makes for itself, so that nobody in the Wi-Fi can read along.

No authority knows a machine in somebody's home, so every phone warns once; what people compare then is the
fingerprint. It therefore stays as it is for as long as it can: new addresses of the machine change nothing.

Key and certificate stand in one file: a power cut leaves the old pair or the new one, never halves of both.
"""

import os
import socket
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from typing import NamedTuple

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from .closet.photos import durable_write
from .errors import MirrorError
from .reach import CERTIFICATE_FILE

LIFE = timedelta(days=820)  # phones take none of more than 825 days
RENEWED_BEFORE = timedelta(days=30)
_SLACK = timedelta(days=1)  # a phone whose clock is a little behind takes it too
_MADE_AFTER = datetime(
    2026, 1, 1, tzinfo=UTC
)  # a Pi whose clock is not set yet believes in some earlier year
_NOTE = "Renewed on "  # before the PEM blocks, where no reader of PEM looks


class OwnCertificate(NamedTuple):
    """The pair's file, when it ends (aware), and when it took another one's place (None: it is the first)."""

    file: Path
    ends: datetime
    renewed_on: date | None


def own_certificate(
    data_dir: Path, names: Sequence[str], addresses: Sequence[str], now: datetime, say: Callable[[str], None]
) -> OwnCertificate:
    """The certificate of this data directory, made or renewed where that is due.

    names: host names that it must be good for; addresses: numbers that a new one will be good for too. now: aware.
    say: told in one line why there is a new one. Raises ClosetError when it cannot be written, MirrorError when it
    cannot be read because of its rights.
    """
    file = data_dir / CERTIFICATE_FILE
    try:
        found = _read(file)
    except FileNotFoundError:
        return _make(file, names, addresses, now, None)
    except PermissionError as error:
        raise MirrorError(
            f"cannot read {file}: {error.strerror}; its owner must be the mirror's user"
        ) from error
    except (OSError, ValueError, TypeError) as error:
        why = f"{file} was damaged ({error.__class__.__name__})"
    else:
        why = _why_renew(found, names, now)
        if not why:
            return OwnCertificate(file, found.not_valid_after_utc, _renewed_on(file))
    say(f"a new certificate was made, for {why}; phones warn once more: compare the new fingerprint")
    return _make(file, names, addresses, now, now.date())


def why_unsound(file: Path, now: datetime) -> str:
    """What is wrong with a pair in one file that this machine made; "" when all is well. Raises OSError."""
    try:
        found = _read(file)
    except (ValueError, TypeError):
        return "its certificate is damaged"
    if found.not_valid_after_utc <= now:
        return f"its certificate ended on {found.not_valid_after_utc:%Y-%m-%d}"
    return ""


def ends(file: Path) -> datetime:
    """When a PEM file's first certificate ends (aware). Raises MirrorError."""
    try:
        return x509.load_pem_x509_certificate(file.read_bytes()).not_valid_after_utc
    except OSError as error:
        raise MirrorError(f"cannot read the certificate {file}: {error.strerror}") from error
    except ValueError as error:
        raise MirrorError(f"{file} holds no certificate; name a PEM file") from error


def host_names(name: str) -> list[str]:
    """What phones may call this machine: the name of the settings and the system's own, in .local; localhost."""
    own = socket.gethostname().partition(".")[0].lower()
    found = [f"{one}.local" for one in (name.lower(), own) if one and one != "localhost"]
    return [*dict.fromkeys(found), "localhost"]


def _read(file: Path) -> x509.Certificate:
    """The certificate. Raises OSError, and ValueError or TypeError unless its key belongs to it."""
    pem = file.read_bytes()
    found = x509.load_pem_x509_certificate(pem)
    key = serialization.load_pem_private_key(pem, None)
    if key.public_key() != found.public_key():
        raise ValueError("the key belongs to another certificate")
    return found


def _why_renew(found: x509.Certificate, names: Sequence[str], now: datetime) -> str:
    if found.not_valid_after_utc - now < RENEWED_BEFORE:
        return f"the old one ends on {found.not_valid_after_utc:%Y-%m-%d}"
    try:
        extension = found.extensions.get_extension_for_class(x509.SubjectAlternativeName)
        good_for = set(extension.value.get_values_for_type(x509.DNSName))
    except x509.ExtensionNotFound:
        good_for = set()
    missing = [name for name in names if name not in good_for]
    return f"the old one is not good for the name {missing[0]}" if missing else ""


def _renewed_on(file: Path) -> date | None:
    first = file.read_text(encoding="ascii", errors="replace").partition("\n")[0]
    try:
        return date.fromisoformat(first.removeprefix(_NOTE)) if first.startswith(_NOTE) else None
    except ValueError:
        return None


def _make(
    file: Path, names: Sequence[str], addresses: Sequence[str], now: datetime, renewed_on: date | None
) -> OwnCertificate:
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name(
        [
            x509.NameAttribute(NameOID.COMMON_NAME, names[0][:64]),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Otjang"),
        ]
    )
    good_for: list[x509.GeneralName] = [x509.DNSName(name) for name in names]
    numbers = dict.fromkeys((*addresses, "127.0.0.1", "::1"))
    good_for += [x509.IPAddress(ip_address(number)) for number in numbers]
    began = max(now.astimezone(UTC), _MADE_AFTER) - _SLACK
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(began)
        .not_valid_after(began + LIFE)
        .add_extension(x509.SubjectAlternativeName(good_for), critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_signs_only(), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .sign(key, hashes.SHA256())
    )
    pem = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    note = f"{_NOTE}{renewed_on}\n".encode() if renewed_on else b""
    before = os.umask(0o077)
    try:
        durable_write(file, note + made.public_bytes(serialization.Encoding.PEM) + pem)
    finally:
        os.umask(before)
    return OwnCertificate(file, made.not_valid_after_utc, renewed_on)


def _signs_only() -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=True,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=False,
        crl_sign=False,
        encipher_only=False,
        decipher_only=False,
    )
