"""`candour law clocks`: every clock with its provision, basis and verification mark."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from candour.law.clocks import CLOCKS


class Command(BaseCommand):
    help = "clocks: list every clock the system computes, with where it comes from."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        listing = verbs.add_parser("clocks", help="list the clocks")
        listing.add_argument("--json", action="store_true", help="print them as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        rows = [
            {
                "id": clock.id,
                "name": clock.name,
                "summary": clock.summary,
                "provision": f"{clock.provision.instrument.short} {clock.provision.reference}",
                "basis": clock.basis.value,
                "verification": clock.verification.value,
            }
            for clock in CLOCKS
        ]
        if options["json"]:
            self.stdout.write(json.dumps(rows, indent=2))
            return
        for row in rows:
            self.stdout.write(f"{row['id']}: {row['name']}")
            self.stdout.write(f"    {row['summary']}")
            self.stdout.write(
                f"    {row['provision']} ({row['basis']}, verification: {row['verification']})"
            )
