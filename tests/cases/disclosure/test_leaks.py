"""Words of a statement that stand in a counter-allegation before they were given are raised."""

import pytest
from disclosure_words import COUNTER, OWN_WORDS, PASSAGE, SOMEBODY, STATEMENT, days_before
from django.db import connection

import story
from candour.cases.models import Case, LeakAlert
from candour.intake.models import Report
from cast import NOW, SUBJECT_SEAT


@pytest.fixture
def report(world, as_role):
    """The statement."""
    return story.reported(world, as_role, story=STATEMENT).file


@pytest.fixture
def safe(safe):
    """The case made of it, received forty days ago."""
    Case.objects.filter(file_id=safe).update(received_on=days_before(40))
    return safe


@pytest.fixture
def counter(world, as_role):
    """A counter-allegation that came in so many days ago: counter(text, days_ago)."""

    def send(text: str, days_ago: int = 10):
        file = story.reported(world, as_role, story=text, people=(SOMEBODY,)).file
        Report.objects.filter(file_id=file).update(received_on=days_before(days_ago))
        return file

    return send


def look(visitor, case):
    visitor.post(f"/cases/{case}/disclosure/leaks/look/")
    return visitor.get(f"/cases/{case}/disclosure/leaks/")


def give_statement(visit, side, case):
    page = visit("desk").get(f"/cases/{case}/disclosure/give/")
    statement = page.body.split('value="statement:')[1].split('"')[0]
    side(case, SUBJECT_SEAT, title="", text="", papers=[f"statement:{statement}"])


@pytest.mark.scenario("SC-25", part="raised")
def test_a_passage_in_a_counter_allegation_before_anything_was_given_is_raised(
    visit, safe, counter
):
    other = counter(COUNTER)

    page = look(visit("desk"), safe)

    alert = LeakAlert.objects.get(file_id=safe)
    assert (alert.other_file_id, alert.source_kind) == (other, "statement")
    assert alert.disclosed_on is None
    assert PASSAGE in page.text


@pytest.mark.scenario("SC-25", part="raised")
def test_it_is_raised_with_the_later_day_on_which_it_was_given(visit, safe, counter, side):
    counter(COUNTER, days_ago=10)
    give_statement(visit, side, safe)

    page = look(visit("desk"), safe)

    alert = LeakAlert.objects.get(file_id=safe)
    assert alert.disclosed_on == NOW.date()
    assert alert.appeared_on == days_before(10)
    assert "The subject’s side was given them on" in page.text


@pytest.mark.scenario("SC-25", part="raised")
def test_a_counter_allegation_after_the_statement_was_given_is_no_leak(visit, safe, counter, side):
    give_statement(visit, side, safe)
    counter(COUNTER, days_ago=0)

    assert "No alert was raised." in look(visit("desk"), safe).text


def test_the_same_thing_in_other_words_is_no_leak(visit, safe, counter):
    counter(OWN_WORDS)

    assert "No alert was raised." in look(visit("desk"), safe).text


def test_what_is_given_after_the_alert_shows_with_its_day(visit, safe, counter, side):
    counter(COUNTER)
    look(visit("desk"), safe)

    give_statement(visit, side, safe)

    assert "The subject’s side was given them on" in look(visit("desk"), safe).text


def test_slips_of_spelling_do_not_hide_it(visit, safe, counter):
    counter(COUNTER.replace("whispered", "wispered").replace("lockers", "Lockers"))

    look(visit("desk"), safe)

    assert LeakAlert.objects.filter(file_id=safe).exists()


def test_what_came_before_the_statement_is_not_looked_at(visit, safe, counter):
    counter(COUNTER, days_ago=50)

    assert "No alert was raised." in look(visit("desk"), safe).text


def test_looking_again_raises_nothing_twice(visit, safe, counter):
    counter(COUNTER)
    look(visit("desk"), safe)

    look(visit("desk"), safe)

    assert LeakAlert.objects.filter(file_id=safe).count() == 1


@pytest.mark.scenario("SC-25", part="words-stay-sealed")
def test_the_passage_is_in_no_table_of_the_database(visit, safe, counter):
    counter(COUNTER)
    look(visit("desk"), safe)

    with connection.cursor() as cursor:
        cursor.execute("select table_name from information_schema.tables"
                       " where table_schema = 'public' and table_type = 'BASE TABLE'")  # fmt: skip
        tables = [name for (name,) in cursor.fetchall()]
        found = []
        for table in tables:
            # No name but the database's own; every column of every row, as text.
            cursor.execute(f'select 1 from "{table}" as t where t::text like %s limit 1',
                           ["%dented blue lockers%"])  # fmt: skip
            found += cursor.fetchall()

    assert len(tables) > 50
    assert found == []


@pytest.mark.scenario("SC-25", part="words-stay-sealed")
def test_a_reader_without_a_key_to_the_other_file_sees_the_alert_and_no_word(visit, safe, counter):
    counter(COUNTER)
    look(visit("desk"), safe)

    page = visit("authority").get(f"/cases/{safe}/disclosure/leaks/")

    assert "A file that you don't see" in page.text
    assert "dented" not in page.text


@pytest.mark.scenario("SC-25", part="raised")
def test_oversight_sees_by_reference_that_there_is_an_alert(visit, safe, counter, as_role, world):
    counter(COUNTER)
    look(visit("desk"), safe)

    with (
        as_role("oversight", actor=world.accounts["oversight"]),
        connection.cursor() as cursor,
    ):
        cursor.execute("select what, detail from cases.removed_and_leaked()")
        seen = cursor.fetchall()

    assert seen == [("leak", "statement")]
