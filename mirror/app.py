"""THE composer: the one file that builds cameras, networks, closet and faces, and hands each what it needs.

Each process imports only what it runs: the web process loads no pygame, no camera and no interpreter.
"""
# ruff: noqa: PLC0415  # imports stand where a process needs them, see above

import logging
import os
import secrets
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import msgspec

from . import logs, reach
from .clock import SystemClock
from .closet import Closet
from .config import CameraSettings, Settings, WebSettings
from .errors import CameraError, DisplayError, MirrorError

if TYPE_CHECKING:
    from .doctor import Finding

log = logging.getLogger(__name__)

PICTURE_NAME = "mirror.jpg"
BEAT_S = 5.0
DEMO_WINDOW = (540, 960)
WEB_ENDS_WITHIN_S = 10.0


def run_mirror(
    data_dir: Path,
    settings: Settings,
    *,
    headless: bool = False,
    windowed: tuple[int, int] | None = None,
    off_screen: bool = False,
    on_ending: Callable[[], None] = lambda: None,
) -> None:
    """The mirror until it is closed, SIGTERM or Ctrl-C. off_screen: drawn into mirror.jpg for the phone only.

    on_ending is called as soon as it ends, before the worker has finished its stage. Raises ClosetError,
    DisplayError. A missing camera or a damaged network is said and the rest goes on.
    """
    from .capture.live import LiveCamera
    from .doctor import Running, examine
    from .hardware.find import find_camera
    from .intake import Worker
    from .reporting import Reporter
    from .stylist.stylist import Stylist
    from .stylist.weather.fetcher import Fetcher
    from .stylist.weather.kept import KeptWeather
    from .vision.recognise import Recogniser

    clock = SystemClock()
    closet = Closet.open(data_dir, clock)
    logs.keep(data_dir, "mirror")
    worker = Worker(closet, lambda: Recogniser(settings.network))
    camera: LiveCamera | None = None
    if _camera_exists(settings.camera):
        camera = LiveCamera(
            closet,
            lambda: find_camera(settings.camera),
            clock,
            settings.capture,
            mirrored=settings.camera.flip != "none",
            on_photo=worker.nudge,
        )

    def look() -> "Iterator[Finding]":
        running = Running(closet, "" if camera is None else camera.state)
        found = examine(data_dir, settings, running=running)
        return (one for one in found if not (headless and one.part in ("display", "light")))

    reporter = Reporter(closet, clock, look, settings.network)
    weather = Fetcher(closet, clock, settings.weather, addresses=reach.local_addresses)
    supervisor = _Supervisor()
    (data_dir / PICTURE_NAME).unlink(missing_ok=True)  # a crash may have left an old one
    worker.start()
    if camera is not None:
        camera.start()
    reporter.start()
    weather.start()
    try:
        if headless:
            _run_headless(supervisor)
        else:
            from .appliance import Appliance
            from .screens import MirrorFace

            picture = data_dir / PICTURE_NAME if off_screen else None
            with Appliance(
                closet,
                settings,
                whole_screen=windowed is None and not off_screen,
                camera_state=lambda: "" if camera is None else camera.state,
            ) as machine:
                face = MirrorFace(
                    closet,
                    settings.mirror,
                    clock,
                    admin_url=admin_url(settings),
                    fingerprint=_fingerprint(data_dir, settings),
                    camera=camera,
                    machine=machine,
                    stylist=Stylist(closet, clock, KeptWeather(closet, clock)),
                    picture_file=picture,
                    hands_free=settings.capture.hands_free,
                    on_ready=supervisor.ready,
                    on_beat=supervisor.beat,
                )
                with _on_signals(face.stop):
                    face.run(windowed, off_screen=off_screen)
    finally:
        on_ending()
        supervisor.stopping()
        weather.stop()
        reporter.stop()
        worker.stop()
        if camera is not None:
            camera.stop()
        closet.close()


def run_web(data_dir: Path, settings: Settings, *, host: str | None = None, port: int | None = None) -> None:
    """The phone admin until SIGTERM or Ctrl-C. Raises ClosetError, or MirrorError when the port is taken."""
    from web_admin import create_app
    from web_admin.serving.reaching import Reaching
    from web_admin.serving.server import secret_key, serve

    from .certificate import OwnCertificate, host_names, own_certificate

    web = msgspec.structs.replace(
        settings.web, host=host or settings.web.host, port=port or settings.web.port
    )
    clock = SystemClock()
    closet = Closet.open(data_dir)
    logs.keep(data_dir, "web")
    own: OwnCertificate | None = None
    if web.https and not web.certificate:
        names, numbers = host_names(web.name), reach.local_addresses(web.host)
        own = own_certificate(data_dir, names, numbers, clock.now(), log.warning)
        web = msgspec.structs.replace(web, certificate=str(own.file))
    settings = msgspec.structs.replace(settings, web=web)
    application = create_app(closet, settings, secret_key=secret_key(data_dir))
    log.info("the phone admin is on %s", admin_url(settings))
    serve(
        application,
        web.host,
        web.port,
        Path(web.certificate) if web.certificate else None,
        Path(web.key) if web.key else None,
        http_port=web.http_port,
        beside=Reaching(closet, web, own, clock).run,
    )


