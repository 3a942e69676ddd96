"""`candour case show REFERENCE`: a case's codes and dates; its words stay sealed."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from candour import clock
from candour.cases import deadlines
from candour.cases.models import Allegation, Case, Event
from candour.guard.actors import service
from candour.guard.permissions import demand


class Command(BaseCommand):
    help = "Show a case's kind, dates, allegations, events and deadlines, by its reference."

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        showing = verbs.add_parser("show", help="show one case")
        showing.add_argument("reference")
        showing.add_argument("--json", action="store_true", help="print it as JSON")

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        case = Case.objects.filter(reference=options["reference"].strip().upper()).first()
        if case is None:
            message = "There is no case with this reference."
            raise CommandError(message)
        at = clock.now()
        demand("cases.show", by=service("command line"), at=at, file=case.file_id)
        shown = _codes(case)
        if options["json"]:
            self.stdout.write(json.dumps(shown, indent=2))
            return
        for key, value in shown.items():
            for line in value if isinstance(value, list) else [value]:
                self.stdout.write(f"{key:12} {line}")


def _codes(case: Case) -> dict[str, object]:
    computed = deadlines.of_cases(cases=[case], on=clock.today())[case.file_id]
    return {
        "reference": case.reference,
        "kind": case.kind,
        "received": case.received_on.isoformat(),
        "closed": case.closed_on.isoformat() if case.closed_on else "open",
        "allegations": [
            f"{row.number} {row.category} {'subject known' if row.subject_id else 'unidentified'}"
            for row in Allegation.objects.filter(file_id=case.file_id).order_by("number")
        ],
        "events": [
            f"{row.happened_on} {row.kind}"
            for row in Event.objects.filter(file_id=case.file_id).order_by("happened_on", "id")
        ],
        "deadlines": [
            f"{one.clock_id} {one.state} due {one.due_on or 'as soon as practicable'}"
            for one in computed
        ],
    }
