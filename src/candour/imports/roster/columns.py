"""The columns of a roster: what each holds, whether it must be there, an example."""

from collections.abc import Sequence
from dataclasses import dataclass

from candour.imports.source import CannotRead

EXAMPLE_REF = "EXAMPLE"
KINDS = {"officer": "officer", "special": "special", "staff": "staff"}
LEFT_BECAUSE = frozenset(
    {
        "resigned",
        "retired",
        "dismissed",
        # A probationer let go: counted beside the ladder of outcomes, and no dismissal.
        "regulation_13",
        "transferred",
        "died",
        "contract_ended",
        "other",
    }
)
# Column, and the kind under which the register keeps the number.
NUMBERS = {"warrant": "warrant", "collar": "collar", "staff_number": "staff"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column; a required one stands in the header and is filled in every row."""

    name: str
    words: str
    example: str
    is_required: bool = False


COLUMNS = (
    Column(
        name="person_ref",
        words="The force's own stable id of the person; the same in every row and every file.",
        example=EXAMPLE_REF,
        is_required=True,
    ),
    Column(name="given", words="Given names.", example="Robin"),
    Column(name="family", words="Family name.", example="Example", is_required=True),
    Column(
        name="former_names",
        words="Earlier names, separated by semicolons; one word alone is a family name.",
        example="Robin Sample; Specimen",
    ),
    Column(
        name="aliases",
        words="Nicknames and other names, separated by semicolons; one word alone is a given name.",
        example="Rob",
    ),
    Column(name="birth_year", words="Year of birth, four figures.", example="1984"),
    Column(name="warrant", words="Warrant number.", example="W10001"),
    Column(name="collar", words="Collar or shoulder number.", example="1001"),
    Column(name="staff_number", words="Staff or payroll number.", example="S20001"),
    Column(name="role", words="What the person does in this posting.", example="Response"),
    Column(name="rank", words="Rank or grade in this posting.", example="PC"),
    Column(
        name="unit_code",
        words="The unit's code: the smallest team. Without it the row tells of no posting.",
        example="RT-2",
    ),
    Column(
        name="unit_name",
        words="The unit's name. Where one code has several, that of the latest posting counts.",
        example="Response team 2",
    ),
    Column(
        name="posted_from",
        words="First day of the posting; must be there if unit_code is.",
        example="2021-04-01",
    ),
    Column(
        name="posted_until",
        words="Last day of the posting. Empty: it has not ended.",
        example="",
    ),
    Column(
        name="line_manager_ref",
        words="person_ref of the line manager, anywhere in the file or on the register.",
        example="EXAMPLE-2",
    ),
    Column(
        name="course_run",
        words="The code of one run of a training course that the person was on.",
        example="FA-2021-2",
    ),
    Column(
        name="course_from",
        words="First day on the course; must be there if course_run is.",
        example="2021-05-03",
    ),
    Column(name="course_until", words="Last day on the course.", example="2021-05-14"),
    Column(name="joined", words="Day of joining the force.", example="2010-09-06"),
    Column(name="left", words="Last day of service. Empty: still serving.", example=""),
    Column(
        name="left_because",
        words="Why the person left: " + ", ".join(sorted(LEFT_BECAUSE)) + ".",
        example="",
    ),
    Column(
        name="kind",
        words="What the person serves as: " + ", ".join(KINDS) + ".",
        example="officer",
        is_required=True,
    ),
    Column(
        name="ethnicity",
        words="Self-defined ethnicity in the force's own code. Read by the measures alone.",
        example="W1",
    ),
    Column(
        name="sex",
        words="Sex in the force's own code. Read by the measures alone.",
        example="F",
    ),
)
_NAMES = frozenset(column.name for column in COLUMNS)
_REQUIRED = frozenset(column.name for column in COLUMNS if column.is_required)


def check_header(*, file: str, header: Sequence[str]) -> tuple[str, ...]:
    """Return the names of the columns, or say which are unknown, doubled or missing.

    An unknown one is named by its place, since a file without a header starts with somebody's row.
    """
    names = tuple(name.replace(" ", "_").replace("-", "_") for name in header)
    unknown = [str(place) for place, name in enumerate(names, start=1) if name not in _NAMES]
    if unknown:
        message = f"{file}: no roster column is called what column {', '.join(unknown)} is headed."
        raise CannotRead(message)
    doubled = sorted({name for name in names if names.count(name) > 1})
    if doubled:
        message = f"{file} has more than one column {', '.join(doubled)}."
        raise CannotRead(message)
    missing = sorted(_REQUIRED - set(names))
    if missing:
        message = f"{file} lacks the column {', '.join(missing)}."
        raise CannotRead(message)
    return names
