"""What one contact with an outside reporting line says of itself, as a row of a daily batch."""

import datetime
from dataclasses import dataclass, field

PASSED_ON, REFUSED, PENDING = "passed_on", "refused", "pending"
DISPOSITIONS = (
    (PASSED_ON, "Passed on to a receiving desk"),
    (REFUSED, "Refused, with a reason"),
    (PENDING, "Not decided yet"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactRow:
    """One row that makes sense by itself; its words are in memory alone and never printed."""

    row: int
    ref: str
    force: str
    received_on: datetime.date
    disposition: str
    reason: str
    category: str
    text: str = field(repr=False)
