"""A look through the camera: what it is, how fast it is, and whether there is light and sharpness enough."""

from collections.abc import Callable, Iterator, Sequence

from ..config import CameraSettings
from ..errors import CameraError
from ..hardware.camera import Camera, Frame
from ..hardware.faults import Fault as CameraFault
from ..hardware.find import find_camera
from ..vision.picture_quality import BLURRED_FROM_PX, Fault, Quality, advice_on, lux_about, measure
from .finding import Finding

WATCH_S = 1.5
MOST_FRAMES = 300  # however fast it is
SLOW_BELOW = 10.0  # frames a second
MODES_SHOWN = 4
STOP_IT = "to test the camera itself: sudo systemctl stop otjang-mirror"
FOCUS = {
    "raspberry pi": "HQ Camera: by the lens's ring; Module 2: with its white tool; Module 3 focuses by itself",
    "webcam": "by the lens's ring if it has one; many webcams are sharp from half a metre on",
}


def look(
    settings: CameraSettings,
    mirror_runs: Callable[[], bool] = lambda: False,
    watch_s: float = WATCH_S,
) -> Iterator[Finding]:
    """Every finding about the camera that the settings mean. It is opened, and closed again.

    A mirror that runs has hold of the camera: that is as it should be, and is no fault.
    """
    try:
        camera = find_camera(settings)
        if camera is None:
            yield _well("none, as the settings say")
            return
    except CameraError as error:
        yield Finding("camera", False, str(error))
        return
    try:
        camera.open()
        yield from _through(camera, watch_s)
    except CameraError as error:
        if is_busy(error) and mirror_runs():
            yield _well(f"the mirror uses the camera at present, its own words: {error}; {STOP_IT}")
        else:
            yield Finding("camera", False, str(error))
    finally:
        camera.close()


def held(state: str) -> Finding:
    """What there is to say of a camera that this process holds. state: as the mirror's camera says, "" for none."""
    if not state:
        return _well("none, as the settings say")
    resting = state in ("live", "the camera starts")  # the second until somebody looks through it
    return Finding("camera", resting, "the mirror has hold of it" if resting else state)


def is_busy(error: CameraError) -> bool:
    """Whether a driver's error says that somebody else has the camera."""
    return str(error).startswith(CameraFault.BUSY.value.partition("{}")[0])


def frame_rate(taken_s: Sequence[float]) -> float:
    """Frames a second of frames that came at these times; 0 when there are fewer than two."""
    span_s = taken_s[-1] - taken_s[0] if len(taken_s) > 1 else 0.0
    return (len(taken_s) - 1) / span_s if span_s > 0 else 0.0


def shortened(modes: Sequence[str]) -> str:
    """The first few modes, and how many more there are."""
    more = len(modes) - MODES_SHOWN
    return "; ".join(modes[:MODES_SHOWN]) + (f"; and {more} more" if more > 0 else "")


def speed(rate: float, dark: bool) -> Finding:
    """The finding on so many frames a second."""
    if rate >= SLOW_BELOW:
        return _well(f"{rate:.1f} frames a second")
    why = (
        "it exposes longer in the dark: add light"
        if dark
        else "plug a USB camera into a USB 3 socket without a hub; check the cable; add light"
    )
    return Finding("camera", False, f"only {rate:.1f} frames a second: {why}")


def picture(quality: Quality, name: str) -> Iterator[Finding]:
    """The findings on a picture of the camera called `name`."""
    faults = advice_on(quality)
    for fault, line in faults:
        more = f" ({_focus(name)})" if fault is Fault.BLURRED and _focus(name) else ""
        yield Finding("camera", False, line + more)
    if any(fault is Fault.BLACK for fault, _ in faults):
        return
    if not {Fault.DARK, Fault.BACKLIT, Fault.BRIGHT} & {fault for fault, _ in faults}:
        yield _well(f"light enough: roughly {lux_about(quality.mean):.0f} lux or more")
    if quality.edge_px is None:
        yield _well("nothing to judge the sharpness by: hang a garment in front of it and ask again")
    elif quality.edge_px <= BLURRED_FROM_PX:
        yield _well("sharp")


def _through(camera: Camera, watch_s: float) -> Iterator[Finding]:
    frames = _watched(camera, watch_s)
    modes = shortened(camera.modes())
    yield _well(camera.name + (f": {modes}" if modes else ""))
    still = camera.still()
    yield _well(f"preview {_size(frames[-1])}, still {_size(still)}")
    quality = measure(frames[-1].rgb)
    dark = any(fault in (Fault.DARK, Fault.BLACK) for fault, _ in advice_on(quality))
    yield speed(frame_rate([frame.taken_s for frame in frames]), dark)
    yield from picture(quality, camera.name)


def _watched(camera: Camera, watch_s: float) -> list[Frame]:
    """Frames of so many seconds; the pictures are let go but for the last. The very first waited for the start."""
    camera.preview()
    frames = [camera.preview()]
    while len(frames) < 2 or (frames[-1].taken_s - frames[0].taken_s < watch_s and len(frames) < MOST_FRAMES):
        frames[-1] = frames[-1]._replace(rgb=frames[-1].rgb[:0])
        frames.append(camera.preview())
    return frames


def _focus(name: str) -> str:
    return next((words for kind, words in FOCUS.items() if name.lower().startswith(kind)), "")


def _size(frame: Frame) -> str:
    height, width = frame.rgb.shape[:2]
    return f"{width}x{height}"


def _well(line: str) -> Finding:
    return Finding("camera", True, line)
