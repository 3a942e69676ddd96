"""The demonstration's story is told by the product's own steps, so that each seat has work."""

import pytest

import browsing
from browsing import at_casework, visit
from candour import clock
from candour.cases.models import Case, CustodyAsk, ForceRequest, LookAlarm, RemovedFinding
from candour.intake.models import LookInquiry
from candour.ops import work
from candour.ops.demo.story import telling
from cast import NOW

__all__ = ["at_casework", "visit"]


@pytest.fixture
def told(world, settings) -> None:
    settings.SEAL_SECONDS = 5
    telling.tell(data=world.data, at=NOW)


def test_everything_that_a_visitor_is_shown_has_happened(told, as_role):
    with as_role("worker"):
        work.beat(at=clock.now(), today=clock.today())

    assert Case.objects.filter(report_file_id__isnull=False).count() == 2
    counts = [
        model.objects.count() for model in (ForceRequest, RemovedFinding, LookInquiry, LookAlarm)
    ]
    assert counts == [1, 1, 1, 2]
    assert CustodyAsk.objects.count() >= 5


@pytest.mark.parametrize(
    ("username", "path", "words"),
    [
        ("custodian", "/custody/", "Urgent access"),
        ("subject-seat", "/bundle/", "Notice of investigation"),
        ("neighbour-authority", "/asked/", "Northfold Police"),
        ("investigator-two", "/cases/", "C-"),
        ("authority", "/looks/", "Owen Castell"),
        ("desk", "/looks/", "Rosemary Pemberton"),
    ],
)
def test_each_of_them_finds_what_waits(told, visit, as_role, username, path, words):
    with as_role("worker"):
        work.beat(at=clock.now(), today=clock.today())

    assert words in visit(username).get(path).text


def test_those_who_are_kept_out_find_nothing(told, visit):
    case = Case.objects.filter(kind="conduct_matter", report_file_id__isnull=False).get().file_id

    for username in ("subject", "colleague", "line-manager", "desk-three"):
        assert visit(username).get(f"/cases/{case}/").status == 404
    assert visit("investigator-two").statuses(browsing.case_paths(case)) == {302}
