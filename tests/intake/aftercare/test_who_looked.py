"""A reporter sees who looked at her file: bodies, roles and days, no name; and asks why."""

import datetime
import json
import uuid

import pytest
from django.db import connection

import story
from candour import clock
from candour.cases.queries import overview
from candour.core import mailbox, words
from candour.guard.log import leaves
from candour.intake.mailboxes import looks
from candour.intake.models import Correspondent, LookInquiry
from candour.people.models import PersonName
from cast import NOW

TOMORROW = NOW.date() + datetime.timedelta(days=1)


def looked(as_role, sent: story.Sent, *, on: datetime.date = TOMORROW) -> looks.Looked:
    with as_role("report"):
        return looks.looked(keys=sent.keys, on=on)


@pytest.fixture
def sent(world, as_role, settings) -> story.Sent:
    settings.SEAL_SECONDS = 0
    return story.reported(world, as_role)


@pytest.fixture
def case(world, as_role, sent) -> uuid.UUID:
    return story.record(world, as_role, report=sent.file).file


def look_at(as_role, case: uuid.UUID, username: str, *, at: datetime.datetime = NOW) -> None:
    by = story.actor(username)
    with as_role("casework", actor=by.account):
        overview.overview(file=case, by=by, at=at)


@pytest.mark.scenario("SC-26", part="seen")
def test_looks_at_the_case_are_seen_by_body_role_reason_and_day(as_role, sent, case):
    look_at(as_role, case, "authority")

    entries = looked(as_role, sent).people

    assert ("Northfold Police", "appropriate_authority", "read_case", NOW.date()) in {
        (one.body, one.seat, one.purpose.value, one.on) for one in entries
    }


@pytest.mark.scenario("SC-26", part="day-after")
def test_a_look_shows_on_the_day_after_it(as_role, sent, case):
    assert looked(as_role, sent, on=NOW.date()).people == ()
    assert looked(as_role, sent).people != ()


@pytest.mark.scenario("SC-26", part="machines")
def test_what_the_system_did_is_one_line_for_each_kind_and_no_person(as_role, sent, case):
    found = looked(as_role, sent)

    assert all(one.seat != "service" for one in found.people)
    assert list(found.services) == sorted(set(found.services))


def test_words_that_open_nothing_show_no_look(as_role, case, settings):
    with as_role("report"):
        drawn = words.generate(count=words.MAILBOX_WORDS)
        keys = mailbox.derive_mailbox(words=drawn, salt=settings.DEPLOYMENT_SALT)
        assert looks.looked(keys=keys, on=TOMORROW).people == ()


@pytest.mark.scenario("SC-26", part="others")
def test_a_case_that_several_reporters_share_tells_that_it_was_worked_on_and_no_more(
    as_role, sent, case
):
    look_at(as_role, case, "authority")
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into intake_correspondent (id, file_id, organisation_id, box_public,"
            " is_reachable) select gen_random_uuid(), file_id, organisation_id, box_public, true"
            " from intake_correspondent where file_id = %s",
            [case],
        )

    entries = looked(as_role, sent).people

    of_the_authority = [one for one in entries if one.seat == "appropriate_authority"]
    assert [one.purpose.value for one in of_the_authority] == ["worked"]
    assert Correspondent.objects.filter(file_id=case).count() == 2


def test_a_refused_look_is_not_shown_to_the_reporter(as_role, sent, case):
    by = story.actor("colleague")
    with as_role("casework", actor=by.account):
        entry = leaves.Entry(kind="denied", what="cases.read", file=case, why="Open a case")
        leaves.append(entry=entry, by=by, at=NOW)

    assert all(one.seat != "investigator" for one in looked(as_role, sent).people)


@pytest.fixture
def page(at_mailbox, sent, as_role, case, settings):
    """The page, as a demonstration shows it: with the looks of today."""
    settings.SEAL_SECONDS = 5
    look_at(as_role, case, "authority", at=clock.now())
    visitor = at_mailbox(sent)
    visitor.press("open:looked")
    return visitor


@pytest.mark.scenario("SC-26", part="no-names")
def test_the_page_names_no_person(page):
    assert "Northfold Police, someone who decides for the force" in page.text
    names = PersonName.objects.filter(kind="current").values_list("family", flat=True)
    assert [name for name in set(names) if f" {name} " in page.text] == []


@pytest.mark.scenario("SC-26", part="withheld")
def test_the_sentence_about_withheld_looks_is_always_there(page):
    assert "In rare cases a look is not shown until later" in page.text


@pytest.mark.scenario("SC-26", part="inquiry")
def test_why_did_they_look_opens_an_inquiry_with_a_clock_and_says_so(page, as_role, case):
    leaf = page.page.split('name="look" value="', 1)[1].split('"', 1)[0]
    page.press("do", look=leaf)
    assert "The answer comes here within 28 days" in page.text

    page.press("open:looked")
    assert "You asked why. The answer comes by" in page.text

    with as_role("worker"):
        story.seal(at=clock.now())
    asked = LookInquiry.objects.get()
    assert (asked.file_id, str(asked.leaf_id)) == (case, leaf)


def test_a_look_at_another_file_can_not_be_asked_about(page):
    page.press("do", look=str(uuid.uuid4()))

    assert "This look is not on the page any more" in page.text


def test_what_she_asks_is_no_event_that_whoever_looked_could_read(page, as_role, case):
    leaf = page.page.split('name="look" value="', 1)[1].split('"', 1)[0]
    page.press("do", look=leaf)
    with as_role("worker"):
        story.seal(at=clock.now())
    looker = LookInquiry.objects.get().looker_id

    with as_role("casework", actor=looker), connection.cursor() as cursor:
        cursor.execute("select count(*) from intake_lookinquiry")
        (seen,) = cursor.fetchone()
        cursor.execute("select json_agg(kind) from cases.reporter_events(%s)", [case])
        (events,) = cursor.fetchone()
    assert seen == 0
    assert "look_asked" not in json.dumps(events)
