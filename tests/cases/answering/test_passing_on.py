"""Of a report sent outside, the force sees nothing, and then the part that was passed on alone."""

import re

import pytest
from django.db import connection

import browsing
import story
from candour.guard.log import verify
from candour.guard.models import SealedItem
from candour.intake.models import Report
from candour.ops import work
from cast import NOW

SECRET = "He pushed me against the lockers and said that nobody would believe me."
PART = "An officer has used force against a colleague in a locker room."
FORCE = ("desk", "desk-two", "desk-three", "authority", "investigator", "subject", "colleague")
TYPED = {"story": PART, "people": ["0"], "names": "on", "why": "Somebody may get hurt."}


@pytest.fixture
def sent(world, as_role):
    return story.reported(world, as_role, route="outside", must_not_see="Gareth Standish")


@pytest.fixture
def passed(visit, sent):
    """The outside desk has told her and passed a part on; the new report at the force."""
    desk = visit("outside-desk")
    desk.post(f"/reports/{sent.file}/pass-on/", {**TYPED, "go": "send"})
    return Report.objects.get(route="passed_on").file_id


def everything_of(visitor, *files) -> str:
    """Return all that a visitor's pages say: lists, searches, counts, the addresses themselves."""
    paths = ["/", "/cases/", "/cases/?text=R-", "/cases/?text=C-", "/cases/export/", "/chased/",
             "/managers/", "/solved-outside/"]  # fmt: skip
    paths += [f"/reports/{file}/" for file in files]
    paths += [f"/reports/{file}/{page}/" for file in files for page in ("record", "pass-on")]
    return " ".join(page.body for page in visitor.answers(paths))


@pytest.mark.scenario("SC-10", part="force-sees-nothing")
@pytest.mark.parametrize("username", FORCE)
def test_before_the_release_nobody_at_the_force_sees_anything(visit, sent, username):
    visitor = visit(username)
    told = Report.objects.get(file_id=sent.file).reference

    body = everything_of(visitor, sent.file)

    assert told not in body
    assert "lockers" not in body
    assert visitor.statuses([f"/reports/{sent.file}/", f"/files/{sent.file}/watch/"]) == {404}


@pytest.mark.scenario("SC-10", part="force-sees-nothing")
@pytest.mark.parametrize("username", FORCE)
def test_before_the_release_the_force_has_no_row_of_it(world, as_role, sent, username):
    with as_role("casework", actor=world.accounts[username]), connection.cursor() as cursor:
        cursor.execute(
            "select (select count(*) from guard_file where id = %(file)s)"
            " + (select count(*) from intake_report where file_id = %(file)s)"
            " + (select count(*) from guard_sealeditem where file_id = %(file)s)"
            " + (select count(*) from intake_correspondent where file_id = %(file)s)",
            {"file": sent.file},
        )
        (count,) = cursor.fetchone()

    assert count == 0


@pytest.mark.scenario("SC-10", part="a-defined-part")
def test_the_force_sees_the_part_and_nothing_else(visit, sent, passed):
    desk = visit("desk")
    reference = Report.objects.get(file_id=sent.file).reference

    page = desk.get(f"/reports/{passed}/")

    assert PART in page.text
    assert "Kings Cross, firearms" in page.text
    assert "A part that an outside body passed on" in page.text
    assert SECRET not in everything_of(desk, sent.file, passed)
    assert reference not in everything_of(desk, sent.file, passed)
    assert desk.get(f"/reports/{sent.file}/").status == 404


@pytest.mark.scenario("SC-10", part="a-defined-part")
@pytest.mark.parametrize("username", ["subject", "colleague", "line-manager", "stranger"])
def test_whom_it_is_about_sees_not_even_the_part(visit, passed, username):
    visitor = visit(username)

    assert visitor.get(f"/reports/{passed}/").status == 404
    assert str(passed) not in everything_of(visitor, passed)


@pytest.mark.scenario("SC-10", part="a-defined-part")
def test_nothing_of_the_new_report_leads_back(sent, passed):
    old = dict(Report.objects.filter(file_id=sent.file).values()[0])
    new = dict(Report.objects.filter(file_id=passed).values()[0])
    own = ("file_id", "organisation_id", "reference", "route", "leaf_hash")

    items = {
        file: set(SealedItem.objects.filter(file_id=file).values_list("ciphertext", flat=True))
        for file in (sent.file, passed)
    }

    assert [key for key in own if old[key] == new[key]] == []
    assert items[sent.file].isdisjoint(items[passed])


@pytest.mark.scenario("SC-10", part="a-defined-part")
def test_the_reporter_reads_first_what_the_force_will_see(sent, passed, as_role):
    with as_role("report"):
        box = story.mailboxes.open_box(keys=sent.keys)

    assert PART in box.letters[-1].text
    assert "Somebody may get hurt." in box.letters[-1].text
    assert "Gareth Standish" in box.letters[-1].text


