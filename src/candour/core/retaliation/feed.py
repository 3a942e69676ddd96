"""One row of HR's feed as it was read: by whose number, of which kind, on which day."""

import datetime
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class HrRow:
    """One event of HR's feed. is_asked_for: None where HR doesn't know."""

    row: int
    ref: str
    number: str
    kind: str
    happened_on: datetime.date
    is_planned: bool
    is_asked_for: bool | None
    value: int | None
