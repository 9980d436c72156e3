"""run, web, demo, screenshot, doctor: the commands that start a face or look at the machine."""

import argparse
import re
from pathlib import Path
from typing import Any

from .. import app

DEFAULT_SIZE = (1080, 1920)


def add_commands(commands: Any) -> None:
    """Add these commands to the parser's subcommands."""
    run = commands.add_parser("run", help="the mirror: display, touch, camera and the worker")
    face = run.add_mutually_exclusive_group()
    face.add_argument("--headless", action="store_true", help="camera and worker only, no display")
    face.add_argument("--windowed", type=size, metavar="WxH", help="in a window of this size, e.g. 540x960")
    run.set_defaults(run=_run)

    web = commands.add_parser("web", help="the phone admin")
    web.add_argument("--host", help="address to listen on (default: from the settings, 127.0.0.1)")
    web.add_argument("--port", type=int, help="port to listen on (default: from the settings, 8080)")
    web.set_defaults(run=_web)

    demo = commands.add_parser("demo", help="both faces over a throw-away closet of demo garments")
    demo.add_argument("--port", type=int, default=8080, help="the phone admin's port (default: 8080)")
    demo.add_argument("--windowed", type=size, metavar="WxH", help="size of the mirror's window")
    demo.set_defaults(run=_demo)

    screenshot = commands.add_parser("screenshot", help="draw a mirror screen off-screen into a PNG")
    screenshot.add_argument("screen", metavar="SCREEN", help=f"one of: {', '.join(app.screen_names())}")
    screenshot.add_argument("--out", type=Path, required=True, metavar="FILE.png")
    screenshot.add_argument(
        "--size", type=size, default=DEFAULT_SIZE, metavar="WxH", help="default: 1080x1920"
    )
    screenshot.add_argument("--language", choices=("ko", "en"), help="default: the person's own")
    screenshot.set_defaults(run=_screenshot)

    doctor = commands.add_parser(
        "doctor", help="check camera, firmware lines, rights, display, networks, data directory, clock, disk"
    )
    doctor.set_defaults(run=_doctor)


def size(text: str) -> tuple[int, int]:
    """(width, height) of a text like "540x960". Raises argparse's error for anything else."""
    match = re.fullmatch(r"(\d{2,5})x(\d{2,5})", text)
    if match is None:
        raise argparse.ArgumentTypeError(f"{text!r} is no size; write it like 540x960")
    return int(match[1]), int(match[2])


def _run(options: argparse.Namespace) -> int:
    app.run_mirror(options.data, options.settings, headless=options.headless, windowed=options.windowed)
    return 0


def _web(options: argparse.Namespace) -> int:
    app.run_web(options.data, options.settings, host=options.host, port=options.port)
    return 0


def _demo(options: argparse.Namespace) -> int:
    app.run_demo(options.settings, port=options.port, windowed=options.windowed)
    return 0


def _screenshot(options: argparse.Namespace) -> int:
    app.screenshot(
        options.data,
        options.settings,
        screen=options.screen,
        out=options.out,
        size=options.size,
        language=options.language,
    )
    return 0


def _doctor(options: argparse.Namespace) -> int:
    from ..doctor import examine  # noqa: PLC0415  # the web process must not load what it examines

    all_well = True
    for finding in examine(options.data, options.settings):
        print(f"{'ok  ' if finding.well else 'FAIL'}  {finding.part:8} {finding.line}", flush=True)
        all_well &= finding.well
    return 0 if all_well else 1
