"""Whatever file somebody sends: upright RGB pixels, or a PhotoError with one line for a person."""

import io
import os
import random
import struct
import threading
import tracemalloc
import zlib
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pillow_heif
import pytest
from PIL import Image, ImageCms

from mirror.errors import MirrorError, PhotoError
from mirror.vision.decode import decode, probe, sniff

Write = Callable[..., Path]
RED, GREEN, BLUE, WHITE = (200, 30, 30), (30, 160, 60), (40, 60, 190), (240, 240, 240)


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes bytes, or a picture as a file of this kind, and returns its path."""

    def to_file(content: bytes | Image.Image, kind: str = "PNG", **options: object) -> Path:
        file = tmp_path / "photo"  # the name says nothing: the content counts
        file.write_bytes(content if isinstance(content, bytes) else encoded(content, kind, **options))
        return file

    return to_file


def encoded(picture: Image.Image, kind: str, **options: object) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, kind, **options)
    return buffer.getvalue()


def four_corners(width: int = 64, height: int = 48) -> Image.Image:
    """Red top left, green top right, blue bottom left, white bottom right."""
    picture = Image.new("RGB", (width, height), WHITE)
    picture.paste(RED, (0, 0, width // 2, height // 2))
    picture.paste(GREEN, (width // 2, 0, width, height // 2))
    picture.paste(BLUE, (0, height // 2, width // 2, height))
    return picture


def corners(rgb: np.ndarray) -> list[tuple[int, ...]]:
    """The colours a quarter in from each corner: top left, top right, bottom left, bottom right."""
    height, width = rgb.shape[:2]
    return [
        tuple(map(int, rgb[y, x]))
        for y in (height // 4, height - height // 4)
        for x in (width // 4, width - width // 4)
    ]


def assert_near(found: object, wanted: object, by: float) -> None:
    assert np.abs(np.asarray(found, float) - np.asarray(wanted, float)).max() <= by, (
        f"{found} is not {wanted}"
    )


# What it is


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "JPEG"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "PNG"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "WEBP"),
        (b"\x00\x00\x00\x18ftypheic", "HEIF"),
        (b"\x00\x00\x00\x18ftypmif1", "HEIF"),
        (b"\x00\x00\x00\x18ftypavif", None),
        (b"\x00\x00\x00\x18ftypisom", None),
        (b"RIFF\x00\x00\x00\x00WAVEfmt ", None),
        (b"GIF89a", None),
        (b"II*\x00", None),
        (b"%PDF-1.7", None),
        (b"\xff\xd8", None),
        (b"hello", None),
        (b"", None),
    ],
)
def test_the_type_is_told_by_the_content(head: bytes, kind: str | None) -> None:
    assert sniff(head) == kind


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_photo_is_decoded_whatever_its_name(write: Write, kind: str) -> None:
    file = write(four_corners(), kind)
    assert probe(file) == (kind, 64, 48)
    pixels = decode(file)
    assert pixels.rgb.shape == (48, 64, 3)
    assert pixels.rgb.dtype == np.uint8
    assert pixels.alpha is None
    assert_near(corners(pixels.rgb), [RED, GREEN, BLUE, WHITE], by=12)


def test_a_phone_s_heic_is_decoded(write: Write) -> None:
    buffer = io.BytesIO()
    pillow_heif.from_pillow(four_corners(128, 96)).save(buffer, quality=90)
    file = write(buffer.getvalue())
    assert probe(file) == ("HEIF", 128, 96)
    assert_near(corners(decode(file).rgb), [RED, GREEN, BLUE, WHITE], by=20)


def test_a_heic_cut_in_half_is_an_error(write: Write) -> None:
    buffer = io.BytesIO()
    pillow_heif.from_pillow(four_corners(256, 256)).save(buffer, quality=90)
    content = buffer.getvalue()
    for share in (0.2, 0.5, 0.9):
        with pytest.raises(PhotoError):
            decode(write(content[: int(len(content) * share)]))


# Bad files


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "the file is empty"),
        (b"a shopping list, not a photo", "no photo that can be read; send JPEG, PNG, WebP or HEIC"),
        (b"GIF89a" + bytes(100), "no photo that can be read"),
        (b"\xff\xd8\xff", "damaged at its beginning"),
        (b"\x89PNG\r\n\x1a\n", "damaged at its beginning"),
        (b"RIFF\x00\x00\x00\x00WEBP", "damaged at its beginning"),
        (b"\x00\x00\x00\x18ftypheic" + bytes(100), "damaged at its beginning"),
    ],
)
def test_what_is_no_photo_is_said_in_one_line(write: Write, content: bytes, reason: str) -> None:
    file = write(content)
    for look in (probe, decode):
        with pytest.raises(PhotoError, match=reason) as error:
            look(file)
        assert "\n" not in str(error.value)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("share", [0.3, 0.6, 0.95])
def test_a_photo_that_was_cut_off_is_an_error(write: Write, kind: str, share: float) -> None:
    noise = np.random.default_rng(1).integers(0, 256, (120, 160, 3), np.uint8)
    content = encoded(Image.fromarray(noise), kind)
    with pytest.raises(PhotoError):
        decode(write(content[: int(len(content) * share)]))


def test_a_file_that_is_not_there_or_a_folder_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(PhotoError, match="cannot be read: No such file"):
        probe(tmp_path / "nowhere.jpg")
    with pytest.raises(PhotoError, match="no file that could hold a photo"):
        decode(tmp_path)


def test_a_pipe_among_the_photos_does_not_hold_everything_up(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.jpg")
    answers: list[str] = []

    def look() -> None:
        try:
            probe(tmp_path / "pipe.jpg")
        except PhotoError as error:
            answers.append(str(error))

    looking = threading.Thread(target=look, daemon=True)
    looking.start()
    looking.join(5)
    if looking.is_alive():  # let it go
        os.close(os.open(tmp_path / "pipe.jpg", os.O_WRONLY | os.O_NONBLOCK))
    assert answers == ["this is no file that could hold a photo"]


def test_sixty_megapixels_are_refused_by_the_header_alone(write: Write) -> None:
    """10,000 x 6,000 pixels of nothing are 180 MB decoded and a few kB in the file."""
    rows = zlib.compressobj(9)
    line = bytes(1 + 10_000 * 3)
    body = b"".join(rows.compress(line) for _ in range(6_000)) + rows.flush()
    header = struct.pack(">IIBBBBB", 10_000, 6_000, 8, 2, 0, 0, 0)
    file = write(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", body) + chunk(b"IEND", b""))
    tracemalloc.start()
    try:
        for look in (probe, decode):
            with pytest.raises(PhotoError, match="60 megapixels; up to 25 are taken: make it smaller"):
                look(file)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 5_000_000


def chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


@pytest.mark.parametrize("size", [(1, 5000), (5000, 1), (23, 24), (1, 1)])
def test_a_photo_too_small_to_show_anything_is_refused(write: Write, size: tuple[int, int]) -> None:
    with pytest.raises(PhotoError, match=f"too small: {size[0]}x{size[1]} pixels"):
        decode(write(Image.new("RGB", size)))


@pytest.mark.parametrize("size", [(24, 24), (24, 20_000), (20_000, 24)])
def test_the_smallest_and_the_longest_photo_are_decoded(write: Write, size: tuple[int, int]) -> None:
    rgb = decode(write(Image.new("RGB", size, RED))).rgb
    assert 1 <= min(rgb.shape[:2]) <= max(rgb.shape[:2]) <= 2048
    assert_near(rgb.reshape(-1, 3).mean(axis=0), RED, by=2)


def test_a_file_of_more_than_sixty_megabytes_is_not_even_read(tmp_path: Path) -> None:
    file = tmp_path / "large.jpg"
    with file.open("wb") as sparse:
        sparse.write(b"\xff\xd8\xff")
        sparse.truncate(60_000_001)
    with pytest.raises(PhotoError, match="up to 60 MB are taken"):
        probe(file)


# Odd but sound files


def test_a_large_photo_is_made_smaller_with_its_shape(write: Write) -> None:
    for kind in ("JPEG", "PNG"):
        rgb = decode(write(four_corners(3000, 2000), kind)).rgb
        assert rgb.shape == (1365, 2048, 3)
        assert_near(corners(rgb), [RED, GREEN, BLUE, WHITE], by=8)
    assert decode(write(four_corners(300, 200)), longest_side_px=30).rgb.shape == (20, 30, 3)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_photo_is_turned_upright_by_its_exif(write: Write, kind: str, orientation: int) -> None:
    """The stored picture is what the orientation's turn makes upright again."""
    undo = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }
    stored = four_corners()
    if orientation in undo:
        stored = stored.transpose(undo[orientation])
    rgb = decode(write(stored, kind, exif=exif_of(orientation))).rgb
    assert rgb.shape == (48, 64, 3)
    assert_near(corners(rgb), [RED, GREEN, BLUE, WHITE], by=12)


