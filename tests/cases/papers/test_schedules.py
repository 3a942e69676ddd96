"""A schedule lists everything there is at a stage; what is withheld is withheld for a reason."""

import io

import pypdf
import pytest
from django.db import IntegrityError, connection, transaction

from candour.cases.models import Schedule, ScheduleLine

PLACE = "papers/schedules/write/notice/"


def write(visitor, case, *, answer: str = "given", reason: str = "", why: str = "", **more: str):
    """Write a version: one answer for everything that the form asks about."""
    page = visitor.get(f"/cases/{case}/{PLACE}")
    sources = [name.removeprefix("why-") for name in page.fields if name.startswith("why-")]
    typed = {"after": page.fields["after"][0]}
    for one in sources:
        typed |= {f"use-{one}": "used", f"answer-{one}": answer, f"reason-{one}": reason,
                  f"why-{one}": why}  # fmt: skip
    return visitor.post(f"/cases/{case}/{PLACE}", {**typed, **more})


def test_a_version_lists_everything_there_is(visit, case):
    assert write(visit("desk"), case).status == 302

    lines = ScheduleLine.objects.filter(schedule__file_id=case).order_by("number")
    assert [(one.number, one.answer) for one in lines] == [(1, "given"), (2, "given")]
    text = visit("desk").get(f"/cases/{case}/papers/schedules/").text
    assert "1. Statement" in text
    assert "2. Letter to the reporter" in text


def test_nothing_is_withheld_without_a_reason_and_words(visit, case):
    page = write(visit("desk"), case, answer="withheld")

    assert page.errors[:2] == ["Choose a reason: Statement", "Say why in words: Statement"]
    assert not Schedule.objects.exists()


def test_what_is_withheld_says_why_in_code_and_words(visit, case):
    why = "He would know who wrote it."
    write(visit("desk"), case, answer="withheld", reason="identity", why=why)

    text = visit("desk-two").get(f"/cases/{case}/papers/schedules/").text
    assert "It would tell who reported or who is a witness" in text
    assert why in text


def test_the_next_version_follows_the_one_before_and_both_stay(visit, case):
    write(visit("desk"), case)
    write(visit("desk"), case, answer="withheld", reason="later", why="At the interview.")

    versions = list(Schedule.objects.filter(file_id=case).order_by("version"))
    assert [one.version for one in versions] == [1, 2]
    assert versions[1].supersedes == versions[0]


def test_two_people_who_write_at_once_do_not_write_over_each_other(visit, case):
    write(visit("desk"), case)

    page = write(visit("desk-two"), case, after="0")
    assert "Somebody has written another version" in page.errors[0]


def test_a_schedule_is_printed_with_its_table(visit, case, raw):
    write(visit("desk"), case, answer="withheld", reason="safety", why="He knows her street.")

    schedule = Schedule.objects.get()
    content = raw(visit("desk"), f"/cases/{case}/papers/schedules/{schedule.id}/pdf/")
    said = " ".join(pypdf.PdfReader(io.BytesIO(content)).pages[0].extract_text().split())
    assert "Schedule of used and unused material" in said
    assert "He knows her street." in said


def test_the_database_withholds_nothing_without_a_reason(visit, case):
    write(visit("desk"), case)
    line = ScheduleLine.objects.latest("number")
    bad = ScheduleLine(
        file_id=case, organisation_id=line.organisation_id, schedule_id=line.schedule_id,
        number=3, source_id=line.schedule_id, use="unused", answer="withheld",
    )  # fmt: skip

    with pytest.raises(IntegrityError, match="withheld_for_a_reason"), transaction.atomic():
        bad.save(force_insert=True)


@pytest.mark.parametrize("table", ["cases_schedule", "cases_scheduleline"])
def test_the_database_removes_no_version(visit, case, table):
    write(visit("desk"), case)

    with (
        pytest.raises(IntegrityError, match="is only added to"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"delete from {table}")
