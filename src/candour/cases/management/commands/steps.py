"""`candour steps`: write the table of steps for the database, or say whether it is up to date.

`check` says, too, which steps of the table nobody can take with the pages there are.
"""

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from candour.cases.courses import table
from candour.cases.proceeding import reach


class Command(BaseCommand):
    help = (
        "check: compare sql/allowed_steps.sql with the law file, and find steps that nobody can"
        " take. write: write it anew."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        verbs.add_parser("check", help="compare with the law file, and walk it")
        verbs.add_parser("write", help="write it; a new migration then runs it")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["verb"] == "write":
            table.FILE.write_text(table.written(), encoding="utf-8")
            self.stdout.write(f"{len(table.allowed())} rows written to {table.FILE.name}")
            return
        untaken = list(reach.untaken())
        for line in untaken:
            self.stderr.write(f"Nobody can take this step: {line}")
        if untaken:
            sys.exit(1)
        if table.FILE.read_text(encoding="utf-8") == table.written():
            self.stdout.write(f"{len(table.allowed())} rows, as in the law file")
            return
        self.stderr.write("The law file has changed: run `candour steps write`, and run the file"
                          " in a new migration.")  # fmt: skip
        sys.exit(1)
