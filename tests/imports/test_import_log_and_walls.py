"""An import is in the log row for row, and walls stand round its people before anyone looks."""

import datetime
import uuid

import imported
import pytest
import rosters
import synthetic

from candour.cases.actions.record_history import (
    AllegationRow,
    CaseRow,
    HistoryBatch,
    record_history,
)
from candour.guard.actors import Actor
from candour.guard.log import verify
from candour.guard.models import Account, Scope
from candour.guard.permissions import NotPermitted
from candour.guard.seats import Seat
from candour.imports.actions.run_import import Request, run_import
from candour.imports.models import Run
from candour.imports.sources import chicago

pytestmark = pytest.mark.usefixtures("worker")
LATER = imported.NOW + datetime.timedelta(days=30)


def findings() -> list[tuple[str, str]]:
    report = verify.verify(trusted=(), origin="a log without heads")
    return [(one.place, one.problem) for one in report.findings]


def account_of(officer: str, *, seat: Seat = Seat.INVESTIGATOR) -> Account:
    """Give an imported officer an account that sees the whole organisation."""
    ((person, organisation),) = imported.rows(
        "select person_id, organisation_id from people_identifier"
        " where kind = 'source_id' and value = %s",
        officer,
    )
    account = Account.objects.create(
        username=f"{seat}-{officer}", person_id=person, organisation_id=organisation, seat=seat
    )
    Scope.objects.create(account=account, organisation_id=organisation)
    return account


def seen_by(account: Account, as_role) -> list[str]:
    """Return the source's ids of the cases that an account sees through row security."""
    with as_role("casework", actor=account.id):
        found = imported.rows(
            "select source_ref from cases_case where source_name = 'chicago' order by source_ref"
        )
    imported.change("set role candour_worker")
    return [ref for (ref,) in found]


def test_the_log_holds_after_an_import_and_after_a_later_one(tmp_path):
    made = synthetic.full_of_traps()
    imported.chicago_from(made.write(tmp_path / "first"))
    assert findings() == []
    made.alleged[0].update(final_finding="SU", final_outcome="Separation")
    imported.chicago_from(made.write(tmp_path / "later"), at=LATER)
    assert findings() == []


@pytest.mark.parametrize(
    "tampering",
    [
        "update cases_outcome set result = 'unfounded' where batch_id is not null",
        "delete from cases_outcome where batch_id is not null",
        "update cases_case set closed_on = null where source_name = 'chicago'",
        "update cases_allegation set category = 'L' where batch_id is not null",
        "update guard_batchimage set image = sha256(image)",
    ],
)
def test_an_imported_row_changed_past_the_log_is_found(tmp_path, tampering):
    made = synthetic.one_complaint(
        allegation={"final_finding": "SU"}, complaint={"closed_date": "2006-12-01"}
    )
    imported.chicago_from(made.write(tmp_path))
    imported.change("reset role")
    imported.change(tampering)
    assert findings() != []


def test_each_batch_of_history_is_one_leaf_with_its_digest(tmp_path):
    imported.chicago_from(synthetic.folder().write(tmp_path))
    told = imported.value(
        "select count(*) from guard_batch as batch where source = 'chicago' and ("
        "select count(*) from guard_leaf as leaf"
        " where convert_from(leaf.body, 'UTF8')::jsonb -> 'detail' ->> 'batch' = batch.id::text"
        " and convert_from(leaf.body, 'UTF8')::jsonb -> 'detail' ->> 'digest'"
        " = guard.batch_digest(batch.id)) <> 1"
    )
    assert told == 0


def test_the_subject_of_an_imported_case_sees_every_case_but_their_own(tmp_path, as_role):
    made = synthetic.of_cases({"1000": [1]}, units=(1.0, 2.0))
    imported.chicago_from(made.write(tmp_path / "first"))
    subject = account_of(made.officers[0]["officer"])
    later = synthetic.of_cases({"1000": [1], "2000": [0]}, units=(1.0, 2.0))
    imported.chicago_from(later.write(tmp_path / "later"), at=LATER)
    assert seen_by(subject, as_role) == ["1000"]


