"""A column that a logged table got later is under the log too, in rows from before as well."""

import pytest
from django.db import connection

from candour.cases.models import Event
from candour.guard.log import declared, verify
from candour.people.models import Person

ORIGIN = "candour.localhost/log"


def superuser(sql: str, *values: object) -> None:
    """Do what row security and rights forbid everybody else."""
    with connection.cursor() as cursor:
        cursor.execute("set local session_replication_role = replica")
        cursor.execute(sql, values)


def images() -> dict[str, bytes]:
    with connection.cursor() as cursor:
        cursor.execute("select row_id::text, image from guard.images('cases_event', 1, null)")
        return {row_id: bytes(image) for row_id, image in cursor}


def test_an_empty_later_column_leaves_the_image_as_it_was_without_it(logged_case):
    before = images()

    superuser("""update guard_imagecolumns set columns = columns - 'subject_id?'
                 where table_name = 'cases_event'""")

    assert before
    assert images() == before


@pytest.mark.scenario("SC-22", part="changed")
def test_a_later_column_that_is_filled_past_the_log_is_named(logged_case, log_keys):
    event = Event.objects.filter(subject=None).order_by("id")[0]

    superuser("update cases_event set subject_id = %s where id = %s",
              Person.objects.order_by("id")[0].id, event.id)  # fmt: skip

    found = verify.verify(trusted=log_keys, origin=ORIGIN).findings
    assert [(one.place, one.problem) for one in found] == [
        (f"cases_event {event.id}", "This row was changed past the log.")
    ]


def test_a_list_that_forgot_a_later_column_is_named(logged_case, log_keys):
    superuser("""update guard_imagecolumns set columns = columns - 'subject_id?'
                 where table_name = 'cases_event'""")

    places = [one.place for one in verify.verify(trusted=log_keys, origin=ORIGIN).findings]
    assert places == ["guard_imagecolumns cases_event 1"]


def test_the_declared_columns_name_the_later_ones_last_and_plain():
    (events,) = [one for one in declared.tables() if one.table == "cases_event"]

    assert events.columns[-1] == "subject_id"
    assert events.listed[-1] == "subject_id?"
