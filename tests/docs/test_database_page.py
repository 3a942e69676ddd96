"""The page of database functions agrees with the database."""

from django.db import connection

from candour.ops.docs.pages import database

PRESENT = """
    select p.pronamespace::regnamespace::text || '.' || p.proname, p.prosecdef,
        has_function_privilege('candour_report', p.oid, 'execute'),
        has_function_privilege('candour_casework', p.oid, 'execute'),
        has_function_privilege('candour_oversight', p.oid, 'execute'),
        has_function_privilege('candour_worker', p.oid, 'execute')
    from pg_proc as p
    where p.pronamespace::regnamespace::text = any(%s)
    order by 1
"""


def test_every_function_its_rights_and_its_callers_are_those_of_the_database(db):
    listed = database.functions()
    schemas = sorted({one.name.split(".")[0] for one in listed})

    with connection.cursor() as cursor:
        cursor.execute(PRESENT, [schemas])
        present = cursor.fetchall()

    assert present == [
        (one.name, one.is_definer, *(role in one.roles for role in database.ROLES))
        for one in listed
    ]


def test_every_function_says_what_it_does():
    assert [one.name for one in database.functions() if not one.about] == []


def test_the_report_site_may_call_nothing_but_what_a_reporter_needs():
    assert [one.name for one in database.functions() if "report" in one.roles] == [
        "access.custodian_targets",
        "access.officers",
        "access.receivers",
        "access.seal_targets",
        "guard.published_head",
        "intake.add_supporter",
        "intake.answer_equality",
        "intake.appeals",
        "intake.automated",
        "intake.drop_blob",
        "intake.drop_draft",
        "intake.find_draft",
        "intake.keep_blob",
        "intake.looks",
        "intake.mailbox",
        "intake.readers_of",
        "intake.remove_supporter",
        "intake.replace_words",
        "intake.save_draft",
        "intake.submit",
        "intake.supported",
        "intake.take_back",
        "intake.write",
        "intake.write_as_supporter",
    ]
