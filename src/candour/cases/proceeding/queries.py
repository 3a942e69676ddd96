"""Where each course of a case stands, what may follow and on which footing; one step's page."""

import dataclasses
import datetime
import uuid
from collections.abc import Iterable, Mapping

from candour.cases.courses import acting, engine, opening, panels, persons, reviewing, standing
from candour.cases.courses.sheets import rows as sheets
from candour.cases.courses.sheets import titles
from candour.cases.courses.sheets.shape import Kind, Sheet
from candour.cases.courses.standing import Course
from candour.cases.models import Case, StepTaken
from candour.cases.reading import heads, history, staff, wording
from candour.cases.reading.heads import CaseHead
from candour.core import states
from candour.core.states import Machine, Step, Transition
from candour.guard.actors import Actor
from candour.guard.permissions import demand, refused
from candour.law import provisions
from candour.law.events import Party
from candour.law.provisions import Provision, Verification
from candour.people import queries as people

# Steps that choose what follows for somebody: what followed before stands beside the choice.
CHOOSING = frozenset(
    {
        Step.DECIDE_CASE_TO_ANSWER,
        Step.DECIDE_OUTCOME,
        Step.REFER_TO_PROCEEDINGS,
        Step.REFER_TO_REFLECTIVE_PRACTICE,
    }
)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """On which provision a step stands, whether it binds, and how far that was checked."""

    provision: str
    url: str
    basis: str
    verification: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Open:
    """One step: whose it is, whether it can be taken now, and what stands against it.

    who: the parties whose step it is. is_mine: the reader may take it or write it down.
    """

    step: str
    title: str
    who: str
    is_mine: bool
    is_written_down: bool
    moves_on: bool
    because: tuple[str, ...]
    basis: tuple[Basis, ...]
    page: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class CourseLine:
    """One course: of whom, where it stands since when, whose days these are, what may follow."""

    machine: str
    name: str
    summary: str
    subject: uuid.UUID | None
    person: str
    state: str
    owner: str
    since: datetime.date | None
    is_over: bool
    steps: tuple[Open, ...]

    @property
    def mine(self) -> tuple[Open, ...]:
        """Return the steps that the reader can take now."""
        return tuple(one for one in self.steps if one.is_mine and not one.because)

    @property
    def others(self) -> tuple[Open, ...]:
        """Return the steps that somebody else can take now."""
        return tuple(one for one in self.steps if not one.is_mine and not one.because)

    @property
    def waiting(self) -> tuple[Open, ...]:
        """Return the steps against which something stands."""
        return tuple(one for one in self.steps if one.because)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """One step that was taken, as the history shows it."""

    at: datetime.date
    title: str
    by: str
    text: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ReviewRight:
    """Whether whoever reported has a right to a review, why, until when, and what else there is."""

    footing: str
    until_on: datetime.date | None
    because: str
    alternatives: tuple[tuple[str, str], ...]
    basis: Basis


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class NextSteps:
    """Everything that the page of next steps shows."""

    head: CaseHead
    courses: tuple[CourseLine, ...]
    review: ReviewRight
    moments: tuple[Moment, ...]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class StepPage:
    """What one step's page and form need."""

    head: CaseHead
    machine: Machine
    step: Step
    subject: uuid.UUID | None
    title: str
    course: str
    person: str
    seen: int
    sheet: Sheet
    rows: tuple[Transition, ...]
    basis: tuple[Basis, ...]
    because: tuple[str, ...]
    is_mine: bool
    who: str
    people: tuple[tuple[str, str], ...]
    accounts: tuple[tuple[str, str], ...]
    # Whom the step may be about, with the warnings and other actions they got before.
    past: tuple[tuple[str, tuple[history.PastAction, ...]], ...]


