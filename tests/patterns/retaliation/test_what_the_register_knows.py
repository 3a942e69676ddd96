"""What was decided of what followed a report is in the register by its day, and names nobody."""

import datetime
import uuid

import pyarrow.parquet
import pytest
from retaliating import LINKED, REPORTER

from candour.cases.models import Case
from candour.guard.models import Account
from candour.measures import running
from candour.measures.actions.take_snapshot import take_snapshot
from candour.measures.register import reading
from candour.patterns.models import KnownReporter, Proposal, ProposalDecision
from cast import NOW
from measures import registers

DAY = datetime.timedelta(days=1)
NOT_LINKED = {**LINKED, "answer": "not_linked"}


@pytest.fixture
def taken(as_role, tmp_path):
    """Take a snapshot as of so many days after now, and return it open: taken(days=1)."""

    def take(*, days: int = 1):
        at = NOW + days * DAY
        with as_role("worker"):
            folder = take_snapshot(
                as_of=at.date(), under=tmp_path / f"after {days}", by=registers.BY,
                at=NOW + 30 * DAY, key=registers.KEY,
            ).folder  # fmt: skip
        return folder, reading.read(folder=folder)

    return take


def followed(snapshot) -> list[dict]:
    _, register = snapshot
    return register.table("followed").to_pyarrow().to_pylist()


@pytest.fixture
def put(two, named, sweep):
    """A later case about whoever reported is put to the authority."""
    named(two.first)
    sweep()
    return Proposal.objects.get(file_id=two.first)


def test_what_is_put_waits_in_the_register_until_it_is_decided(taken, put):
    (row,) = followed(taken())
    assert (row["what"], row["answer"]) == ("counter", "")


def test_the_decision_in_force_counts_and_no_other(visit, taken, two, put):
    place = f"{two.page}{put.id}/"
    assert visit("authority").post(place, NOT_LINKED).location == two.page
    first = followed(taken(days=1))
    assert visit("authority").post(place, LINKED).location == two.page
    second = followed(taken(days=2))
    assert [row["answer"] for row in first] == ["not_linked"]
    assert [row["answer"] for row in second] == ["linked"]
    assert ProposalDecision.objects.filter(proposal=put).count() == 2


def test_a_linked_case_is_found_in_the_register_by_its_pseudonym(visit, taken, two, put):
    visit("authority").post(f"{two.page}{put.id}/", LINKED)
    folder, register = taken()
    (row,) = followed((folder, register))
    cases = set(register.table("case").to_pyarrow()["case_key"].to_pylist())
    assert {row["case_key"], row["later_case_key"]} <= cases
    assert row["case_key"] != row["later_case_key"]
    told = register.table("report").to_pyarrow()["report_key"].to_pylist()
    assert row["report_key"] in told


def test_what_one_person_keeps_is_not_in_the_register(taken, two, named, sweep):
    named(two.first, by="desk", agreed="no")
    assert sweep() == 1
    assert followed(taken()) == []


def test_no_row_of_the_register_tells_who_reported_or_which_case(visit, taken, two, put):
    visit("authority").post(f"{two.page}{put.id}/", LINKED)
    folder, _ = taken()
    person = str(Account.objects.get(username=REPORTER).person_id)
    secrets = {person, str(put.id), str(two.first), str(two.later), two.reference}
    values = {
        str(value)
        for column in pyarrow.parquet.read_table(folder / "followed.parquet").columns
        for value in column.to_pylist()
    }
    assert values & secrets == set()


@pytest.fixture
def decided(force):
    """Write twelve reports, what followed each on a day, and its decisions: days and answers."""

    def write(*answers: tuple[str, str], kind: str = "hr", on: str = "2020-02-01") -> None:
        for _ in range(12):
            case = registers.case(force, received="2020-01-15")
            _decide(_put(case, kind=kind, on=on), answers)

    return write


def moment(day: str) -> datetime.datetime:
    return datetime.datetime.fromisoformat(f"{day}T23:30:00+00:00")


def _put(case: Case, *, kind: str, on: str) -> Proposal:
    of = {"file_id": case.file_id, "organisation_id": case.organisation_id}
    # A reporter who is known openly has a sealed name; what is put says itself who may see it.
    reporter = KnownReporter.objects.create(
        **of, mark=uuid.uuid4().bytes * 2, how="kept", knower_id=uuid.uuid4(),
        since_on=case.received_on, noted_at=moment("2020-01-20"), noted_by=uuid.uuid4(),
    )  # fmt: skip
    return Proposal.objects.create(
        **of, reporter=reporter, kind=kind, event_id=uuid.uuid4(), what="moved",
        happened_on=registers.day(on), because=[], found_at=moment(on),
    )  # fmt: skip


def _decide(put: Proposal, answers: tuple[tuple[str, str], ...]) -> None:
    last = None
    for day, answer in answers:
        last = ProposalDecision.objects.create(
            file_id=put.file_id, organisation_id=put.organisation_id, proposal=put, answer=answer,
            decided_at=moment(day), decided_by=uuid.uuid4(), supersedes=last,
        )  # fmt: skip


@pytest.fixture
def force(db) -> uuid.UUID:
    return registers.force()


@pytest.fixture
def upheld(force, as_role, tmp_path):
    """The figure of the force as of a day: upheld("2020-12-31")."""

    def compute(day: str) -> list[float | None]:
        as_of = registers.day(day)
        with as_role("worker"):
            register = registers.opened(tmp_path / day, as_of=as_of)
        found = running.run(
            entry=running.entry_of("victimisation"),
            register=register,
            parameters=registers.window(to_on=day, as_of=as_of, organisation=str(force)),
        )
        return [value.value for value in found.table("upheld").rows[-1].values]

    return compute


@pytest.mark.parametrize(
    ("day", "row"),
    [
        # Put on 1 February; of what was put later nothing is known on the day before.
        ("2020-01-31", [None, None, None, None]),
        ("2020-02-02", [12, 0, 0, None]),
        # Half past eleven in the evening of 1 June, by universal time, is 2 June in London.
        ("2020-06-01", [12, 0, 0, None]),
        ("2020-06-02", [12, 12, 12, 1.0]),
        ("2020-09-02", [12, 12, 0, 0.0]),
    ],
)
def test_a_decision_counts_from_its_day_until_another_replaces_it(decided, upheld, day, row):
    decided(("2020-06-01", "matter"), ("2020-09-01", "no_matter"))
    assert upheld(day) == row
