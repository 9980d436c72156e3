"""The command line's grammar, and where errors become one line and an exit status."""

import argparse
import io
import logging
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from .. import __version__
from ..config import load_settings
from ..errors import MirrorError
from . import camera, household, keeping, outfits, photos, processes

DATA_VARIABLE = "OTJANG_DATA"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a file's name may hold what the terminal cannot say
            stream.reconfigure(errors="backslashreplace")
    given = sys.argv[1:] if arguments is None else arguments
    options = build_parser().parse_args(outfits.with_joined_weather(given))
    logging.basicConfig(level=logging.INFO, format="%(message)s", stream=sys.stderr)
    try:
        options.settings = load_settings(_settings_file(options))
        status = int(options.run(options))
        sys.stdout.flush()  # here, where a reader that has gone away is foreseen, and not at the interpreter's end
    except MirrorError as error:
        print(f"otjang: {error}", file=sys.stderr)
        return 1
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # the reader went away, e.g. `| head`
        return 1
    except KeyboardInterrupt:
        print("otjang: stopped", file=sys.stderr)
        return 1
    return status


def build_parser() -> argparse.ArgumentParser:
    """The whole grammar; the README's commands are tested against it."""
    parser = argparse.ArgumentParser(prog="otjang", description="A smart mirror that knows your clothes.")
    parser.add_argument("--version", action="version", version=f"otjang {__version__}")
    parser.add_argument(
        "--data",
        type=Path,
        default=Path(os.environ.get(DATA_VARIABLE, "data")),
        metavar="DIR",
        help=f"the closet's folder (default: ${DATA_VARIABLE}, else ./data)",
    )
    parser.add_argument(
        "--config",
        type=Path,
        metavar="FILE",
        help="settings in TOML (default: otjang.toml in the closet's folder)",
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    processes.add_commands(commands)
    photos.add_commands(commands)
    camera.add_commands(commands)
    household.add_commands(commands)
    keeping.add_commands(commands)
    outfits.add_commands(commands)
    return parser


def _settings_file(options: argparse.Namespace) -> Path | None:
    if options.config is not None:
        return Path(options.config)
    beside = Path(options.data) / "otjang.toml"
    return beside if beside.exists() else None
