"""`candour witnesses`: ask the pinned ones, take in a cosigned head, or say who has signed."""

import pathlib
import sys
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from candour import clock
from candour.core.countersigning import policy
from candour.guard.actors import service
from candour.guard.log import heads, sequencer
from candour.guard.log.published import cosigning
from candour.ops import work
from candour.oversight import witnessing
from candour.oversight.actions.raise_alerts import raise_alerts


class Command(BaseCommand):
    help = "ask: have the newest head cosigned. take: keep a cosigned head. list: who has signed."

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        verbs.add_parser("ask", help="ask the pinned witnesses; exits 1 if one refused or is late")
        taking = verbs.add_parser("take", help="keep the lines of a head that came by hand")
        taking.add_argument("file", type=pathlib.Path, help="the cosigned head")
        verbs.add_parser(
            "list", help="say who has cosigned the newest head; exits 1 without quorum"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        {"ask": self._ask, "take": self._take, "list": self._list}[options["verb"]](options)

    def _ask(self, _: dict[str, Any]) -> None:
        faults = witnessing.collect(on=clock.today())
        raise_alerts(faults=faults, by=service("witnesses"), at=clock.now())
        work.sequence()
        for fault in faults:
            self.stdout.write(fault.words)
        if faults:
            sys.exit(1)

    def _take(self, options: dict[str, Any]) -> None:
        try:
            names = cosigning.take(data=options["file"].read_bytes(), on=clock.today())
        except OSError as error:
            message = f"The head can't be read: {error.strerror}."
            raise CommandError(message) from None
        except cosigning.NotCosigned as error:
            raise CommandError(str(error)) from None
        self.stdout.write(f"kept: {', '.join(names)}")

    def _list(self, _: dict[str, Any]) -> None:
        newest = sequencer.newest_published()
        if newest is None:
            message = "No head was published yet."
            raise CommandError(message)
        signed = policy.cosigners(
            policy=settings.WITNESSES, data=heads.with_lines(published=newest)
        )
        self.stdout.write(f"{newest.size} leaves, published on {newest.published_on.isoformat()}")
        for witness in settings.WITNESSES.witnesses:
            said = "cosigned" if witness.name in signed else "has not cosigned"
            self.stdout.write(f"{witness.name} ({witness.key.name}): {said}")
        if not settings.WITNESSES.asks_for_witnesses:
            self.stdout.write("no witness is pinned: nobody outside vouches for this log")
        elif not policy.is_met(policy=settings.WITNESSES, by=tuple(signed)):
            self.stdout.write("the quorum is not met")
            sys.exit(1)
