"""`candour measure`: snapshots of the register, and the figures computed from them."""

import contextlib
import datetime
import json
import pathlib
import tempfile
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from candour import clock, spark
from candour.guard.actors import service
from candour.guard.permissions import demand
from candour.measures import parameters as asked
from candour.measures import rendering, running
from candour.measures.actions.refresh_due_figures import refresh_due_figures
from candour.measures.actions.refresh_figures import refresh_figures
from candour.measures.actions.take_snapshot import NotYet, take_snapshot
from candour.measures.beside import computing, scope
from candour.measures.beside import published as figures
from candour.measures.beside import rendering as beside
from candour.measures.entry import Entry, Grouping
from candour.measures.parameters import BadWindow, Parameters
from candour.measures.register import folders, reading
from candour.measures.register.folders import DamagedSnapshot, NoSnapshot
from candour.measures.register.reading import Register
from candour.measures.running import EmptyRegister, NoSuchMeasure
from candour.measures.synthetic import snapshot as invented

_REFUSALS = (
    BadWindow, DamagedSnapshot, EmptyRegister, NoSnapshot, NoSuchMeasure, NotYet, spark.CannotStart,
)  # fmt: skip
_BY = service("command line")


class Command(BaseCommand):
    help = "run: compute a figure. list: show the measures. snapshot: write a snapshot of the register. refresh: compute what the oversight site shows. force: write an invented register of the published sizes. beside: put published figures beside ours."  # noqa: E501 - one line of help

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        running_ = verbs.add_parser("run", help="compute a figure from a snapshot")
        running_.add_argument("name", help="the measure; candour measure list shows them")
        running_.add_argument("--as-of", type=_day, help="the day the register is known as of")
        running_.add_argument("--from", type=_day, dest="from_on", help="first day of receipt")
        running_.add_argument("--to", type=_day, dest="to_on", help="last day of receipt")
        running_.add_argument("--by", default="", choices=["", *Grouping], help="group by this")
        running_.add_argument("--force", default="", help="of this organisation alone, by name")
        running_.add_argument("--snapshot", type=pathlib.Path, help="use the snapshot in a folder")
        running_.add_argument("--json", action="store_true", help="print it as JSON")
        spark.add_options(parser=running_)
        listing = verbs.add_parser("list", help="show the measures")
        listing.add_argument("--json", action="store_true", help="print them as JSON")
        writing = verbs.add_parser("snapshot", help="write a snapshot of the register")
        writing.add_argument("--as-of", type=_day, required=True, help="the day it is known as of")
        refreshing = verbs.add_parser("refresh", help="compute what the oversight site shows")
        refreshing.add_argument("--as-of", type=_day, help="the day; yesterday if not given")
        refreshing.add_argument("--if-due", action="store_true", help="only if not done yet")
        inventing = verbs.add_parser("force", help="write an invented register as a snapshot")
        inventing.add_argument("--seed", type=int, default=1, help="another seed, another force")
        inventing.add_argument("--out", type=pathlib.Path, required=True, help="the folder")
        inventing.add_argument("--times", type=int, default=1, help="so many forces in one")
        besides = verbs.add_parser("beside", help="put published figures beside ours")
        besides.add_argument("--snapshot", type=pathlib.Path, help="of this, not an invented force")
        besides.add_argument("--json", action="store_true", help="print them as JSON")
        spark.add_options(parser=besides)

    def handle(self, *args: Any, **options: Any) -> None:
        verb = {
            "run": _run, "list": _list, "snapshot": _snapshot, "refresh": _refresh,
            "force": _force, "beside": _beside,
        }  # fmt: skip
        try:
            self.stdout.write(verb[options["verb"]](options))
        except _REFUSALS as refusal:
            raise CommandError(str(refusal)) from None


def _run(options: dict[str, Any]) -> str:
    entry = running.entry_of(options["name"])
    as_of = options["as_of"] or _as_of_snapshot(options["snapshot"])
    # Before the register is read, so that a slip of the pen costs no time.
    window = _window(entry, as_of, options)
    folder = options["snapshot"] or _newest_or_new(as_of)
    with _opened(folder, options) as register:
        if register.as_of != as_of:
            message = f"This snapshot is as of {register.as_of.isoformat()}."
            raise CommandError(message)
        with transaction.atomic():
            demand("measures.run", by=_BY, at=clock.now())
        parameters = Parameters(
            as_of=as_of,
            from_on=window.from_on,
            to_on=window.to_on,
            organisation=_organisation(options["force"], register),
            by=options["by"],
        )
        result = running.run(entry=entry, register=register, parameters=parameters)
    if not options["json"]:
        return rendering.text(entry=entry, result=result)
    said = {"question": entry.question, "limits": list(entry.limits), **result.as_json()}
    return json.dumps(said, indent=2, ensure_ascii=False)


