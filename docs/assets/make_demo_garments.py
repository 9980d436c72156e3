"""Makes mirror/demo/garments from the npm package `@lobehub/fluent-emoji-3d`: one closet in many colours.

    npm pack @lobehub/fluent-emoji-3d@1.1.0 && tar xzf lobehub-fluent-emoji-3d-1.1.0.tgz
    pip install numpy pillow
    python docs/assets/make_demo_garments.py package [--sheet sheet.png]

Every emoji is 256 x 256 px RGBA and stays so. A colour is changed in CIE LCh: the dyed part's mean colour
moves to the dye and its shading moves along, so folds and highlights stay and neutral parts (soles,
buttons, collars) keep their own colour. Two garments that the emoji lack are put together from others: the
skirt is the dress below its waist, the pullover is the V-neck with the coat's sleeves.
"""

import argparse
import csv
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw

GARMENTS = Path(__file__).parents[2] / "mirror/demo/garments"
SIDE_PX = 256

# slug: sRGB, English, Korean
COLOURS = {
    "black": ("#3b3a40", "black", "검은"),
    "white": ("#eceaf0", "white", "흰"),
    "grey": ("#8d9098", "grey", "회색"),
    "navy": ("#2f4278", "navy", "남색"),
    "blue": ("#2f7fe0", "blue", "파란"),
    "sky": ("#7cc4f2", "sky blue", "하늘색"),
    "teal": ("#1f9a94", "teal", "청록색"),
    "green": ("#3f9e55", "green", "초록"),
    "olive": ("#747a3c", "olive", "올리브색"),
    "yellow": ("#f0c232", "yellow", "노란"),
    "orange": ("#f08434", "orange", "주황"),
    "red": ("#dc3540", "red", "빨간"),
    "burgundy": ("#7f2740", "burgundy", "자주색"),
    "pink": ("#ee7fa6", "pink", "분홍"),
    "purple": ("#8a5fd0", "purple", "보라"),
    "beige": ("#d8bd93", "beige", "베이지색"),
    "brown": ("#85583a", "brown", "갈색"),
}


# CIE XYZ from linear sRGB, and the white that both share (D65).
XYZ = np.array(
    [
        [0.4124564, 0.3575761, 0.1804375],
        [0.2126729, 0.7151522, 0.0721750],
        [0.0193339, 0.1191920, 0.9503041],
    ]
)
WHITE = XYZ.sum(axis=1)


@dataclass(frozen=True)
class Design:
    """One emoji, and the colours it comes in.

    `drawn` is the colour that the emoji has by itself; `dyed` are the others. `hues` (centre and half width,
    degrees) is the part that takes the dye; None dyes everything. What is darker than `darkest` (L*) or paler
    than `palest` (C*) takes none, so a dark tie and a cream stripe stay themselves.
    """

    slug: str
    emoji: str
    category: str
    name_en: str
    name_ko: str
    drawn: str | None
    dyed: str = ""
    hues: tuple[float, float] | None = None
    darkest: float = 0
    palest: float = 4


