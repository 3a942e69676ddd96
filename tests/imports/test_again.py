"""The same files again change nothing; a later file changes what it tells differently."""

import datetime

import imported
import pytest
import synthetic
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from candour.guard.models import Batch, BatchImage, Leaf
from candour.imports.models import Remark, Run

pytestmark = pytest.mark.usefixtures("worker")
LATER = imported.NOW + datetime.timedelta(days=30)
TABLES = (
    "people_person", "people_posting", "people_identifier", "people_service", "people_unit",
    "people_characteristic", "cases_case", "cases_allegation", "cases_outcome", "guard_file",
    "access_involvement", "guard_batch", "guard_batchimage", "guard_leaf", "imports_run",
    "imports_remark",
)  # fmt: skip


def sizes() -> dict[str, int]:
    return {table: imported.value(f"select count(*) from {table}") for table in TABLES}


def test_the_same_folder_again_changes_nothing_and_leaves_no_leaf(tmp_path):
    path = synthetic.full_of_traps().write(tmp_path)
    first = imported.chicago_from(path)
    before, leaves, images = imported.content(), Leaf.objects.count(), BatchImage.objects.count()
    again = imported.chicago_from(path, at=LATER)
    assert imported.content() == before
    assert (Leaf.objects.count(), BatchImage.objects.count()) == (leaves, images)
    assert all(counts.taken == 0 for counts in again.counts.tables.values())
    assert again.counts.rejected == first.counts.rejected
    assert again.counts.noted == first.counts.noted
    assert again.counts.written == {}


def test_what_was_unchanged_is_not_remarked_upon_twice(tmp_path):
    path = synthetic.full_of_traps().write(tmp_path)
    imported.chicago_from(path)
    again = imported.chicago_from(path, at=LATER)
    assert set(Remark.objects.filter(run=again.run).values_list("kind", flat=True)) == {"rejected"}


def test_a_dry_run_counts_what_a_run_would_and_writes_nothing(tmp_path, data_folder):
    path = synthetic.full_of_traps().write(tmp_path)
    before = sizes()
    dry = imported.chicago_from(path, is_dry=True)
    assert sizes() == before
    assert (dry.run, dry.rejects_file, data_folder.exists()) == (None, None, False)
    assert imported.chicago_from(path).counts == dry.counts


def test_a_dry_run_of_a_later_folder_shows_the_difference(tmp_path):
    made = synthetic.one_complaint()
    imported.chicago_from(made.write(tmp_path / "first"))
    made.complaints[0]["closed_date"] = "2006-12-01"
    made.alleged[0]["final_finding"] = "SU"
    dry = imported.chicago_from(made.write(tmp_path / "later"), is_dry=True)
    shown = {name: (one.new, one.changed) for name, one in dry.counts.tables.items()}
    assert shown == {
        "officers": (0, 0),
        "unit_history": (0, 0),
        "complaints": (0, 1),
        "accused": (0, 1),
    }
    assert imported.content()["cases"][0][6] is None


def test_a_later_folder_closes_a_case_and_keeps_its_place_in_the_register(tmp_path):
    made = synthetic.one_complaint()
    imported.chicago_from(made.write(tmp_path / "first"))
    file = imported.rows("select file_id from cases_case where source_name = 'chicago'")
    made.complaints[0]["closed_date"] = "2006-12-01"
    imported.chicago_from(made.write(tmp_path / "later"), at=LATER)
    assert imported.content()["cases"][0][6] == datetime.date(2006, 12, 1)
    assert imported.rows("select file_id from cases_case where source_name = 'chicago'") == file
    images = "select count(*) from guard_batchimage where table_name = 'cases_case' and row_id = %s"
    assert imported.value(images, file[0][0]) == 2


def test_a_later_finding_supersedes_the_earlier_one(tmp_path):
    made = synthetic.one_complaint(allegation={"final_finding": "NS"})
    imported.chicago_from(made.write(tmp_path / "first"))
    made.alleged[0].update(final_finding="SU", final_outcome="Separation")
    imported.chicago_from(made.write(tmp_path / "later"), at=LATER)
    assert imported.outcomes() == [("proven", "dismissed")]
    assert imported.content()["allegations"][0][7] == [
        '(not_proven,"",f)',
        "(proven,dismissed,t)",
    ]


def test_a_finding_that_the_source_takes_back_is_not_known(tmp_path):
    made = synthetic.one_complaint(allegation={"final_finding": "SU"})
    imported.chicago_from(made.write(tmp_path / "first"))
    made.alleged[0].update(final_finding=None)
    path = made.write(tmp_path / "later")
    imported.chicago_from(path, at=LATER)
    assert imported.outcomes() == [("not_known", "")]
    again = imported.chicago_from(path, at=LATER)
    assert again.counts.tables["accused"].taken == 0


