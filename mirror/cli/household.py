"""people, setup-code, backup, restore: the commands for who lives here and for keeping it safe."""

import argparse
from pathlib import Path
from typing import Any

from ..closet import Closet
from ..closet.backup import back_up, restore
from ..errors import ClosetError


def add_commands(commands: Any) -> None:
    """Add these commands to the parser's subcommands."""
    people = commands.add_parser("people", help="list the people, add one, or forget a PIN")
    change = people.add_mutually_exclusive_group()
    change.add_argument("--add", metavar="NAME", help="add a person without an account")
    change.add_argument(
        "--forget-pin", metavar="NAME", help="the mirror asks this person for no PIN any more"
    )
    people.add_argument(
        "--language", choices=("ko", "en"), default="ko", help="that person's language (default: ko)"
    )
    people.set_defaults(run=_people)

    code = commands.add_parser("setup-code", help="the code that lets the first account be made")
    code.set_defaults(run=_setup_code)

    backup = commands.add_parser("backup", help="the whole closet into one file, also while it is in use")
    backup.add_argument("file", type=Path, metavar="FILE")
    backup.set_defaults(run=_backup)

    bring_back = commands.add_parser("restore", help="a backup into an empty data directory")
    bring_back.add_argument("file", type=Path, metavar="FILE")
    bring_back.set_defaults(run=_restore)


def _people(options: argparse.Namespace) -> int:
    closet = Closet.open(options.data)
    if options.add:
        person = closet.people.add(options.add, language=options.language)
        print(f"added {person.name}")
        return 0
    if options.forget_pin is not None:
        return _forget_pin(closet, options.forget_pin)
    for person in closet.people.all():
        count = sum(closet.garments.counts(person.id).values())
        account = person.role if person.has_account else "no account"
        print(f"{person.name}\t{account}\t{person.language}\t{count} garments")
    return 0


def _forget_pin(closet: Closet, name: str) -> int:
    person = closet.people.find(name)
    if person is None:
        near = closet.people.near(name)
        asked = f"there is no {name!r}" + (f", did you mean {near!r}?" if near else "; see `otjang people`")
        raise ClosetError(asked)
    closet.people.set_pin(person.id, None)
    print(f"{person.name}: no PIN")
    return 0


def _setup_code(options: argparse.Namespace) -> int:
    print(Closet.open(options.data).people.new_setup_code())
    return 0


def _backup(options: argparse.Namespace) -> int:
    count = back_up(options.data, options.file)
    print(f"{options.file}: the closet with {count} photo files")
    return 0


def _restore(options: argparse.Namespace) -> int:
    count = restore(options.file, options.data)
    Closet.open(options.data).close()  # brings an older closet to the newest migration
    print(f"{options.data}: the closet with {count} photo files")
    return 0
