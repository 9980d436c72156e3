"""Draw the pictures anew: `make golden`, or `python -m tests.screens.golden closet pin-` for those that begin so.

A picture that still agrees with its file leaves it as it is, so that git keeps no second one of the same. Pictures
that there is no case for any more are removed. --full DIR: keep them at their full size there instead, to look at.
"""

import argparse
import tempfile
from pathlib import Path

from .comparing import difference, packed, shrunk, unpacked
from .drawing import KEPT, all_pictures, draw, file_name
from .households import Households


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.screens.golden", description=__doc__)
    parser.add_argument("begins", nargs="*", help="only cases whose names begin so")
    parser.add_argument("--full", type=Path, metavar="DIR", help="PNGs at full size into DIR, nothing else")
    options = parser.parse_args()
    begins, full = tuple(options.begins), options.full
    names, written = set(), 0
    KEPT.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="otjang-golden-") as folder:
        households = Households(Path(folder))
        for case, size, language in all_pictures():
            name = file_name(case, size, language)
            names.add(name)
            if begins and not case.name.startswith(begins):
                continue
            image = draw(case, size, language, households)
            if full is not None:
                full.mkdir(parents=True, exist_ok=True)
                image.save(full / f"{Path(name).stem}.png", compress_level=1)
                continue
            pixels, file = shrunk(image), KEPT / name
            if file.exists() and not difference(unpacked(file.read_bytes()), pixels).seen:
                continue
            file.write_bytes(packed(pixels))
            written += 1
            print(name)
    if full is not None:
        return
    for file in KEPT.glob("*.webp"):
        if file.name not in names:
            file.unlink()
            print(f"{file.name} removed")
    kept = list(KEPT.glob("*.webp"))
    kilobytes = sum(file.stat().st_size for file in kept) / 1000
    print(f"{written} of {len(kept)} pictures are new; {kilobytes:.0f} kB in all")


if __name__ == "__main__":
    main()
