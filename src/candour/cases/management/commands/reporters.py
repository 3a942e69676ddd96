"""`candour reporters`: hand on, raise and queue what those who reported are owed."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from candour import clock
from candour.cases.answering.actions.sweep_managers import sweep_managers
from candour.cases.answering.actions.sweep_reporters import sweep_reporters
from candour.guard.actors import service
from candour.intake.actions.hand_on_unanswered import hand_on_unanswered


class Command(BaseCommand):
    help = "sweep: hand on what no body answered, raise what waits, queue managers' failures."

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        sweeping = verbs.add_parser("sweep", help="do what is due; doing it twice is harmless")
        sweeping.add_argument("--json", action="store_true", help="print the result as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        at = clock.now()
        handed = hand_on_unanswered(by=service("reporters"), at=at)
        done = {
            "handed_on": len(handed.files),
            "second_sealings_destroyed": handed.destroyed,
            "raised": sweep_reporters(by=service("reporters"), at=at),
            "managers_queued": len(sweep_managers(by=service("reporters"), at=at)),
        }
        if options["json"]:
            self.stdout.write(json.dumps(done))
            return
        self.stdout.write(", ".join(f"{name.replace('_', ' ')}: {n}" for name, n in done.items()))
