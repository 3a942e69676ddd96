"""A manager who was told has 72 hours; then the failure becomes a report, and never theirs."""

import datetime
import zoneinfo

import pytest
from django.db import transaction

import browsing
import story
from candour.access.actions.draw_walls import draw_walls
from candour.cases.models import ManagerFailure, ManagerWatch
from candour.guard.actors import service
from candour.guard.log import verify
from candour.guard.models import Account, Grant, Wall
from candour.intake.models import Escalation, Report
from candour.ops import work
from candour.people.models import Identifier
from cast import KEPT_OUT, NOW

LONDON = zoneinfo.ZoneInfo("Europe/London")
MANAGER = "investigator"
TOLD_ON = NOW.date() - datetime.timedelta(days=1)
# The hours begin with the day after; no clock is changed in between.
DUE_AT = datetime.datetime.combine(
    TOLD_ON + datetime.timedelta(days=4), datetime.time.min, NOW.tzinfo
)


def typed(**changes: str) -> dict[str, str]:
    person = Account.objects.get(username=MANAGER).person_id
    told = {
        "told_on_day": str(TOLD_ON.day),
        "told_on_month": str(TOLD_ON.month),
        "told_on_year": str(TOLD_ON.year),
    }
    return {"number": "2200", "person": str(person), "how": "She says so.", "go": "start",
            **told, **changes}  # fmt: skip


@pytest.fixture
def watched(visit, report):
    """The desk has found the manager in the register and started the hours."""
    visit("desk").post(f"/files/{report}/watch/", typed())
    return report


def test_the_manager_is_found_in_the_register_by_number(visit, report):
    page = visit("desk").post(f"/files/{report}/watch/", {"number": "2200", "go": "find"})

    assert "Nadia Bhatt" in page.text
    assert "Start the 72 hours" in page.text
    assert page.errors == []


def test_a_watch_is_shown_with_its_last_moment(visit, watched):
    text = visit("desk").get("/managers/").text

    assert "Nadia Bhatt" in text
    assert "Tie the manager's referral" in text
    assert ManagerWatch.objects.get(file_id=watched).due_at(NOW.tzinfo) == DUE_AT


@pytest.mark.scenario("SC-06", part="72-hours")
def test_the_72_hours_are_exact(watched, sweep):
    second = datetime.timedelta(seconds=1)

    early = sweep("managers", DUE_AT - second)
    due = sweep("managers", DUE_AT)
    again = sweep("managers", DUE_AT + second)

    assert (early, again) == ((), ())
    assert len(due) == 1


@pytest.mark.parametrize("told", [datetime.date(2026, 3, 27), datetime.date(2026, 10, 23)])
def test_72_hours_are_72_hours_when_the_clocks_change(told):
    due = ManagerWatch(told_on=told).due_at(LONDON)

    begins = datetime.datetime.combine(told, datetime.time(0), LONDON) + datetime.timedelta(days=1)
    assert due - begins.astimezone(datetime.UTC) == datetime.timedelta(hours=72)


@pytest.mark.scenario("SC-06", part="72-hours")
def test_the_failure_waits_at_the_desk_as_a_report_of_its_own(visit, watched, sweep):
    (failure,) = sweep("managers", DUE_AT)
    desk = visit("desk")

    listed, opened = desk.get("/managers/"), desk.get(f"/reports/{failure}/")

    assert "Not passed on" in listed.text
    assert f'href="/reports/{failure}/"' in listed.body
    assert "A manager did not pass on what they were told" in desk.get("/").text
    assert "Bhatt" in opened.text
    assert story.STORY not in opened.body


def test_the_failure_is_recorded_like_any_report(visit, world, as_role, watched, sweep):
    (failure,) = sweep("managers", DUE_AT)

    case = story.record(
        world, as_role, report=failure, at=DUE_AT, incident_on=TOLD_ON, categories=(("H3",),)
    ).file

    assert visit("desk").get(f"/cases/{case}/").status == 200
    assert visit(MANAGER).get(f"/cases/{case}/").status == 404


def test_a_failure_is_never_answered_without_a_case(visit, watched, sweep):
    (failure,) = sweep("managers", DUE_AT)
    typed = {"reason": "no_conduct", "why": "Busy.", "letter": "No."}

    page = visit("desk").post(f"/reports/{failure}/answer/", typed)

    assert "This has to be recorded as a case" in page.errors[0]


