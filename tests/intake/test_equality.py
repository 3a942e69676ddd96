"""Answers about equality: counted ten together, tied to no report, and kept of nobody."""

import datetime
import json

import pytest
from django.conf import settings
from django.db import DatabaseError, connection, transaction

from candour.core import mailbox, words
from candour.guard.actors import service
from candour.intake import equality
from candour.intake.actions.count_equality import count_equality
from candour.intake.journey.state import content
from candour.intake.models import EqualityCount, EqualityPool, Staged
from cast import NOW

ANSWERS = {"age": "25_to_34", "ethnicity": "black", "religion": "not_said", "sex": ""}
SAID = {"age": "25_to_34", "ethnicity": "black"}


def keep(world, *, force: str = "Northfold Police", times: int = 1, days_ago: int = 0) -> None:
    on = NOW.date() - datetime.timedelta(days=days_ago)
    for _ in range(times):
        spoken = words.generate(count=words.MAILBOX_WORDS)
        keys = mailbox.derive_mailbox(words=spoken, salt=settings.DEPLOYMENT_SALT)
        equality.keep(keys=keys, force=world.organisations[force], on=on, answers=ANSWERS)


def count() -> int:
    return count_equality(by=service("sealing"), at=NOW)


def lying() -> list[tuple[bytes, str]]:
    """The pool as it lies in its table, each row with the transaction that wrote it."""
    with connection.cursor() as cursor:
        cursor.execute("select id, xmin::text from intake_equalitypool order by ctid")
        return [(bytes(row), written) for row, written in cursor]


def test_what_she_tells_about_herself_is_asked_last_and_goes_into_no_report(reporter, as_role):
    passed = reporter.walk("public", equality={"age": "25_to_34", "ethnicity": "black"})
    assert passed[-2:] == ["check", "equality"]
    assert b"25_to_34" not in content(reporter.held)
    assert "25" not in json.dumps([one.answer for one in reporter.said.answers])
    reporter.send()
    with as_role("worker"):
        waiting = EqualityPool.objects.get()
        package = Staged.objects.get().package
    assert waiting.answers == SAID
    assert "25_to_34" not in json.dumps(package)


def test_nothing_in_the_pool_is_in_the_report_beside_it(reporter, as_role):
    reporter.walk("public", equality={"age": "25_to_34"})
    reporter.send()
    with as_role("worker"):
        waiting, staged = EqualityPool.objects.get(), Staged.objects.get()
    assert bytes(waiting.id) != bytes(staged.mailbox_hash)
    assert bytes(waiting.id).hex() not in json.dumps(staged.package)
    assert waiting.month.day == 1


def test_sending_twice_answers_once(reporter, as_role):
    reporter.walk("public", equality={"age": "25_to_34"})
    held = reporter.state
    reporter.send()
    reporter.client.post("/report/", {"state": held, "go": "next", "kept": "on"})
    with as_role("worker"):
        assert EqualityPool.objects.count() == 1


def test_who_answers_nothing_leaves_nothing(reporter, as_role):
    reporter.walk("public", equality={"age": "not_said"})
    reporter.send()
    with as_role("worker"):
        assert EqualityPool.objects.count() == 0


def test_nine_answers_wait_and_the_tenth_turns_them_into_numbers(world, as_role):
    force = world.organisations["Northfold Police"]
    with as_role("report"):
        keep(world, times=9)
    with as_role("worker"):
        assert count() == 0
        assert EqualityCount.objects.count() == 0
    with as_role("report"):
        keep(world)
    with as_role("worker"):
        assert count() == 10
        assert equality.counted(organisation=force) == {
            ("age", "25_to_34"): 10, ("ethnicity", "black"): 10,
        }  # fmt: skip
        assert EqualityPool.objects.count() == 0


def test_another_forces_answers_wait_for_their_own_ten_in_hash_order(world, as_role):
    with as_role("report"):
        keep(world, times=10)
        keep(world, times=6, force="Eastmarch Constabulary")
    with as_role("worker"):
        assert count() == 10
    rows = lying()
    assert [row for row, _ in rows] == sorted(row for row, _ in rows)
    assert (len(rows), len({written for _, written in rows})) == (6, 1)


def test_counting_again_adds_nothing_and_later_answers_add_up(world, as_role):
    force = world.organisations["Northfold Police"]
    with as_role("report"):
        keep(world, times=10)
    with as_role("worker"):
        count()
        assert count() == 0
    with as_role("report"):
        keep(world, times=11)
    with as_role("worker"):
        assert count() == 11
        assert equality.counted(organisation=force)["age", "25_to_34"] == 21


def test_the_numbers_bear_the_month_of_counting_so_that_no_month_is_of_one(world, as_role):
    with as_role("report"):
        keep(world, times=9, days_ago=70)
        keep(world)
    with as_role("worker"):
        count()
        months = set(EqualityCount.objects.values_list("month", flat=True))
    assert months == {NOW.date().replace(day=1)}


def test_the_report_site_can_add_answers_and_read_none(world, as_role):
    with as_role("report"), pytest.raises(DatabaseError), transaction.atomic():
        EqualityPool.objects.count()


def test_the_page_says_what_is_done_with_the_answers(reporter):
    reporter.walk("public", until="equality")
    assert "They wait until 10 people have answered about the same force" in reporter.text
    assert equality.FEWEST == 10
