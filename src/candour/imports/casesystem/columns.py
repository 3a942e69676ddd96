"""The four files of a case system's delta: what each column holds, and which way it goes."""

from candour.imports.casesystem import codes
from candour.imports.reading.records import Column

EXAMPLE_REF = "EXAMPLE"
CASES, ALLEGATIONS, SUBJECTS, LINKS = "cases", "allegations", "subjects", "links"
# A delta without these two says nothing; the others may be left out.
REQUIRED = (CASES, ALLEGATIONS)
# The one cell that may hold line breaks: its words are counted and dropped.
WORDS = "summary"
_REFERENCE = Column(
    name="case_reference",
    words="The case system's own reference; the same in every file and every night.",
    example=EXAMPLE_REF,
    is_required=True,
)

_CASES = (
    _REFERENCE,
    Column(
        name="candour_reference",
        words="Candour's reference, where the case came from there. It is compared, never changed.",
        example="",
    ),
    Column(
        name="kind",
        words=f"One of {', '.join(codes.KINDS)}.",
        example="complaint",
        is_required=True,
    ),
    Column(
        name="source",
        words=f"One of {', '.join(codes.SOURCES)}; empty is another system.",
        example="public",
    ),
    Column(name="incident_on", words="The day it happened.", example="2019-03-30"),
    Column(
        name="recorded_on",
        words="The day it was made or came to attention: every duration starts here.",
        example="2019-04-01",
        is_required=True,
    ),
    Column(
        name="referred_on",
        words="The day it was referred to the independent body.",
        example="",
    ),
    Column(name="finalised_on", words="The day it was closed. Empty: open.", example="2019-11-29"),
    Column(name="handling_officer", words="Number of whoever handles it.", example="W10007"),
    Column(name="crime_reference", words="The crime it belongs to.", example="CR/2019/004417"),
    Column(
        name=WORDS,
        words="Free text. It is counted and dropped: nothing of it is kept.",
        example="",
    ),
)
_ALLEGATIONS = (
    _REFERENCE,
    Column(
        name="allegation_number",
        words="Its number in the case; the same every night.",
        example="1",
        is_required=True,
    ),
    Column(name="subject_number", words="Number of the subject. Empty: nobody known.",
           example="W10001"),
    Column(name="category", words="A category in force since 1 February 2020.", example=""),
    Column(name="legacy_category", words="A letter from A to Y, as used before.", example="S"),
    Column(
        name="assessment",
        words=f"How serious: one of {', '.join(codes.ASSESSMENTS)}.",
        example="misconduct",
    ),
    Column(name="assessed_on", words="The day of the assessment.", example="2019-04-12"),
    Column(
        name="outcome",
        words="How it ended, in the codes below or Candour's own. Empty: not yet.",
        example="SUB",
    ),
    Column(name="sanction", words="What followed, likewise.", example="WW"),
    Column(name="decided_on", words="The day of the outcome.", example="2019-11-29"),
)  # fmt: skip
_SUBJECTS = (
    _REFERENCE,
    Column(
        name="number", words="Warrant, collar or staff number.", example="W10001", is_required=True
    ),
    Column(name="given", words="Given names. Compared and dropped.", example="Robin"),
    Column(name="family", words="Family name. Compared and dropped.", example="Example"),
    Column(name="rank", words="Rank at the time. Dropped.", example="PC"),
    Column(
        name="ethnicity",
        words="Self-defined ethnicity in the force's own code. Kept where the register has none.",
        example="W1",
    ),
)
_LINKS = (
    _REFERENCE,
    Column(
        name="linked_reference",
        words="Another case that belongs to it, by the case system's reference.",
        example="EXAMPLE-2",
        is_required=True,
    ),
)
TABLES = {CASES: _CASES, ALLEGATIONS: _ALLEGATIONS, SUBJECTS: _SUBJECTS, LINKS: _LINKS}

# What is given back, file by file: no name, no word, no rank, no ethnicity, no handling officer.
GIVEN = {
    CASES: (
        "case_reference", "candour_reference", "kind", "source", "incident_on", "recorded_on",
        "referred_on", "finalised_on",
    ),
    ALLEGATIONS: tuple(one.name for one in _ALLEGATIONS),
    SUBJECTS: ("case_reference", "number"),
}  # fmt: skip
# What is compared. A crime reference, a handling officer and links are told by one side alone.
COMPARED_OF_CASE = (
    "kind", "source", "incident_on", "recorded_on", "referred_on", "finalised_on",
)  # fmt: skip
COMPARED_OF_ALLEGATION = (
    "subject_number", "category", "assessment", "assessed_on", "outcome", "sanction", "decided_on",
)  # fmt: skip
NAMES = {
    "kind": "Kind of case",
    "source": "Who it came from",
    "incident_on": "Happened on",
    "recorded_on": "Made or came to attention on",
    "referred_on": "Referred on",
    "finalised_on": "Closed on",
    "allegation": "Allegation",
    "subject_number": "Subject",
    "category": "Category",
    "assessment": "Severity",
    "assessed_on": "Assessed on",
    "outcome": "Outcome",
    "sanction": "Sanction",
    "decided_on": "Decided on",
}
