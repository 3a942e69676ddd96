"""`candour escalate`: put late cases to somebody higher, set tasks, and say whom to write to."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email

from candour import clock
from candour.cases.actions.refresh_deadlines import refresh_deadlines
from candour.cases.models import WaitingMail
from candour.cases.work.actions.raise_late import raise_late
from candour.cases.work.actions.send_mail import send_mail
from candour.cases.work.actions.set_tasks import set_tasks
from candour.guard.actors import service
from candour.guard.models import Account


class Command(BaseCommand):
    help = "run: raise what is late, once. address: where somebody is told that something waits."

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        running = verbs.add_parser("run", help="do what is due; doing it twice is harmless")
        running.add_argument("--json", action="store_true", help="print the result as JSON")
        telling = verbs.add_parser("address", help="name somebody's mail address, or take it away")
        telling.add_argument("username")
        telling.add_argument("address", nargs="?", default="", help="without one: no more mail")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["verb"] == "run":
            self._run(is_json=options["json"])
            return
        self._address(options["username"], options["address"])

    def _run(self, *, is_json: bool) -> None:
        at = clock.now()
        cases = refresh_deadlines(by=service("deadlines"), at=at)
        raised = raise_late(by=service("sweeping"), at=at)
        swept = set_tasks(by=service("sweeping"), at=at)
        done = {
            "cases": cases,
            "raised": raised,
            "tasks_set": swept.made,
            "tasks_ended": swept.ended,
            "mails": send_mail(by=service("mail"), at=at),
        }
        if is_json:
            self.stdout.write(json.dumps(done))
            return
        self.stdout.write(", ".join(f"{name.replace('_', ' ')}: {n}" for name, n in done.items()))

    def _address(self, username: str, address: str) -> None:
        account = Account.objects.filter(username=username).first()
        if account is None:
            raise CommandError("nobody has that user name")
        WaitingMail.objects.filter(account=account).delete()
        if address:
            try:
                validate_email(address)
            except ValidationError:
                raise CommandError("that is no mail address") from None
            WaitingMail.objects.create(account=account, address=address)
        self.stdout.write("kept" if address else "taken away")
