"""History comes in by sets: a file, a wall and an image for each row, and one leaf for them all."""

import datetime
import json
import uuid

import pytest
from django.db import connection

from candour.cases.actions.record_history import (
    AllegationRow,
    CaseRow,
    HistoryBatch,
    NoSuchCase,
    record_history,
)
from candour.cases.models import Allegation, Case, Deadline, Event, Outcome
from candour.guard import actors
from candour.guard.actors import Actor
from candour.guard.log import verify
from candour.guard.models import Batch, BatchImage, File, FileKey, Leaf, SealedItem
from candour.guard.permissions import NotPermitted
from candour.guard.seats import Seat
from candour.people.actions.record_organisation import record_organisation
from candour.people.actions.record_roster import record_roster
from candour.people.roster import PersonRow, RosterBatch, RosterRows

AT = datetime.datetime(2026, 11, 21, 12, tzinfo=datetime.UTC)
LATER = AT + datetime.timedelta(days=1)
BY = actors.service("import")
HASH = bytes(32)


@pytest.fixture
def force(db) -> uuid.UUID:
    """An organisation with one person on its register, seen as the worker."""
    with connection.cursor() as cursor:
        cursor.execute("set role candour_worker")
    organisation = record_organisation(name="Southwick Police", kind="police_force", by=BY, at=AT)
    rows = RosterRows(persons=(PersonRow(ref="P1", source_row=1),))
    batch = RosterBatch(organisation=organisation, source="roster", content_hash=HASH, rows=rows)
    record_roster(batch=batch, by=BY, at=AT)
    return organisation


def case(ref: str, **changes) -> CaseRow:
    told = {
        "source_ref": ref,
        "source_row": 1,
        "reference": f"S-{ref}",
        "kind": "complaint",
        "source": "public",
        "incident_on": None,
        "received_on": datetime.date(2024, 5, 1),
        "closed_on": None,
    }
    return CaseRow(**{**told, **changes})


def allegation(ref: str, **changes) -> AllegationRow:
    told = {
        "case_ref": "A",
        "source_ref": ref,
        "source_row": 1,
        "subject_ref": "P1",
        "category": "B4",
    }
    return AllegationRow(**{**told, **changes})


ONE = (case("A"),)


def batch(force: uuid.UUID, *rows: AllegationRow, cases: tuple[CaseRow, ...]) -> HistoryBatch:
    return HistoryBatch(
        organisation=force,
        source="southwick",
        content_hash=HASH,
        cases=cases,
        allegations=rows,
    )


def detail_of(batch: uuid.UUID) -> dict:
    bodies = [json.loads(bytes(body)) for body in Leaf.objects.values_list("body", flat=True)]
    histories = [body["detail"] for body in bodies if body["what"] == "cases.record_history"]
    (found,) = [detail for detail in histories if detail["batch"] == str(batch)]
    return found


def test_a_case_of_history_has_no_report_no_words_no_keys_and_no_clocks(force):
    record_history(batch=batch(force, allegation("1"), cases=ONE), by=BY, at=AT)
    matter = Case.objects.get(source_name="southwick")
    assert (matter.report_file_id, matter.reason_item_id, matter.recorded_by) == (None, None, None)
    for of_file in (FileKey, SealedItem, Event, Deadline):
        assert not of_file.objects.filter(file_id=matter.file_id).exists()


def test_a_file_of_history_has_its_wall_when_it_commits(force):
    record_history(batch=batch(force, allegation("1"), cases=ONE), by=BY, at=AT)
    file = File.objects.get(id=Case.objects.get(source_name="southwick").file_id)
    assert (file.kind, file.wall_epoch, file.opening) == ("case", 1, None)
    assert file.opened_on == AT.date()


def test_the_leaf_commits_to_the_image_of_every_row_and_to_the_files_hash(force):
    rows = (allegation("1", result="proven"), allegation("2", subject_ref=""))
    record_history(batch=batch(force, *rows, cases=ONE), by=BY, at=AT)
    held = Batch.objects.get(source="southwick")
    detail = detail_of(held.id)
    assert BatchImage.objects.filter(batch=held).count() == 4
    assert detail["content"] == HASH.hex()
    assert detail["written"] == {"cases_case": 1, "cases_allegation": 2, "cases_outcome": 1}
    assert verify.verify(trusted=(), origin="none").findings == ()


