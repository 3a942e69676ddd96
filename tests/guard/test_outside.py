"""Every table is under the log, or somebody has written down why it is not."""

import pytest
from django.apps import apps
from django.db import connection

from candour.guard.log import declared, outside


@pytest.mark.scenario("SC-22", part="covered")
def test_every_table_is_under_the_log_or_a_reason_says_why_not(db):
    tables = connection.introspection.table_names()
    without = [
        table
        for table in tables
        if not outside.is_covered(table=table) and not outside.why_not(table=table)
    ]
    assert without == []


@pytest.mark.scenario("SC-22", part="covered")
def test_every_column_of_a_logged_table_is_in_its_image_or_named_as_left_out():
    columns = {
        (model._meta.db_table, field.column)
        for model in apps.get_models()
        for field in model._meta.local_fields
    }
    covered = {(one.table, column) for one in declared.tables() for column in one.columns}
    logged = {one.table for one in declared.tables()}
    left_out = {one for one in columns - covered if one[0] in logged}
    assert left_out == {one for one in outside.COLUMNS if one[0] in logged}
