"""`candour hold`: which legal holds stand, for whoever keeps papers and backups."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from candour import clock
from candour.guard.actors import service
from candour.oversight.inquiries.covering import Standing
from candour.oversight.queries.holds_in_force import holds_in_force


class Command(BaseCommand):
    help = "list: show the legal holds in force. Overseers place and lift them on their own site."

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        listing = verbs.add_parser("list", help="show the legal holds in force")
        listing.add_argument("--json", action="store_true", help="print them as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        found = holds_in_force(by=service("command line"), at=clock.now())
        if options["json"]:
            self.stdout.write(json.dumps([_fields(one) for one in found], indent=2))
            return
        lines = [
            f"{one.id}  {one.placed_on.isoformat()}  {one.body}: {one.covers}" for one in found
        ]
        self.stdout.write("\n".join(lines) or "No legal hold is in force.")


def _fields(one: Standing) -> dict[str, str]:
    return {
        "id": str(one.id),
        "placed_on": one.placed_on.isoformat(),
        "body": one.body,
        "covers": one.covers,
    }
