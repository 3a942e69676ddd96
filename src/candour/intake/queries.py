"""Reads at the receiving desk: what waits, and one report with its words opened."""

import dataclasses
import datetime
import json
import uuid

from candour.guard import keys
from candour.guard.actors import Actor
from candour.guard.keys import Vault
from candour.guard.models import SealedItem
from candour.guard.permissions import demand, deny
from candour.intake.models import Correspondent, Progress, Report


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class WaitingReport:
    """A report at the desk, as its list shows it: no word of its content."""

    file: uuid.UUID
    reference: str
    route: str
    received_on: datetime.date
    state: str
    next_on: datetime.date | None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class OpenReport:
    """A report with its words opened, for the reader who holds a key to it."""

    file: uuid.UUID
    organisation_id: uuid.UUID
    reference: str
    route: str
    received_on: datetime.date
    narrative: dict[str, object]
    people: tuple[dict[str, str], ...]

    @property
    def on(self) -> datetime.date | None:
        """Return the day it is said to have happened, None if unsaid."""
        said = self.narrative.get("on")
        return datetime.date.fromisoformat(said) if isinstance(said, str) else None

    @property
    def must_not_see(self) -> str:
        """Return whom the reporter named as not to see it, one on each line."""
        return str(self.narrative.get("must_not_see", ""))


def waiting_reports(
    *, by: Actor, at: datetime.datetime, limit: int = 200
) -> tuple[WaitingReport, ...]:
    """Return the reports the actor was given, oldest first; nobody can count those they weren't."""
    demand("intake.desk", by=by, at=at)
    here = Correspondent.objects.values("file_id")
    reports = list(
        Report.objects.filter(file_id__in=here).order_by("received_on", "reference")[:limit]
    )
    latest = {
        step.file_id: step
        for step in Progress.objects.filter(
            file_id__in=[report.file_id for report in reports]
        ).order_by("number")
    }
    return tuple(
        WaitingReport(
            file=report.file_id,
            reference=report.reference,
            route=report.route,
            received_on=report.received_on,
            state=latest[report.file_id].state if report.file_id in latest else "recorded",
            next_on=latest[report.file_id].next_on if report.file_id in latest else None,
        )
        for report in reports
    )


def open_report(*, report: uuid.UUID, vault: Vault, by: Actor, at: datetime.datetime) -> OpenReport:
    """Return a report with its words; raise NotPermitted where the actor holds no key to it."""
    demand("intake.read", by=by, at=at, file=report)
    row = Report.objects.get(file_id=report)
    items = list(
        SealedItem.objects.filter(file_id=report, kind__in=["narrative", "description"]).order_by(
            "kind", "id"
        )
    )
    try:
        texts = keys.open_items(items=items, vault=vault, by=by, at=at)
    except keys.NoKey:
        deny("intake.read", by=by, at=at, file=report)
    narrative = next(item for item in items if item.kind == "narrative")
    people = [json.loads(texts[item.id]) for item in items if item.kind == "description"]
    return OpenReport(
        file=report,
        organisation_id=row.organisation_id,
        reference=row.reference,
        route=row.route,
        received_on=row.received_on,
        narrative=json.loads(texts[narrative.id]),
        people=tuple(sorted(people, key=lambda said: int(said.pop("position", 0)))),
    )
