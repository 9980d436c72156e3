"""Makes mirror/assets/icons: SVGs for the phone, PNGs for the mirror.

Most icons are of the npm package `bootstrap-icons`. The fourteen `garment-*.svg`, one for each category, are our
own drawings in the same line (16 units square, lines of one unit with round ends and joins): they are edited
where they stand, and only their PNGs are made here.

    npm pack bootstrap-icons@1.13.2 && tar xzf bootstrap-icons-1.13.2.tgz
    pip install cairosvg pillow
    python docs/assets/make_icons.py package

The package's SVGs are copied as they are; all of them draw in `currentColor`. The PNGs are white on transparent,
96 x 96 px, RGBA, so that the mirror can tint them by multiplying and scale them down to the size that it needs.
"""

import argparse
import io
from pathlib import Path

import cairosvg
from PIL import Image

ICONS = Path(__file__).parents[2] / "mirror/assets/icons"
SIZE_PX = 96

NAMES = """
    arrow-clockwise arrow-counterclockwise arrow-left arrow-repeat arrow-right
    chevron-down chevron-left chevron-right chevron-up
    check-circle check-circle-fill check-lg x-circle x-lg plus-lg dash-lg
    three-dots three-dots-vertical search sliders funnel sort-down
    arrow-90deg-right backspace
    trash3 pencil tag archive download upload share copy link-45deg box-arrow-up-right

    grid grid-3x3 grid-3x3-gap grid-3x3-gap-fill layers layers-fill columns-gap sun sun-fill
    handbag basket2 droplet palette
    person person-circle person-plus people person-standing person-standing-dress
    heart heart-fill star star-fill shuffle clock clock-history calendar3 calendar-check
    suitcase bar-chart hash cash-coin

    camera camera-fill camera-video-off image images card-image inbox inbox-fill
    hourglass hourglass-split exclamation-triangle exclamation-triangle-fill
    exclamation-circle info-circle question-circle lightbulb magic bandaid

    moon moon-stars cloud cloud-sun cloud-moon clouds cloud-fog cloud-drizzle cloud-rain cloud-rain-heavy
    cloud-sleet cloud-snow cloud-lightning-rain cloud-slash snow wind umbrella thermometer-half

    phone qr-code wifi wifi-off gear house door-open box-arrow-right box-arrow-in-right
    key lock unlock shield-lock eye eye-slash fingerprint power display translate globe2
    keyboard hdd cpu brightness-high volume-up volume-mute pin-angle-fill
"""

OURS = """
The icons garment-*.svg and garment-*.png are not Bootstrap's. They are drawn for
Otjang, Copyright (c) 2026 The Otjang authors, under the same MIT License.
"""


def white_png(svg: str) -> bytes:
    """The PNG of one icon, SIZE_PX square, white with the icon's own alpha."""
    drawn = cairosvg.svg2png(
        svg.replace("currentColor", "#ffffff").encode(), output_width=SIZE_PX, output_height=SIZE_PX
    )
    alpha = Image.open(io.BytesIO(drawn)).getchannel("A")
    white = Image.new("RGBA", alpha.size, "white")
    white.putalpha(alpha)
    png = io.BytesIO()
    white.save(png, "PNG", optimize=True)
    return png.getvalue()


def main() -> None:
    """Write every icon of NAMES twice, the PNGs of our own drawings, and the licence of both."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("package", type=Path, help="the unpacked npm package bootstrap-icons")
    package: Path = parser.parse_args().package
    ICONS.mkdir(parents=True, exist_ok=True)
    names = NAMES.split()
    for name in names:
        svg = (package / "icons" / f"{name}.svg").read_text(encoding="utf-8")
        (ICONS / f"{name}.svg").write_text(svg, encoding="utf-8")
        (ICONS / f"{name}.png").write_bytes(white_png(svg))
    drawn = sorted(ICONS.glob("garment-*.svg"))
    for path in drawn:
        path.with_suffix(".png").write_bytes(white_png(path.read_text(encoding="utf-8")))
    licence = (package / "LICENSE").read_text(encoding="utf-8")
    (ICONS / "LICENSE").write_text(licence + OURS, encoding="utf-8")
    print(f"{len(names)} icons of Bootstrap and {len(drawn)} of ours in {ICONS}")


if __name__ == "__main__":
    main()
