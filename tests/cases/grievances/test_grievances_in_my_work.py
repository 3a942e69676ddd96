"""A grievance that may be about conduct stands in the day's work until somebody has settled it."""

import datetime

import pytest

from browsing import at_casework, visit
from candour.cases.models import ClockEscalation
from candour.cases.work.actions.raise_late import raise_late
from candour.guard.actors import service
from cases.grievances.test_grievance_pages import moved, screened
from cast import KEPT_OUT, NOW

__all__ = ["at_casework", "screened", "visit"]
NAME = "Decide whether a grievance is about conduct"


@pytest.mark.scenario("SC-13", part="worklists")
def test_it_stands_in_the_work_of_the_desk_until_it_is_moved(visit, screened):
    file, desk = screened(), visit("desk")
    before = desk.get("/my-work/")

    desk.post(f"/grievances/{file}/", moved())

    assert NAME in before.text
    assert f"/grievances/{file}/" in before.body
    assert NAME not in desk.get("/my-work/").text


@pytest.mark.scenario("SC-13", part="worklists")
@pytest.mark.parametrize("username", KEPT_OUT)
def test_nobody_kept_out_finds_it_in_a_list(visit, screened, username):
    file, visitor = screened(), visit(username)

    pages = visitor.answers(["/my-work/", "/my-work/due/", "/my-work/late/"])

    assert all(str(file) not in page.body for page in pages)


@pytest.mark.scenario("SC-13", part="escalation")
def test_one_that_nobody_settles_is_put_to_the_authority_and_the_bodies(screened, as_role):
    file = screened()
    late = NOW + datetime.timedelta(days=35 + (-NOW.weekday()) % 7)

    with as_role("worker"):
        raise_late(by=service("sweeping"), at=late)
        again = raise_late(by=service("sweeping"), at=late)

    rows = ClockEscalation.objects.filter(file_id=file, clock="grievance_row")
    assert sorted(rows.values_list("to", flat=True)) == [
        "appropriate_authority", "independent_body", "local_policing_body",
    ]  # fmt: skip
    assert again == 0