DESIGNS = (
    Design("tshirt", "1f455", "T-shirt/top", "T-shirt", "티셔츠", "green", "blue red yellow black"),
    Design("vneck", "1f45a", "T-shirt/top", "V-neck T-shirt", "브이넥 티셔츠", "pink", "white navy"),
    Design("tank", "1f3bd", "T-shirt/top", "tank top", "민소매 티셔츠", "green", "red", (156, 46)),
    Design("jeans", "1f456", "Trouser", "jeans", "청바지", "blue", "navy"),
    Design("trousers", "1f456", "Trouser", "trousers", "바지", None, "black beige olive"),
    Design("pullover", "pullover", "Pullover", "pullover", "스웨터", None, "burgundy grey olive yellow"),
    Design("dress", "1f457", "Dress", "dress", "원피스", "blue", "red black teal", (280, 40)),
    Design("sari", "1f97b", "Dress", "wrap dress", "랩 원피스", "green"),
    Design("coat", "1f9e5", "Coat", "coat", "코트", "beige", "navy grey burgundy"),
    Design("jacket", "1f97c", "Coat", "jacket", "재킷", "white"),
    Design("sandal", "1f461", "Sandal", "sandals", "샌들", "red", "teal", (10, 30)),
    Design("flipflop", "1fa74", "Sandal", "flip-flops", "슬리퍼", "blue", "green", (285, 40)),
    Design("shirt", "1f454", "Shirt", "shirt", "셔츠", "blue", "pink olive", (250, 55), 36, 28),
    Design("sneaker", "1f45f", "Sneaker", "running shoes", "운동화", "white", "blue red yellow"),
    Design("hikingboot", "1f97e", "Ankle boot", "hiking boots", "등산화", "yellow", "brown"),
    Design("boot", "1f462", "Ankle boot", "boots", "부츠", "red", "black", (15, 25)),
    Design("heel", "1f460", "Shoe", "high heels", "하이힐", "red", "black", (15, 40)),
    Design("flat", "1f97f", "Shoe", "flat shoes", "단화", "blue"),
    Design("oxford", "1f45e", "Shoe", "leather shoes", "구두", "brown", "black"),
    Design("ballet", "1fa70", "Shoe", "ballet shoes", "발레 슈즈", "pink"),
    Design("handbag", "1f45c", "Bag", "handbag", "핸드백", "beige", "burgundy"),
    Design("clutch", "1f45d", "Bag", "pouch", "파우치", "pink"),
    Design("backpack", "1f392", "Bag", "backpack", "배낭", "red", "navy olive", (10, 45)),
    Design("briefcase", "1f4bc", "Bag", "briefcase", "서류 가방", "brown"),
    Design("shorts", "1fa73", "Shorts", "shorts", "반바지", "green", "blue orange"),
    Design("skirt", "skirt", "Skirt", "skirt", "치마", None, "burgundy navy yellow", (280, 40)),
    Design("cap", "1f9e2", "Hat", "cap", "야구 모자", "sky", "red black"),
    Design("sunhat", "1f452", "Hat", "sun hat", "챙 모자", "beige"),
    Design("tophat", "1f3a9", "Hat", "top hat", "실크해트", "black"),
)


def lab_from_rgb(rgb: np.ndarray) -> np.ndarray:
    """CIE L*a*b* (D65) of sRGB values 0..1, shape (..., 3)."""
    linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    xyz = linear @ XYZ.T / WHITE
    f = np.where(xyz > 216 / 24389, np.cbrt(xyz), (xyz * 24389 / 27 + 16) / 116)
    return np.stack(
        [116 * f[..., 1] - 16, 500 * (f[..., 0] - f[..., 1]), 200 * (f[..., 1] - f[..., 2])], axis=-1
    )


def rgb_from_lab(lab: np.ndarray) -> np.ndarray:
    """sRGB 0..1 of CIE L*a*b* (D65); what lies outside sRGB is clipped."""
    fy = (lab[..., 0] + 16) / 116
    f = np.stack([fy + lab[..., 1] / 500, fy, fy - lab[..., 2] / 200], axis=-1)
    xyz = np.where(f**3 > 216 / 24389, f**3, (116 * f - 16) * 27 / 24389)
    linear = np.clip((xyz * WHITE) @ np.linalg.inv(XYZ).T, 0, 1)
    return np.where(linear <= 0.0031308, linear * 12.92, 1.055 * linear ** (1 / 2.4) - 0.055)


