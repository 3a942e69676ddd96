"""`candour deadlines`: recompute every open case's deadlines, and compare or store them."""

import dataclasses
import json
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from candour import clock
from candour.cases import deadlines
from candour.cases.actions.refresh_deadlines import refresh_deadlines
from candour.guard.actors import service

SHOWN = 20


class Command(BaseCommand):
    help = "check: recompute all and compare with what is stored. refresh: store what is computed."

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        checking = verbs.add_parser("check", help="recompute all and compare")
        checking.add_argument("--json", action="store_true", help="print the result as JSON")
        verbs.add_parser("refresh", help="store what is computed")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["verb"] == "refresh":
            count = refresh_deadlines(by=service("deadlines"), at=clock.now())
            self.stdout.write(f"{count} open cases refreshed")
            return
        cases, found = deadlines.differences(on=clock.today())
        if options["json"]:
            rows = [dataclasses.asdict(one) for one in found]
            self.stdout.write(json.dumps({"cases": cases, "differences": rows}, indent=2))
        else:
            for one in found[:SHOWN]:
                self.stdout.write(f"{one.reference} {one.clock}: stored {one.stored},"
                                  f" computed {one.computed}")  # fmt: skip
            self.stdout.write(f"{cases} open cases recomputed, {len(found)} differences")
        if found:
            sys.exit(1)
