"""A finding that a later version leaves out stays on record: which, who, when and why."""

import re

import pytest
from django.db import IntegrityError, connection, transaction

import browsing
from candour.cases.models import Draft, Finding, RemovedFinding
from cast import KEPT_OUT

DISCRIMINATION = "found-discrimination"
# What a list of the form shows as chosen.
CHOSEN = re.compile(
    r'<select[^>]*name="([^"]+)"(?:(?!</select>).)*?<option value="([^"]+)" selected', re.DOTALL
)
WHY = "Counsel said that the comparison with his colleagues was not made."


def write(visitor, case, **data: str):
    """Write a version as somebody does who has the newest one before them."""
    page = visitor.get(f"/cases/{case}/report/write/")
    typed = {name: values[0] for name, values in page.fields.items()}
    chosen = dict(CHOSEN.findall(page.body))
    return visitor.post(f"/cases/{case}/report/write/", {**typed, **chosen, **data})


def check_at_once() -> None:
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")


def why_of(case) -> str:
    return f"why-{Finding.objects.filter(file_id=case, about='discrimination').latest('id').id}"


@pytest.fixture
def found(visit, case):
    """A first version of the report that finds discrimination."""
    data = {"text": "He was treated worse because of his race.", DISCRIMINATION: "made_out"}
    assert write(visit("desk"), case, **data).status == 302
    return case


@pytest.fixture
def removed(visit, found):
    """A second version, by somebody else, that finds none."""
    data = {"text": "His treatment was poor.", DISCRIMINATION: "", why_of(found): WHY}
    assert write(visit("authority"), found, **data).status == 302
    return found


@pytest.mark.scenario("SC-30", part="who-when-why")
def test_a_version_that_leaves_a_finding_out_without_a_reason_is_refused(visit, found):
    data = {"text": "His treatment was poor.", DISCRIMINATION: ""}

    page = write(visit("desk"), found, **data)

    assert page.errors == [
        "A finding of the version before is not in this one. Say why, or put it back."
    ]
    assert page.fields["text"] == ["His treatment was poor."]
    assert Draft.objects.filter(file_id=found).count() == 1


@pytest.mark.scenario("SC-30", part="who-when-why")
@pytest.mark.parametrize("instead", ["", "not_made_out", "cannot_say"])
def test_leaving_it_out_or_turning_it_round_is_kept_with_its_reason(visit, found, instead):
    data = {"text": "It is otherwise.", DISCRIMINATION: instead, why_of(found): WHY}
    write(visit("authority"), found, **data)

    row = RemovedFinding.objects.get(file_id=found)
    assert (row.finding.about, row.finding.result) == ("discrimination", "made_out")
    assert row.noted_by == browsing.Account.objects.get(username="authority").id


@pytest.mark.scenario("SC-30", part="reviewer")
@pytest.mark.parametrize("page", ["report/", "report/review/"])
def test_the_reviewer_sees_what_was_left_out_by_whom_when_and_why(visit, removed, page):
    text = visit("desk-two").get(f"/cases/{removed}/{page}").text

    assert "Discrimination" in text
    assert "Made out, in version 1" in text
    assert "Rosemary Pemberton" in text
    assert WHY in text
    assert "He was treated worse because of his race." in text


def test_a_version_that_keeps_every_finding_needs_no_reason(visit, found):
    write(visit("desk"), found, text="Longer, and it finds the same.")

    assert Draft.objects.filter(file_id=found).count() == 2
    assert not RemovedFinding.objects.exists()


def test_a_finding_about_an_allegation_is_one_of_this_case(visit, found):
    allegation = browsing.allegations(found)[0]

    write(visit("desk"), found, **{f"found-{allegation}": "made_out"})

    assert Finding.objects.filter(file_id=found, allegation_id=allegation).count() == 1


def test_two_people_who_write_at_once_do_not_write_over_each_other(visit, found):
    desk = visit("desk")
    stale = {"text": "Mine.", "after": "1", DISCRIMINATION: "made_out"}
    write(visit("desk-two"), found, text="Theirs.")

    page = desk.post(f"/cases/{found}/report/write/", stale)

    assert "Somebody has written another version" in page.errors[0]


@pytest.mark.scenario("SC-30", part="never-changed")
@pytest.mark.parametrize("table", ["cases_draft", "cases_finding", "cases_removedfinding"])
@pytest.mark.parametrize("change", ["update {} set organisation_id = organisation_id",
                                    "delete from {}"])  # fmt: skip
def test_the_database_refuses_to_change_a_version_even_to_its_owner(removed, table, change):
    with (
        pytest.raises(IntegrityError, match="is only added to"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(change.format(table))


@pytest.mark.scenario("SC-30", part="never-changed")
def test_the_database_refuses_a_version_that_hides_what_it_leaves_out(found):
    first = Draft.objects.get(file_id=found)
    hidden = Draft(
        file_id=found,
        organisation_id=first.organisation_id,
        number=2,
        written_at=first.written_at,
        written_by=first.written_by,
        item_id=first.item_id,
        supersedes=first,
    )

    with transaction.atomic():
        Draft.objects.bulk_create([hidden])
        with pytest.raises(IntegrityError, match="left out without a reason"):
            check_at_once()
        transaction.set_rollback(True)


@pytest.mark.parametrize("username", KEPT_OUT)
def test_whoever_is_kept_out_reaches_no_version(visit, removed, username):
    pages = [f"/cases/{removed}/report/{page}" for page in ("", "write/", "review/")]

    assert visit(username).statuses(pages) == {404}


@pytest.mark.scenario("SC-30", part="independent-body")
def test_oversight_sees_by_reference_that_a_finding_was_left_out(removed, as_role, world):
    with (
        as_role("oversight", actor=world.accounts["oversight"]),
        connection.cursor() as cursor,
    ):
        cursor.execute("select what, detail from cases.removed_and_leaked()")
        seen = cursor.fetchall()

    assert seen == [("removed_finding", "discrimination:made_out")]


def test_what_was_written_is_in_no_row_in_clear(removed):
    with connection.cursor() as cursor:
        cursor.execute("select string_agg(d::text, '') || (select string_agg(r::text, '')"
                       " from cases_removedfinding as r) from cases_draft as d")  # fmt: skip
        (kept,) = cursor.fetchone()

    assert "Counsel" not in kept
    assert "race" not in kept