@pytest.mark.scenario("SC-06", part="72-hours")
def test_a_referral_by_the_manager_settles_the_watch(visit, world, as_role, watched, sweep):
    referral = story.reported(world, as_role, route="line_manager").file
    reference = Report.objects.get(file_id=referral).reference
    watch = ManagerWatch.objects.get(file_id=watched)
    desk = visit("desk")

    desk.post(f"/files/{watched}/watch/{watch.id}/", {"referral": reference, "why": "Same day."})

    assert sweep("managers", DUE_AT) == ()
    assert "Passed on" in desk.get("/managers/").text


def test_another_route_settles_nothing(visit, watched, report):
    watch = ManagerWatch.objects.get(file_id=watched)
    reference = Report.objects.get(file_id=report).reference

    page = visit("desk").post(
        f"/files/{watched}/watch/{watch.id}/", {"referral": reference, "why": "It is."}
    )

    assert page.errors == [
        "No referral by a line manager has this reference, among the reports you can open."
    ]


@pytest.mark.scenario("SC-06", part="cannot-close")
def test_the_manager_can_not_close_the_referral_or_see_the_watch(visit, world, as_role, watched):
    referral = story.reported(world, as_role, route="line_manager").file
    manager = visit(MANAGER)
    paths = [f"/reports/{referral}/answer/", f"/reports/{watched}/", f"/files/{watched}/watch/",
             "/managers/"]  # fmt: skip

    assert manager.statuses(paths) == {404}


def test_the_manager_is_kept_out_of_the_case_that_is_made_of_it(visit, world, as_role, watched):
    case = story.record(world, as_role, report=watched).file
    page = visit("desk").post(
        f"/cases/{case}/allocation/", {"account": str(world.accounts[MANAGER])}
    )

    assert page.errors != []
    assert visit(MANAGER).get(f"/cases/{case}/").status == 404


def test_a_watch_that_starts_from_the_case_keeps_the_manager_from_the_report_too(
    visit, case, report, world
):
    visit("authority").post(f"/files/{case}/watch/", typed())

    walled = Wall.objects.filter(account_id=world.accounts[MANAGER], because="watched_manager")

    assert {one.file_id for one in walled} == {case, report}


@pytest.mark.parametrize("username", [*KEPT_OUT, "investigator", "external-investigator"])
def test_whoever_has_no_part_in_a_case_starts_no_watch_on_it(visit, case, username):
    visitor = visit(username)

    assert visitor.statuses([f"/files/{case}/watch/", f"/files/{case}/advice/"]) == {404}


@pytest.mark.parametrize("username", [*KEPT_OUT, "external-investigator"])
def test_nobody_kept_out_finds_a_watch(visit, watched, username):
    watch = ManagerWatch.objects.get(file_id=watched)
    visitor = visit(username)
    paths = [f"/files/{watched}/watch/", f"/files/{watched}/watch/{watch.id}/"]

    assert visitor.statuses(paths) == {404}
    assert "Bhatt" not in visitor.get("/managers/").body


def test_a_watch_is_hidden_and_absent_alike(visit, watched):
    subject = visit("subject")

    hidden = subject.get(f"/files/{watched}/watch/")

    assert hidden == subject.get(f"/files/{browsing.NOWHERE}/watch/")


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"person": ""}, "Choose the manager"),
        ({"how": ""}, "Give your reason"),
        (
            {"told_on_year": "2099"},
            "The day on which the manager was told can't lie in the future.",
        ),
    ],
)
def test_what_is_missing_is_said_and_nothing_typed_is_lost(visit, report, change, says):
    page = visit("desk").post(f"/files/{report}/watch/", typed(**change))

    assert says in page.errors
    assert page.fields["number"] == ["2200"]
    assert page.fields["told_on_day"] == [str(TOLD_ON.day)]


def test_nobody_watches_themselves(visit, report, world):
    own = {"number": "2101", "person": str(Account.objects.get(username="desk").person_id)}

    page = visit("desk").post(f"/files/{report}/watch/", typed(**own))

    assert page.errors == ["This would be about you. Leave it to another reader."]


def test_watch_and_failure_are_in_the_log(watched, sweep, as_role, log_keys):
    sweep("managers", DUE_AT)

    with as_role("worker"):
        story.seal()
        work.sequence()
        found = verify.verify(trusted=log_keys, origin="candour.localhost/log")

    assert found.findings == ()
    assert ManagerFailure.objects.get().file_id == watched