def exif_of(orientation: int) -> Image.Exif:
    exif = Image.Exif()
    exif[0x0112] = orientation
    return exif


@pytest.mark.parametrize("orientation", [0, 9, 65535])
def test_an_orientation_that_there_is_not_is_ignored(write: Write, orientation: int) -> None:
    assert decode(write(four_corners(), "JPEG", exif=exif_of(orientation))).rgb.shape == (48, 64, 3)


def test_exif_that_is_rubbish_does_not_spoil_the_photo(write: Write) -> None:
    for rubbish in (
        b"Exif\x00\x00",
        b"Exif\x00\x00II*\x00\xff\xff\xff\xff",
        b"Exif\x00\x00" + bytes(range(200)),
    ):
        rgb = decode(write(four_corners(), "JPEG", exif=rubbish)).rgb
        assert_near(corners(rgb), [RED, GREEN, BLUE, WHITE], by=12)


def test_a_16_bit_scan_keeps_its_greys(write: Write) -> None:
    steep = np.linspace(0, 65535, 100).astype(np.uint16)
    rgb = decode(write(Image.fromarray(np.tile(steep, (50, 1))))).rgb
    assert_near(rgb[0, :, 0], steep / 65535 * 255, by=1.1)
    assert (rgb[..., 0] == rgb[..., 1]).all()


