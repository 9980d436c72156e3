"""Measures garment_cutout beside U2-Net-P: `python -m model.measure_cutout` (needs the garment photos).

On composites of validation senders' garments and floors, whose masks are known, both networks' outlines,
taken the way the product takes them, are compared with the truth. The garments are those whose mask by
U2-Net-P can be believed, so the comparison leans towards U2-Net-P. With --write the figures go into the card;
there the int8 file is also compared with float.tflite, where `python -m model.export_cutout` has left it in its
work folder. --sheets draws real photos to look at instead.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

import cv2
import numpy as np

from mirror.vision.cutout import cut_out, find_salient
from mirror.vision.network import Network
from model import card, garments, litert
from model.cutout_pictures import FOLDER, SHOES, Pictures, believable, floors
from model.train.garment_cache import read

SHEET_PX = 384
"""The garment photos are 400 px wide: composites hold about as much detail as they do."""
COUNT, FEW = 100, 20
"""Composites for the card, and for a quick look."""
LOOKED_AT = slice(500, 600)
"""Which of held_back_order() the sheets show."""
SEED = 23
Sample = tuple[np.ndarray, np.ndarray]
"""A picture (h, w, 3) uint8 RGB and its true mask (h, w) bool."""


def held_back_order() -> list[garments.GarmentPhoto]:
    """The validation senders' photos in a fixed random order."""
    held_back = garments.validation_senders()
    chosen = [photo for photo in garments.photos() if photo.sender in held_back]
    return [chosen[place] for place in np.random.default_rng(SEED).permutation(len(chosen))]


def supply(skip: int, count: int, teacher: Network) -> Pictures:
    """`count` believable garments of held-back senders after the first `skip`, and the floors of their photos."""
    sheets, shoes = [], []
    for photo in held_back_order():
        picture = read(photo)
        alpha = (find_salient(picture, teacher) * 255).astype(np.uint8)
        whole = np.full(picture.shape[:2], 255, np.uint8)
        sheet, mask, covered = (
            litert.fit(part, (SHEET_PX, SHEET_PX), "letterbox", [0, 0, 0]) for part in (picture, alpha, whole)
        )
        left, top, wide, high = cv2.boundingRect(covered)
        box = np.array([left, top, left + wide, top + high])
        if believable(mask, box):
            sheets.append((sheet, mask, box))
            shoes.append(photo.category in SHOES)
        if len(sheets) == skip + count:
            break
    arrays = [np.stack(part) for part in zip(*sheets[skip:], strict=True)]
    return Pictures(
        *arrays,
        rows=np.arange(len(arrays[0])),
        distractors=np.flatnonzero(~np.array(shoes[skip:])),
        floors=np.stack(list(floors(*arrays, SHEET_PX))),
    )


def composites(count: int, teacher: Network) -> dict[str, list[Sample]]:
    """`count` composites of each kind: "plain", and "hard" with added prints, patterns and nearly the
    ground's colour. `teacher` (U2-Net-P) cuts the garments out."""
    pictures = supply(0, count, teacher)
    return {
        kind: [
            (picture, alpha > 127)
            for row in range(len(pictures.rows))
            for picture, alpha in [
                pictures.composite(row, SHEET_PX, np.random.default_rng([SEED, row]), hard=kind == "hard")
            ]
        ]
        for kind in ("plain", "hard")
    }


def overlap(one: np.ndarray, other: np.ndarray) -> float:
    """Intersection over union of two bool masks; 1.0 when both are empty."""
    union = int((one | other).sum())
    return int((one & other).sum()) / union if union else 1.0


def overlaps(network: Network, samples: list[Sample]) -> np.ndarray:
    """The IoU of each sample's mask with the network's, at 0.5."""
    return np.array([overlap(find_salient(picture, network) > 0.5, truth) for picture, truth in samples])


