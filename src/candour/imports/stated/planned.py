"""One change that HR plans, as a file tells it."""

import dataclasses
import datetime


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class PlannedRow:
    """HR's own reference, whom it calls by which number, what is planned, and for when."""

    row: int
    ref: str
    number: str = dataclasses.field(repr=False)
    change: str
    planned_on: datetime.date