def test_a_16_bit_colour_png_keeps_its_colours(write: Write) -> None:
    line = b"\x00" + struct.pack(">HHH", 200 << 8, 30 << 8, 30 << 8) * 32
    header = struct.pack(">IIBBBBB", 32, 32, 16, 2, 0, 0, 0)
    body = zlib.compress(line * 32)
    file = write(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", body) + chunk(b"IEND", b""))
    assert_near(decode(file).rgb, np.full((32, 32, 3), RED), by=1)


def test_a_print_shop_s_cmyk_jpeg_is_red_where_it_is_red(write: Write) -> None:
    rgb = decode(write(four_corners().convert("CMYK"), "JPEG", quality=95)).rgb
    assert_near(corners(rgb), [RED, GREEN, BLUE, WHITE], by=12)


def test_a_grey_jpeg_is_grey_rgb(write: Write) -> None:
    rgb = decode(write(Image.new("L", (40, 30), 90), "JPEG")).rgb
    assert rgb.shape == (30, 40, 3)
    assert_near(rgb, np.full((30, 40, 3), 90), by=1)


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGB", "LA", "RGBA"])
def test_every_mode_of_png_becomes_rgb(write: Write, mode: str) -> None:
    picture = Image.new("RGB", (30, 30), "white").convert(mode)
    pixels = decode(write(picture))
    assert_near(pixels.rgb, np.full((30, 30, 3), 255), by=1)
    assert pixels.alpha is None  # a mask that hides nothing is none


def test_a_palette_with_a_clear_colour_has_alpha_and_stands_on_white(write: Write) -> None:
    picture = Image.new("P", (40, 40), 0)
    picture.putpalette([0, 0, 0, *RED])
    picture.paste(1, (10, 10, 30, 30))
    pixels = decode(write(picture, transparency=0))
    assert pixels.alpha is not None
    assert pixels.alpha[0, 0] == 0
    assert pixels.alpha[20, 20] == 255
    assert tuple(pixels.rgb[0, 0]) == (255, 255, 255)
    assert tuple(pixels.rgb[20, 20]) == RED


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_a_cut_out_picture_keeps_its_alpha(write: Write, kind: str) -> None:
    picture = Image.new("RGBA", (60, 40))
    picture.paste((*RED, 255), (0, 0, 30, 40))
    pixels = decode(write(picture, kind, **({"lossless": True} if kind == "WEBP" else {})))
    assert pixels.alpha is not None
    assert pixels.alpha.shape == (40, 60)
    assert (pixels.alpha[:, :28] == 255).all()
    assert (pixels.alpha[:, 32:] == 0).all()
    assert tuple(pixels.rgb[20, 50]) == (255, 255, 255)


def test_alpha_is_turned_with_its_photo(write: Write) -> None:
    picture = Image.new("RGBA", (60, 40))
    picture.paste((*RED, 255), (0, 0, 60, 20))  # the upper half is opaque
    pixels = decode(write(picture, "PNG", exif=exif_of(6)))  # shown, the right half is
    assert pixels.alpha is not None
    assert pixels.alpha.shape == (60, 40) == pixels.rgb.shape[:2]
    assert (pixels.alpha[:, 22:] == 255).all()
    assert (pixels.alpha[:, :18] == 0).all()


@pytest.mark.parametrize("kind", ["WEBP", "PNG"])
def test_of_an_animation_the_first_picture_is_taken(write: Write, kind: str) -> None:
    frames = [Image.new("RGB", (40, 40), colour) for colour in (RED, GREEN, BLUE)]
    file = write(frames[0], kind, save_all=True, append_images=frames[1:], duration=100)
    assert_near(decode(file).rgb.reshape(-1, 3).mean(axis=0), RED, by=4)


# Colour spaces


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_phone_s_wide_colours_become_srgb(write: Write, kind: str) -> None:
    """Full Display-P3 red, green and blue lie outside sRGB; half of one lies inside, and moves."""
    picture = Image.new("RGB", (32, 32), (180, 90, 80))
    plain = decode(write(picture, kind)).rgb[16, 16].astype(int)
    wide = decode(write(picture, kind, icc_profile=display_p3())).rgb[16, 16].astype(int)
    assert wide[0] - plain[0] > 8  # the same numbers in a wider space are a stronger red
    assert plain[1] - wide[1] > 3


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_wide_photo_is_turned_upright_too(write: Write, kind: str) -> None:
    stored = four_corners().transpose(Image.Transpose.ROTATE_90)
    rgb = decode(write(stored, kind, exif=exif_of(6), icc_profile=display_p3())).rgb
    assert rgb.shape == (48, 64, 3)


def test_a_wide_cut_out_keeps_its_alpha(write: Write) -> None:
    picture = Image.new("RGBA", (40, 40))
    picture.paste((*RED, 255), (0, 0, 20, 40))
    pixels = decode(write(picture, "PNG", icc_profile=display_p3()))
    assert pixels.alpha is not None
    assert (pixels.alpha[:, :18] == 255).all()
    assert (pixels.alpha[:, 22:] == 0).all()


def test_a_profile_that_is_rubbish_or_of_another_kind_is_left_alone(write: Write) -> None:
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    for profile in (b"rubbish", display_p3()[:200], lab):
        for picture in (four_corners(), four_corners().convert("L").convert("RGB")):
            file = write(picture, "PNG", icc_profile=profile)
            assert (decode(file).rgb == np.asarray(picture)).all()


def display_p3() -> bytes:
    """An ICC profile with Display P3's primaries: LittleCMS's own sRGB with other red, green and blue columns."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    primaries = {  # D50-adapted, from the profile that phones embed
        b"rXYZ": (0.51512, 0.24120, -0.00105),
        b"gXYZ": (0.29198, 0.69225, 0.04189),
        b"bXYZ": (0.15710, 0.06657, 0.78407),
    }
    count = struct.unpack_from(">I", profile, 128)[0]
    for index in range(count):
        signature, offset, _ = struct.unpack_from(">4sII", profile, 132 + 12 * index)
        if signature in primaries:
            struct.pack_into(">3i", profile, offset + 8, *(round(v * 65536) for v in primaries[signature]))
    return bytes(profile)


# Damage of every kind


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "HEIF"])
def test_a_file_damaged_anywhere_is_pixels_or_a_photo_error(tmp_path: Path, kind: str) -> None:
    picture = four_corners()
    if kind == "HEIF":
        buffer = io.BytesIO()
        pillow_heif.from_pillow(picture).save(buffer, exif=exif_of(6).tobytes())
        sound = buffer.getvalue()
    else:
        sound = encoded(picture, kind, exif=exif_of(6), icc_profile=display_p3())
    assert decode(saved(tmp_path, sound)).rgb.shape[2] == 3
    chance = random.Random(kind)
    refused = 0
    for _ in range(250):
        damaged = damage(sound, chance)
        try:
            pixels = decode(saved(tmp_path, damaged))
        except PhotoError as error:
            refused += 1
            assert "\n" not in str(error)
        else:
            assert pixels.rgb.dtype == np.uint8
            assert pixels.alpha is None or pixels.alpha.shape == pixels.rgb.shape[:2]
    assert refused > 20


def saved(folder: Path, content: bytes) -> Path:
    file = folder / "photo"
    file.write_bytes(content)
    return file


def damage(sound: bytes, chance: random.Random) -> bytes:
    """Some bytes changed, or a stretch cut out, doubled or zeroed, behind the first bytes that tell the type."""
    content = bytearray(sound)
    start = chance.randrange(12, len(content) - 1)
    length = chance.randrange(1, 24)
    match chance.randrange(4):
        case 0:
            for _ in range(chance.randrange(1, 6)):
                content[chance.randrange(12, len(content))] = chance.randrange(256)
        case 1:
            del content[start : start + length]
        case 2:
            content[start:start] = content[start : start + length]
        case _:
            content[start : start + length] = bytes(len(content[start : start + length]))
    return bytes(content)


def test_a_photo_error_is_caught_by_family_and_by_meaning() -> None:
    assert issubclass(PhotoError, MirrorError)
    assert issubclass(PhotoError, ValueError)
