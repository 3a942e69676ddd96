"""An open case from another system can be worked on once it has readers and keys."""

import pytest

import story
from candour.cases.actions.assess_severity import Assessed, assess_severity
from candour.cases.actions.take_on import AlreadyHasReaders, NotOpen, take_on
from candour.cases.models import Allegation, Case, Deadline, SeverityAssessment
from candour.guard.models import KeyWrap
from candour.law.severity import SeverityLevel
from cast import AUTHORITY, NOW


@pytest.fixture
def imported(world) -> Case:
    """An open case of the history whose subject is known and is not of the cast."""
    open_cases = Case.objects.filter(closed_on__isnull=True, source_name="demonstration")
    known = Allegation.objects.filter(subject__isnull=False).values("file_id")
    return open_cases.filter(file_id__in=known).order_by("source_ref").first()


def test_taking_on_gives_an_imported_case_readers_keys_and_clocks(world, as_role, imported):
    authority = story.actor(AUTHORITY)
    with as_role("casework", actor=authority.account):
        take_on(file=imported.file_id, by=authority, at=NOW)
    held = KeyWrap.objects.filter(file_key__file_id=imported.file_id)
    assert held.values("account_id").distinct().count() >= 3
    assert Deadline.objects.filter(file_id=imported.file_id).exists()


def test_a_case_taken_on_can_be_assessed(world, as_role, imported):
    authority = story.actor(AUTHORITY)
    allegation = Allegation.objects.filter(file_id=imported.file_id).first()
    assessed = Assessed(
        allegation=allegation.id, basis="facts", level=SeverityLevel.MISCONDUCT, reason="As told."
    )
    with as_role("casework", actor=authority.account):
        take_on(file=imported.file_id, by=authority, at=NOW)
        assess_severity(file=imported.file_id, assessed=assessed, by=authority, at=NOW)
    assert SeverityAssessment.objects.filter(allegation=allegation).count() == 1


def test_a_case_is_taken_on_once(world, as_role, imported):
    authority = story.actor(AUTHORITY)
    with as_role("casework", actor=authority.account):
        take_on(file=imported.file_id, by=authority, at=NOW)
        with pytest.raises(AlreadyHasReaders):
            take_on(file=imported.file_id, by=authority, at=NOW)


def test_a_closed_case_is_not_taken_on(world, as_role):
    closed = Case.objects.filter(closed_on__isnull=False).first()
    authority = story.actor(AUTHORITY)
    with as_role("casework", actor=authority.account), pytest.raises(NotOpen):
        take_on(file=closed.file_id, by=authority, at=NOW)