def test_nothing_new_leaves_no_batch_and_no_leaf(force):
    told = batch(force, allegation("1", result="proven"), cases=ONE)
    record_history(batch=told, by=BY, at=AT)
    before = (Leaf.objects.count(), Batch.objects.count())
    again = record_history(batch=told, by=BY, at=AT)
    assert (Leaf.objects.count(), Batch.objects.count()) == before
    assert again.written == {}
    assert again.cases.changed | again.allegations.changed == frozenset()


def test_an_empty_batch_writes_no_image_of_rows_it_did_not_bring(force):
    record_history(batch=batch(force, allegation("1"), cases=ONE), by=BY, at=AT)
    images = BatchImage.objects.count()
    record_history(batch=batch(force, cases=()), by=BY, at=AT)
    assert BatchImage.objects.count() == images


def test_allegations_are_numbered_by_their_source_and_go_on_from_there(force):
    record_history(
        batch=batch(force, allegation("c"), allegation("a", category="H1"), cases=ONE), by=BY, at=AT
    )
    later = (allegation("c"), allegation("a", category="H1"), allegation("b", category="K"))
    record_history(batch=batch(force, *later, cases=ONE), by=BY, at=AT)
    numbers = Allegation.objects.filter(organisation_id=force).order_by("number")
    assert list(numbers.values_list("source_ref", "number")) == [("a", 1), ("c", 2), ("b", 3)]


def test_a_changed_outcome_supersedes_the_one_before(force):
    record_history(
        batch=batch(force, allegation("1", result="not_proven"), cases=ONE), by=BY, at=AT
    )
    later = batch(force, allegation("1", result="proven", sanction="dismissed"), cases=ONE)
    tally = record_history(batch=later, by=BY, at=AT)
    first, second = Outcome.objects.filter(organisation_id=force).order_by("supersedes_id")[::-1]
    assert (first.result, second.result, second.supersedes_id) == (
        "not_proven",
        "proven",
        first.id,
    )
    assert tally.allegations.changed == frozenset({1})


def test_who_is_unidentified_is_told_by_row(force):
    rows = (
        allegation("1", source_row=7, subject_ref=""),
        allegation("2", source_row=8, subject_ref="nobody"),
        allegation("3", source_row=9),
    )
    tally = record_history(batch=batch(force, *rows, cases=ONE), by=BY, at=AT)
    assert tally.unidentified == frozenset({7, 8})


def test_an_allegation_arrives_again_once_its_subject_is_known(force):
    told = (allegation("1", subject_ref="P2"), allegation("2", category="H1"))
    record_history(batch=batch(force, *told, cases=ONE), by=BY, at=AT)
    rows = RosterRows(persons=(PersonRow(ref="P2", source_row=1),))
    roster = RosterBatch(organisation=force, source="roster", content_hash=HASH, rows=rows)
    record_roster(batch=roster, by=BY, at=AT)
    later = (told[0], allegation("2", category="H2"))
    record_history(batch=batch(force, *later, cases=ONE), by=BY, at=LATER)
    known = Allegation.objects.filter(organisation_id=force).order_by("source_ref")
    assert [one.subject_id is None for one in known] == [False, False]
    assert [one.recorded_at for one in known] == [LATER, AT]
    assert verify.verify(trusted=(), origin="none").findings == ()


def test_an_allegation_without_its_case_is_refused(force):
    with pytest.raises(NoSuchCase):
        record_history(batch=batch(force, allegation("1", case_ref="B"), cases=ONE), by=BY, at=AT)


@pytest.mark.parametrize("seat", [seat for seat in Seat if seat is not Seat.SERVICE])
def test_nobody_with_an_account_records_history(force, seat):
    somebody = Actor(account_id=uuid.uuid4(), organisation_id=force, seat=seat)
    with pytest.raises(NotPermitted):
        record_history(batch=batch(force, allegation("1"), cases=ONE), by=somebody, at=AT)
    assert not Case.objects.filter(source_name="southwick").exists()


def test_the_same_reference_of_two_organisations_is_two_cases(force):
    other = record_organisation(name="Eastwick Police", kind="police_force", by=BY, at=AT)
    record_history(batch=batch(force, allegation("1"), cases=ONE), by=BY, at=AT)
    cases = (case("A", reference="E-A"),)
    tally = record_history(batch=batch(other, cases=cases), by=BY, at=AT)
    assert tally.cases.new == frozenset({1})
