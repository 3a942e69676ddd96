"""`candour account`: who signs in to a live deployment, and what happens when somebody leaves."""

import datetime
import json
import pathlib
import sys
import uuid
from argparse import ArgumentParser, ArgumentTypeError
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from candour import clock
from candour.access.accounts import queries
from candour.access.accounts.actions import add_account as adding
from candour.access.accounts.actions import close_account as closing
from candour.access.accounts.actions.give_set_up_code import give_set_up_code
from candour.access.accounts.actions.shut_taken_over import shut_taken_over
from candour.guard.actors import service
from candour.guard.ceremony import asking, papers, register
from candour.guard.ceremony.papers import Refusal
from candour.guard.ceremony.taking import Held
from candour.guard.models import Account
from candour.guard.seats import Seat
from candour.people.models import Identifier

BY = service("command line")
SEATS = sorted(seat.value for seat in Seat if seat is not Seat.SERVICE)


class Command(BaseCommand):
    help = "Make, list and close the accounts of a live deployment; see that readers are left."

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        add = verbs.add_parser("add", help="make an account for a person in the register")
        add.add_argument("username")
        add.add_argument("--organisation", required=True, help="its name, or its id")
        add.add_argument("--seat", choices=SEATS, required=True)
        add.add_argument("--person", required=True, help="the person's number in that organisation")
        add.add_argument("--desk", action="store_true", help="sits at the receiving desk")
        add.add_argument("--sees", action="append", default=[], help="a body seen as a whole")
        listing = verbs.add_parser("list", help="list every account")
        listing.add_argument("--json", action="store_true", help="print it as JSON")
        names = verbs.add_parser("register", help="write the names that a ceremony brings along")
        names.add_argument("--out", type=pathlib.Path, required=True)
        code = verbs.add_parser("code", help="give a set-up code: a password was forgotten")
        code.add_argument("username")
        close = verbs.add_parser("close", help="close a leaver's account once others hold the keys")
        close.add_argument("username")
        close.add_argument("--now", action="store_true", help="although too few readers are left")
        take = verbs.add_parser("takeover", help="shut an account at once; list what it opened")
        take.add_argument("username")
        take.add_argument("--since", type=_moment, required=True, help="2026-11-20T08:00")
        readers = verbs.add_parser("readers", help="exit 1 where a file has too few live readers")
        readers.add_argument("--json", action="store_true", help="print them as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            getattr(self, f"_{options['verb']}")(options)
        except Refusal as refusal:
            raise CommandError(str(refusal)) from None

    @transaction.atomic
    def _add(self, options: dict[str, Any]) -> None:
        names = queries.register_of_names(by=BY, at=clock.now())
        organisation = names.body(options["organisation"])
        wanted = adding.Wanted(
            username=options["username"],
            person=_person(options["person"], organisation),
            organisation=organisation,
            seat=Seat(options["seat"]),
            is_on_desk=options["desk"],
            sees=tuple(names.body(one) for one in options["sees"]),
        )
        account, code = adding.add_account(wanted=wanted, by=BY, at=clock.now())
        self.stdout.write(f"{account.username} has the account {account.id}.")
        self._show(code)

    @transaction.atomic
    def _list(self, options: dict[str, Any]) -> None:
        rows = queries.accounts(by=BY, at=clock.now())
        if options["json"]:
            shown = [{**_plain(row), "account": str(row.account)} for row in rows]
            self.stdout.write(json.dumps(shown, indent=2))
            return
        for row in rows:
            state = "" if row.is_active else "  closed"
            self.stdout.write(f"{row.username:<24} {row.seat:<22} {row.organisation}{state}")

    @transaction.atomic
    def _register(self, options: dict[str, Any]) -> None:
        names = queries.register_of_names(by=BY, at=clock.now())
        papers.write_new(options["out"], register.write(register=names))
        self.stdout.write(f"{len(names.accounts)} accounts and {len(names.bodies)} bodies written.")

    def _code(self, options: dict[str, Any]) -> None:
        account = _account(options["username"])
        self._show(give_set_up_code(account=account.id, by=BY, at=clock.now()))

    def _show(self, code: str) -> None:
        self.stdout.write("Its set-up code, good once and for seven days, shown only here:")
        self.stdout.write(f"  {code}")
        self.stdout.write("It is typed at /sign-in/set-up/ on the site of the account's seat.")

    def _close(self, options: dict[str, Any]) -> None:
        account = _account(options["username"])
        try:
            taken = closing.close_account(
                account=account.id, must_go_now=options["now"], by=BY, at=clock.now()
            )
        except closing.StillNeeded as refusal:
            self._worklist(refusal.worklist)
            message = (
                f"{refusal} A colleague who reads them names more readers on the page Colleagues;"
                " then run this again. --now closes the account all the same."
            )
            raise CommandError(message) from None
        self.stdout.write(f"{account.username} is closed. Keys of {len(taken.files)} files taken.")
        for file in taken.held_back:
            self.stdout.write(f"kept, since too few others can read it: {file}")

    def _takeover(self, options: dict[str, Any]) -> None:
        account, at = _account(options["username"]), clock.now()
        taken = shut_taken_over(account=account.id, by=BY, at=at)
        self.stdout.write(f"{account.username} is shut. Keys of {len(taken.files)} files taken.")
        for file in taken.held_back:
            self.stdout.write(f"kept, since too few others can read it: {file}")
        with transaction.atomic():
            found = queries.opened_since(account=account.id, since=options["since"], by=BY, at=at)
        self.stdout.write(f"Since {options['since']:%d %B %Y %H:%M} the account did this:")
        for one in found:
            what = ", ".join(one.what)
            name = one.reference or one.file or "no file"
            self.stdout.write(f"  {name}  {_local(one.first_at)} to {_local(one.last_at)}  {what}")

    @transaction.atomic
    def _readers(self, options: dict[str, Any]) -> None:
        thin = queries.thin_files(by=BY, at=clock.now())
        if options["json"]:
            self.stdout.write(json.dumps([_thin(one) for one in thin], indent=2))
        else:
            self._worklist(thin)
            self.stdout.write(f"{len({one.file for one in thin})} files have too few live readers")
        if thin:
            sys.exit(1)

    def _worklist(self, rows: tuple[Held, ...]) -> None:
        for one in rows:
            self.stdout.write(
                f"{one.kind} {one.file} {one.compartment}:"
                f" {len(one.accounts)} of {one.fewest} readers"
            )


def _thin(one: Held) -> dict[str, object]:
    return {
        "file": str(one.file),
        "kind": one.kind,
        "compartment": one.compartment,
        "readers": len(one.accounts),
        "fewest": one.fewest,
    }


def _plain(row: queries.Listed) -> dict[str, object]:
    return {
        "username": row.username,
        "organisation": row.organisation,
        "seat": row.seat,
        "is_active": row.is_active,
    }


def _account(username: str) -> Account:
    found = asking.account_called(username=username)
    if found is None:
        message = f"No account is called {username}."
        raise Refusal(message)
    return found


def _person(number: str, organisation: uuid.UUID) -> uuid.UUID:
    found = set(
        Identifier.objects.filter(value=number, organisation_id=organisation).values_list(
            "person_id", flat=True
        )
    )
    if len(found) != 1:
        how_many = "Nobody" if not found else "More than one person"
        message = f"{how_many} has the number {number} in that organisation. Import the roster."
        raise Refusal(message)
    return found.pop()


def _moment(text: str) -> datetime.datetime:
    try:
        said = datetime.datetime.fromisoformat(text)
    except ValueError:
        message = "a day and time such as 2026-11-20T08:00"
        raise ArgumentTypeError(message) from None
    return said if said.tzinfo else said.replace(tzinfo=ZoneInfo(settings.TIME_ZONE))


def _local(moment: datetime.datetime) -> str:
    return f"{moment.astimezone(ZoneInfo(settings.TIME_ZONE)):%d %b %H:%M}"