def test_what_somebody_decided_here_is_never_superseded_from_outside(tmp_path):
    made = synthetic.one_complaint(allegation={"final_finding": "NS"})
    imported.chicago_from(made.write(tmp_path / "first"))
    imported.change(
        "insert into cases_outcome (id, file_id, organisation_id, decided_at, allegation_id,"
        " result, sanction, supersedes_id)"
        " select gen_random_uuid(), file_id, organisation_id, decided_at, allegation_id,"
        " 'misconduct', '', id from cases_outcome where batch_id is not null"
        " and file_id in (select file_id from cases_case where source_name = 'chicago')"
    )
    made.alleged[0].update(final_finding="UN")
    imported.chicago_from(made.write(tmp_path / "later"), at=LATER)
    assert imported.outcomes() == [("misconduct", "")]


def test_a_subject_whom_nobody_knew_is_known_once_the_source_tells_of_them(tmp_path):
    made = synthetic.one_complaint(allegation={"officer": "nobody knows"})
    imported.chicago_from(made.write(tmp_path / "first"))
    made.officers.append({**made.officers[0], "officer": "nobody knows"})
    imported.chicago_from(made.write(tmp_path / "later"), at=LATER)
    (allegation,) = imported.content()["allegations"]
    assert (allegation[5], allegation[6]) == ("nobody knows", "subject")


def test_a_subject_who_was_identified_here_stays(tmp_path):
    made = synthetic.one_complaint(allegation={"officer": None})
    path = made.write(tmp_path)
    imported.chicago_from(path)
    imported.change(
        "update cases_allegation set subject_id = (select person_id from people_identifier"
        " where kind = 'source_id' and value = %s) where source_ref = 'unnamed 05A 1'",
        made.officers[0]["officer"],
    )
    again = imported.chicago_from(path, at=LATER)
    assert again.counts.tables["accused"].unchanged == 1
    assert imported.content()["allegations"][0][5] == made.officers[0]["officer"]


def test_a_posting_that_ends_later_is_the_same_posting(tmp_path):
    made = synthetic.one_complaint(officer={"cleaned_rank": "SERGEANT"})
    imported.chicago_from(made.write(tmp_path / "first"))
    made.unit_history[1]["unit_end_date"] = "2010-01-01"
    report = imported.chicago_from(made.write(tmp_path / "later"), at=LATER)
    assert report.counts.tables["unit_history"].changed == 1
    ended = [row for row in imported.content()["postings"] if row[4] == datetime.date(2010, 1, 1)]
    assert [row[6] for row in ended] == ["SERGEANT"]


def test_an_import_of_other_files_gives_a_broken_one_up(tmp_path):
    made = synthetic.folder()
    first = imported.chicago_from(made.write(tmp_path / "first"))
    Run.objects.filter(id=first.run).update(state="running", finished_at=None, position=1)
    made.complaints.pop()
    later = imported.chicago_from(made.write(tmp_path / "later"), at=LATER)
    states = dict(Run.objects.values_list("id", "state"))
    assert states == {first.run: "given_up", later.run: "finished"}
    assert not later.is_resumed


def test_every_batch_names_the_files_it_came_from_by_their_hash(tmp_path):
    report = imported.chicago_from(synthetic.folder().write(tmp_path))
    officers = dict(report.files)["officers.parquet"]
    held = Batch.objects.filter(source="chicago officers").values_list("content_hash", flat=True)
    assert {bytes(one).hex() for one in held} == {officers}


@settings(
    max_examples=5,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(seed=st.integers(0, 10_000))
def test_the_order_of_rows_in_the_files_changes_nothing(tmp_path, seed):
    made = synthetic.full_of_traps()
    plain = imported.content_after(made.write(tmp_path / "plain"))
    assert len(plain["cases"]) > 20
    assert imported.content_after(made.shuffled(seed).write(tmp_path / f"{seed}")) == plain


@settings(
    max_examples=8,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(officers=st.integers(1, 6), complaints=st.integers(1, 9), seed=st.integers(0, 10_000))
def test_totals_always_add_up(tmp_path, officers, complaints, seed):
    made = synthetic.folder(officers=officers, complaints=complaints, seed=seed)
    path = made.write(tmp_path / f"{officers}-{complaints}-{seed}")
    report = imported.chicago_from(path, batch_rows=7)
    counted = [
        (one.taken + one.unchanged + one.rejected, one.read)
        for one in report.counts.tables.values()
    ]
    assert all(settled == read for settled, read in counted)
    assert sum(read for _, read in counted) == sum(
        map(len, (made.officers, made.unit_history, made.complaints, made.alleged))
    )


def test_the_database_notices_how_its_tables_grow_while_an_import_runs(tmp_path):
    imported.change("reset role")
    imported.change("update pg_class set reltuples = 0 where oid = 'people_person'::regclass")
    imported.change("set role candour_worker")
    imported.chicago_from(synthetic.folder().write(tmp_path))
    counted = "select reltuples from pg_class where oid = 'people_person'::regclass"
    assert imported.value(counted) > 0
