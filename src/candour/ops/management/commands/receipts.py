"""`candour receipts check`: prove every receipt and the log, and alert overseers to findings."""

import json
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from candour import clock
from candour.ops import nightly
from candour.oversight.proving import Proved

SHOWN = 20


class Command(BaseCommand):
    help = "check: hold every receipt and every logged row against the log, as each night."

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        checking = verbs.add_parser("check", help="prove them all; exits 1 on a finding")
        checking.add_argument("--if-due", action="store_true", help="only if owed today")
        checking.add_argument("--json", action="store_true", help="print the findings as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["if_due"] and not nightly.is_due(today=clock.today()):
            return
        proved = nightly.prove(at=clock.now(), today=clock.today())
        self.stdout.write(_as_json(proved) if options["json"] else as_text(proved))
        if proved.faults:
            sys.exit(1)


def as_text(proved: Proved) -> str:
    """Return what a proof found, as a person reads it."""
    lines = [f"{fault.reference or fault.place}: {fault.words}" for fault in proved.faults[:SHOWN]]
    if len(proved.faults) > SHOWN:
        lines.append(f"and {len(proved.faults) - SHOWN} more findings")
    lines.append(
        f"{proved.receipts} receipts, {proved.leaves} leaves and {proved.rows} rows proved,"
        f" {len(proved.faults)} findings"
    )
    return "\n".join(lines)


def _as_json(proved: Proved) -> str:
    return json.dumps(
        {
            "receipts": proved.receipts,
            "leaves": proved.leaves,
            "rows": proved.rows,
            "findings": [
                {
                    "kind": fault.kind,
                    "place": fault.place,
                    "reference": fault.reference,
                    "problem": fault.words,
                }
                for fault in proved.faults
            ],
        },
        indent=2,
    )
