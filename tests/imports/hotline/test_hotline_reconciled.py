"""Both bodies see how the contacts add up; nobody learns by it of what is kept from them."""

import csv
import datetime
import io

import hotlines
import pytest

import story
from browsing import at_casework, visit
from candour.guard.models import Account, Wall
from candour.guard.permissions import NotPermitted
from candour.imports import queries
from candour.imports.models import Contact
from candour.intake.models import Report
from candour.people.models import OrganisationName
from cast import NOW

__all__ = ["at_casework", "visit"]

FROM, UNTIL = datetime.date(2026, 11, 1), datetime.date(2026, 11, 30)
BATCH = (
    hotlines.passed_on("C1"),
    hotlines.passed_on("C2", received_on="2026-11-04"),
    hotlines.refused("C3"),
    hotlines.refused("C4", reason="too_little", received_on="2026-11-04"),
    hotlines.row("C5"),
    hotlines.passed_on("C6", force="Eastmarch Constabulary", disposition="pending", text=""),
)


@pytest.fixture
def take(world, as_role):
    def as_worker(path, **options):
        with as_role("worker"):
            return hotlines.take(path, **options)

    return as_worker


@pytest.fixture
def line(world, take, tmp_path) -> Account:
    """A batch of six contacts of which the line states seven, and a reader of the line."""
    take(hotlines.write(tmp_path, *BATCH, total=7))
    body = OrganisationName.objects.get(name=hotlines.LINE).organisation_id
    return Account.objects.create(username="line-reader", organisation_id=body, seat="desk_reader")


@pytest.fixture
def ask(as_role, line):
    """What somebody sees of November."""

    def asked(username: str, role: str = "casework") -> queries.Reconciliation:
        by = story.actor(username)
        with as_role(role, actor=by.account):
            return queries.reconciliation(from_on=FROM, until_on=UNTIL, by=by, at=NOW)

    return asked


def sums(found: queries.Reconciliation) -> dict[str, tuple[int, ...]]:
    return {
        one.force: (one.received, one.passed_on, one.refused, one.pending, one.reports)
        for one in found.sums
    }


@pytest.mark.scenario("SC-05", part="adds-up")
def test_both_bodies_see_that_received_is_passed_on_refused_and_pending(ask):
    northfold = (5, 2, 2, 1, 2)
    assert sums(ask("authority")) == {"Northfold Police": northfold}
    assert sums(ask("desk")) == {"Northfold Police": northfold}
    assert sums(ask("line-reader")) == {
        "Eastmarch Constabulary": (1, 0, 0, 1, 0), "Northfold Police": northfold,
    }  # fmt: skip
    assert sums(ask("oversight", "oversight")) == sums(ask("line-reader"))


@pytest.mark.scenario("SC-05", part="both-bodies")
def test_a_stated_total_that_disagrees_is_a_difference_that_both_bodies_see(ask):
    (own,) = ask("line-reader").totals
    (told,) = ask("authority").totals
    assert (own.stated, own.contacts, own.taken, own.difference) == (7, 6, 6, 1)
    assert (told.stated, told.contacts, told.taken, told.difference) == (None, None, None, 1)


def test_each_row_that_was_refused_widens_the_difference(take, tmp_path, ask):
    take(hotlines.write(tmp_path, hotlines.row("D1"), hotlines.row(""), total=2, name="d.csv"))
    latest = next(one for one in ask("line-reader").totals if one.contacts == 2)
    assert (latest.taken, latest.difference) == (1, 1)


def test_refusals_are_counted_by_reason_and_day(ask):
    refused = {
        (one.received_on.day, one.reason): one.contacts
        for one in ask("authority").lines if one.disposition == "refused"
    }  # fmt: skip
    assert refused == {(3, "not_police"): 1, (4, "too_little"): 1}


def test_a_contact_that_moved_on_is_counted_as_it_stands_now_and_once(take, tmp_path, ask):
    take(hotlines.write(tmp_path, hotlines.refused("C5"), name="later.csv"))
    assert sums(ask("authority"))["Northfold Police"] == (5, 2, 3, 0, 2)


