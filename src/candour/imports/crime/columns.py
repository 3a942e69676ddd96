"""The columns of the crime side's feed: what each holds, whether it must be there, an example."""

from candour.imports.reading.records import Column
from candour.law.policies import crime_side as policy

EXAMPLE_REF = "EXAMPLE"
_KINDS = ", ".join(row.kind.value for row in policy.KINDS)
_OFFENCES = ", ".join(row.code for row in policy.OFFENCES)
_ORDERS = ", ".join(row.code for row in policy.ORDERS)

COLUMNS = (
    Column(
        name="record_reference",
        words="The crime system's own reference of this row; the same in every file.",
        example=EXAMPLE_REF,
        is_required=True,
    ),
    Column(
        name="crime_reference",
        words="The crime it belongs to. Rows of one crime come together in one matter.",
        example="CR/2026/004417",
        is_required=True,
    ),
    Column(name="kind", words=f"One of {_KINDS}.", example="arrest", is_required=True),
    Column(
        name="happened_on", words="The day it happened.", example="2026-03-31", is_required=True
    ),
    Column(
        name="offence",
        words=f"One of {_OFFENCES}; empty is other.",
        example="domestic_abuse",
    ),
    Column(
        name="civil_order",
        words=f"For civil_order alone: one of {_ORDERS}.",
        example="",
    ),
    Column(name="domestic", words="yes or no: domestic abuse.", example="yes"),
    Column(name="sexual", words="yes or no: sexual conduct.", example="no"),
    Column(
        name="serves",
        words="yes, no, or empty where nobody asked: does the person serve with the police?",
        example="yes",
        is_required=True,
    ),
    Column(name="number", words="Warrant, collar or staff number.", example="5001"),
    Column(name="given", words="First names.", example="Robin"),
    Column(name="family", words="Family name.", example="Example"),
    Column(name="born_on", words="Date of birth; the year is compared.", example="1988-05-17"),
    Column(name="rank", words="Rank or role, if it was said.", example="PC"),
    Column(name="unit", words="Where they serve, if it was said.", example="Custody North"),
    Column(
        name="text",
        words="What happened, in short, up to 20,000 characters; it is sealed.",
        example="What was said.",
    ),
)