def next_steps(*, file: uuid.UUID, by: Actor, at: datetime.datetime) -> NextSteps:
    """Return where every course of a case stands and which steps are open to whom."""
    demand("cases.next_steps", by=by, at=at, file=file)
    head = heads.read(file=file, by=by, on=at.date())
    case = Case.objects.get(file_id=file)
    courses = standing.courses(case=case)
    names = _names(case, courses, by=by, at=at)
    right = reviewing.right_of(case=case, own=standing.leading(courses))
    return NextSteps(
        head=head,
        courses=tuple(_line(one, names, by=by, on=at.date()) for one in courses),
        review=ReviewRight(
            footing=right.row.standing.value,
            until_on=reviewing.until_on(case=case, right=right),
            because=right.row.because,
            alternatives=tuple((one.name, one.summary) for one in right.alternatives),
            basis=_basis(right.row.provision, right.row.basis, right.row.verification),
        ),
        moments=_moments(courses, names, by=by, at=at),
    )


def step_page(
    *, file: uuid.UUID, at_place: tuple[str, str, uuid.UUID | None], by: Actor,
    at: datetime.datetime,
) -> StepPage:  # fmt: skip
    """Return one step's page; `at_place`: its course, its name, and whose course it is."""
    demand("cases.next_steps", by=by, at=at, file=file)
    head = heads.read(file=file, by=by, on=at.date())
    machine, step, subject = _known(file, at_place)
    case = Case.objects.get(file_id=file)
    of = standing.course(case=case, machine=machine, subject=subject)
    if of is None:
        raise refused("cases.next_steps", file=file)
    rows = engine.rows_of(of=of, step=step)
    sheet = sheets.sheet(step, is_of_case=of.is_of_case, machine=machine)
    names = _names(case, (of,), by=by, at=at)
    opened = _open(step, rows, opening.Known(of=of, on=at.date()), by=by)
    known = persons.subjects(case=case)
    whose = {one: names[one] for one in ([subject] if subject in names else known)}
    return StepPage(
        head=head,
        machine=machine,
        step=step,
        subject=subject,
        title=titles.title(step.value),
        course=states.TRACKS[machine].name,
        person=names.get(subject, "") if subject else "",
        seen=of.number,
        sheet=sheet,
        rows=rows,
        basis=_bases(rows),
        because=opened.because if rows else (engine.nowhere(of=of, step=step),),
        is_mine=opened.is_mine,
        who=opened.who,
        people=tuple((str(one), names[one]) for one in known),
        accounts=_accounts(file, sheet, by=by, at=at),
        past=_past(file, step, whose, by=by, at=at) if opened.is_mine else (),
    )


def _past(
    file: uuid.UUID,
    step: Step,
    names: Mapping[uuid.UUID, str],
    *,
    by: Actor,
    at: datetime.datetime,
) -> tuple[tuple[str, tuple[history.PastAction, ...]], ...]:
    """Return what each person got before, where the step chooses what follows for them."""
    if step not in CHOOSING:
        return ()
    demand("cases.history", by=by, at=at, file=file)
    found = history.past_actions(file=file, by=by, at=at)
    return tuple((name, found.get(person, ())) for person, name in names.items())


def _known(
    file: uuid.UUID, at_place: tuple[str, str, uuid.UUID | None]
) -> tuple[Machine, Step, uuid.UUID | None]:
    machine, step, subject = at_place
    try:
        return Machine(machine), Step(step), subject
    except ValueError:
        raise refused("cases.next_steps", file=file) from None


def _names(
    case: Case, courses: Iterable[Course], *, by: Actor, at: datetime.datetime
) -> dict[uuid.UUID, str]:
    found = {one.subject for one in courses if one.subject is not None}
    found |= {row.about_id for one in courses for row in one.taken if row.about_id is not None}
    known = {*found, *persons.subjects(case=case)}
    cards = people.cards(persons=known, by=by, at=at) if known else {}
    return {person: card.name for person, card in cards.items()}


