"""`candour log`: recompute the log and everything it covers, or print its newest head."""

import json
import pathlib
import sys
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from candour.core import notes
from candour.guard.log import verify
from candour.guard.models import Checkpoint

SHOWN = 20


class Command(BaseCommand):
    help = "verify: recompute every leaf, root and logged row. head: print the newest signed head."

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        checking = verbs.add_parser("verify", help="recompute the whole log from the database")
        checking.add_argument("--checkpoint", type=pathlib.Path, help="a head kept outside")
        checking.add_argument("--json", action="store_true", help="print the findings as JSON")
        verbs.add_parser("head", help="print the newest signed head, to be kept outside")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["verb"] == "head":
            self._head()
            return
        witnessed = _read(options["checkpoint"])
        report = verify.verify(trusted=[_key()], origin=settings.LOG_ORIGIN, witnessed=witnessed)
        self.stdout.write(_as_json(report) if options["json"] else _as_text(report))
        if report.findings or not report.is_witnessed:
            sys.exit(1)

    def _head(self) -> None:
        head = Checkpoint.objects.order_by("-size").first()
        if head is None:
            message = "The log has no signed head yet."
            raise CommandError(message)
        self.stdout.write(head.note, ending="")


def _key() -> notes.VerifierKey:
    return notes.VerifierKey(
        name=settings.LOG_ORIGIN, purpose=notes.Purpose.NOTE, public_key=settings.LOG_PUBLIC
    )


def _read(path: pathlib.Path | None) -> bytes | None:
    if path is None:
        return None
    try:
        return path.read_bytes()
    except OSError as error:
        message = f"The checkpoint can't be read: {error.strerror}."
        raise CommandError(message) from None


def _as_text(report: verify.Report) -> str:
    lines = [f"{finding.place}: {finding.problem}" for finding in report.findings[:SHOWN]]
    more = len(report.findings) - SHOWN
    if more > 0:
        lines.append(f"and {more} more findings")
    lines.append(
        f"{report.leaves} leaves and {report.rows} rows recomputed,"
        f" {report.waiting} leaves waiting, {len(report.findings)} findings"
    )
    if report.is_witnessed:
        lines.append("agrees with the checkpoint held outside" if not report.findings else "")
    else:
        lines.append("unwitnessed: without a checkpoint held outside, a shortened log looks whole")
    return "\n".join(line for line in lines if line)


def _as_json(report: verify.Report) -> str:
    return json.dumps(
        {
            "leaves": report.leaves,
            "rows": report.rows,
            "waiting": report.waiting,
            "witnessed": report.is_witnessed,
            "findings": [
                {"place": finding.place, "problem": finding.problem} for finding in report.findings
            ],
        },
        indent=2,
    )
