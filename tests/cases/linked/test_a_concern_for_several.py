"""A concern for several people is linked by whom it is about, and names none of its members."""

import pytest

import browsing
import story
from browsing import at_casework, visit
from candour.access.models import Involvement
from candour.cases.models import Allegation
from candour.guard.models import Account

__all__ = ["at_casework", "visit"]


@pytest.fixture
def concern(visit, world, as_role):
    """A union's concern for seventeen members, recorded, and linked to the person described."""
    sent = story.reported(world, as_role, route="on_behalf", kind="on_behalf")
    case = story.record(world, as_role, report=sent.file).file
    browsing.rule_out(case, visit("desk"), but="subject")
    return case


@pytest.fixture
def later(world, as_role, concern):
    """Somebody else's report about the same person, after it."""
    return story.record(world, as_role, report=story.reported(world, as_role).file).file


@pytest.mark.scenario("SC-19", part="linked")
def test_it_stands_beside_the_person_in_a_later_matter(visit, concern, later):
    page = visit("desk").get(f"/cases/{later}/screening/")

    # Eleven earlier ones, and the two allegations of the concern.
    assert "13 earlier allegations about Daniel Marlow" in page.text


@pytest.mark.scenario("SC-19", part="linked")
def test_earlier_matters_stand_beside_the_person_in_the_concern(visit, concern):
    page = visit("desk").get(f"/cases/{concern}/screening/")

    assert "11 earlier allegations about Daniel Marlow" in page.text


@pytest.mark.scenario("SC-19", part="linked")
def test_the_link_ties_whom_it_is_about_and_no_member(concern):
    subject = Account.objects.get(username="subject").person_id

    tied = Involvement.objects.filter(file_id=concern, role="subject")

    assert {one.person_id for one in tied} == {subject}
    assert set(Allegation.objects.filter(file_id=concern).values_list("subject_id", flat=True)) == {
        subject
    }


@pytest.mark.scenario("SC-19", part="linked")
def test_the_other_matter_tells_nothing_of_who_wrote_or_for_whom(visit, concern, later):
    beside = visit("desk").get(f"/cases/{later}/screening/").text.split("13 earlier")[1]

    assert not any(word in beside.lower() for word in ("union", "member", "several people"))
