"""import, classify, cutout: the commands that read photos."""

import argparse
import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from ..errors import MirrorError
from ..vision.decode import decode, probe


def add_commands(commands: Any) -> None:
    """Add these commands to the parser's subcommands."""
    bring = commands.add_parser("import", help="photos or folders into the closet")
    bring.add_argument("paths", nargs="+", type=Path, metavar="PATH")
    bring.add_argument("--person", required=True, metavar="NAME", help="whose clothes they are")
    bring.set_defaults(run=_import)

    classify = commands.add_parser("classify", help="what the networks say of photos; stores nothing")
    classify.add_argument("photos", nargs="+", type=Path, metavar="PHOTO")
    classify.add_argument("--json", action="store_true", help="one JSON line per photo")
    classify.set_defaults(run=_classify)

    cutout = commands.add_parser("cutout", help="the garments alone, as RGBA PNGs")
    cutout.add_argument("photos", nargs="+", type=Path, metavar="PHOTO")
    cutout.add_argument("--out", required=True, type=Path, metavar="DIR")
    cutout.set_defaults(run=_cutout)


def _import(options: argparse.Namespace) -> int:
    from .importing import import_photos  # noqa: PLC0415  # other commands need no networks

    return import_photos(options.data, options.settings, options.paths, options.person)


def _classify(options: argparse.Namespace) -> int:
    from ..vision.recognise import Recogniser  # noqa: PLC0415  # other commands need no networks

    recogniser = Recogniser(options.settings.network)
    status = 0
    for file in options.photos:
        try:
            seen = recogniser.recognise(file)
        except MirrorError as error:
            status = _complain(file, error)
            if options.json:
                print(json.dumps({"file": str(file), "error": str(error)}, ensure_ascii=False), flush=True)
            continue
        best = seen.answer.guesses[0]
        top3 = [{"category": g.category.label, "confidence": g.confidence} for g in seen.answer.guesses[:3]]
        colours = [{"name": c.name, "rgb": c.rgb, "share": c.share} for c in seen.colours]
        if options.json:
            line = {
                "file": str(file),
                "category": best.category.label,
                "confidence": best.confidence,
                "sure": seen.answer.sure,
                "top3": top3,
                "colours": colours,
                "patterned": seen.patterned,
                "cutout_uncertain": seen.uncertain,
                "ms": seen.ms,
            }
            print(json.dumps(line, ensure_ascii=False), flush=True)
        else:
            others = ", ".join(f"{guess['category']} {guess['confidence']:.0%}" for guess in top3[1:])
            names = ", ".join(colour.name for colour in seen.colours)
            print(f"{file}: {best.category.label} {best.confidence:.0%} (or {others}); {names}", flush=True)
    return status


def _cutout(options: argparse.Namespace) -> int:
    from ..vision.cutout import cut_out  # noqa: PLC0415  # other commands need no networks
    from ..vision.encode import png  # noqa: PLC0415
    from ..vision.geometry import with_alpha  # noqa: PLC0415
    from ..vision.network import Network  # noqa: PLC0415

    network = Network(options.settings.network.cutout, threads=options.settings.network.threads)
    status = 0
    for file, target in zip(options.photos, _targets(options.photos, options.out), strict=True):
        try:
            pixels = decode(file)
            mask = cut_out(pixels.rgb, network, pixels.alpha)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(png(with_alpha(pixels.rgb, mask.alpha)))
        except MirrorError as error:
            status = _complain(file, error)
        except OSError as error:
            raise MirrorError(f"cannot write {target}: {error.strerror}") from error
        else:
            print(f"{target}{' (uncertain: the whole photo)' if mask.uncertain else ''}", flush=True)
    return status


def _targets(photos: Iterable[Path], folder: Path) -> list[Path]:
    """A PNG name for each photo; photos of the same name in different folders do not overwrite each other."""
    taken: set[str] = set()
    targets = []
    for photo in photos:
        name, number = photo.stem, 2
        while name in taken:
            name, number = f"{photo.stem}-{number}", number + 1
        taken.add(name)
        targets.append(folder / f"{name}.png")
    return targets


def _complain(file: Path, error: MirrorError) -> int:
    print(f"otjang: {file}: {error}", file=sys.stderr, flush=True)
    return 1


def photo_files(paths: Iterable[Path]) -> Iterable[tuple[Path, str]]:
    """Every file below the paths with "" or the reason why it is left out, in a settled order."""
    for path in paths:
        if path.is_dir():
            try:
                below = sorted(path.iterdir())
            except OSError as error:
                yield path, f"the folder cannot be read: {error.strerror}"
                continue
            yield from photo_files(entry for entry in below if not entry.name.startswith("."))
            continue
        try:
            probe(path)
        except MirrorError as error:
            yield path, str(error)
        else:
            yield path, ""
