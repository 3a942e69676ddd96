"""Mail says that something waits, once a day, and names nothing and nobody."""

import re

import pytest
from django.core import mail
from django.core.management import CommandError, call_command

from candour.cases.models import Case, ClockEscalation, MailSent, WaitingMail
from candour.guard.models import Wall
from candour.law.events import EventKind
from candour.ops.demo.cast import CAST


@pytest.fixture
def told(world) -> None:
    """Everybody in the story has an address."""
    WaitingMail.objects.bulk_create(
        WaitingMail(account_id=world.accounts[name], address=f"{name}@example.org")
        for name in ("authority", "board", "oversight", "desk", "stranger")
    )


@pytest.fixture
def late(aged, happens, sweep):
    case = aged(400)
    happens(case, EventKind.REFERRAL_CRITERION_MET, days_ago=3)
    sweep("raise")
    return case


def addresses() -> list[str]:
    return sorted(one for message in mail.outbox for one in message.to)


@pytest.mark.scenario("SC-13", part="mail-names-nothing")
def test_a_mail_holds_no_reference_no_name_and_no_number(told, late, sweep):
    sweep("mail")

    texts = [f"{one.subject} {one.body}" for one in mail.outbox]
    assert texts
    for text in texts:
        assert re.search(r"\d", text) is None
        assert Case.objects.get(file_id=late).reference not in text
        assert not any(part.family in text or part.given in text for part in CAST)
        assert "Northfold" not in text


@pytest.mark.scenario("SC-13", part="mail-names-nothing")
def test_every_mail_is_the_same_whatever_waits(told, late, sweep):
    sweep("mail")

    assert len({(one.subject, one.body, one.from_email) for one in mail.outbox}) == 1
    assert all(not one.attachments and not one.extra_headers for one in mail.outbox)


def test_it_goes_to_the_bodies_that_something_was_put_to(told, late, sweep):
    sweep("mail")

    assert addresses() == ["authority@example.org", "board@example.org", "oversight@example.org"]


def test_nobody_is_written_to_twice_about_the_same(told, late, sweep):
    first, second = sweep("mail"), sweep("mail")
    next_day = sweep("mail", days=1)

    assert (first, second, next_day) == (3, 0, 0)
    assert MailSent.objects.count() == 3


def test_whoever_a_wall_keeps_out_is_not_written_to(told, late, sweep, world):
    ClockEscalation.objects.exclude(file_id=late).delete()
    Wall.objects.create(
        file_id=late, account_id=world.accounts["oversight"], because="named_by_reporter"
    )

    sweep("mail")

    assert "oversight@example.org" not in addresses()


def test_where_nothing_waits_nobody_is_written_to(told, case, sweep):
    assert sweep("mail") == 0
    assert mail.outbox == []


def test_an_address_is_kept_and_taken_away_by_command(world):
    call_command("escalate", "address", "board", "board@example.org")
    kept = list(WaitingMail.objects.values_list("address", flat=True))
    call_command("escalate", "address", "board")

    assert kept == ["board@example.org"]
    assert not WaitingMail.objects.exists()


@pytest.mark.parametrize(("name", "address"), [("nobody", "a@example.org"), ("board", "x")])
def test_an_address_that_is_none_is_refused(world, name, address):
    with pytest.raises(CommandError):
        call_command("escalate", "address", name, address)