def run_demo(settings: Settings, *, port: int = 8080, windowed: tuple[int, int] | None = None) -> None:
    """Both faces over a throw-away closet, filled with demo garments that go the real way in, before your eyes."""
    from web_admin.passwords import make_hash

    from .demo import garment_files

    off_screen = windowed is None and not _has_desktop()
    password = secrets.token_urlsafe(6)
    # Whatever ends it, also before the mirror is up: neither the phone admin nor the folder is left behind.
    with _on_signals(_interrupt), tempfile.TemporaryDirectory(prefix="otjang-demo-") as folder:
        data_dir = Path(folder)
        closet = Closet.open(data_dir)
        person = closet.people.create_first_account(
            closet.people.new_setup_code(), "지은", make_hash(password), language=settings.mirror.language
        )
        for file in garment_files():
            with file.open("rb") as stream:
                closet.inbox.submit(person.id, file.name, stream, source="import")
        # What the web process below has by default, and not what this machine's settings say: the mirror shows it.
        settings = msgspec.structs.replace(settings, web=WebSettings(port=port))
        web = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "mirror.cli",
                "--data",
                folder,
                "web",
                "--host",
                "127.0.0.1",
                "--port",
                str(port),
            ]
        )
        try:
            _wait_for_port(port, web)
            print(_demo_words(port, person.name, password, off_screen=off_screen), flush=True)
            run_mirror(
                data_dir,
                settings,
                windowed=None if off_screen else windowed or DEMO_WINDOW,
                off_screen=off_screen,
                on_ending=web.terminate,
            )
        finally:
            _end(web)
            closet.close()


def screenshot(
    data_dir: Path,
    settings: Settings,
    *,
    screen: str,
    out: Path,
    size: tuple[int, int],
    language: Literal["ko", "en"] | None = None,
) -> None:
    """Draw one mirror screen into a PNG. Raises MirrorError for a screen that there is not, or a full disk."""
    from . import screens
    from .appliance import Appliance

    if screen not in screens.SCREENS:
        raise MirrorError(f"there is no screen {screen!r}; there are: {', '.join(screens.SCREENS)}")
    closet = Closet.open(data_dir)
    png = screens.screenshot(
        closet,
        settings.mirror,
        SystemClock(),
        screen,
        size,
        admin_url=admin_url(settings),
        fingerprint=_fingerprint(data_dir, settings),
        machine=Appliance(closet, settings, whole_screen=False),
        language=language,
    )
    try:
        out.write_bytes(png)
    except OSError as error:
        raise MirrorError(f"cannot write {out}: {error.strerror}") from error


def screen_names() -> tuple[str, ...]:
    """What `otjang screenshot` can draw; here so that the grammar needs no pygame."""
    return (
        *(
            "today",
            "closet",
            "garment",
            "look-alikes",
            "wear-with",
            "inbox",
            "people",
            "pin",
            "settings",
            "health",
        ),
        *("phone", "first-start", "capture", "idle", "fault"),
    )


def admin_url(settings: Settings) -> str:
    """What a phone types to reach the admin: the settings' own, else this machine's name on the network."""
    return reach.admin_url(settings.web)


def _fingerprint(data_dir: Path, settings: Settings) -> tuple[str, ...]:
    """The words of the phone admin's certificate; none where it speaks http, or where that cannot be read.

    The web process tells them in its note; these are for a mirror that it has told nothing yet.
    """
    file = Path(settings.web.certificate) if settings.web.certificate else data_dir / reach.CERTIFICATE_FILE
    if not settings.web.certificate and not file.exists():
        return ()
    return tuple(reach.own_words(settings.web, file)["fingerprint"])


def _camera_exists(settings: CameraSettings) -> bool:
    """Whether to offer the camera: yes when one is named or found, and a clear line when none is."""
    from .hardware.find import find_camera

    try:
        return find_camera(settings) is not None
    except CameraError as error:
        log.warning("%s", error)
        return settings.source != "auto"


def _run_headless(supervisor: "_Supervisor") -> None:
    over = threading.Event()
    with _on_signals(over.set):
        supervisor.ready()
        log.info("the mirror runs without a display; stop it with Ctrl-C")
        while not over.wait(BEAT_S):
            supervisor.beat()


class _Supervisor:
    """Tells systemd that the mirror is up, alive, ending; says nothing where systemd did not start it."""

    def __init__(self) -> None:
        import sdnotify

        self._notifier = sdnotify.SystemdNotifier()

    def ready(self) -> None:
        self._notifier.notify("READY=1")

    def beat(self) -> None:
        self._notifier.notify("WATCHDOG=1")

    def stopping(self) -> None:
        self._notifier.notify("STOPPING=1")


@contextmanager
def _on_signals(stop: Callable[[], None]) -> Iterator[None]:
    """Call `stop` on SIGTERM and Ctrl-C; the handlers before are put back."""
    before = {number: signal.signal(number, lambda *_: stop()) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(timeout=WEB_ENDS_WITHIN_S)
    except subprocess.TimeoutExpired:  # a busy machine; its closet is thrown away anyway
        process.kill()
        process.wait()


def _interrupt() -> None:
    raise KeyboardInterrupt


def _has_desktop() -> bool:
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _wait_for_port(port: int, process: subprocess.Popen[bytes], wait_s: float = 20.0) -> None:
    deadline = time.monotonic() + wait_s
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise MirrorError(f"the phone admin did not start; is port {port} in use? Try --port {port + 1}")
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise DisplayError(f"the phone admin did not answer on port {port}")


def _demo_words(port: int, name: str, password: str, *, off_screen: bool) -> str:
    lines = [
        "",
        f"  phone   http://127.0.0.1:{port}   sign in as {name}, password {password}",
        f"  mirror  http://127.0.0.1:{port}/mirror (no display here: its picture, after signing in)"
        if off_screen
        else "  mirror  in its window",
        "  The demo garments are being recognised now, one after the other. Ctrl-C ends the demo.",
        "",
    ]
    return "\n".join(lines)
