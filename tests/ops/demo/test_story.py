"""The demonstration's story is told by the product's own steps, so that each seat has work."""

import io
import re

import pytest
from django.core.management import call_command

import browsing
from browsing import at_casework, visit
from candour import clock
from candour.cases.models import Case, CustodyAsk, ForceRequest, LookAlarm, RemovedFinding
from candour.guard.permissions import table
from candour.guard.seats import Seat
from candour.intake.models import LookInquiry
from candour.ops import work
from candour.ops.demo import figures
from candour.ops.demo.story import telling
from candour.oversight.publishing import folder as releases
from candour.oversight.publishing import releasing
from cast import NOW

__all__ = ["at_casework", "visit"]

# What each of the cast finds: where, and words of it.
FOUND = (
    ("custodian", "/custody/", "Urgent access"),
    ("subject-seat", "/bundle/", "Notice of investigation"),
    ("representative", "/bundle/", "Notice of investigation"),
    ("neighbour-authority", "/asked/", "Northfold Police"),
    ("neighbour-authority", "/", "1 force that asks yours to investigate"),
    ("investigator-two", "/cases/", "C-"),
    ("authority", "/looks/", "Owen Castell"),
    ("desk", "/looks/", "Rosemary Pemberton"),
    ("desk", "/", "3 looks to answer or triage"),
    ("custodian", "/", "Waits for you"),
    ("desk", "/my-work/", "Get evidence or a record"),
)
SEES = {
    "names": "cases.see_name_asks",
    "managers": "cases.managers",
    "chased": "cases.escalations",
    "looks": "cases.looks_waiting",
    "who": "cases.ask_who",
    "asked": "cases.asked_of_me",
    "solved-outside": "cases.solved_outside",
}


@pytest.fixture
def told(world, as_role, settings) -> None:
    settings.SEAL_SECONDS = 5
    telling.tell(data=world.data, at=NOW)
    with as_role("worker"):
        work.beat(at=clock.now(), today=clock.today())


def test_each_of_the_cast_finds_what_the_story_left_for_them(told, visit):
    models = (ForceRequest, RemovedFinding, LookInquiry)
    assert [model.objects.count() for model in models] == [1, 1, 1]
    assert LookAlarm.objects.count() == 2
    assert CustodyAsk.objects.count() >= 5

    missing = [
        (username, path)
        for username, path, words in FOUND
        if words not in _text(visit(username), path)
    ]
    assert missing == []


def _text(visitor: browsing.Visitor, path: str) -> str:
    page = visitor.get(path)
    return visitor.get(page.location).text if page.location else page.text


def test_those_who_are_kept_out_find_nothing_of_the_story(told, visit):
    case = Case.objects.get(kind="conduct_matter", report_file_id__isnull=False).file_id

    for username in ("subject", "colleague", "line-manager", "desk-three"):
        assert visit(username).get(f"/cases/{case}/").status == 404
    assert visit("investigator-two").statuses(browsing.case_paths(case)) == {302}


@pytest.mark.parametrize("username", ["desk", "investigator", "authority"])
def test_the_first_page_links_to_what_the_seat_may_open_and_to_nothing_else(visit, username):
    visitor = visit(username)
    seat = Seat(visitor.account.seat)

    body = visitor.get("/").body

    linked = {page for page in SEES if re.search(f'href="/{page}/"', body)}
    assert linked == {page for page, name in SEES.items() if seat in table()[name].seats}
    assert visitor.statuses(f"/{page}/" for page in linked) == {200}


def test_an_invented_forces_figures_are_published_once(world, as_role, tmp_path):
    out = tmp_path / "figures"
    for _ in range(2):
        with as_role("worker"):
            figures.publish(data=tmp_path, out=out, key=bytes(32), at=NOW)

    (release,) = releases.kept(out)
    made = out / releases.RELEASES / release.name
    front = (made / "index.html").read_text(encoding="utf-8")
    assert re.search(r"About 18,\d{3} allegations", front)
    pages = {
        one.stem: one.read_text(encoding="utf-8") for one in made.glob("invented-force-1/*.html")
    }
    assert len(pages) == len(releasing.entries())
    assert [name for name, page in pages.items() if "<svg" not in page] == []
    assert "95% interval" not in pages["timeliness"]


def test_a_folder_that_nothing_can_be_published_in_stops_no_demonstration(
    world, as_role, settings, tmp_path
):
    settings.FIGURES = tmp_path
    (tmp_path / releases.RELEASES).write_text("no folder", encoding="utf-8")
    said = io.StringIO()
    with as_role("worker"):
        call_command("demo", "load", story=True, stdout=said)

    assert "The demonstration is there already." in said.getvalue()
    assert "No figures are published." in said.getvalue()
