"""The columns of an audit feed: their names, what they hold, and which must be there."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column; `other_names` are what systems call it that export it under another name."""

    name: str
    words: str
    example: str
    is_required: bool = False
    other_names: tuple[str, ...] = ()


COLUMNS = (
    Column(name="at", words="When it was read, local time, ISO 8601",
           example="2026-11-03T14:02:11", is_required=True,
           other_names=("timestamp", "event_time")),
    Column(name="officer", words="Warrant, collar or staff number of whoever read it",
           example="N1234", is_required=True, other_names=("user_id", "officer_id", "warrant")),
    Column(name="system", words="The system: crime, intelligence, custody, vehicles, any word",
           example="vehicles", is_required=True, other_names=("application",)),
    Column(name="action", words="What was done: search, read, print", example="read"),
    Column(name="record", words="The record's own reference", example="VEH-20011"),
    Column(name="name", words="The name on the record that was opened", example="Ann Example",
           other_names=("nominal", "person_name")),
    Column(name="born", words="The date of birth on it", example="1990-05-17",
           other_names=("dob", "date_of_birth")),
    Column(name="address", words="The address on it", example="14 Mill Lane"),
    Column(name="postcode", words="The postcode on it", example="NF4 7QT"),
    Column(name="vehicle", words="The registration mark on it", example="AB12 CDE",
           other_names=("vrm", "registration")),
    Column(name="phone", words="The telephone number on it", example="07700 900123",
           other_names=("telephone",)),
    Column(name="case", words="The crime or incident the record belongs to", example="CR/26/00042",
           other_names=("crime_ref", "case_ref")),
    Column(name="searched", words="What was typed to find it", example="example ann",
           other_names=("search_text", "query")),
    Column(name="task", words="The incident or crime it was read for", example="INC-88120",
           other_names=("task_ref", "incident")),
    Column(name="task_by", words="Who says so: dispatch, allocated, or stated by the reader",
           example="dispatch", other_names=("task_source",)),
)  # fmt: skip
NAMES = tuple(column.name for column in COLUMNS)
REQUIRED = tuple(column.name for column in COLUMNS if column.is_required)
DISPATCH, ALLOCATED = "dispatch", "allocated"
GIVEN_BY = (DISPATCH, ALLOCATED)
_BY_ANY_NAME = {
    name: column.name for column in COLUMNS for name in (column.name, *column.other_names)
}


def known(*, header: str) -> str | None:
    """Return the column that a header names, or None."""
    return _BY_ANY_NAME.get(header.strip().lstrip("\ufeff").casefold().replace(" ", "_"))


def every_name() -> tuple[str, ...]:
    """Return every name that a column may have, as exports spell it."""
    return tuple(_BY_ANY_NAME)
