"""The columns of HR's feed of events: what each holds, whether it must be there, an example."""

from candour.imports.reading.records import Column
from candour.law.policies import retaliation as policy

EXAMPLE_REF = "EXAMPLE"
_KINDS = ", ".join(row.kind.value for row in policy.KINDS)
_VALUED = " and ".join(row.kind.value for row in policy.KINDS if row.has_value)

COLUMNS = (
    Column(
        name="event_reference",
        words="HR's own reference of this row; the same in every file.",
        example=EXAMPLE_REF,
        is_required=True,
    ),
    Column(
        name="number",
        words="Staff, warrant or collar number, or the roster's id of the person.",
        example="5001",
        is_required=True,
    ),
    Column(name="kind", words=f"One of {_KINDS}.", example="moved", is_required=True),
    Column(
        name="happened_on",
        words="The day it takes effect; only a planned row may lie ahead.",
        example="2026-03-31",
        is_required=True,
    ),
    Column(name="planned", words="yes where it is not done yet; empty is no.", example="no"),
    Column(
        name="asked_for",
        words="yes or no: did the person ask for it? Empty where nobody knows.",
        example="no",
    ),
    Column(
        name="value",
        words=f"A whole number for {_VALUED} alone: the grade, a higher one being better, or the"
        " hours of the month.",
        example="",
    ),
)
