"""A report that a wall keeps from an overseer is in no figure of theirs, as its case is in none."""

import datetime

import pytest
import registers
from measures.told.test_snapshot_reports import recorded, report, told

from candour.guard.actors import Actor
from candour.guard.models import Account, Scope, Wall
from candour.guard.seats import Seat
from candour.measures import queries
from candour.measures.actions.refresh_figures import refresh_figures

AS_OF = registers.AT.date() - datetime.timedelta(days=1)


def overseer(force, name: str) -> Actor:
    body = registers.force(f"Office of {name}")
    account = Account.objects.create(
        username=name, organisation_id=body, seat=Seat.OVERSIGHT_READER, password=""
    )
    Scope.objects.create(account=account, organisation_id=force)
    return Actor(account_id=account.id, organisation_id=body, seat=Seat.OVERSIGHT_READER)


def wall(file, *, against: Actor) -> None:
    Wall.objects.create(file_id=file, account_id=against.account, because="association")


@pytest.fixture
def figures(force, under, as_role):
    """Twelve reports, one of them a case; who is walled from what is set before the refresh."""
    registers.case(force, received="2026-02-01")
    contacts = [report(force, on="2026-03-01") for _ in range(12)]
    for contact in contacts:
        told(contact, "chased", on="2026-03-20")

    def refreshed() -> None:
        with as_role("worker"):
            refresh_figures(as_of=AS_OF, under=under, by=registers.BY, at=registers.AT)

    def came_in(by: Actor) -> float | None:
        with as_role("oversight", actor=by.account):
            kept = queries.figures_of(measure="channels", by=by, at=registers.AT)
        return kept[0].result.table("volumes").rows[-1].values[0].value if kept else None

    return contacts, refreshed, came_in


def test_a_walled_report_is_not_counted_for_whom_it_is_walled_from(force, figures):
    contacts, refresh, came_in = figures
    clean, walled = overseer(force, "clean"), overseer(force, "walled")
    wall(contacts[0].file_id, against=walled)
    refresh()
    assert (came_in(clean), came_in(walled)) == (12, 11)


def test_a_report_is_not_counted_for_whom_its_case_is_walled_from(force, figures):
    contacts, refresh, came_in = figures
    walled = overseer(force, "walled")
    case = recorded(contacts[0], force)
    wall(case.file_id, against=walled)
    refresh()
    assert came_in(walled) == 11


def test_a_wall_round_an_old_report_hides_the_figures_that_count_it(force, figures):
    contacts, refresh, came_in = figures
    someone = overseer(force, "someone")
    refresh()
    wall(contacts[0].file_id, against=someone)
    assert came_in(someone) is None
    refresh()
    assert came_in(someone) == 11


def test_a_report_of_today_with_its_wall_leaves_the_earlier_figures_in_sight(force, figures):
    _, refresh, came_in = figures
    someone = overseer(force, "someone")
    refresh()
    new = report(force, on=registers.AT.date().isoformat())
    wall(new.file_id, against=someone)
    assert came_in(someone) == 12
