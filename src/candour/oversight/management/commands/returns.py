"""`candour returns`: what other bodies ask forces to count, checked row by row."""

import datetime
import pathlib
import re
from argparse import ArgumentParser
from typing import Any, Final

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from candour import clock
from candour.guard.actors import service
from candour.measures.actions.take_snapshot import NotYet
from candour.oversight.actions.build_return import AlreadyThere, Built, Wanted, build_return
from candour.oversight.returns import catalogue
from candour.oversight.returns.catalogue import NoSuchReturn
from candour.oversight.returns.checking import Disagrees
from candour.oversight.returns.layout import BadPeriod, Entry
from candour.people.models import OrganisationName

_REFUSALS = (AlreadyThere, BadPeriod, Disagrees, NoSuchReturn, NotYet)
_BY = service("command line")
_DAY = datetime.timedelta(days=1)
# The year that both bodies count by begins on 1 April.
_APRIL: Final = 4
_YEAR = re.compile(r"(\d{4})[/-](\d{2})")


class Command(BaseCommand):
    help = (
        "build: write a return to another body."
        " check: say what could not be returned, and write nothing. list: show the returns."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        building = verbs.add_parser("build", help="write a return to another body")
        building.add_argument("--out", type=pathlib.Path, required=True, help="the folder")
        checking = verbs.add_parser("check", help="say what could not be returned; write nothing")
        for verb in (building, checking):
            verb.add_argument("name", help="iopc or home-office")
            verb.add_argument(
                "--period", type=_period, required=True,
                help="2025/26 from 1 April, or 2025-04-01/2025-06-30",
            )  # fmt: skip
            verb.add_argument("--force", default="", help="of this force alone, by its name")
            verb.add_argument("--as-of", type=_day, help="as known on this day; yesterday if none")
        verbs.add_parser("list", help="show the returns")

    def handle(self, *args: Any, **options: Any) -> None:
        verb = {"build": _build, "check": _check, "list": _list}
        try:
            self.stdout.write(verb[options["verb"]](options))
        except _REFUSALS as refusal:
            raise CommandError(str(refusal)) from None


def _build(options: dict[str, Any]) -> str:
    entry = catalogue.entry_of(options["name"])
    built = _built(entry, options, out=options["out"])
    return f"{_said(entry, built)}\nwritten to {built.folder}\nmanifest {built.digest}"


def _check(options: dict[str, Any]) -> str:
    entry = catalogue.entry_of(options["name"])
    built = _built(entry, options, out=None)
    if built.left_out:
        lines = [
            f"{one.reference}  {one.table}  {entry.reasons[one.reason]}" for one in built.left_out
        ]
        raise CommandError("\n".join([*lines, _said(entry, built)]))
    return _said(entry, built)


def _built(entry: Entry, options: dict[str, Any], *, out: pathlib.Path | None) -> Built:
    from_on, to_on = options["period"]
    wanted = Wanted(
        from_on=from_on,
        to_on=to_on,
        as_of=options["as_of"] or clock.today() - _DAY,
        organisation=_organisation(options["force"]),
        out=out,
    )
    if wanted.to_on > wanted.as_of:
        message = "The period isn't over on the day that the register is known as of."
        raise BadPeriod(message)
    under = pathlib.Path(settings.DATA) / "register"
    return build_return(entry=entry, wanted=wanted, under=under, by=_BY, at=clock.now())


def _organisation(name: str) -> str:
    if not name:
        return ""
    known = OrganisationName.objects.filter(name__iexact=name.strip()).order_by("organisation_id")
    found = known.values_list("organisation_id", flat=True).first()
    if found is None:
        message = "The register knows no organisation of that name."
        raise CommandError(message)
    return str(found)


def _said(entry: Entry, built: Built) -> str:
    lines = [f"{entry.title}, for the {entry.body}"]
    lines += [f"{len(one.rows):6} rows  {one.layout.name}" for one in built.counted.tables]
    lines += [f"{one.counted:6} agree  {one.what}" for one in built.counted.agreements]
    return "\n".join([*lines, f"{len(built.left_out):6} left out"])


def _list(options: dict[str, Any]) -> str:
    lines = []
    for entry in catalogue.entries().values():
        lines.append(f"{entry.name.replace('_', '-')}: {entry.title}, for the {entry.body}")
        lines += [f"  {one.name}  ({one.verification.value})  {one.title}" for one in entry.layouts]
    return "\n".join(lines)


def _period(text: str) -> tuple[datetime.date, datetime.date]:
    year = _YEAR.fullmatch(text)
    if year and int(year[2]) == (int(year[1]) + 1) % 100:
        first = datetime.date(int(year[1]), _APRIL, 1)
        return first, datetime.date(first.year + 1, _APRIL, 1) - _DAY
    first_day, _, last_day = text.partition("/")
    return _day(first_day), _day(last_day)


def _day(text: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        message = f"{text} is not a day: write it as 2026-01-31."
        raise CommandError(message) from None