def test_a_colleague_of_the_unit_does_not_see_the_imported_case(tmp_path, as_role):
    made = synthetic.of_cases({"1000": [2]}, units=(1.0, 1.0, 2.0))
    imported.chicago_from(made.write(tmp_path / "first"))
    colleague = account_of(made.officers[0]["officer"])
    later = synthetic.of_cases({"1000": [2], "2000": [1]}, units=(1.0, 1.0, 2.0))
    imported.chicago_from(later.write(tmp_path / "later"), at=LATER)
    assert seen_by(colleague, as_role) == ["1000"]


def test_a_case_without_a_subject_is_seen_by_whoever_sees_the_organisation(tmp_path, as_role):
    made = synthetic.of_cases({"1000": [1], "2000": []}, units=(1.0, 2.0))
    imported.chicago_from(made.write(tmp_path))
    reader = account_of(made.officers[0]["officer"])
    assert seen_by(reader, as_role) == ["1000", "2000"]


def test_a_wall_reaches_the_cases_that_were_there_before(tmp_path, as_role):
    """The reader is close to the second officer alone, until a case names both together."""
    made = synthetic.of_cases({"1000": [0]}, units=(1.0, 2.0, 2.0))
    imported.chicago_from(made.write(tmp_path / "first"))
    reader = account_of(made.officers[2]["officer"])
    assert seen_by(reader, as_role) == ["1000"]
    later = synthetic.of_cases({"1000": [0], "2000": [0, 1]}, units=(1.0, 2.0, 2.0))
    imported.chicago_from(later.write(tmp_path / "later"), at=LATER)
    assert seen_by(reader, as_role) == []


def test_a_posting_that_moves_draws_the_walls_anew(tmp_path, as_role):
    made = synthetic.of_cases({"1000": [0]}, units=(1.0, 2.0))
    imported.chicago_from(made.write(tmp_path / "first"))
    reader = account_of(made.officers[1]["officer"])
    made.unit_history.append(
        synthetic.posting(made.officers[0]["officer"], 2.0, "2020-01-01", None)
    )
    imported.chicago_from(made.write(tmp_path / "later"), at=LATER)
    assert seen_by(reader, as_role) == []


def test_nobody_but_the_system_imports(tmp_path):
    investigator = Actor(
        account_id=uuid.uuid4(), organisation_id=uuid.uuid4(), seat=Seat.APPROPRIATE_AUTHORITY
    )
    path = synthetic.one_complaint().write(tmp_path)
    with pytest.raises(NotPermitted):
        run_import(
            request=Request(source=chicago.ENTRY, path=path), by=investigator, at=imported.NOW
        )
    assert not Run.objects.exists()


def test_a_new_line_of_command_draws_the_walls_below_it_anew(tmp_path, as_role):
    """The reader comes to stand above the subject's manager, not above the subject."""
    line = [
        rosters.row("subject", line_manager_ref="sergeant", unit_code="A"),
        rosters.row("sergeant", unit_code="B"),
        rosters.row("reader", unit_code="C"),
    ]
    imported.roster_from(rosters.write(tmp_path, *line))
    reader = account_of("reader")
    batch = HistoryBatch(
        organisation=reader.organisation_id,
        source="chicago",
        content_hash=bytes(32),
        cases=(CaseRow(source_ref="1000", source_row=1, reference="R-1", kind="complaint",
                       source="public", incident_on=None, closed_on=None,
                       received_on=imported.NOW.date()),),
        allegations=(AllegationRow(case_ref="1000", source_ref="1", source_row=1,
                                   subject_ref="subject", category="B4"),),
    )  # fmt: skip
    record_history(batch=batch, by=imported.BY, at=imported.NOW)
    assert seen_by(reader, as_role) == ["1000"]
    line[1]["line_manager_ref"] = "reader"
    imported.roster_from(rosters.write(tmp_path, *line), at=LATER)
    assert seen_by(reader, as_role) == []


def test_only_the_role_that_imports_may_make_temporary_tables(db):
    imported.change("reset role")
    roles = ("report", "casework", "oversight", "worker", "backup")
    imported.change("do $$ begin execute format('revoke temporary on database %I from public',"
                    " current_database()); end $$")  # fmt: skip
    allowed = [
        role
        for role in roles
        if imported.value(
            "select has_database_privilege(%s, current_database(), 'temporary')", f"candour_{role}"
        )
    ]
    assert allowed == ["worker"]
