"""`candour import`: brings rosters, histories and contacts in; says what became of every row."""

import getpass
import json
import pathlib
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from candour import catalogue, clock
from candour.guard import actors
from candour.imports import printing, queries, sources
from candour.imports.actions import run_import, watch_lookups
from candour.imports.casesystem import invented as casesystem_invented
from candour.imports.casesystem.standing import SOURCE
from candour.imports.crime import columns as crime_columns
from candour.imports.crime import invented as crime_invented
from candour.imports.grievances import columns as grievances_columns
from candour.imports.grievances import invented as grievances_invented
from candour.imports.lookups import reader, reading
from candour.imports.lookups.generated import writing
from candour.imports.lookups.generated.generator import Asked
from candour.imports.lookups.reading import NotAFeed
from candour.imports.progress import Bar
from candour.imports.reading import inventing
from candour.imports.roster import template
from candour.imports.roster.columns import COLUMNS as ROSTER
from candour.imports.running.lock import AnotherImportIsRunning
from candour.imports.running.organisations import NoSuchOrganisation
from candour.imports.source import CannotRead, Source, fingerprint

_REFUSED = (CannotRead, AnotherImportIsRunning, NoSuchOrganisation)
_NOT_WATCHED = (
    NotAFeed,
    reader.NoSuchReader,
    watch_lookups.NotOutside,
    watch_lookups.NothingWatched,
)


class Command(BaseCommand):
    help = "Bring rosters and histories of other systems in."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        run = verbs.add_parser("run", help="import files; the same files again change nothing")
        run.add_argument("source", choices=sorted(_sources()))
        run.add_argument("path", type=pathlib.Path, help="the file, or the folder of files")
        run.add_argument(
            "--organisation", "--body", default="", help="whose records these are, by name"
        )
        run.add_argument("--force", default="", help="the force of rows that name none, by name")
        run.add_argument("--create", action="store_true", help="record that organisation as new")
        run.add_argument("--dry-run", action="store_true", help="show the difference, keep nothing")
        run.add_argument("--json", action="store_true", help="print the totals as JSON")
        run.add_argument("--reader", default="", help="who holds the terms of a look-up feed")
        made = verbs.add_parser("invent", help="write an invented feed with planted rows")
        made.add_argument("--of", choices=["lookups", SOURCE, *INVENTED], default="lookups")
        made.add_argument("--rows", type=int, default=80, help="planted rows of other feeds")
        made.add_argument(
            "path",
            type=pathlib.Path,
            help="a .csv, .jsonl or .parquet file; for casesystem a folder",
        )
        made.add_argument("--officers", type=int, default=300)
        made.add_argument("--days", type=int, default=120)
        made.add_argument("--watches", type=int, default=20)
        made.add_argument("--seed", type=int, default=1)
        made.add_argument("--busier", type=float, default=1.0, help="reads of a shift, times this")
        blank = verbs.add_parser("template", help="write an empty file to fill in")
        blank.add_argument("source", choices=["roster"])
        blank.add_argument("--out", type=pathlib.Path, help="a .csv or .xlsx file; else CSV here")
        listed = verbs.add_parser("list", help="list the sources and the last imports")
        listed.add_argument("--json", action="store_true", help="print them as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        verbs = {
            "run": self._run,
            "invent": self._invent,
            "template": self._template,
            "list": self._list,
        }
        verbs[options["verb"]](options)

    def _run(self, options: dict[str, Any]) -> None:
        if _sources()[options["source"]].needs_reader and options["reader"]:
            self._watch(options)
            return
        bar = Bar(stream=sys.stderr, is_shown=sys.stderr.isatty() and not options["json"])
        request = run_import.Request(
            source=_sources()[options["source"]],
            path=options["path"],
            organisation=options["organisation"],
            force=options["force"],
            is_new=options["create"],
            is_dry=options["dry_run"],
        )
        try:
            report = run_import.run_import(
                request=request, by=actors.service("import"), at=clock.now(), progress=bar.show
            )
        except _REFUSED as refused:
            raise CommandError(str(refused)) from None
        bar.end()
        printed = printing.as_json(report) if options["json"] else printing.as_text(report)
        self.stdout.write(printed)

    def _watch(self, options: dict[str, Any]) -> None:
        bar = Bar(stream=sys.stderr, is_shown=sys.stderr.isatty() and not options["json"])
        try:
            request = _request(options)
            bar.unit = "bytes" if request.feed.size else "rows"
            by, vault = reader.unlocked(
                username=options["reader"], phrase=_six_words(), at=clock.now()
            )
            report = watch_lookups.watch_lookups(
                request=request, vault=vault, by=by, at=clock.now(), progress=bar.show
            )
        except (*_REFUSED, *_NOT_WATCHED) as refused:
            raise CommandError(str(refused)) from None
        bar.end()
        printed = printing.watched_as_json if options["json"] else printing.watched_as_text
        self.stdout.write(printed(report))

    def _invent(self, options: dict[str, Any]) -> None:
        if options["of"] == SOURCE:
            self.stdout.write(_invented_case_system(options))
            return
        if options["of"] in INVENTED:
            self.stdout.write(_invented(options))
            return
        asked = Asked(
            officers=options["officers"],
            days=options["days"],
            watches=options["watches"],
            seed=options["seed"],
            busier=options["busier"],
        )
        bar = Bar(stream=sys.stderr, is_shown=sys.stderr.isatty())
        try:
            made = writing.write(asked=asked, path=options["path"], progress=bar.show)
        except NotAFeed as refused:
            raise CommandError(str(refused)) from None
        bar.end()
        self.stdout.write(f"{made.rows:,} reads, {made.planted} planted: {made.truth}")

    def _template(self, options: dict[str, Any]) -> None:
        out = options["out"]
        if out is None:
            self.stdout.write(template.as_csv().decode("utf-8-sig"), ending="")
            return
        out.write_bytes(template.as_workbook() if out.suffix == ".xlsx" else template.as_csv())
        self.stdout.write(f"Wrote {out}.")

    def _list(self, options: dict[str, Any]) -> None:
        runs = queries.runs(by=actors.service("import"), at=clock.now())
        if options["json"]:
            self.stdout.write(json.dumps([printing.of_run(run) for run in runs], indent=2))
            return
        for source in _sources().values():
            self.stdout.write(f"{source.name}: {source.summary}; takes {source.takes}")
        for run in runs:
            self.stdout.write(printing.run_line(run))


