"""Once a month each force is tested: events after reports against before, and no person named."""

import datetime

import pytest

from candour.guard.actors import service
from candour.imports.models import HrEvent, Run
from candour.patterns.models import ExcessTest, KnownReporter
from candour.patterns.retaliation import marks
from candour.patterns.retaliation.actions.run_excess_test import run_excess_test
from candour.people.models import Service
from cast import NOW

TODAY = NOW.date()
REPORTED_ON = TODAY - datetime.timedelta(days=240)


@pytest.fixture
def reporters(world, case):
    """Twelve people of the force reported, and HR refused each of them leave a month later."""
    force = world.organisations["Northfold Police"]
    run = Run.objects.create(
        source="hr", organisation_id=force, files=[], plan="", state="running", started_at=NOW
    )
    served = Service.objects.filter(organisation_id=force, joined_on__lt="2020-01-01")
    people = list(served.order_by("person_id").values_list("person_id", flat=True).distinct()[:12])
    long_ago = REPORTED_ON - datetime.timedelta(days=560)
    for place, person in enumerate(people):
        KnownReporter.objects.create(
            file_id=case, organisation_id=force, mark=marks.mark_of(person=person), how="kept",
            knower_id=world.accounts["desk"], since_on=REPORTED_ON, noted_at=NOW,
            noted_by=world.accounts["desk"],
        )  # fmt: skip
        for name, on in (("a", long_ago), ("b", REPORTED_ON + datetime.timedelta(days=30))):
            HrEvent.objects.create(
                employer_id=force, run=run, ref=f"{name}{place}", person_id=person,
                kind="leave_refused", happened_on=on, is_planned=False, recorded_on=TODAY,
            )  # fmt: skip
    return people


@pytest.mark.scenario("SC-37", part="excess test")
def test_the_month_is_tested_once_over_everybody_known_to_have_reported(as_role, reporters):
    with as_role("worker"):
        first = run_excess_test(by=service("patterns"), at=NOW)
        again = run_excess_test(by=service("patterns"), at=NOW)

    found = ExcessTest.objects.get(what="hr")
    assert (len(first), len(again)) == (2, 0)
    assert found.people == len(reporters) == 12
    assert (found.before, found.after) == (0, 12)
    assert found.p < 0.001


def test_nothing_of_it_names_a_person(as_role, reporters):
    with as_role("worker"):
        run_excess_test(by=service("patterns"), at=NOW)

    rows = str(list(ExcessTest.objects.values()))
    assert not any(str(person) in rows for person in reporters)
