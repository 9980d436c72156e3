"""people, setup-code: the commands for who lives here."""

import argparse
from typing import Any

from ..closet import Closet
from .naming import person_named


def add_commands(commands: Any) -> None:
    """Add these commands to the parser's subcommands."""
    people = commands.add_parser(
        "people", help="list the people, add or invite one, or help who forgot something"
    )
    change = people.add_mutually_exclusive_group()
    change.add_argument("--add", metavar="NAME", help="add a person without an account")
    change.add_argument(
        "--forget-pin", metavar="NAME", help="the mirror asks this person for no PIN any more"
    )
    change.add_argument(
        "--password-code", metavar="NAME", help="a code with which this person chooses a new password"
    )
    change.add_argument(
        "--invite", action="store_true", help="a code with which somebody joins the household"
    )
    people.add_argument(
        "--language", choices=("ko", "en"), default="ko", help="that person's language (default: ko)"
    )
    people.set_defaults(run=_people)

    code = commands.add_parser("setup-code", help="the code that lets the first account be made")
    code.set_defaults(run=_setup_code)


def _people(options: argparse.Namespace) -> int:
    closet = Closet.open(options.data)
    if options.add:
        person = closet.people.add(options.add, language=options.language)
        print(f"added {person.name}")
        return 0
    if options.forget_pin is not None:
        person = person_named(closet, options.forget_pin)
        closet.people.set_pin(person.id, None)
        print(f"{person.name}: no PIN")
        return 0
    if options.password_code is not None:
        print(closet.people.new_password_code(person_named(closet, options.password_code).id))
        return 0
    if options.invite:
        print(closet.people.new_invite_code())
        return 0
    for person in closet.people.all():
        count = sum(closet.garments.counts(person.id).values())
        account = person.role if person.has_account else "no account"
        print(f"{person.name}\t{account}\t{person.language}\t{count} garments")
    return 0


def _setup_code(options: argparse.Namespace) -> int:
    print(Closet.open(options.data).people.new_setup_code())
    return 0
