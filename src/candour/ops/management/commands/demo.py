"""`candour demo load`: put the invented force into an empty database marked as a demonstration."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from candour import clock
from candour.ops.demo import load


class Command(BaseCommand):
    help = "load: build the invented force, its people, its history and its accounts."

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        verbs.add_parser("load", help="load the demonstration")

    def handle(self, *args: Any, **options: Any) -> None:
        if load.is_loaded():
            self.stdout.write("The demonstration is there already.")
            return
        try:
            load.load(data=settings.DATA, secrets=settings.SECRETS, at=clock.now())
        except load.NotEmpty:
            message = "This database already holds accounts; the demonstration needs an empty one."
            raise CommandError(message) from None
        self.stdout.write("The demonstration is loaded.")
