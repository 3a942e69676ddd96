"""The columns of an outside line's batch: what each holds, whether it must be there, an example."""

from collections.abc import Sequence
from dataclasses import dataclass

from candour.imports.source import CannotRead

EXAMPLE_REF = "EXAMPLE"
# A row that begins with this word states how many contacts the line counted in the file.
TOTAL = "total"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column; a required one stands in the header."""

    name: str
    words: str
    example: str
    is_required: bool = False


COLUMNS = (
    Column(
        name="contact_reference",
        words="The line's own reference of the contact; the same in every file that tells of it.",
        example=EXAMPLE_REF,
        is_required=True,
    ),
    Column(
        name="received_on",
        words="The day the line received it.",
        example="2026-03-31",
        is_required=True,
    ),
    Column(
        name="disposition",
        words="What the line did: passed_on, refused or pending.",
        example="passed_on",
        is_required=True,
    ),
    Column(
        name="reason",
        words="Why it was refused, as one of the codes below; empty for every other contact.",
        example="",
        is_required=True,
    ),
    Column(
        name="force",
        words="The force it is about, by its name on the register. Not needed with --force.",
        example="",
    ),
    Column(
        name="category",
        words="The code of the national category, if the line has given one.",
        example="F6",
    ),
    Column(
        name="text",
        words="What was said, up to 20,000 characters; read for passed_on alone, and sealed.",
        example="What the caller said.",
        is_required=True,
    ),
)
_NAMES = frozenset(column.name for column in COLUMNS)
_REQUIRED = frozenset(column.name for column in COLUMNS if column.is_required)


def check_header(*, file: str, header: Sequence[str]) -> tuple[str, ...]:
    """Return the names of the columns, or say which are unknown, doubled or missing."""
    names = tuple(name.replace(" ", "_").replace("-", "_") for name in header)
    unknown = [str(place) for place, name in enumerate(names, start=1) if name not in _NAMES]
    if unknown:
        message = f"{file}: no column of a batch is called what column {unknown[0]} is headed."
        raise CannotRead(message)
    if len(set(names)) < len(names):
        message = f"{file} has two columns of one name."
        raise CannotRead(message)
    missing = sorted(_REQUIRED - set(names))
    if missing:
        message = f"{file} lacks the column {', '.join(missing)}."
        raise CannotRead(message)
    return names
