"""backup, restore, export, import-backup: the commands for keeping a closet safe and for taking it along."""

import argparse
from pathlib import Path
from typing import Any

from ..closet import Closet
from ..closet.archive.merging import merge
from ..closet.backup import back_up, export_person, restore
from .naming import person_named


def add_commands(commands: Any) -> None:
    """Add these commands to the parser's subcommands."""
    backup = commands.add_parser("backup", help="the whole closet into one file, also while it is in use")
    backup.add_argument("file", type=Path, metavar="FILE")
    backup.set_defaults(run=_backup)

    bring_back = commands.add_parser("restore", help="a backup into an empty data directory")
    bring_back.add_argument("file", type=Path, metavar="FILE")
    bring_back.set_defaults(run=_restore)

    export = commands.add_parser("export", help="one person's clothes, photos and wears into one file")
    export.add_argument("file", type=Path, metavar="FILE")
    export.add_argument("--person", required=True, metavar="NAME", help="whose clothes they are")
    export.set_defaults(run=_export)

    bring = commands.add_parser(
        "import-backup", help="what a backup has and this closet lacks, also while in use"
    )
    bring.add_argument("file", type=Path, metavar="FILE")
    bring.add_argument(
        "--person", metavar="NAME", help="only this person's, or one person's file to this person"
    )
    bring.set_defaults(run=_import_backup)


def _backup(options: argparse.Namespace) -> int:
    count = back_up(options.data, options.file)
    print(f"{options.file}: the closet with {count} photo files")
    return 0


def _restore(options: argparse.Namespace) -> int:
    count = restore(options.file, options.data)
    Closet.open(options.data).close()  # brings an older closet to the newest migration
    print(f"{options.data}: the closet with {count} photo files")
    return 0


def _export(options: argparse.Namespace) -> int:
    closet = Closet.open(options.data)
    person = person_named(closet, options.person)
    count = export_person(options.data, person.id, options.file)
    print(f"{options.file}: the closet of {person.name} with {count} photo files")
    return 0


def _import_backup(options: argparse.Namespace) -> int:
    closet = Closet.open(options.data)
    into = None if options.person is None else person_named(closet, options.person).id
    came = merge(closet, options.file, into=into)
    print(
        f"{options.file}: {came.garments} garments, {came.known} already here, {came.people} new people,"
        f" {came.waiting} photos that wait"
    )
    return 0
