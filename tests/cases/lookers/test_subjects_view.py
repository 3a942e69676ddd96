"""A subject sees looks by body, role and day from the day of the notice on, and no name."""

import datetime

import pytest
from django.db import connection

import story
from candour import clock
from candour.cases.lookers import queries
from candour.guard.actors import Actor
from candour.guard.models import Account
from candour.guard.permissions import NotPermitted
from candour.guard.seats import Seat

LATER = datetime.timedelta(days=3)


@pytest.fixture
def subject(world) -> Actor:
    """The subject's own seat, beside whatever account the person has besides."""
    account = Account.objects.create(
        username="subjects-seat",
        organisation_id=world.organisations["Northfold Police"],
        seat=Seat.SUBJECT,
    )
    return Actor(account_id=account.id, organisation_id=account.organisation_id, seat=Seat.SUBJECT)


def serve(case, account, on: datetime.date) -> None:
    """Let the ledger say that the notice was served on this day."""
    with connection.cursor() as cursor:
        cursor.execute("create table served (file_id uuid, account_id uuid, on_date date)")
        cursor.execute("insert into served values (%s, %s, %s)", [case, account, on])
        cursor.execute(
            "create or replace function cases.notices_served(of_account uuid, of_zone text)"
            " returns table (file_id uuid, on_date date) language sql stable security definer"
            " set search_path = pg_catalog, pg_temp as $$ select served.file_id, served.on_date"
            " from public.served where served.account_id = of_account $$"
        )


def looked(as_role, subject: Actor) -> list[tuple]:
    at = clock.now() + LATER
    with as_role("casework", actor=subject.account):
        found = queries.looked_at_me(on=at.date(), by=subject, at=at)
    return [(one.body, one.seat, one.on) for one in found]


def test_before_the_notice_nothing_is_shown(as_role, case, subject):
    assert looked(as_role, subject) == []


def test_from_the_notice_on_looks_show_by_body_role_and_day(visit, as_role, case, subject):
    visit("authority").get(f"/cases/{case}/")
    serve(case, subject.account, clock.today())

    assert ("Northfold Police", "appropriate_authority", clock.today()) in looked(as_role, subject)


def test_looks_before_the_notice_stay_unknown(visit, as_role, case, subject):
    visit("authority").get(f"/cases/{case}/")
    serve(case, subject.account, clock.today() + datetime.timedelta(days=1))

    assert looked(as_role, subject) == []


def test_nobody_in_another_seat_may_ask(as_role, case):
    by = story.actor("desk")
    with as_role("casework", actor=by.account), pytest.raises(NotPermitted):
        queries.looked_at_me(on=clock.today(), by=by, at=clock.now())


def test_a_subject_reads_when_something_may_be_kept_back_and_what_to_ask(visit):
    looked = visit("subject-seat").get("/looked/")
    papers = visit("subject-seat").get("/bundle/")

    assert "s 44(4)(e)" in looked.text
    assert "Information Commissioner" in looked.text
    assert "Whether data on you is held, and a copy of it (DPA 2018, s 45(1))" in papers.text