def sheets(folder: Path, networks: list[Network]) -> None:
    """Five PNGs of twenty real photos, each beside its cutouts by all networks on green; "?" where the outline
    was not believed."""
    tiles = []
    for number, photo in enumerate(held_back_order()[LOOKED_AT]):
        picture = read(photo)
        row = [picture]
        for network in networks:
            cutout = cut_out(picture, network)
            part = cutout.alpha[..., None] / 255
            row.append((picture * part + np.array([0, 255, 0]) * (1 - part)).astype(np.uint8))
            if cutout.uncertain:
                cv2.putText(row[-1], "?", (10, 60), cv2.FONT_HERSHEY_SIMPLEX, 2, (255, 0, 0), 5)
        tile = np.hstack([cv2.resize(one, (150, 200), interpolation=cv2.INTER_AREA) for one in row])
        tile = cv2.copyMakeBorder(tile, 3, 3, 3, 3, cv2.BORDER_CONSTANT, value=(255, 255, 255))
        tiles.append(cv2.putText(tile, str(number), (6, 24), cv2.FONT_HERSHEY_SIMPLEX, 0.8, (255, 0, 255), 2))
    folder.mkdir(parents=True, exist_ok=True)
    for page in range(5):
        rows = [np.hstack(tiles[at : at + 4]) for at in range(20 * page, 20 * page + 20, 4)]
        sheet = cv2.cvtColor(np.vstack(rows), cv2.COLOR_RGB2BGR)
        cv2.imwrite(str(folder / f"cutouts-{page}.png"), sheet)


def milliseconds(networks: list[Network], rounds: int = 15) -> list[float]:
    """The median time of one run of each, one thread, taken in turns so that both meet the same load."""
    times: list[list[float]] = [[] for _ in networks]
    for _ in range(rounds):
        for network, own in zip(networks, times, strict=True):
            wanted = network.card.input
            blank = np.zeros((wanted.height, wanted.width, 3), np.uint8)
            begun = time.perf_counter()
            network.run(blank)
            own.append(1000 * (time.perf_counter() - begun))
    return [float(np.median(own)) for own in times]


def against_float(file: Path, count: int) -> np.ndarray:
    """The IoU of the int8 file's mask with that of the same network before quantisation, on real validation
    photos."""
    facts = card.read("garment_cutout")
    exact, quantised = litert.Network(file), litert.Network(card.FOLDER / facts["file"])
    found = []
    for photo in held_back_order()[:count]:
        values = litert.prepare(read(photo), facts["input"])
        found.append(overlap(exact.run(values)[0] > 0.5, quantised.run(values)[0] > 0.5))
    return np.array(found)


def main() -> None:
    """Prints, and with --write notes in the card."""
    parser = argparse.ArgumentParser(prog="python -m model.measure_cutout", description=__doc__)
    parser.add_argument("--write", action="store_true", help="note the figures in garment_cutout.json")
    parser.add_argument("--sheets", type=Path, metavar="FOLDER", help="only draw sheets of real photos there")
    options = parser.parse_args()
    networks = {name: Network(name) for name in ("cutout", "garment_cutout")}
    if options.sheets:
        sheets(options.sheets, list(networks.values()))
        return
    figures: dict[str, object] = {}
    for count in (FEW, COUNT):
        for kind, samples in composites(count, networks["cutout"]).items():
            for name, network in networks.items():
                found = overlaps(network, samples)
                line = (
                    f"{found.mean():.4f} mean IoU, worst {found.min():.3f}, {(found < 0.9).sum()} under 0.9"
                )
                print(f"{count:4} {kind:5} composites, {name:14} {line}", flush=True)
                if name == "garment_cutout":
                    figures[f"iou_{count}_{kind}"] = round(float(found.mean()), 4)
                elif count == COUNT:
                    figures[f"u2netp_iou_{count}_{kind}"] = round(float(found.mean()), 4)
    slow, fast = milliseconds(list(networks.values()))
    print(f"one thread: U2-Net-P {slow:.1f} ms, garment_cutout {fast:.1f} ms, {slow / fast:.0f} times faster")
    if (FOLDER / "float.tflite").exists():
        found = against_float(FOLDER / "float.tflite", COUNT)
        print(f"int8 against float on {COUNT} photos: {found.mean():.4f} mean IoU, worst {found.min():.3f}")
        figures["int8_iou_with_float_mean"] = round(float(found.mean()), 4)
        figures["int8_iou_with_float_worst"] = round(float(found.min()), 4)
    if options.write:
        facts = card.read("garment_cutout")
        test_set = "composites of validation senders' garments and floors (Clothing Dataset, CC0)"
        accuracy = facts["accuracy"] | figures | {"test_set": test_set}
        card.write("garment_cutout", facts | {"accuracy": accuracy})


if __name__ == "__main__":
    main()
