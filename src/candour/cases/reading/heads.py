"""The head of a case: what every page of it shows above the page's own matter."""

import dataclasses
import datetime
import uuid

from candour.cases.models import Case, Event
from candour.cases.reading import wording
from candour.cases.reading.overdue import overdue
from candour.guard.actors import Actor
from candour.guard.models import KeyWrap
from candour.guard.permissions import refused
from candour.law.events import CaseKind, EventKind, ReporterKind


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class CaseHead:
    """Codes and dates of one case, and whether the actor is among those who may change it."""

    file: uuid.UUID
    organisation_id: uuid.UUID
    reference: str
    kind: CaseKind
    reporter_kind: ReporterKind | None
    received_on: datetime.date
    incident_on: datetime.date | None
    closed_on: datetime.date | None
    is_open: bool
    age_days: int
    overdue: int
    is_reader: bool
    is_under_schedule_3: bool
    report_file: uuid.UUID | None

    @property
    def identity(self) -> dict[str, object]:
        """Return the identity bar's matter."""
        tags = [
            {"text": "Open" if self.is_open else "Closed", "colour": "" if self.is_open else "grey"}
        ]
        if self.overdue:
            tags.append({"text": f"{self.overdue} overdue", "colour": "red"})
        age = wording.count(self.age_days, "day", "days")
        return {
            "title": self.reference,
            "facts": [
                wording.KINDS[self.kind.value],
                f"Received {wording.day(self.received_on)}",
                f"{age} old" if self.is_open else f"Open for {age}",
            ],
            "tags": tags,
        }

    @property
    def can_change(self) -> bool:
        """Return whether the actor may take steps in it now."""
        return self.is_open and self.is_reader


def read(*, file: uuid.UUID, by: Actor, on: datetime.date) -> CaseHead:
    """Return the head of a case that the caller has already been allowed to use."""
    case = Case.objects.filter(file_id=file).first()
    if case is None:
        # A file that is seen, but is no case: a report, asked for as if it were one.
        raise refused("cases.read", file=file)
    return CaseHead(
        file=file,
        organisation_id=case.organisation_id,
        reference=case.reference,
        kind=CaseKind(case.kind),
        reporter_kind=ReporterKind(case.reporter_kind) if case.reporter_kind else None,
        received_on=case.received_on,
        incident_on=case.incident_on,
        closed_on=case.closed_on,
        is_open=is_open(case),
        age_days=max(((case.closed_on or on) - case.received_on).days, 0),
        overdue=overdue(on=on).filter(file_id=file).count() if is_open(case) else 0,
        is_reader=KeyWrap.objects.filter(file_key__file_id=file, account_id=by.account).exists(),
        is_under_schedule_3=Event.objects.filter(
            file_id=file, kind=EventKind.RECORDED_UNDER_SCHEDULE_3.value
        ).exists(),
        report_file=case.report_file_id,
    )


def is_open(case: Case) -> bool:
    """Return whether a case has not been closed, at a known day or at none."""
    return case.closed_on is None and not case.is_closed_undated
