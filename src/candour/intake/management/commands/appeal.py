"""`candour appeal`: open and close an outside body's public appeals for witnesses, or list them."""

import datetime
import json
import uuid
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from candour import clock
from candour.guard import actors
from candour.intake import appeals
from candour.intake.actions import close_appeal, open_appeal
from candour.intake.actions.open_appeal import Asking

_REFUSED = (
    open_appeal.NotOutside,
    open_appeal.EndsBeforeItBegins,
    close_appeal.NoSuchAppeal,
)


class Command(BaseCommand):
    help = "open, close or list public appeals for witnesses."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        opening = verbs.add_parser("open", help="put an appeal on the report site")
        opening.add_argument("--body", required=True, help="the outside body that asks, by name")
        opening.add_argument("--force", required=True, help="the force it is about, by name")
        opening.add_argument("--title", required=True, help="one line that everybody reads")
        opening.add_argument("--about", required=True, help="whom and what it asks for")
        for name, said in (
            ("from", "the first day it is about, as 2026-11-22"),
            ("until", "the last day it is about"),
            ("closes", "the last day to answer"),
        ):
            opening.add_argument(f"--{name}", required=True, type=_day, help=said)
        closing = verbs.add_parser("close", help="take an appeal off the report site")
        closing.add_argument("appeal", type=uuid.UUID)
        listed = verbs.add_parser("list", help="list the appeals that are open")
        listed.add_argument("--json", action="store_true", help="print them as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        verb = {"open": self._open, "close": self._close, "list": self._list}
        try:
            verb[options["verb"]](options)
        except _REFUSED as refused:
            raise CommandError(str(refused)) from None

    def _open(self, options: dict[str, Any]) -> None:
        asking = Asking(
            body=options["body"],
            force=options["force"],
            title=options["title"],
            about=options["about"],
            from_on=options["from"],
            until_on=options["until"],
            closes_on=options["closes"],
        )
        made = open_appeal.open_appeal(
            asking=asking, by=actors.service("command line"), at=clock.now()
        )
        self.stdout.write(f"Opened appeal {made}. Answers come to {asking.body} alone.")

    def _close(self, options: dict[str, Any]) -> None:
        close_appeal.close_appeal(
            appeal=options["appeal"], by=actors.service("command line"), at=clock.now()
        )
        self.stdout.write("Closed.")

    def _list(self, options: dict[str, Any]) -> None:
        found = appeals.open_on(clock.today())
        if options["json"]:
            rows = [
                {"id": str(one.id), "body": one.body, "force": one.force, "title": one.title,
                 "closes_on": one.closes_on.isoformat()}
                for one in found
            ]  # fmt: skip
            self.stdout.write(json.dumps(rows, indent=2))
            return
        for one in found:
            self.stdout.write(f"{one.id}  until {one.closes_on}  {one.body}: {one.title}")
        self.stdout.write(f"{len(found)} open")


def _day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)