def dye(
    picture: np.ndarray,
    colour: str,
    hues: tuple[float, float] | None = None,
    darkest: float = 0,
    palest: float = 4,
) -> np.ndarray:
    """The picture (float RGBA 0..1) with its dyed part moved to `colour` (#rrggbb), shading kept."""
    lab = lab_from_rgb(picture[..., :3])
    light, chroma = lab[..., 0], np.hypot(lab[..., 1], lab[..., 2])
    hue = np.degrees(np.arctan2(lab[..., 2], lab[..., 1]))
    part = picture[..., 3].copy()
    if hues is not None:
        away = np.abs((hue - hues[0] + 180) % 360 - 180)
        part *= np.clip((hues[1] + 8 - away) / 8, 0, 1) * np.clip((chroma - palest) / 6, 0, 1)
    part *= np.clip((light - darkest + 6) / 6, 0, 1)
    mean = (lab * part[..., None]).sum(axis=(0, 1)) / part.sum()
    mean_chroma = max(1.0, float(np.hypot(mean[1], mean[2])))
    target = lab_from_rgb(np.array([int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]))
    target_chroma = float(np.hypot(target[1], target[2]))

    # Darker by a factor, lighter towards white: neither end is clipped and the shading stays in order.
    if target[0] < mean[0]:
        dyed_light = light * target[0] / mean[0]
    else:
        dyed_light = 100 - (100 - light) * (100 - target[0]) / (100 - mean[0])
    turn = np.degrees(np.arctan2(target[2], target[1]) - np.arctan2(mean[2], mean[1]))
    # The emoji's shading drifts in hue; a calmer drift looks like cloth whatever the dye is.
    drift = (hue - np.degrees(np.arctan2(mean[2], mean[1])) + 180) % 360 - 180
    dyed_hue = np.radians(np.degrees(np.arctan2(mean[2], mean[1])) + turn + drift * 0.6)
    dyed_chroma = chroma * target_chroma / mean_chroma
    dyed = np.stack([dyed_light, dyed_chroma * np.cos(dyed_hue), dyed_chroma * np.sin(dyed_hue)], axis=-1)

    weight = np.where(picture[..., 3] > 0, part / np.maximum(picture[..., 3], 1e-6), 0)[..., None]
    rgb = rgb_from_lab(lab + (dyed - lab) * weight)
    return np.concatenate([rgb, picture[..., 3:]], axis=-1)


def skirt(dress: np.ndarray) -> np.ndarray:
    """The dress below its belt, enlarged to fill the square."""
    rows = np.arange(SIDE_PX)[:, None]
    cut = dress.copy()
    cut[..., 3] *= rows >= 87
    picture = Image.fromarray(np.uint8(cut * 255 + 0.5))
    box = picture.getchannel("A").getbbox()
    assert box is not None
    return fitted(picture.crop(box))


def pullover(vneck: np.ndarray, coat: np.ndarray) -> np.ndarray:
    """The V-neck's body with the coat's sleeves, in the V-neck's colour; the hem and the cuffs are darker."""
    rows, columns = np.mgrid[0:SIDE_PX, 0:SIDE_PX]
    tone = lab_from_rgb(vneck[..., :3])[150, 128]
    sleeves = dye(coat, "#" + "".join(f"{int(v * 255 + 0.5):02x}" for v in rgb_from_lab(tone)))
    left, right = 66, 190
    shoulder_to_cuff = np.array([-0.36, 0.93])
    mirrored = np.where(columns < SIDE_PX / 2, columns, SIDE_PX - 1 - columns)
    along = (mirrored - 75) * shoulder_to_cuff[0] + (rows - 60) * shoulder_to_cuff[1]
    arm = sleeves * 1.0
    arm[..., :3] *= np.where(along > 118, 0.82, 1.0)[..., None]
    overlap_px = np.where(rows < 190, 6, -3)
    arm[..., 3] *= (columns < left + overlap_px) | (columns > right - overlap_px)

    tall = Image.fromarray(np.uint8(vneck * 255 + 0.5)).crop((0, 70, SIDE_PX, 242))
    tall = tall.resize((SIDE_PX, 190), Image.Resampling.LANCZOS)
    body = np.zeros_like(vneck)
    body[52:242] = np.asarray(tall, np.float64) / 255
    body[..., 3] *= np.clip((columns - left) / 2, 0, 1) * np.clip((right - columns) / 2, 0, 1)
    body[..., 3] *= np.where(rows < 120, coat[..., 3], 1)  # the coat's round shoulders
    body[..., :3] *= np.where(rows > 226, 0.82, 1.0)[..., None]
    alpha = body[..., 3:] + arm[..., 3:] * (1 - body[..., 3:])
    mixed = body[..., :3] * body[..., 3:] + arm[..., :3] * arm[..., 3:] * (1 - body[..., 3:])
    return np.concatenate([mixed / np.maximum(alpha, 1e-6), alpha], axis=-1).clip(0, 1)


