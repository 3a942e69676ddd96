"""By construction, nothing asks a reporter who she is and nothing could hold where she was."""

import inspect

import pytest
from django import forms as django_forms
from django.db import connection, transaction
from django.db.utils import IntegrityError

import story
from candour.intake import forms, questions, routes
from candour.intake.journey import steps
from candour.intake.models import Correspondent, Progress, Report

ASKING = ("e-mail", "email", "telephone", "phone", "your name", "your address", "contact")
NETWORK_NAMES = (
    "ip",
    "agent",
    "referer",
    "referrer",
    "host",
    "port",
    "cookie",
    "session",
    "device",
)
READABLE = """
    select c.table_name, c.column_name, c.data_type
    from information_schema.columns as c
    where c.table_schema = 'public'
      and (c.table_name like 'intake%' or c.table_name in ('guard_file', 'guard_sealeditem'))
      and has_table_privilege('candour_casework', format('public.%I', c.table_name), 'select')
"""


# Routes of people who say from the start that they give a name; a manager may.
GIVING_NAMES = {"internal_named": {"name"}, "line_manager": {"line_manager"}}


def forms_asked():
    """Every form that every journey without a name can show, and the ones beside the journey."""
    for _, form in inspect.getmembers(forms, inspect.isclass):
        if issubclass(form, django_forms.Form) and form.__module__ == forms.__name__:
            yield form
    for name in routes.every():
        shape = steps.Shape(route=name, about=tuple(questions.every()))
        for step in steps.order(shape):
            if step.name not in GIVING_NAMES.get(name, ()):
                yield step.form


def fields():
    """Every field of those forms, with its name and its question."""
    for form in dict.fromkeys(forms_asked()):
        for key, field in form.base_fields.items():
            yield f"{form.__name__}.{key}", f"{key} {field.label}".lower(), field


@pytest.mark.scenario("SC-02", part="nothing-asked")
def test_no_question_of_the_report_site_asks_for_a_name_or_a_way_to_be_reached():
    asked = list(fields())

    assert len(asked) > 60
    assert [where for where, said, _ in asked if any(word in said for word in ASKING)] == []
    kinds = (django_forms.EmailField, django_forms.URLField, django_forms.GenericIPAddressField)
    assert [where for where, _, field in asked if isinstance(field, kinds)] == []


@pytest.mark.scenario("SC-02", part="no-field-for-handlers")
def test_nothing_that_handlers_can_read_of_her_could_hold_where_she_was(db):
    with connection.cursor() as cursor:
        cursor.execute(READABLE)
        columns = cursor.fetchall()

    assert {table for table, _, _ in columns} >= {"intake_report", "intake_correspondent"}
    words = [(table, set(column.split("_")), kind) for table, column, kind in columns]
    assert [row for row in words if row[1] & set(NETWORK_NAMES)] == []
    assert [row for row in words if row[2] in {"inet", "cidr", "macaddr"}] == []
    assert [row for row in words if row[2].startswith(("timestamp", "time "))] == []


@pytest.mark.scenario("SC-04", part="no-state-refused")
def test_the_database_refuses_an_open_report_without_a_next_date(world, as_role):
    sent = story.reported(world, as_role)
    step = Progress.objects.get(file_id=sent.file)

    with pytest.raises(IntegrityError, match="open_has_next_date"), transaction.atomic():
        Progress.objects.filter(id=step.id).update(next_on=None)


@pytest.mark.scenario("SC-04", part="one-state")
def test_every_sealed_report_has_one_state_a_body_that_owns_it_and_a_next_date(world, as_role):
    sent = [story.reported(world, as_role).file for _ in range(5)]

    steps = Progress.objects.filter(file_id__in=sent)
    assert sorted(str(step.file_id) for step in steps) == sorted(map(str, sent))
    assert {step.organisation_id for step in steps} == set(
        Report.objects.filter(file_id__in=sent).values_list("organisation_id", flat=True)
    )
    assert [step for step in steps if step.next_on is None] == []
    assert Correspondent.objects.filter(file_id__in=sent).count() == len(sent)
