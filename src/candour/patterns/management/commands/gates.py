"""`candour gates`: the token of an HR system, what HR is answered, and the round of a night."""

import csv
import pathlib
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from candour import clock
from candour.guard.actors import service
from candour.patterns.gates import queries
from candour.patterns.gates.actions.find_passed import find_passed
from candour.patterns.gates.actions.make_token import make_token
from candour.patterns.gates.actions.open_gates import open_gates
from candour.people.models import OrganisationName


class Command(BaseCommand):
    help = (
        "token: make the token of an HR system. answers: write what each planned change is"
        " answered by. run: open what waits, and find what passed."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        token = verbs.add_parser("token", help="make a token; it is shown once")
        token.add_argument("--organisation", required=True, help="the employer's name")
        answers = verbs.add_parser("answers", help="write a CSV of references and answers")
        answers.add_argument("--organisation", required=True, help="the employer's name")
        answers.add_argument("--out", required=True, type=pathlib.Path, help="the file to write")
        verbs.add_parser("run", help="open gates for what waits, find what passed without")

    def handle(self, *args: Any, **options: Any) -> None:
        at = clock.now()
        if options["verb"] == "run":
            opened = open_gates(by=service("sweeping"), at=at)
            passed = find_passed(by=service("sweeping"), at=at)
            self.stdout.write(f"{opened} opened, {passed} passed without a gate")
            return
        employer = OrganisationName.objects.filter(
            name=options["organisation"], until_on__isnull=True
        ).first()
        if employer is None:
            message = "No organisation has this name."
            raise CommandError(message)
        if options["verb"] == "token":
            token = make_token(employer=employer.organisation_id, by=service("hr"), at=at)
            self.stdout.write(token)
            return
        found = queries.gate_answers(employer=employer.organisation_id, by=service("hr"), at=at)
        with options["out"].open("w", encoding="utf-8", newline="") as out:
            writer = csv.writer(out)
            writer.writerow(["change_reference", "answer", "conditions"])
            writer.writerows([one.ref, one.word.word, ";".join(one.word.terms)] for one in found)
        self.stdout.write(f"{len(found)} answers written")
