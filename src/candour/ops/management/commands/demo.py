"""`candour demo load`: put the invented force into an empty database marked as a demonstration."""

import pathlib
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from candour import clock
from candour.ops.demo import load
from candour.ops.demo.story import telling
from candour.oversight.publishing import folder as releases
from candour.oversight.publishing.folder import BadFolder


class Command(BaseCommand):
    help = "load: build the invented force, its people, its history and its accounts."

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        verb = verbs.add_parser("load", help="load the demonstration")
        verb.add_argument("--story", action="store_true", help="with cases that are under way")

    def handle(self, *args: Any, **options: Any) -> None:
        if load.is_loaded():
            self.stdout.write("The demonstration is there already.")
        else:
            self._load(has_story=options["story"])
            self.stdout.write("The demonstration is loaded.")
        if options["story"]:
            self._publish()

    def _load(self, *, has_story: bool) -> None:
        try:
            load.load(data=settings.DATA, secrets=settings.SECRETS, at=clock.now())
        except load.NotEmpty:
            message = "This database already holds accounts; the demonstration needs an empty one."
            raise CommandError(message) from None
        if has_story:
            # These settings were read before there was a root.
            settings.ROOT_PUBLIC = (settings.SECRETS / "root.pub").read_bytes()
            telling.tell(data=settings.DATA, at=clock.now())

    def _publish(self) -> None:
        """Publish an invented force's figures once; what goes wrong there stops nothing."""
        out = pathlib.Path(settings.FIGURES)
        try:
            if releases.kept(out):
                return
        except BadFolder as refusal:
            self.stdout.write(f"No figures are published. {refusal}")
            return
        from candour.ops.demo import figures  # seconds to load, and only the first start needs it

        self.stdout.write("Publishing figures of an invented force.")
        try:
            figures.publish(data=settings.DATA, out=out, key=settings.FIGURES_KEY, at=clock.now())
        except figures.REFUSALS as refusal:
            self.stdout.write(f"No figures are published. {refusal}")
