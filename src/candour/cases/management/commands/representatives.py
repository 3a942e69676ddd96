"""`candour representatives add | list`: for which body and branch an account represents people."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from candour import clock
from candour.cases.models import Affiliation
from candour.cases.parties.actions.record_affiliation import (
    NotARepresentative,
    record_affiliation,
)
from candour.guard.actors import service


class Command(BaseCommand):
    help = "Record for which body and branch a representative's account stands, or list them."

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        adding = verbs.add_parser("add", help="record or correct one")
        adding.add_argument("username")
        adding.add_argument("--body", required=True, help="the union, association or firm")
        adding.add_argument("--branch", default="", help="its branch, where it has any")
        verbs.add_parser("list", help="list them")

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        if options["verb"] == "list":
            rows = Affiliation.objects.select_related("account")
            for row in rows.order_by("body", "branch", "account_id"):
                self.stdout.write(f"{row.account.username:24} {row}")
            return
        try:
            row = record_affiliation(
                username=options["username"],
                body=options["body"],
                branch=options["branch"],
                by=service("command line"),
                at=clock.now(),
            )
        except NotARepresentative as refusal:
            raise CommandError((type(refusal).__doc__ or "").strip()) from None
        self.stdout.write(f"{options['username']} stands for {row}.")
