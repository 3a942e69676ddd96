"""`candour tick`: do whatever is due, without a worker; running it twice is harmless."""

import pathlib
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from candour import clock
from candour.guard.actors import service
from candour.measures.actions.refresh_due_figures import refresh_due_figures
from candour.ops import nightly, work
from candour.oversight import witnessing
from candour.oversight.actions.raise_alerts import raise_alerts
from candour.patterns.warning.rounds import early_warnings


class Command(BaseCommand):
    help = "Seal what is due, move leaves into the log's tree, refresh figures, prove the receipts."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            self._work()
        finally:
            try:
                self._figures()
                self._warn()
            finally:
                try:
                    self._prove()
                finally:
                    self._ask_witnesses()

    def _work(self) -> None:
        done = work.tick(at=clock.now(), today=clock.today())
        self.stdout.write(f"{done.leaves} leaves moved, {done.proofs} proofs written")
        if done.sealed is not None:
            self.stdout.write(
                f"sealed {done.sealed.reports} reports and {done.sealed.letters} letters"
                f" among {done.sealed.covers} cover leaves"
            )
        if done.aside:
            self.stdout.write(
                f"{done.aside} reports and letters are set aside: they could not be sealed"
            )

    def _figures(self) -> None:
        kept = refresh_due_figures(
            today=clock.today(),
            under=pathlib.Path(settings.DATA) / "register",
            by=service("figures"),
            at=clock.now(),
        )
        if kept is not None:
            self.stdout.write(f"{kept.figures} figures kept, as of {kept.as_of.isoformat()}")

    def _warn(self) -> None:
        put = early_warnings(by=service("early warning"), at=clock.now())
        if put is not None:
            self.stdout.write(f"{put.flagged + put.sampled} people put to the panel")

    def _ask_witnesses(self) -> None:
        faults = witnessing.collect(on=clock.today())
        raise_alerts(faults=faults, by=service("witnesses"), at=clock.now())
        work.sequence()

    def _prove(self) -> None:
        if nightly.is_due(today=clock.today()):
            proved = nightly.prove(at=clock.now(), today=clock.today())
            self.stdout.write(f"{proved.receipts} receipts proved, {len(proved.faults)} findings")
            work.sequence()