def fitted(picture: Image.Image) -> np.ndarray:
    """The picture scaled into the square with the emoji's margin, as float RGBA 0..1."""
    side = SIDE_PX - 36
    scale = min(side / picture.width, side / picture.height)
    size = (round(picture.width * scale), round(picture.height * scale))
    square = Image.new("RGBA", (SIDE_PX, SIDE_PX))
    square.paste(
        picture.resize(size, Image.Resampling.LANCZOS), ((SIDE_PX - size[0]) // 2, (SIDE_PX - size[1]) // 2)
    )
    return np.asarray(square, np.float64) / 255


def pictures(package: Path) -> dict[str, np.ndarray]:
    """Every emoji that DESIGNS name, and the two that are put together, as float RGBA 0..1."""
    found = {}
    for name in {design.emoji for design in DESIGNS} - {"skirt", "pullover"}:
        with Image.open(package / "assets" / f"{name}.webp") as emoji:
            found[name] = np.asarray(emoji.convert("RGBA"), np.float64) / 255
    found["skirt"] = skirt(found["1f457"])
    found["pullover"] = pullover(found["1f45a"], found["1f9e5"])
    return found


def contact_sheet(files: list[Path], sheet: Path) -> None:
    """All garments on black and, below, on white."""
    across, cell = 11, 170
    down = -(-len(files) // across)
    out = Image.new("RGB", (across * cell, 2 * down * cell))
    draw = ImageDraw.Draw(out)
    draw.rectangle((0, down * cell, out.width, out.height), fill="white")
    for i, file in enumerate(files):
        with Image.open(file) as garment:
            small = garment.convert("RGBA").resize((150, 150), Image.Resampling.LANCZOS)
        for top in (0, down * cell):
            at = (i % across * cell + 10, top + i // across * cell)
            out.paste(small, at, small)
            draw.text((at[0], at[1] + 152), file.stem, fill="#9b978c")
    out.save(sheet)


def main() -> None:
    """Write the garments, index.csv and, when asked for, the contact sheet."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("package", type=Path, help="the unpacked npm package @lobehub/fluent-emoji-3d")
    parser.add_argument("--sheet", type=Path, help="also draw all garments into this PNG")
    arguments = parser.parse_args()
    GARMENTS.mkdir(parents=True, exist_ok=True)
    for old in GARMENTS.glob("*.webp"):
        old.unlink()
    source = pictures(arguments.package)
    files = []
    with (GARMENTS / "index.csv").open("w", encoding="utf-8", newline="") as index:
        rows = csv.writer(index, lineterminator="\n")
        rows.writerow(["file", "category", "name_en", "name_ko"])
        for design in DESIGNS:
            for slug in [*([design.drawn] if design.drawn else []), *design.dyed.split()]:
                hex_colour, english, korean = COLOURS[slug]
                picture = source[design.emoji]
                if slug != design.drawn:
                    picture = dye(picture, hex_colour, design.hues, design.darkest, design.palest)
                file = GARMENTS / f"{design.slug}-{slug}.webp"
                Image.fromarray(np.uint8(picture * 255 + 0.5)).save(file, "WEBP", quality=88, method=6)
                name_en, name_ko = f"{english} {design.name_en}", f"{korean} {design.name_ko}"
                rows.writerow([file.name, design.category, name_en[0].upper() + name_en[1:], name_ko])
                files.append(file)
    print(f"{len(files)} garments, {sum(f.stat().st_size for f in files) // 1024} KiB, in {GARMENTS}")
    if arguments.sheet:
        contact_sheet(files, arguments.sheet)


if __name__ == "__main__":
    main()
