"""A snapshot knows what came in, where it stands and what was told; and keeps it behind walls."""

import datetime
import uuid

import pyarrow.parquet
import pytest
import registers

from candour.cases.models import Event, NoCaseCheck, Referral, ReferralAssessment
from candour.guard.models import File
from candour.imports.models import Contact, Run
from candour.intake.models import Correspondent, Letter, Progress, Report, ReporterEvent


def rows(under, as_role, table: str, *, of) -> list[dict]:
    with as_role("worker"):
        folder = registers.snapshot(under).folder
    found = pyarrow.parquet.read_table(folder / f"{table}.parquet").to_pylist()
    return [row for row in found if row["organisation"] == str(of)]


def moment(text: str) -> datetime.datetime:
    return datetime.datetime.fromisoformat(f"{text}T12:00:00+00:00")


def report(force: uuid.UUID, *, on: str = "2020-03-01", has_mailbox: bool = True) -> Correspondent:
    file = File.objects.create(
        kind="report", organisation_id=force, opened_on=registers.day(on), wall_epoch=1
    )
    Report.objects.create(
        file=file, organisation_id=force, reference=f"T-{uuid.uuid4().hex[:8]}", route="public",
        received_on=registers.day(on), leaf_hash=bytes(32),
    )  # fmt: skip
    contact = Correspondent.objects.create(
        file=file, organisation_id=force, box_public=bytes(32), is_reachable=has_mailbox
    )
    stands(contact, "with_desk", on=on)
    return contact


def stands(contact: Correspondent, state: str, *, on: str) -> None:
    Progress.objects.create(
        correspondent=contact, file_id=contact.file_id, organisation_id=contact.organisation_id,
        number=Progress.objects.filter(correspondent=contact).count() + 1, state=state,
        since_on=registers.day(on), next_on=registers.day("2027-01-01"),
    )  # fmt: skip


def told(contact: Correspondent, kind: str, *, on: str, **detail: object) -> None:
    ReporterEvent.objects.create(
        correspondent=contact, file_id=contact.file_id, organisation_id=contact.organisation_id,
        kind=kind, on_day=registers.day(on), detail=detail,
    )  # fmt: skip


def recorded(contact: Correspondent, force: uuid.UUID, **more: object):
    """Make a case of a report; its reporter is from then on the case's."""
    first = contact.file_id
    case = registers.case(force, received="2020-03-01", report_file_id=first, **more)
    contact.file_id = case.file_id
    contact.save()
    return case


def test_a_report_stands_where_it_stood_on_the_day(force, under, as_role):
    contact = report(force)
    stands(contact, "recorded", on="2020-04-01")
    stands(contact, "closed", on="2021-04-01")
    report(force, has_mailbox=False)
    report(force, on="2021-01-01")
    found = rows(under, as_role, "report", of=force)
    assert sorted((row["route"], row["state"], row["is_reachable"]) for row in found) == [
        ("public", "recorded", True), ("public", "with_desk", False),
    ]  # fmt: skip


def test_a_report_and_its_case_are_known_to_be_one(force, under, as_role):
    contact = report(force)
    told(contact, "chased", on="2020-03-20")
    recorded(contact, force)
    told(contact, "chased", on="2020-05-01")
    told(contact, "chased", on="2021-05-01")
    (row,) = rows(under, as_role, "report", of=force)
    (case,) = rows(under, as_role, "case", of=force)
    events = rows(under, as_role, "told", of=force)
    assert row["case_key"] == case["case_key"] != row["report_key"]
    assert {event["report_key"] for event in events} == {row["report_key"]}
    assert [event["what"] for event in events] == ["chased", "chased"]


@pytest.mark.parametrize(
    ("kind", "detail", "code"),
    [
        ("check_in", {"actual": ["moved"], "perceived": ["other"], "safe": "no"}, "both"),
        ("check_in", {"actual": ["moved"], "perceived": []}, "actual"),
        ("check_in", {"actual": [], "perceived": ["moved"]}, "perceived"),
        ("check_in", {}, "neither"),
        ("confidence", {"score": 4}, "4"),
        ("discouraged", {"asked": "start"}, "start"),
        ("not_discouraged", {}, ""),
    ],
)
def test_what_is_told_is_a_code_and_no_kind_of_harm(force, under, as_role, kind, detail, code):
    told(report(force), kind, on="2020-03-20", **detail)
    (row,) = rows(under, as_role, "told", of=force)
    assert (row["what"], row["code"], row["received_on"].isoformat()) == (kind, code, "2020-03-01")
    assert "moved" not in row.values()


def test_the_first_day_on_which_somebody_wrote_to_a_reporter_is_known(force, under, as_role):
    contact = report(force)
    for number, (is_hers, on) in enumerate([(True, 2), (False, 9), (False, 12)], start=1):
        Letter.objects.create(
            correspondent=contact, number=number, is_from_reporter=is_hers, ciphertext=b"",
            written_on=datetime.date(2020, 3, on),
        )  # fmt: skip
    (row,) = rows(under, as_role, "told", of=force)
    assert (row["what"], row["happened_on"].isoformat()) == ("written_to", "2020-03-09")


