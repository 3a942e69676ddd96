"""Every template says to whom it goes, when, under which law, and fills every place it names."""

import pytest

from candour.cases.papers import template
from candour.cases.papers.shelf import templates
from candour.cases.papers.template import AUTOMATIC, Use
from candour.law.events import EventKind, Party

NAMED = sorted(templates())
ASKED_FOR = {
    "acknowledgement", "copy_of_record", "referral_told", "mode_told", "notice_of_investigation",
    "update", "delay_report", "outcome_notice", "review_outcome", "notice_of_proceedings",
    "hearing_notice", "outcome_published", "apology", "list_report",
}  # fmt: skip


def test_every_letter_that_is_owed_has_a_template():
    assert set(NAMED) == ASKED_FOR


@pytest.mark.parametrize("name", NAMED)
def test_every_place_in_a_template_is_filled_in_or_known(name):
    one = templates()[name]
    known = set(AUTOMATIC) | {blank.name for blank in one.blanks}

    assert {place for said in one.paragraphs for place in template.places(text=said.text)} <= known


@pytest.mark.parametrize("name", NAMED)
def test_every_blank_is_used(name):
    one = templates()[name]
    used = {place for said in one.paragraphs for place in template.places(text=said.text)}

    assert {blank.name for blank in one.blanks} <= used


@pytest.mark.parametrize("name", NAMED)
def test_no_letter_ends_without_a_paragraph_that_can_be_written_anew(name):
    assert any(said.is_free for said in templates()[name].paragraphs)


@pytest.mark.parametrize("name", NAMED)
def test_whatever_goes_to_a_subject_has_a_stage_that_must_be_safe(name):
    to_subject = [one for one in templates()[name].addressees if one.party is Party.SUBJECT]

    assert all(one.stage for one in to_subject)


@pytest.mark.parametrize("name", NAMED)
def test_only_a_publication_has_no_addressee(name):
    one = templates()[name]

    assert (one.use is Use.PUBLICATION) == (not one.addressees)


def test_the_delay_report_asks_for_the_seven_things_that_the_regulations_name():
    headings = [one.heading for one in templates()["delay_report"].paragraphs if one.heading]

    assert [heading[0] for heading in headings] == list("1234567")
    assert all(one.is_required for one in templates()["delay_report"].blanks)


@pytest.mark.scenario("SC-36", part="list-report")
def test_a_list_report_holds_everything_that_the_lists_ask_for():
    headings = [one.heading for one in templates()["list_report"].paragraphs]

    assert [heading.split(".")[0] for heading in headings if heading[:1].isdigit()] == [
        str(number) for number in range(1, 11)
    ]


def test_news_starts_the_clock_of_each_who_is_owed_it():
    starts = {one.party: one.starts for one in templates()["update"].addressees}

    assert starts[Party.COMPLAINANT] == (EventKind.UPDATE_SENT,)
    assert starts[Party.INTERESTED_PERSON] == (EventKind.INTERESTED_PERSON_UPDATED,)


def test_what_is_filled_in_is_never_read_as_a_place():
    assert template.fill(text="Say {what}.", values={"what": "{force}", "force": "X"}) == (
        "Say {force}."
    )