def _opened(
    folder: pathlib.Path, options: dict[str, Any]
) -> contextlib.AbstractContextManager[Register]:
    return reading.opened(folder=folder, engine=options["engine"], master=options["master"])


def _window(entry: Entry, as_of: datetime.date, options: dict[str, Any]) -> Parameters:
    to_on = options["to_on"] or as_of
    from_on = options["from_on"] or asked.years_back(to_on=to_on, years=entry.years)
    return Parameters(as_of=as_of, from_on=from_on, to_on=to_on)


def _as_of_snapshot(folder: pathlib.Path | None) -> datetime.date:
    if folder is None:
        message = "Say as of which day: --as-of YYYY-MM-DD."
        raise CommandError(message)
    return folders.read_manifest(folder).as_of


def _newest_or_new(as_of: datetime.date) -> pathlib.Path:
    found = folders.newest(under=_register_folder(), as_of=as_of)
    if found is not None:
        return found
    now = clock.now()
    return take_snapshot(as_of=as_of, under=_register_folder(), by=_BY, at=now).folder


def _organisation(name: str, register: Register) -> str:
    if not name:
        return ""
    for organisation, known in register.manifest.organisations.items():
        if known.casefold() == name.strip().casefold():
            return organisation
    message = "The register knows no organisation of that name."
    raise CommandError(message)


def _list(options: dict[str, Any]) -> str:
    entries = running.entries().values()
    if options["json"]:
        return json.dumps(
            [
                {
                    "name": entry.name,
                    "title": entry.title,
                    "question": entry.question,
                    "by": list(entry.by),
                    "years": entry.years,
                    "limits": list(entry.limits),
                }
                for entry in entries
            ],
            indent=2,
        )
    return "\n".join(f"{entry.name:12} {entry.question}" for entry in entries)


def _snapshot(options: dict[str, Any]) -> str:
    taken = take_snapshot(as_of=options["as_of"], under=_register_folder(), by=_BY, at=clock.now())
    rows = ", ".join(f"{table.rows:,} {table.table}" for table in taken.manifest.tables)
    return f"{taken.folder}\n{rows}\nmanifest {taken.manifest.hash}"


def _refresh(options: dict[str, Any]) -> str:
    today, under, at = clock.today(), _register_folder(), clock.now()
    if options["if_due"]:
        done = refresh_due_figures(today=today, under=under, by=_BY, at=at)
    else:
        as_of = options["as_of"] or today - datetime.timedelta(days=1)
        done = refresh_figures(as_of=as_of, under=under, by=_BY, at=at)
    if done is None:
        return "The figures are up to date."
    return (
        f"{done.figures} figures of {done.organisations} organisations kept,"
        f" as of {done.as_of.isoformat()}"
    )


def _force(options: dict[str, Any]) -> str:
    if options["times"] < 1:
        message = "An invented register holds one force or more: --times 1."
        raise CommandError(message)
    folder = invented.write(
        seed=options["seed"], under=options["out"], at=clock.now(), times=options["times"]
    )
    said = folders.read_manifest(folder)
    rows = ", ".join(f"{table.rows:,} {table.table}" for table in said.tables)
    return f"{folder}\n{rows}\nInvented: nobody in it exists or existed.\nmanifest {said.hash}"


def _beside(options: dict[str, Any]) -> str:
    with contextlib.ExitStack() as stack:
        folder = options["snapshot"]
        if folder is None:
            place = stack.enter_context(tempfile.TemporaryDirectory(prefix="candour-"))
            folder = invented.write(seed=1, under=pathlib.Path(place), at=clock.now())
        register = stack.enter_context(_opened(folder, options))
        is_invented = invented.is_invented(register.manifest)
        if not is_invented:
            with transaction.atomic():
                demand("measures.run", by=_BY, at=clock.now())
        found = computing.beside(register=register)
    compared = scope.compare(one=figures.OF_THE_FORCE, other=figures.NATIONAL)
    if options["json"]:
        national = beside.comparison(compared)
        said = {"is_invented": is_invented, "figures": beside.as_json(found), "national": national}
        return json.dumps(said, indent=2, ensure_ascii=False)
    return beside.text(found=found, compared=compared, is_invented=is_invented)


def _register_folder() -> pathlib.Path:
    return pathlib.Path(settings.DATA) / "register"


def _day(text: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        message = f"{text} is not a day: write it as 2026-01-31."
        raise CommandError(message) from None
