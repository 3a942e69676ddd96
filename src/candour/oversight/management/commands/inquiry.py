"""`candour inquiry`: the register for an inquiry or an analyst, apart from what is published."""

import datetime
import pathlib
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from candour import clock
from candour.core import notes
from candour.core.custody import statements
from candour.core.custody.bundles import BadRecipient
from candour.guard.actors import service
from candour.measures.actions.take_snapshot import NotYet
from candour.oversight.actions.export_to_inquiry import (
    NeedsBasis,
    NoSuchCase,
    NotAuthorised,
    NotSaid,
    Wish,
    export_to_inquiry,
)
from candour.oversight.inquiries import applied, purposes
from candour.oversight.inquiries.extracting import TooLarge
from candour.oversight.inquiries.purposes import NoSuchPurpose

_REFUSALS = (
    BadRecipient, NeedsBasis, NoSuchCase, NoSuchPurpose, NotAuthorised, NotSaid, NotYet, TooLarge,
    notes.Refused,
)  # fmt: skip
_BY = service("command line")
_DAY = datetime.timedelta(days=1)
NOTE = ".note"


class Command(BaseCommand):
    help = (
        "export: give the register to an inquiry, under pseudonyms, signed and logged."
        " check: say whether a file is what was given."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        giving = verbs.add_parser("export", help="give the register to an inquiry")
        known = ", ".join(one.code for one in purposes.PURPOSES)
        giving.add_argument("--purpose", required=True, help=f"one of: {known}")
        giving.add_argument("--about", required=True, help="what it is for, in words")
        giving.add_argument("--for", dest="recipient", required=True, help="who receives it")
        giving.add_argument("--authorised-by", required=True, help="the account of who said yes")
        giving.add_argument("--as-of", type=_day, help="as known on this day; yesterday if none")
        giving.add_argument("--case", action="append", default=[], help="only this; repeatable")
        giving.add_argument("--name-cases", action="store_true", help="add their references")
        giving.add_argument("--basis", default="", help="the legal basis for naming cases")
        giving.add_argument("--key", action="append", default=[], help="age public key")
        giving.add_argument("--out", type=pathlib.Path, required=True, help="the file")
        checking = verbs.add_parser("check", help="say whether a file is what was given")
        checking.add_argument("archive", type=pathlib.Path, help="the archive, decrypted")
        checking.add_argument("--note", type=pathlib.Path, required=True, help="its statement")
        checking.add_argument("--log-key", required=True, help="the log's public key")

    def handle(self, *args: Any, **options: Any) -> None:
        verb = {"export": _export, "check": _check}
        try:
            self.stdout.write(verb[options["verb"]](options))
        except _REFUSALS as refusal:
            raise CommandError(str(refusal) or str(type(refusal).__doc__)) from None


def _export(options: dict[str, Any]) -> str:
    out: pathlib.Path = options["out"]
    beside = out.with_name(out.name + NOTE)
    if out.exists() or beside.exists():
        message = "A file of that name is there already."
        raise CommandError(message)
    key = notes.SigningKey(
        name=settings.LOG_ORIGIN, purpose=notes.Purpose.NOTE, seed=settings.LOG_SEED
    )
    wish = Wish(
        purpose=purposes.purpose_of(options["purpose"]),
        about=options["about"],
        recipient=options["recipient"],
        authorised_by=options["authorised_by"],
        as_of=options["as_of"] or clock.today() - _DAY,
        cases=tuple(options["case"]),
        names_cases=options["name_cases"],
        basis=options["basis"],
        keys=tuple(options["key"]),
    )
    under = pathlib.Path(settings.DATA) / "register"
    given = export_to_inquiry(wish=wish, under=under, key=key, by=_BY, at=clock.now())
    _write(out, given.content)
    _write(beside, given.note)
    how = "encrypted to its recipient" if wish.keys else "not encrypted: hand it over in person"
    return (
        f"written to {out}, {how}\nstatement {beside}\nSHA-256 of the archive {given.sha256}"
        f"\n{applied.in_words([str(one.id) for one in given.holds])}"
    )


def _check(options: dict[str, Any]) -> str:
    key = notes.parse_key(text=options["log_key"])
    try:
        note, archive = options["note"].read_bytes(), options["archive"].read_bytes()
    except OSError as error:
        message = f"{error.filename} can't be read: {error.strerror}."
        raise CommandError(message) from None
    found = statements.read(data=note, key=key)
    if not statements.is_of(statement=found, archive=archive):
        message = "This file is not the one that was given."
        raise CommandError(message)
    return (
        f"This is what was given on {found.on.isoformat()}, signed by {found.origin}."
        f"\n{applied.in_words(applied.read(archive))}"
    )


def _write(path: pathlib.Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(mode=0o600, exist_ok=False)
    path.write_bytes(content)


def _day(text: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        message = f"{text} is not a day: write it as 2026-01-31."
        raise CommandError(message) from None
