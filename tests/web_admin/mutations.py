"""What somebody may send instead of a photo: torn files, bits turned, far too much inside, or another kind.

`mutations(number, seed)` gives so many of them, always the same ones for a seed, each with a name.
"""

import gzip
import io
import random
import struct
import zipfile
import zlib
from collections.abc import Iterator

import numpy as np
import pillow_heif
from PIL import Image

KINDS = ("JPEG", "PNG", "WEBP", "HEIF", "GIF", "BMP", "TIFF")
NAMES = (
    "photo.jpg",
    "x.heic",
    "코트.png",
    "a.svg",
    "a.jpg.exe",
    "../../etc/passwd",
    "x" * 300,
    " ",
    "%00.jpg",
    "<b>.png",
)


def mutations(number: int, seed: int) -> Iterator[tuple[str, bytes]]:
    """Names and contents."""
    chance = random.Random(seed)
    whole = _whole(seed)
    makers = (_torn, _flipped, _glued, _shuffled, _lying_size, _something_else, _as_it_is)
    for _ in range(number):
        kind = chance.choice(KINDS)
        yield chance.choice(NAMES), chance.choice(makers)(chance, kind, whole[kind])


def _whole(seed: int) -> dict[str, bytes]:
    pillow_heif.register_heif_opener()
    picture = Image.fromarray(np.random.default_rng(seed).integers(0, 256, (120, 90, 3), np.uint8))
    found = {}
    for kind in KINDS:
        buffer = io.BytesIO()
        picture.save(buffer, kind)
        found[kind] = buffer.getvalue()
    return found


def _torn(chance: random.Random, _kind: str, data: bytes) -> bytes:
    return data[: chance.randrange(len(data))]


def _flipped(chance: random.Random, _kind: str, data: bytes) -> bytes:
    """A few bits turned, most of them in the header."""
    changed = bytearray(data)
    for _ in range(chance.randint(1, 30)):
        end = len(changed) if chance.random() < 0.3 else min(len(changed), 600)
        changed[chance.randrange(end)] ^= 1 << chance.randrange(8)
    return bytes(changed)


def _glued(chance: random.Random, _kind: str, data: bytes) -> bytes:
    at = chance.randrange(len(data))
    return data[:at] + chance.randbytes(chance.randint(1, 5000)) + data[at:]


def _shuffled(chance: random.Random, _kind: str, data: bytes) -> bytes:
    head, parts = data[:40], [data[at : at + 97] for at in range(40, len(data), 97)]
    chance.shuffle(parts)
    return head + b"".join(parts)


def _lying_size(chance: random.Random, kind: str, data: bytes) -> bytes:
    """A header that speaks of far more pixels than there are; or a bomb: few bytes, that many pixels."""
    if kind == "PNG":
        side = chance.choice((4_000, 30_000, 2**31 - 1))
        return _png_bomb(side, chance.choice((8, 16)))
    if kind == "JPEG":
        at = data.find(b"\xff\xc0")
        return data[: at + 5] + struct.pack(">HH", 65_500, 65_500) + data[at + 9 :]
    if kind == "WEBP":
        flags = struct.pack("<I", 0x10)
        size = (2**24 - 1).to_bytes(3, "little") * 2
        return (
            b"RIFF" + struct.pack("<I", 30) + b"WEBPVP8X" + struct.pack("<I", 10) + flags + size + data[12:]
        )
    if kind == "HEIF":
        at = data.find(b"ispe")
        return data[: at + 8] + struct.pack(">II", 60_000, 60_000) + data[at + 16 :]
    return data


def _png_bomb(side: int, depth: int) -> bytes:
    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    header = struct.pack(">IIBBBBB", side, side, depth, 2, 0, 0, 0)
    rows = zlib.compress(bytes(min(4_000_000, side * 300)))
    text = zlib.compress(bytes(3_000_000))
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"zTXt", b"c\0\0" + text)
        + chunk(b"iCCP", b"p\0\0" + text)
        + chunk(b"IDAT", rows)
        + chunk(b"IEND", b"")
    )


def _something_else(chance: random.Random, _kind: str, data: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as pack:
        pack.writestr("a.jpg", data)
    svg = b"<svg xmlns='http://www.w3.org/2000/svg'><image href='file:///etc/passwd'/></svg>"
    lol = b"<!DOCTYPE x [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;'>]><svg>&b;</svg>"
    return chance.choice(
        (
            packed.getvalue(),
            svg,
            lol,
            b"",
            b"\0" * 5000,
            gzip.compress(bytes(2_000_000)),
            b"%PDF-1.7\n" + chance.randbytes(500),
            b"\xff\xd8\xff" + chance.randbytes(3000),
            b"RIFF\xff\xff\xff\xffWEBP" + chance.randbytes(3000),
            b"\0\0\0\x18ftypheic" + chance.randbytes(3000),
            b"\0\0\0\x18ftypavif" + chance.randbytes(3000),
            data + packed.getvalue(),
            chance.randbytes(chance.randint(1, 4000)),
        )
    )


def _as_it_is(_chance: random.Random, _kind: str, data: bytes) -> bytes:
    return data
