"""Columns are known by many names; what is not known is said and never guessed."""

import pytest

from candour.linking.files import columns


@pytest.mark.parametrize(
    ("column", "field"),
    [
        ("person_id", "person"), ("officer_id", "person"), ("First Name", "given"),
        ("firstName", "given"), ("surname", "family"), ("LAST_NAME", "family"),
        ("collar_no", "number"), ("badge", "number"), ("star", "number"), ("unit_code", "unit"),
        ("start_date", "from"), ("unit_end_date", "until"), ("dob", "born"),
        ("officer_surname", "family"), ("maiden_name", "former"),
    ],
)  # fmt: skip
def test_a_column_of_people_is_known_by_its_many_names(column, field):
    assert columns.mapped(columns=[column], known=columns.PEOPLE) == {field: [column]}


@pytest.mark.parametrize(
    ("column", "field"),
    [("description_id", "description"), ("incident_date", "on"), ("said_rank", "rank"),
     ("described_on", "on"), ("given_said", "given"), ("narrative", "text")],
)  # fmt: skip
def test_a_column_of_descriptions_is_known_by_its_many_names(column, field):
    assert columns.mapped(columns=[column], known=columns.DESCRIPTIONS) == {field: [column]}


@pytest.mark.parametrize("column", ["true_person_id", "person_id", "officer_id", "shoe_size"])
def test_who_was_meant_is_never_read_from_descriptions(column):
    assert columns.mapped(columns=[column], known=columns.DESCRIPTIONS) == {"": [column]}
