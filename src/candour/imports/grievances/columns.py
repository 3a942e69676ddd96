"""The columns of HR's register of grievances: what each holds, whether it must be there."""

from candour.imports.reading.records import Column
from candour.law.policies import grievances as policy

EXAMPLE_REF = "EXAMPLE"
_CATEGORIES = ", ".join(row.code for row in policy.CATEGORIES)

COLUMNS = (
    Column(
        name="grievance_reference",
        words="HR's own reference. Where several people are complained of, a row for each, with a"
        " reference of its own.",
        example=EXAMPLE_REF,
        is_required=True,
    ),
    Column(name="received_on", words="The day HR got it.", example="2026-03-31", is_required=True),
    Column(name="category", words=f"One of {_CATEGORIES}.", example="bullying", is_required=True),
    Column(name="raised_by_given", words="First names of who raised it.", example="Robin"),
    Column(name="raised_by_family", words="Family name of who raised it.", example="Example"),
    Column(name="raised_by_number", words="Number of who raised it.", example="5001"),
    Column(name="about_given", words="First names of who it is about.", example="Alex"),
    Column(name="about_family", words="Family name of who it is about.", example="Invented"),
    Column(name="about_number", words="Number of who it is about.", example="5002"),
    Column(
        name="text",
        words="What it says, in short, up to 20,000 characters. It is screened in memory; it is"
        " kept, sealed, only where it may be about conduct.",
        example="What was said.",
        is_required=True,
    ),
)
