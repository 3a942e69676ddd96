"""How far a case has come: what is still open before severity, and before the outcome is told."""

import dataclasses
import datetime
import uuid

from django.db import connection

from candour.cases.models import Described, LinkDecision, Screening, Suggestion


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Someone described, and what the comparison with the register still asks of the handlers."""

    id: uuid.UUID
    number: int
    is_described: bool
    screened_at: datetime.datetime | None
    screened_by: uuid.UUID | None
    last_arrival: datetime.datetime | None
    undecided: int

    @property
    def is_out_of_date(self) -> bool:
        """Return whether something arrived about someone it may be since the last comparison."""
        if self.screened_at is None:
            return True
        return self.last_arrival is not None and self.last_arrival > self.screened_at

    @property
    def is_done(self) -> bool:
        """Return whether severity may be assessed as far as this person goes."""
        return not self.is_out_of_date and self.undecided == 0

    @property
    def called(self) -> str:
        """Return how pages speak of this person."""
        return f"Person {self.number}" if self.is_described else "The unidentified person"

    @property
    def missing(self) -> str:
        """Return what is still to be done, in words; empty when nothing is."""
        if self.is_out_of_date:
            return f"{self.called}: compare with the register again. Something new has arrived."
        if self.undecided == 1:
            return f"{self.called}: decide on 1 suggestion."
        if self.undecided:
            return f"{self.called}: decide on {self.undecided} suggestions."
        return ""


def people(*, file: uuid.UUID) -> tuple[Person, ...]:
    """Return everyone described in a case that the caller may use, in order."""
    latest = {
        row.described_id: row
        for row in Screening.objects.filter(file_id=file).order_by("completed_at", "id")
    }
    decided = LinkDecision.objects.filter(file_id=file).values("suggestion_id")
    open_ones = Suggestion.objects.filter(file_id=file).exclude(id__in=decided)
    undecided = list(open_ones.values_list("described_id", flat=True))
    arrivals = _arrivals(file)
    return tuple(
        Person(
            id=row.id,
            number=row.number,
            is_described=row.item_id is not None,
            screened_at=latest[row.id].completed_at if row.id in latest else None,
            screened_by=latest[row.id].completed_by if row.id in latest else None,
            last_arrival=arrivals.get(row.id),
            undecided=undecided.count(row.id),
        )
        for row in Described.objects.filter(file_id=file).order_by("number", "id")
    )


def _arrivals(file: uuid.UUID) -> dict[uuid.UUID, datetime.datetime]:
    with connection.cursor() as cursor:
        cursor.execute(
            "select id, cases.last_arrival(id) from cases_described where file_id = %s", [file]
        )
        return {described: at for described, at in cursor.fetchall() if at is not None}
