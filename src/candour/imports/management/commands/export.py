"""`candour export`: gives another system of the force what changed here, and nothing else."""

import datetime
import json
import pathlib
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from candour import clock
from candour.guard import actors
from candour.imports.actions.give_back import Given, give_back
from candour.imports.running import organisations
from candour.imports.running.organisations import NoSuchOrganisation, Wanted


class Command(BaseCommand):
    help = "Give the force's other case system what changed here."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        one = verbs.add_parser("casesystem", help="write the cases that changed since a day")
        one.add_argument(
            "--since", type=datetime.date.fromisoformat, required=True, help="2026-11-21"
        )
        one.add_argument("--to", type=pathlib.Path, required=True, help="the folder to write into")
        one.add_argument("--organisation", default="", help="whose case system it is, by name")
        one.add_argument("--json", action="store_true", help="print what was given as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        by, at = actors.service("export"), clock.now()
        try:
            whose = organisations.find(
                own="",
                said=Wanted(name=options["organisation"], is_new=False, kind="police_force"),
                by=by,
                at=at,
            )
        except NoSuchOrganisation as refused:
            raise CommandError(str(refused)) from None
        given = give_back(
            organisation=whose.organisation,
            since=options["since"],
            to=options["to"],
            by=by,
            at=at,
        )
        self.stdout.write(_as_json(given) if options["json"] else _as_text(given))


def _as_text(given: Given) -> str:
    return (
        f"{given.cases:,} cases in {given.rows:,} rows: {given.folder}\n"
        f"SHA-256 of the manifest: {given.content_hash}"
    )


def _as_json(given: Given) -> str:
    said = {
        "folder": str(given.folder),
        "cases": given.cases,
        "rows": given.rows,
        "sha256": given.content_hash,
    }
    return json.dumps(said, indent=2)
