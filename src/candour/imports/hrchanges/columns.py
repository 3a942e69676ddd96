"""The columns of a file of planned changes: what each holds."""

from candour.imports.reading.records import Column
from candour.law.policies import gates as policy

EXAMPLE_REF = "EXAMPLE"
_CHANGES = ", ".join(row.code for row in policy.CHANGES)

COLUMNS = (
    Column(
        name="change_reference",
        words="HR's own reference of the planned change; the answer is found by it.",
        example=EXAMPLE_REF,
        is_required=True,
    ),
    Column(
        name="number",
        words="The person's number with this employer: staff, warrant or collar number, or the"
        " roster's person_ref.",
        example="S20001",
        is_required=True,
    ),
    Column(name="change", words=f"One of {_CHANGES}.", example="promotion", is_required=True),
    Column(
        name="planned_on",
        words="The day on which the change would be made.",
        example="2026-05-01",
        is_required=True,
    ),
)
