"""Every field of every table is classified exactly once."""

import pytest
from django.db import connection

from candour.guard import privacy as classes
from candour.ops.architecture import privacy
from candour.ops.architecture.privacy import Table


def planted(**given: tuple[str, ...]) -> Table:
    return Table(
        name="cases_planted",
        label="cases.Planted",
        about="Planted.",
        fields=("id", "story"),
        classes=given,
    )


def test_every_field_is_classified_once():
    found = privacy.tables()

    assert found
    assert list(privacy.misclassified(found)) == []


@pytest.mark.parametrize(
    ("table", "says"),
    [
        (planted(), "id is classified 0 times"),
        (planted(official=("id",)), "story is classified 0 times"),
        (planted(official=("id", "story"), personal=("story",)), "story is classified 2 times"),
        (planted(official=("id", "story", "gone")), "gone is classified but does not exist"),
        (planted(official=("id",), private=("story",)), "private is no class of privacy"),
    ],
)
def test_a_field_without_its_one_class_is_found(table, says):
    assert says in [breach.problem for breach in privacy.misclassified([table])]


def test_every_table_of_other_peoples_apps_is_one_that_is_installed():
    labels = {table.label for table in privacy.tables()}

    assert set(classes.OTHERS) | set(classes.WITHOUT_MODEL) <= labels
    assert set(classes.ABOUT) == set(classes.OTHERS) | set(classes.WITHOUT_MODEL)


def test_the_register_names_every_table_and_view_of_the_database_and_every_column(db):
    with connection.cursor() as cursor:
        cursor.execute(
            "select c.relname, count(*) from pg_class as c"
            " join pg_attribute as a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped"
            " where c.relkind in ('r', 'p', 'v') and c.relnamespace = 'public'::regnamespace"
            " group by c.relname"
        )
        present = dict(cursor.fetchall())

    assert {table.name: len(table.fields) for table in privacy.tables()} == present
