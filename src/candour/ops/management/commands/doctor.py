"""`candour doctor`: checks a deployment and says what to do."""

import dataclasses
import json
import os
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand

from candour import clock
from candour.ops import folders as places
from candour.ops import session
from candour.ops.doctor import database, machine
from candour.ops.doctor.findings import Finding, ill
from candour.ops.folders import Folders
from candour.ops.postgres import cluster
from candour.ops.refused import Refused


class Command(BaseCommand):
    help = "Check database, roles, row security, schema, keys, clock, disk and style sheets."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="print the findings as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        folders = places.of(os.environ)
        findings = [*machine.look(folders, at=clock.now()), *_database(folders)]
        self.stdout.write(_as_json(findings) if options["json"] else _as_text(findings))
        if any(finding.advice for finding in findings):
            sys.exit(1)


def _database(folders: Folders) -> Iterator[Finding]:
    is_private = not os.environ.get("DATABASE_URL")
    if is_private and (not folders.run.is_dir() or cluster.locate(folders).version is None):
        yield ill("database", "there is none yet", advice="run candour up")
        return
    try:
        with session.owner_address(folders, environ=os.environ) as address:
            yield from database.look(
                owner_address=address,
                secrets=folders.secrets,
                at=clock.now(),
                is_private=is_private,
            )
    except Refused as refused:
        yield ill("database", str(refused), advice="see the first words of this line")


def _as_text(findings: list[Finding]) -> str:
    lines = []
    for finding in findings:
        mark = "wrong" if finding.advice else "ok"
        lines.append(f"{mark:<6} {finding.about}: {finding.says}")
        if finding.advice:
            lines.append(f"       -> {finding.advice}")
    return "\n".join(lines)


def _as_json(findings: list[Finding]) -> str:
    return json.dumps([dataclasses.asdict(finding) for finding in findings], indent=2)