def _request(options: dict[str, Any]) -> watch_lookups.Request:
    if str(options["path"]) == "-":
        feed = reading.of_pipe(pipe=sys.stdin.buffer)
        return watch_lookups.Request(feed=feed, force=options["organisation"])
    return watch_lookups.Request(
        feed=reading.of_path(path=options["path"]),
        force=options["organisation"],
        sha256=fingerprint(options["path"]),
    )


def _invented(options: dict[str, Any]) -> str:
    made, columns = INVENTED[options["of"]](options)
    written = inventing.write(
        made=made, path=options["path"], columns=columns, roster=[one.name for one in ROSTER]
    )
    return f"{len(made.rows):,} rows: {', '.join(str(path) for path in written)}"


def _invented_crime(options: dict[str, Any]) -> tuple[inventing.Invented, list[str]]:
    made = crime_invented.invent(
        officers=options["officers"],
        planted=options["rows"],
        seed=options["seed"],
        on=clock.today(),
    )
    return made, [one.name for one in crime_columns.COLUMNS]


def _invented_grievances(options: dict[str, Any]) -> tuple[inventing.Invented, list[str]]:
    made = grievances_invented.invent(
        grievances=options["rows"], seed=options["seed"], on=clock.today()
    )
    return made, [one.name for one in grievances_columns.COLUMNS]


def _invented_case_system(options: dict[str, Any]) -> str:
    written = casesystem_invented.write(
        cases=options["rows"],
        officers=options["officers"],
        seed=options["seed"],
        on=clock.today(),
        to=options["path"],
    )
    return f"{options['rows']:,} cases: {', '.join(str(path) for path in written)}"


INVENTED = {"crime": _invented_crime, "grievances": _invented_grievances}


def _six_words() -> str:
    # From the terminal, never as an argument: arguments are seen by everybody on the machine.
    return getpass.getpass("Your six words: ")


def _sources() -> dict[str, Source]:
    return catalogue.entries(sources, Source)