def test_other_doings_of_reporters_are_in_no_snapshot(force, under, as_role):
    contact = report(force)
    for kind in ("name_wished", "withdrawn", "words_replaced", "confidential"):
        told(contact, kind, on="2020-03-20")
    assert rows(under, as_role, "told", of=force) == []


def test_a_contact_of_an_outside_line_counts_once_and_by_its_newest_word(force, under, as_role):
    line = registers.force("Line")
    run = Run.objects.create(
        source="hotline", organisation_id=force, files=[], plan="", state="running",
        started_at=registers.AT,
    )  # fmt: skip
    first = None
    for state, reason, on in (("pending", "", "2020-03-02"), ("refused", "abuse", "2020-03-09")):
        first = Contact.objects.create(
            body_id=line, force_id=force, run=run, ref="1", received_on=registers.day("2020-03-01"),
            disposition=state, reason=reason, supersedes=first, recorded_on=registers.day(on),
        )  # fmt: skip
    (row,) = rows(under, as_role, "report", of=force)
    assert (row["route"], row["state"], row["case_key"]) == ("hotline", "refused", "")


def test_a_referral_that_was_due_and_made_is_known_with_its_days(force, under, as_role):
    case = registers.case(force, received="2020-03-01")
    first = None
    for on, answer in (("2020-03-03", True), ("2020-03-20", True), ("2021-03-20", False)):
        first = ReferralAssessment.objects.create(
            file_id=case.file_id, organisation_id=force, decided_at=moment(on), answers={},
            criteria=["mr1"], is_required=answer, supersedes=first,
        )  # fmt: skip
    Referral.objects.create(
        file_id=case.file_id, organisation_id=force, decided_at=moment("2020-03-05"), criteria=[],
        referred_on=registers.day("2020-03-04"),
    )  # fmt: skip
    found = {
        (row["what"], row["code"], row["happened_on"].isoformat())
        for row in rows(under, as_role, "case_step", of=force)
    }
    assert found == {
        ("referral_required", "yes", "2020-03-03"), ("criterion", "mr1", "2020-03-03"),
        ("referred", "", "2020-03-04"),
    }  # fmt: skip


def test_a_review_that_was_asked_for_and_one_that_was_decided_are_known(force, under, as_role):
    case = registers.case(force, received="2020-03-01")
    for kind, on in (("review_applied", "2020-08-01"), ("review_decided", "2020-10-01")):
        event(case, kind, on=on)
    found = [(row["what"], row["code"]) for row in rows(under, as_role, "case_step", of=force)]
    assert sorted(found) == [("review_applied", ""), ("review_decided", "")]


def event(case, kind: str, *, on: str, subject=None) -> None:
    Event.objects.create(
        file_id=case.file_id, organisation_id=case.organisation_id, kind=kind,
        happened_on=registers.day(on), recorded_at=registers.AT, subject=subject,
    )  # fmt: skip


def test_a_suspension_runs_to_its_end_in_its_case_or_to_the_day(force, under, as_role):
    officer = registers.person(serves=force)
    one, other = (registers.case(force, received="2018-03-01", about=(officer,)) for _ in "ab")
    for case, kind, on in (
        (one, "suspended_from_duty", "2018-05-01"), (one, "suspended_from_duty", "2018-05-20"),
        (one, "suspension_ended", "2018-06-01"), (one, "suspended_from_duty", "2020-12-01"),
        (one, "suspension_ended", "2021-02-01"), (other, "suspended_from_duty", "2019-01-01"),
        (other, "suspension_ended", "2019-01-31"),
    ):  # fmt: skip
        event(case, kind, on=on, subject=officer)
    event(one, "suspended_from_duty", on="2018-01-01")
    found = sorted(
        (row["from_on"].isoformat(), row["until_on"].isoformat())
        for row in rows(under, as_role, "suspended", of=force)
    )
    assert found == [
        ("2018-05-01", "2018-06-01"), ("2019-01-01", "2019-01-31"), ("2020-12-01", "2020-12-31"),
    ]  # fmt: skip


def test_whether_it_was_one_word_against_another_is_known_of_each_allegation(force, under, as_role):
    case = registers.case(force, received="2018-03-01")
    said, unsaid, _open = (
        registers.allegation(case, number=number, subject=registers.person(serves=force))
        for number in (1, 2, 3)
    )
    for one in (said, unsaid):
        registers.outcome(one, sanction="", on="2019-01-01")
    NoCaseCheck.objects.create(
        file_id=case.file_id, organisation_id=force, allegation=said,
        decided_at=moment("2019-01-01"),
        answers={"word_against_word": "yes", "why_no_case": "no_evidence_found"},
    )  # fmt: skip
    found = [row["word_against_word"] for row in rows(under, as_role, "weighed", of=force)]
    assert sorted(found) == ["", "yes"]
