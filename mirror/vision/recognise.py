"""The way from a photo file to all that the closet wants to know of it, stage by stage."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..config import NetworkSettings
from .classifier import Answer, Classifier
from .colours import look_at_cloth
from .cutout import cut_out
from .decode import Pixels, decode, probe
from .encode import jpeg, webp
from .facts import NamedColour
from .geometry import bounding_box, shrink, widen, with_alpha
from .glow import fit, on_black
from .light import warmth_of_light
from .network import Network

CUTOUT_SIDE_PX = 1024
THUMBNAIL_SIDE_PX = 360
MARGIN_SHARE = 0.02


class Recognition(NamedTuple):
    """What a photo shows.

    rgb: the whole photo, uint8 (height, width, 3). cutout: RGBA, cropped to the garment, longest side 1024 px or
    less. uncertain: no believable outline. ms: milliseconds of each stage, by its name. patterned: printed,
    striped or checked rather than plain. extent_px: width and height of the garment's outline, in pixels of the
    file as it came in; the whole photo's where it is uncertain.
    """

    rgb: NDArray[np.uint8]
    cutout: NDArray[np.uint8]
    uncertain: bool
    answer: Answer
    colours: tuple[NamedColour, ...]
    ms: dict[str, float]
    patterned: bool = False
    extent_px: tuple[float, float] = (0.0, 0.0)


class Recogniser:
    """The networks that turn photos into facts. Not for several threads at once. Raises NetworkError on loading."""

    def __init__(self, settings: NetworkSettings) -> None:
        self._cutout = Network(settings.cutout, threads=settings.threads)
        self._classifier = Classifier(Network(settings.classifier, threads=settings.threads))

    def recognise(
        self,
        file: Path,
        on_stage: Callable[[str], None] = lambda _: None,
        background: NDArray[np.uint8] | None = None,
    ) -> Recognition:
        """Decode, cut out, classify and name the colours of one photo.

        on_stage is told "decode", "cutout" and "classify" as each begins. background: see cut_out.
        Raises PhotoError.
        """
        stages = _Stopwatch(on_stage)
        stages.begin("decode")
        header = probe(file)
        pixels = decode(file)
        shrunk = max(header.width, header.height) / max(pixels.rgb.shape[:2])
        return self._see(pixels, stages, background, shrunk)

    @property
    def network(self) -> str | None:
        """The name under which this classifier's embeddings are kept; None when it makes none."""
        return self._classifier.name if self._classifier.embeds else None

    def look_again(self, original: Path) -> Answer:
        """What the classifier says of a photo that is in the closet already. Raises PhotoError."""
        return self.recognise(original).answer

    def _see(
        self, pixels: Pixels, stages: "_Stopwatch", background: NDArray[np.uint8] | None, shrunk: float
    ) -> Recognition:
        rgb = pixels.rgb
        stages.begin("cutout")
        mask = cut_out(rgb, self._cutout, pixels.alpha, background)
        cutout = crop_to_garment(rgb, mask.alpha)
        stages.begin("classify")
        answer = self._classifier.classify(rgb, mask.alpha)
        if mask.uncertain:  # perhaps there is no garment, or there are several: a face asks
            answer = answer.doubted()
        stages.begin("colours", announce=False)
        cloth = look_at_cloth(cutout[..., :3], cutout[..., 3], warmth_of_light(rgb, mask.alpha))
        stages.end()
        left, top, right, bottom = bounding_box(mask.alpha)
        extent_px = (right - left) * shrunk, (bottom - top) * shrunk
        return Recognition(
            rgb, cutout, mask.uncertain, answer, cloth.colours, stages.ms, cloth.patterned, extent_px
        )


def crop_to_garment(rgb: NDArray[np.uint8], alpha: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """RGBA of the garment with a small margin, longest side 1024 px or less."""
    height, width = alpha.shape
    margin = round(max(height, width) * MARGIN_SHARE)
    left, top, right, bottom = widen(bounding_box(alpha), margin, width, height)
    return shrink(with_alpha(rgb[top:bottom, left:right], alpha[top:bottom, left:right]), CUTOUT_SIDE_PX)


def files_for_closet(seen: Recognition) -> dict[str, bytes]:
    """The files that the closet keeps of a photo, by kind: original, cutout, thumbnail, glow."""
    return {
        "original": jpeg(seen.rgb),
        "cutout": webp(seen.cutout),
        "thumbnail": webp(fit(seen.cutout, THUMBNAIL_SIDE_PX, THUMBNAIL_SIDE_PX, 8), quality=80),
        "glow": webp(on_black(seen.cutout, THUMBNAIL_SIDE_PX), quality=85),
    }


class _Stopwatch:
    """Milliseconds of each stage; telling which one has begun."""

    def __init__(self, on_stage: Callable[[str], None]) -> None:
        self.ms: dict[str, float] = {}
        self._on_stage = on_stage
        self._stage = ""
        self._began_s = 0.0

    def begin(self, stage: str, *, announce: bool = True) -> None:
        self.end()
        if announce:
            self._on_stage(stage)
        self._stage, self._began_s = stage, time.perf_counter()

    def end(self) -> None:
        if self._stage:
            self.ms[self._stage] = round((time.perf_counter() - self._began_s) * 1000, 2)
            self._stage = ""
