"""Where each course of a case stands: read from the steps that were taken on it, never stored."""

import dataclasses
import uuid
from collections import defaultdict
from collections.abc import Sequence

from candour.cases.models import Case, StepTaken
from candour.core import states
from candour.core.states.names import Machine, State

OF_KIND = {
    "complaint": Machine.COMPLAINT,
    "conduct_matter": Machine.CONDUCT_MATTER,
    "dsi_matter": Machine.DSI_MATTER,
}


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """One machine of one case, of the case itself or of one person, and its steps in order."""

    case: Case
    machine: Machine
    subject: uuid.UUID | None
    taken: tuple[StepTaken, ...]

    @property
    def state(self) -> State:
        """Return where it stands."""
        return State(self.taken[-1].to_state) if self.taken else states.INITIAL[self.machine]

    @property
    def number(self) -> int:
        """Return how many steps were taken on it."""
        return len(self.taken)

    @property
    def is_of_case(self) -> bool:
        """Return whether it is held of the case, and not of one person in it."""
        return self.subject is None

    @property
    def is_over(self) -> bool:
        """Return whether nothing more is owed on it."""
        return states.is_final(machine=self.machine, state=self.state)


def courses(*, case: Case) -> tuple[Course, ...]:
    """Return every course of a case: its own, and those that its steps have opened."""
    taken: dict[tuple[Machine, uuid.UUID | None], list[StepTaken]] = defaultdict(list)
    for row in StepTaken.objects.filter(file_id=case.file_id).order_by("decided_at", "number"):
        taken[Machine(row.course_id), row.subject_id].append(row)
    found = [(OF_KIND[case.kind], None), *taken]
    for rows in list(taken.values()):
        for row in rows:
            found += [(machine, _holder(machine, row)) for machine in _opened(row)]
    return tuple(
        Course(case=case, machine=machine, subject=subject,
               taken=tuple(sorted(taken[machine, subject], key=lambda row: row.number)))
        for machine, subject in dict.fromkeys(found)
    )  # fmt: skip


def course(*, case: Case, machine: Machine, subject: uuid.UUID | None) -> Course | None:
    """Return one course of a case, or None where nothing has opened it."""
    found = (one for one in courses(case=case) if (one.machine, one.subject) == (machine, subject))
    return next(found, None)


def own(*, case: Case) -> Course:
    """Return the course of the case itself."""
    return leading(courses(case=case))


def leading(every: Sequence[Course]) -> Course:
    """Return which course leads a case: a conduct matter's, once it has become one."""
    own = every[0]
    if own.state is not State.CONTINUES_AS_CONDUCT_MATTER:
        return own
    became = (one for one in every if one.is_of_case and one.machine is Machine.CONDUCT_MATTER)
    return next(became, own)


def of_case(every: Sequence[Course]) -> tuple[StepTaken, ...]:
    """Return every step taken on a case itself, in order, before and after it became another."""
    taken = [row for one in every if one.is_of_case for row in one.taken]
    return tuple(sorted(taken, key=lambda row: row.decided_at))


def is_taken_up(*, case: Case) -> bool:
    """Return whether a step was taken on the page of next steps: its course then leads the case."""
    return StepTaken.objects.filter(file_id=case.file_id, written_with="").exists()


def beside(*, of: Course, every: Sequence[Course]) -> tuple[states.Standing, ...]:
    """Return the courses whose end this one waits for: of its person, or of every person."""
    return tuple(
        states.Standing(machine=one.machine, state=one.state, subject=str(one.subject))
        for one in every
        if not one.is_of_case and of.subject in (None, one.subject)
    )


def _opened(row: StepTaken) -> tuple[Machine, ...]:
    """Return which machines a step opened; the row of the table is found again by its facts."""
    rows = states.TRACKS[Machine(row.course_id)].rows
    known = set(row.facts)
    return tuple(
        machine
        for one in rows
        if one.opens and one.step.value == row.step and State(row.from_state) in one.sources
        and one.leads_to(State(row.from_state)).value == row.to_state
        and known.issuperset(guard.value for guard in one.guard)
        and known.isdisjoint(guard.value for guard in one.unless)
        for machine in one.opens
    )  # fmt: skip


def _holder(machine: Machine, row: StepTaken) -> uuid.UUID | None:
    is_of_case = states.TRACKS[machine].holder is states.Holder.CASE
    return None if is_of_case else (row.about_id or row.subject_id)
