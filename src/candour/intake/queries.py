"""Reads at the receiving desk: what waits, and one report with its words opened."""

import dataclasses
import datetime
import json
import uuid

from django.db.models import (
    Case,
    DateField,
    ExpressionWrapper,
    F,
    OuterRef,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Least

from candour.guard import keys
from candour.guard.actors import Actor
from candour.guard.keys import Vault
from candour.guard.models import SealedItem
from candour.guard.permissions import demand, deny
from candour.intake.models import Correspondent, Progress, Report
from candour.law.duties import WRITTEN_ANSWER

ON_BEHALF = "on_behalf"
DONE = ("answered", "closed")
_ANSWER_ON = ExpressionWrapper(
    F("received_on") + Value(WRITTEN_ANSWER.number), output_field=DateField()
)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class WaitingReport:
    """A report at the desk, as its list shows it: no word of its content."""

    file: uuid.UUID
    reference: str
    route: str
    received_on: datetime.date
    state: str
    next_on: datetime.date | None
    is_late: bool


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class OpenReport:
    """A report with its words opened, for the reader who holds a key to it."""

    file: uuid.UUID
    organisation_id: uuid.UUID
    reference: str
    route: str
    received_on: datetime.date
    state: str
    answer_due_on: datetime.date | None
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

    @property
    def categories(self) -> tuple[str, ...]:
        """Return what she said it is about, by the names of the question sets."""
        found = self.narrative.get("categories")
        return tuple(str(one) for one in found) if isinstance(found, list) else ()

    @property
    def told(self) -> dict[str, str]:
        """Return whom she told before, and when, in her words."""
        found = self.narrative.get("told")
        return {str(key): str(value) for key, value in found.items()} if isinstance(
            found, dict) else {}  # fmt: skip


def waiting_reports(
    *, by: Actor, at: datetime.datetime, limit: int = 200
) -> tuple[WaitingReport, ...]:
    """Return the reports the actor was given, what is due first; others can't be counted.

    What was recorded or answered waits no more. A concern of several people is late without a
    written answer, whatever else was said in between.
    """
    demand("intake.desk", by=by, at=at)
    latest_step = Progress.objects.filter(file_id=OuterRef("file_id")).order_by("-number")
    promised = Subquery(latest_step.values("next_on")[:1])
    owed = Case(When(route=ON_BEHALF, then=_ANSWER_ON), default=None)
    due = Least(promised, owed, output_field=DateField())
    reports = list(_waiting_rows().annotate(due=due).order_by("due", "reference")[:limit])
    steps = Progress.objects.filter(file_id__in=[report.file_id for report in reports])
    latest = {step.file_id: step for step in steps.order_by("number")}
    return tuple(_waiting(report, latest.get(report.file_id), on=at.date()) for report in reports)


def count_waiting(*, by: Actor, at: datetime.datetime) -> int:
    """Return how many reports wait for the actor."""
    demand("intake.desk", by=by, at=at)
    return _waiting_rows().count()


def _waiting_rows() -> QuerySet[Report]:
    here = Correspondent.objects.values("file_id")
    done = Progress.objects.filter(state__in=DONE).values("file_id")
    return Report.objects.filter(file_id__in=here).exclude(file_id__in=done)


def answer_due(*, report: Report) -> datetime.date | None:
    """Return by when a written answer is owed; part of a look that was permitted already."""
    if report.route != ON_BEHALF:
        return None
    return report.received_on + datetime.timedelta(days=WRITTEN_ANSWER.number)


def _waiting(report: Report, step: Progress | None, *, on: datetime.date) -> WaitingReport:
    owed = [day for day in (step.next_on if step else None, answer_due(report=report)) if day]
    next_on = min(owed, default=None)
    return WaitingReport(
        file=report.file_id,
        reference=report.reference,
        route=report.route,
        received_on=report.received_on,
        state=step.state if step else "recorded",
        next_on=next_on,
        is_late=next_on is not None and next_on < on,
    )


def open_report(*, report: uuid.UUID, vault: Vault, by: Actor, at: datetime.datetime) -> OpenReport:
    """Return a report with its words; raise NotPermitted where the actor holds no key to it."""
    demand("intake.read", by=by, at=at, file=report)
    row = Report.objects.filter(file_id=report).first()
    if row is None:
        # A file that is seen, but is no report: a case, asked for as if it were one.
        deny("intake.read", by=by, at=at, file=report)
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
        state=_state(report),
        answer_due_on=answer_due(report=row),
        narrative=json.loads(texts[narrative.id]),
        people=tuple(sorted(people, key=lambda said: int(said.pop("position", 0)))),
    )


def _state(report: uuid.UUID) -> str:
    last = Progress.objects.filter(file_id=report).order_by("number").last()
    return last.state if last else ""
