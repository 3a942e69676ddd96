"""`candour import`: brings rosters, histories and contacts in; says what became of every row."""

import json
import pathlib
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from candour import catalogue, clock
from candour.guard import actors
from candour.imports import printing, queries, sources
from candour.imports.actions import run_import
from candour.imports.progress import Bar
from candour.imports.roster import template
from candour.imports.running.lock import AnotherImportIsRunning
from candour.imports.running.organisations import NoSuchOrganisation
from candour.imports.source import CannotRead, Source

_REFUSED = (CannotRead, AnotherImportIsRunning, NoSuchOrganisation)


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
        blank = verbs.add_parser("template", help="write an empty file to fill in")
        blank.add_argument("source", choices=["roster"])
        blank.add_argument("--out", type=pathlib.Path, help="a .csv or .xlsx file; else CSV here")
        listed = verbs.add_parser("list", help="list the sources and the last imports")
        listed.add_argument("--json", action="store_true", help="print them as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        verb = {"run": self._run, "template": self._template, "list": self._list}
        verb[options["verb"]](options)

    def _run(self, options: dict[str, Any]) -> None:
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


def _sources() -> dict[str, Source]:
    return catalogue.entries(sources, Source)