def test_the_preview_shows_exactly_what_goes_and_sends_nothing(visit, sent):
    page = visit("outside-desk").post(f"/reports/{sent.file}/pass-on/", {**TYPED, "go": "preview"})

    shown = page.text.split("Exactly this is what the force will see")[1].split("Change it")[0]
    assert PART in shown
    assert "Gareth Standish" in shown
    assert SECRET not in shown
    assert set(page.fields["story"]) == {PART}
    assert not Report.objects.filter(route="passed_on").exists()


def test_who_is_not_ticked_is_not_told(visit, sent):
    page = visit("outside-desk").post(
        f"/reports/{sent.file}/pass-on/",
        {**TYPED, "people": [], "names": "", "go": "preview"},
    )

    shown = page.text.split("Exactly this is what the force will see")[1].split("Change it")[0]
    assert "firearms" not in shown
    assert "Gareth Standish" not in shown


def test_the_outside_report_keeps_what_was_passed_on(visit, sent, passed):
    page = visit("outside-desk-two").get(f"/reports/{sent.file}/")

    assert "A part was passed on to the force" in page.text
    assert len(re.findall(re.escape(PART), page.body)) >= 1


def test_a_force_passes_nothing_on_to_itself(visit, report):
    page = visit("desk").post(f"/reports/{report}/pass-on/", {**TYPED, "go": "send"})

    assert page.errors == ["Only a body outside the force passes a part on to it."]


def test_where_no_desk_is_clean_nothing_goes_and_nobody_is_told(visit, sent, as_role):
    about = {**TYPED, "story": "Sergeant Harriet Lockwood, Emeka Obi and Fiona Rafferty knew."}

    page = visit("outside-desk").post(f"/reports/{sent.file}/pass-on/", {**about, "go": "send"})

    with as_role("report"):
        box = story.mailboxes.open_box(keys=sent.keys)
    assert page.errors == [
        "The force has no two desk readers whom nothing in this speaks against. Nothing was sent."
    ]
    assert page.fields["story"] == [about["story"]]
    assert box.letters == ()


def test_the_part_is_recorded_and_walled_like_any_report(visit, world, as_role, passed):
    case = story.record(world, as_role, report=passed).file

    assert visit("desk").get(f"/cases/{case}/").status == 200
    assert visit("line-manager").get(f"/cases/{case}/").status == 404
    assert PART in visit("authority").get(f"/cases/{case}/words/").text


def test_it_is_all_in_the_log(visit, passed, as_role, log_keys):
    with as_role("worker"):
        story.seal()
        work.sequence()
        found = verify.verify(trusted=log_keys, origin="candour.localhost/log")

    assert found.findings == ()
    assert [one["file"] for one in browsing.leaves() if one.get("what") == "cases.pass_on_part"]
    assert Report.objects.get(file_id=passed).received_on == NOW.date()


@pytest.mark.scenario("SC-10", part="a-defined-part")
@pytest.mark.parametrize(
    "said",
    [
        {"people": (story.DAN, {"given": "Fiona", "family": "Rafferty"})},
        {"told": {"manager": "Fiona Rafferty", "on": "last week"}},
        {"must_not_see": "Fiona Rafferty"},
    ],
    ids=["a person not ticked", "whom she told", "who must not see it"],
)
def test_whoever_the_whole_report_may_concern_never_reads_the_part(visit, world, as_role, said):
    sent = story.reported(world, as_role, route="outside", **said)

    visit("outside-desk").post(
        f"/reports/{sent.file}/pass-on/", {**TYPED, "names": "", "go": "send"}
    )

    passed = Report.objects.get(route="passed_on").file_id
    assert visit("desk").get(f"/reports/{passed}/").status == 200
    assert visit("desk-three").get(f"/reports/{passed}/").status == 404


def test_a_desk_in_doubt_gets_it_only_where_a_reader_says_why(visit, world, as_role):
    sent = story.reported(world, as_role, route="outside", knows_desk=True)
    desk, path = visit("outside-desk"), f"/reports/{sent.file}/pass-on/"

    refused = desk.post(path, {**TYPED, "go": "send"})
    unsaid = desk.post(path, {**TYPED, "sure": "on", "go": "send"})
    sure = {**TYPED, "sure": "on", "in_spite": "They left the desk last year."}
    done = desk.post(path, {**sure, "go": "send"})

    assert "knows or described people at the force's complaints desk" in refused.errors[0]
    assert unsaid.errors == ["Say why it is safe"]
    assert done.status == 302
    assert Report.objects.filter(route="passed_on").count() == 1


def test_a_report_about_the_complaints_desk_itself_does_not_go_there(visit, world, as_role):
    about = (story.DAN, {"unit": "Professional Standards Department"})
    sent = story.reported(world, as_role, route="outside", people=about)

    page = visit("outside-desk").post(f"/reports/{sent.file}/pass-on/", {**TYPED, "go": "send"})

    assert "knows or described people at the force's complaints desk" in page.errors[0]
    assert not Report.objects.filter(route="passed_on").exists()