def _line(
    of: Course, names: Mapping[uuid.UUID, str], *, by: Actor, on: datetime.date
) -> CourseLine:
    track = states.TRACKS[of.machine]
    known = opening.Known(of=of, on=on)
    owner = states.owner_of(machine=of.machine, state=of.state, facts=known.facts())
    by_step: dict[Step, list[Transition]] = {}
    for row in track.rows:
        if of.state in row.sources:
            by_step.setdefault(row.step, []).append(row)
    moved = [row for row in of.taken if row.from_state != row.to_state]
    return CourseLine(
        machine=of.machine.value,
        name=track.name,
        summary=track.summary,
        subject=of.subject,
        person=names.get(of.subject, "") if of.subject else "",
        state=_capital(states.in_words(of.state)),
        owner=acting.NAMES[owner] if owner else "",
        since=moved[-1].happened_on if moved else None,
        is_over=of.is_over,
        steps=tuple(_open(step, tuple(rows), known, by=by) for step, rows in by_step.items()),
    )


def _open(step: Step, rows: tuple[Transition, ...], known: opening.Known, *, by: Actor) -> Open:
    sheet = sheets.sheet(step, is_of_case=known.of.is_of_case, machine=known.of.machine)
    possible = opening.possible(rows=rows, sheet=sheet, known=known)
    who = acting.acting(seat=by.seat, rows=possible)
    return Open(
        step=step.value,
        title=titles.title(step.value),
        who=acting.names(possible),
        is_mine=who is not None,
        is_written_down=who is not None and who.is_written_down,
        moves_on=any(row.target is not None for row in rows),
        because=opening.against(rows=rows, sheet=sheet, known=known),
        basis=_bases(rows),
        page=sheet.elsewhere,
    )


def _bases(rows: Iterable[Transition]) -> tuple[Basis, ...]:
    found = [
        _basis(one, row.mark.basis, row.mark.verification)
        for row in rows
        for one in row.mark.provisions
    ]
    return tuple(dict.fromkeys(found))


def _basis(provision: Provision, basis: provisions.Basis, verification: Verification) -> Basis:
    return Basis(
        provision=f"{provision.instrument.short} {provision.reference}",
        url=provision.url,
        basis=wording.BASES[basis],
        verification=wording.VERIFICATIONS[verification],
    )


def _moments(
    courses: Iterable[Course], names: Mapping[uuid.UUID, str], *, by: Actor, at: datetime.datetime
) -> tuple[Moment, ...]:
    taken = [(one, row) for one in courses for row in one.taken]
    taken.sort(key=lambda found: (found[1].decided_at, found[1].number))
    known = staff.called(
        accounts=[row.decided_by for _, row in taken if row.decided_by], by=by, at=at
    )
    return tuple(
        Moment(
            at=row.happened_on,
            title=_title(row, names),
            by=staff.named(known, row.decided_by),
            text=_text(one, row),
        )
        for one, row in taken
    )


def _title(row: StepTaken, names: Mapping[uuid.UUID, str]) -> str:
    person = row.about_id or row.subject_id
    name = f": {names[person]}" if person is not None and person in names else ""
    return f"{titles.title(row.step)}{name}"


def _text(of: Course, row: StepTaken) -> str:
    who = acting.NAMES[Party(row.party)]
    moved = "" if row.from_state == row.to_state else (
        f" Now: {row.to_state.replace('_', ' ')}."
    )  # fmt: skip
    rests = f" Looked at again by {wording.day(row.review_on)}." if row.review_on else ""
    return f"{states.TRACKS[of.machine].name}. By: {who}.{moved}{rests}"


def _accounts(
    file: uuid.UUID, sheet: Sheet, *, by: Actor, at: datetime.datetime
) -> tuple[tuple[str, str], ...]:
    if not any(ask.kind is Kind.ACCOUNT for ask in sheet.asks):
        return ()
    known = staff.called(accounts=panels.eligible(file=file), by=by, at=at)
    return tuple(
        (str(account), f"{one.name}, {one.organisation}") for account, one in known.items()
    )


def _capital(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"