@pytest.mark.scenario("SC-06", part="72-hours")
def test_a_failure_stays_at_the_outside_body_that_holds_the_watch(visit, world, as_role, sweep):
    sent = story.reported(world, as_role, route="outside")
    visit("outside-desk").post(f"/files/{sent.file}/watch/", typed())

    (failure,) = sweep("managers", DUE_AT)

    assert visit("outside-desk-two").get(f"/reports/{failure}/").status == 200
    assert visit("desk").get(f"/reports/{failure}/").status == 404
    assert Report.objects.get(file_id=failure).organisation_id == (
        Report.objects.get(file_id=sent.file).organisation_id
    )


@pytest.mark.scenario("SC-06", part="72-hours")
def test_whoever_is_kept_from_the_report_is_kept_from_the_failure(visit, world, as_role, sweep):
    about = ({"given": "Fiona", "family": "Rafferty"},)
    sent = story.reported(world, as_role, route="public", people=about)
    visit("desk").post(f"/files/{sent.file}/watch/", typed())
    readers = set(Grant.objects.filter(file_id=sent.file).values_list("account_id", flat=True))

    (failure,) = sweep("managers", DUE_AT)

    got = set(Grant.objects.filter(file_id=failure).values_list("account_id", flat=True))
    kept_out = set(Wall.objects.filter(file_id=sent.file).values_list("account_id", flat=True))
    assert visit("desk-three").get(f"/reports/{failure}/").status == 404
    assert got <= readers
    assert kept_out <= set(
        Wall.objects.filter(file_id=failure).values_list("account_id", flat=True)
    )


def test_where_too_few_may_know_nothing_is_sent_and_somebody_higher_is_told(watched, world, sweep):
    for username in ("desk-two", "desk-three", "subject"):
        Wall.objects.get_or_create(
            file_id=watched, account_id=world.accounts[username], because="named_by_reporter"
        )

    first, again = sweep("managers", DUE_AT), sweep("managers", DUE_AT)

    raised = Escalation.objects.filter(file_id=watched, because="failure_unsent")
    assert (first, again) == ((), ())
    assert {one.level for one in raised} == {"authority", "oversight"}
    assert raised.count() == 2


@pytest.mark.parametrize("username", ["desk-two", "desk-three"])
def test_nobody_walls_off_a_reader_by_a_watch(visit, report, username):
    person = Account.objects.get(username=username).person_id
    number = Identifier.objects.filter(person_id=person).exclude(kind="source_id")[0].value

    page = visit("desk").post(f"/files/{report}/watch/", typed(person=str(person), number=number))

    assert page.errors == [
        "This manager is a reader of this file or of its desk. Ask the outside body."
    ]
    assert not ManagerWatch.objects.exists()


def test_nobody_walls_off_the_last_authority_by_a_watch(visit, report):
    person = Account.objects.get(username="authority").person_id
    number = Identifier.objects.filter(person_id=person).exclude(kind="source_id")[0].value

    page = visit("desk").post(f"/files/{report}/watch/", typed(person=str(person), number=number))

    assert page.errors == [
        "No other appropriate authority could decide about this. Ask the outside body."
    ]


def test_a_watch_that_was_wrong_is_taken_back_and_its_wall_falls(visit, world, watched, sweep):
    watch = ManagerWatch.objects.get(file_id=watched)
    mine = Wall.objects.filter(account_id=world.accounts[MANAGER], because="watched_manager")
    before = mine.count()
    path, wrong = f"/files/{watched}/watch/{watch.id}/", {"is_withdrawn": "on", "why": "Not her."}
    desk = visit("desk")

    unsaid = desk.post(path, {"why": "Not her."})
    desk.post(path, wrong)
    again = desk.post(path, wrong)

    assert (before, mine.count()) == (1, 0)
    assert unsaid.errors == ["Enter the reference of the referral, or say that there is none"]
    assert again.errors != []
    assert sweep("managers", DUE_AT) == ()
    assert "Taken back" in desk.get("/managers/").text


def test_an_account_made_later_is_kept_out_too(watched, world, as_role):
    watch = ManagerWatch.objects.get(file_id=watched)
    Account.objects.filter(username="stranger").update(
        person_id=watch.person_id, seat="desk_reader"
    )

    with as_role("worker"), transaction.atomic():
        draw_walls(files=[watched], by=service("walls"), at=NOW)

    stranger = world.accounts["stranger"]
    assert Wall.objects.filter(account_id=stranger, because="watched_manager").exists()