def test_a_passed_on_contact_without_its_report_is_a_difference(ask):
    Report.objects.filter(route="hotline").first().delete()
    (found,) = ask("authority").sums
    assert found.missing == 1


def test_a_contact_behind_a_wall_is_in_no_number_of_whom_it_hides(world, ask):
    hidden = Contact.objects.get(ref="C1")
    Wall.objects.create(
        file_id=hidden.report_id, account_id=world.accounts["desk"], because="association"
    )
    assert sums(ask("desk"))["Northfold Police"] == (4, 1, 2, 1, 1)
    assert sums(ask("desk-two"))["Northfold Police"] == (5, 2, 2, 1, 2)


def test_a_contact_that_names_the_desks_department_is_kept_from_the_force(take, tmp_path, ask):
    text = "Harriet Lockwood, Emeka Obi and Fiona Rafferty sat on it."
    take(hotlines.write(tmp_path, hotlines.passed_on("C7", text=text), name="psd.csv"))
    assert sums(ask("authority"))["Northfold Police"] == (5, 2, 2, 1, 2)
    assert sums(ask("line-reader"))["Northfold Police"] == (6, 3, 2, 1, 3)


def test_other_bodies_and_those_without_the_seat_see_nothing(ask, world):
    stranger = Account.objects.create(
        username="elsewhere", organisation_id=world.organisations["Eastmarch Constabulary"],
        seat="desk_reader",
    )  # fmt: skip
    assert sums(ask(stranger.username)) == {"Eastmarch Constabulary": (1, 0, 0, 1, 0)}
    with pytest.raises(NotPermitted):
        ask("investigator")


def test_without_an_actor_nothing_is_counted(as_role, line):
    from django.db import connection

    with as_role("casework"), connection.cursor() as cursor:
        cursor.execute("select count(*) from imports.reconciliation(%s, %s)", [FROM, UNTIL])
        assert cursor.fetchone() == (0,)
        cursor.execute("select count(*) from imports.stated_totals(%s, %s)", [FROM, UNTIL])
        assert cursor.fetchone() == (0,)


def test_no_site_reads_a_contact_itself(as_role, line, world):
    from django.db import ProgrammingError, transaction

    reads = (pytest.raises(ProgrammingError), transaction.atomic())
    with as_role("casework", actor=world.accounts["authority"]), reads[0], reads[1]:
        Contact.objects.count()


def test_the_page_shows_the_month_with_its_tables_and_its_definition(visit, line):
    page = visit("authority", locked=True).get("/reporting-lines/?month=2026-11")
    assert page.status == 200
    assert page.body.count("<table") == 4
    assert "Clearwater Line" in page.text
    assert "About nobody who serves with the police" in page.text
    assert "from 1 November 2026 to 30 November 2026" in page.text
    assert hotlines.WORDS not in page.body


@pytest.mark.parametrize("month", ["", "2026-13", "0000-01", "x", "2026-11-01", "%00", "9999-12"])
def test_a_strange_month_is_the_present_one(visit, line, month):
    page = visit("authority", locked=True).get(f"/reporting-lines/?month={month}")
    assert page.status == 200
    assert f"{NOW:%B %Y}" in page.text


def test_the_file_holds_each_number_and_no_formula(visit, line):
    OrganisationName.objects.filter(name=hotlines.LINE).update(name="=cmd")
    page = visit("authority", locked=True).get("/reporting-lines.csv?month=2026-11")
    rows = list(csv.DictReader(io.StringIO(page.body)))
    assert {row["line"] for row in rows} == {"'=cmd"}
    assert sum(int(row["contacts"]) for row in rows) == 5
    assert sum(int(row["reports"]) for row in rows) == 2


def test_investigators_and_strangers_do_not_find_the_page(visit, line):
    for part in ("investigator", "line-manager", "colleague", "stranger"):
        asker = visit(part, locked=True)
        assert asker.statuses(["/reporting-lines/", "/reporting-lines.csv"]) == {404}
