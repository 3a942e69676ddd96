"""The crime side's rows: who is certain gets a matter the same day, doubt becomes a worklist."""

import crimes
import pytest

from candour.cases.models import (
    Case,
    CrimeTask,
)
from candour.guard.models import Account, Wall
from cast import NOW

pytestmark = pytest.mark.usefixtures("force", "worker")


@pytest.fixture
def force(loaded, db, data_folder):
    """The invented force, whose secrets stay where they are."""
    return loaded


def test_an_arrest_of_somebody_who_serves_is_a_conduct_matter_the_same_day(tmp_path):
    report = crimes.take(crimes.write(tmp_path, crimes.of_subject()))
    assert crimes.counted(report) == (1, 0, 0)
    case = Case.objects.get(source="crime_side")
    assert (case.kind, case.received_on) == ("conduct_matter", NOW.date())
    task = CrimeTask.objects.get(file_id=case.file_id)
    assert (task.owed, task.due_on) == ("interim", NOW.date())
    assert Account.objects.get(id=task.owner_id).seat == "appropriate_authority"


def test_walls_are_drawn_round_the_person_before_anybody_reads(tmp_path):
    crimes.take(crimes.write(tmp_path, crimes.of_subject()))
    case = Case.objects.get(source="crime_side")
    subject = Account.objects.get(username="subject")
    walled = Wall.objects.filter(file_id=case.file_id, account_id=subject.id)
    assert list(walled.values_list("because", flat=True)) == ["is_subject"]
