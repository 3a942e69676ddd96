"""Forbidden steps: refused by the law file and, whatever code does above it, by the database."""

import random

import pytest
from django.db import IntegrityError, ProgrammingError, transaction

import browsing
from candour.cases.courses import standing, table
from candour.cases.models import AllowedStep, Case, Course, StepTaken
from candour.core import states
from candour.core.states import Guard, Machine, State, Step
from candour.law.events import Party
from cast import NOW

SECONDED = (
    Step.ASSESS_SEVERITY, Step.REASSESS_SEVERITY, Step.WITHDRAW_PROCEEDINGS,
    Step.FIND_NO_PROCEEDINGS,
)  # fmt: skip
WALKS = 60
LENGTH = 12


def row(case, **changes):
    """A step as a row, by default one that the table allows: preserving the evidence."""
    own = standing.own(case=case)
    said = {
        "file_id": case.file_id, "organisation_id": case.organisation_id,
        "course_id": own.machine.value, "number": own.number + 1, "step": "preserve_evidence",
        "party": "appropriate_authority", "from_state": own.state.value,
        "to_state": own.state.value, "happened_on": NOW.date(), "facts": [], "answers": {},
        "decided_at": NOW,
    }  # fmt: skip
    return StepTaken(**{**said, **changes})


def insert(one):
    with transaction.atomic():
        StepTaken.objects.bulk_create([one])


@pytest.fixture
def known(case):
    return Case.objects.get(file_id=case)


def test_the_database_has_the_rows_of_the_law_file(db):
    stored = {
        (one.course_id, tuple(one.sources), one.step, one.target, tuple(one.parties),
         tuple(one.needs), tuple(one.forbids), tuple(one.opens))
        for one in AllowedStep.objects.all()
    }  # fmt: skip
    wanted = {
        (one.course, one.sources, one.step, one.target, one.parties, one.needs, one.forbids,
         one.opens)
        for one in table.allowed()
    }  # fmt: skip

    assert stored == wanted
    assert set(Course.objects.values_list("machine", "holder", "initial")) == set(table.courses())


def test_the_file_of_the_table_is_what_the_law_file_gives():
    assert table.FILE.read_text(encoding="utf-8") == table.written()


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"from_state": "logged"}, "stands elsewhere"),
        ({"number": 9}, "stands elsewhere"),
        ({"step": "finalise", "to_state": "finalised"}, "not allowed from here"),
        ({"to_state": "finalised"}, "not allowed from here"),
        ({"party": "complainant"}, "not allowed from here"),
        ({"step": "reinvent", "to_state": "recorded"}, "not allowed from here"),
        ({"step": "handle_without_investigation", "to_state": "handled_without_investigation"},
         "not allowed from here"),
        ({"course_id": "proceedings", "from_state": "referred_to_proceedings", "number": 1},
         "held of something else"),
    ],
)  # fmt: skip
def test_a_forbidden_step_is_refused_by_the_database(known, as_role, changes, why):
    one = row(known, **changes)

    with as_role("worker"), pytest.raises(IntegrityError, match=why):
        insert(one)

    assert StepTaken.objects.filter(file_id=known.file_id).count() == 2


def test_a_course_of_a_person_needs_a_step_that_opened_it(known, as_role):
    person = browsing.Account.objects.get(username="subject").person_id
    one = row(
        known, course_id="proceedings", subject_id=person, number=1, step="supply_documents",
        from_state="referred_to_proceedings", to_state="referred_to_proceedings",
    )  # fmt: skip

    with as_role("worker"), pytest.raises(IntegrityError, match="nothing has opened"):
        insert(one)


def test_a_step_is_only_added_to_and_never_changed_or_removed(known, as_role):
    kept = StepTaken.objects.filter(file_id=known.file_id)

    with as_role("worker"), pytest.raises(ProgrammingError, match="denied"), transaction.atomic():
        kept.update(to_state="finalised")
    with as_role("worker"), pytest.raises(ProgrammingError, match="denied"), transaction.atomic():
        kept.delete()


def test_random_walks_stand_in_the_database_where_the_law_file_says(known, as_role):
    choose = random.Random(7)
    for _ in range(WALKS):
        with transaction.atomic():
            _walk(known, as_role, choose)
            transaction.set_rollback(True)


def _walk(case, as_role, choose):
    """Take random steps; the database takes exactly those that the table allows."""
    machine = standing.own(case=case).machine
    for _ in range(LENGTH):
        own = standing.own(case=case)
        step = choose.choice(states.TRACKS[machine].rows)
        facts = frozenset(choose.sample(list(step.guard), len(step.guard))) | frozenset(
            choose.sample(list(Guard), choose.randrange(3))
        )
        party = choose.choice([*step.by, choose.choice(list(Party))])
        result = states.take(machine=machine, state=own.state, step=step.step, by=party,
                             facts=facts)  # fmt: skip
        # Of these the database asks for the rows that show it, and a walk has none.
        is_shown = Guard.SECOND_PERSON_AGREES not in facts or step.step not in SECONDED
        allowed = isinstance(result, states.Taken) and is_shown
        target = step.leads_to(own.state)
        if isinstance(result, states.Taken):
            target = result.target
        one = row(case, step=step.step.value, party=party.value, to_state=target.value,
                  facts=[fact.value for fact in facts],
                  **({"owner": "force", "review_on": NOW.date()}))  # fmt: skip
        assert _takes(one, as_role) is allowed, (step.step, own.state, facts)


def _takes(one, as_role):
    with as_role("worker"):
        try:
            insert(one)
        except IntegrityError:
            return False
    return True


def test_every_state_of_every_course_can_be_reached_or_is_where_it_begins():
    for machine in Machine:
        reached = {states.INITIAL[machine]} | {
            row.target for row in states.TRACKS[machine].rows if row.target
        }
        assert set(states.TRACKS[machine].states) == reached
        assert all(isinstance(one, State) for one in reached)
    assert {row.step for row in states.TRANSITIONS} <= set(Step)
