"""Takes one step: asks the table, writes the row, its events and its leaf, in one transaction."""

import dataclasses
import datetime
import uuid
from collections.abc import Collection, Iterable, Mapping, Sequence

import psycopg
from django.db import IntegrityError, models, transaction

from candour.cases import steps, words
from candour.cases.courses import acting, established, standing
from candour.cases.courses.sheets import rows as sheets
from candour.cases.courses.standing import Course
from candour.cases.models import Case, Event, StepTaken
from candour.core import states
from candour.core.states import Guard, Machine, Step, Transition
from candour.guard.actors import Actor
from candour.guard.models import SealedItem
from candour.intake.actions.tell_progress import tell_progress
from candour.law.duties import UPDATE
from candour.law.events import EventKind, Party

UPDATE_WITHIN = datetime.timedelta(days=UPDATE.number)
# What happens once in a case, however many steps tell of it.
_ONCE = frozenset({
    EventKind.COMPLAINT_MADE, EventKind.RECORDED, EventKind.RECORDED_UNDER_SCHEDULE_3,
    EventKind.HANDLING_STARTED, EventKind.SPECIAL_PROCEDURES_BEGAN,
})  # fmt: skip
# What the database says where somebody else was first.
_MOVED_ON = ("cases_steptaken_present_state", "cases_steptaken_once_each")
# Where the days of what a step fixes are answered.
_AHEAD = ("heard_on", "interview_on")
_TOLD = {
    Step.INVESTIGATE: "investigating", Step.REINVESTIGATE: "investigating",
    Step.REFER: "referred", Step.APPLY_FOR_REVIEW: "under_review", Step.FINALISE: "closed",
}  # fmt: skip


class MovedOn(Exception):
    """Somebody has taken another step in the meantime. Look at where it stands now, then decide."""


class NotAllowed(Exception):
    """The table doesn't allow this step now; `because` says why, in the words of the table."""

    def __init__(self, because: Sequence[str]) -> None:
        super().__init__(" ".join(f"{one[:1].upper()}{one[1:]}" for one in because))
        self.because = tuple(because)


class WrongDay(Exception):
    """The day can't lie in the future, nor before the case was received."""


class NotOpened(Exception):
    """Nothing has opened this course for this person."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A step as somebody asks for it.

    subject: whose course it is; none where it is the case's. about: whom it concerns. seen: how
    many steps the page showed; none where no page did. claims: what was answered yes to.
    written_with: the other page of the case that decided it; empty where this is that page.
    """

    step: Step
    machine: Machine
    on: datetime.date
    subject: uuid.UUID | None = None
    about: uuid.UUID | None = None
    seen: int | None = None
    claims: frozenset[Guard] = frozenset()
    answers: Mapping[str, object] = dataclasses.field(default_factory=dict)
    reason: str = dataclasses.field(default="", repr=False)
    owner: str = ""
    review_on: datetime.date | None = None
    written_with: str = ""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class _Ready:
    """A step that the table allows: from where, as asked, for whom, and what follows."""

    of: Course
    asked: Asked
    known: frozenset[Guard]
    party: Party
    taken: states.Taken


def stands(*, case: Case, asked: Asked) -> Course:
    """Return where the course stands, if it is still where the page showed it."""
    found = standing.course(case=case, machine=asked.machine, subject=asked.subject)
    if found is None:
        raise NotOpened
    if asked.seen is not None and asked.seen != found.number:
        raise MovedOn
    return found


def take(
    *,
    case: Case,
    asked: Asked,
    by: Actor,
    at: datetime.datetime,
    gives: Collection[Guard] = (),
    also: Sequence[models.Model] = (),
) -> StepTaken:
    """Take a step that its caller has demanded; `gives`: facts that the caller has established.

    Belongs to its caller's transaction. `also`: rows that the caller wrote for the same leaf.
    """
    if not case.received_on <= asked.on <= at.date():
        raise WrongDay
    of = stands(case=case, asked=asked)
    rows = rows_of(of=of, step=asked.step)
    known = _known(of, asked, gives)
    # Where facts say whose step it is, it is taken for them: not for whose it would be otherwise.
    who = acting.acting(seat=by.seat, rows=_held(rows, known) or rows)
    if who is None:
        because = (
            f"this step is taken by: {acting.names(rows)}."
            if rows
            else nowhere(of=of, step=asked.step)
        )
        raise NotAllowed([because])
    ready = _ready(of, asked, known, who.party)
    row, written = _write(ready, by=by, at=at)
    if asked.step in _TOLD:
        next_on = None if asked.step is Step.FINALISE else at.date() + UPDATE_WITHIN
        tell_progress(file=case.file_id, state=_TOLD[asked.step], next_on=next_on, by=by, at=at)
    detail = {"step": asked.step.value, "course": asked.machine.value, "to": row.to_state}
    after = [*also, *written, *_catch_up(case, asked, by=by, at=at)]
    steps.finish(step="cases.take_step", case=case, after=after, by=by, at=at, detail=detail)
    return row


def rows_of(*, of: Course, step: Step) -> tuple[Transition, ...]:
    """Return the rows of the table for a step from where a course stands."""
    return tuple(
        row
        for row in states.TRACKS[of.machine].rows
        if row.step is step and of.state in row.sources
    )


def follow(
    *,
    case: Case,
    asked: Asked,
    by: Actor,
    at: datetime.datetime,
    gives: Collection[Guard] = (),
    but: Collection[Guard] = (),
) -> list[models.Model]:
    """Write down the step that another page of the case has just decided, where the table has it.

    Its rows belong to that page's leaf. Nothing is written where the course stands elsewhere: a
    page of the case that decides by itself is not stopped here. `but`: what did not hold before it.
    """
    of = standing.course(case=case, machine=asked.machine, subject=asked.subject)
    if of is None:
        return []
    known = _known(of, asked, gives) - frozenset(but)
    for row in _held(rows_of(of=of, step=asked.step), known):
        return _write(_ready(of, asked, known, row.by[0]), by=by, at=at)[1]
    return []


def _held(rows: Iterable[Transition], known: frozenset[Guard]) -> tuple[Transition, ...]:
    return tuple(
        row for row in rows if known.issuperset(row.guard) and known.isdisjoint(row.unless)
    )


def _catch_up(case: Case, asked: Asked, *, by: Actor, at: datetime.datetime) -> list[models.Model]:
    """Write down the severity that was assessed before the course came to where it counts."""
    of = standing.course(case=case, machine=asked.machine, subject=asked.subject)
    if of is None or not of.is_of_case:
        return []
    if established.done(of.taken, Step.ASSESS_SEVERITY, Step.REASSESS_SEVERITY):
        return []
    if Guard.SEVERITY_ASSESSED not in established.facts(of=of, about=None, on=asked.on):
        return []
    known = dataclasses.replace(
        asked,
        step=Step.ASSESS_SEVERITY,
        about=None,
        answers={},
        reason="",
        owner="",
        review_on=None,
        written_with="severity",
    )
    return follow(case=case, asked=known, by=by, at=at, but=(Guard.SEVERITY_ASSESSED,))


def _ready(of: Course, asked: Asked, known: frozenset[Guard], party: Party) -> _Ready:
    taken = states.take(machine=of.machine, state=of.state, step=asked.step, by=party, facts=known)
    if isinstance(taken, states.Refused):
        raise NotAllowed(taken.because)
    return _Ready(of=of, asked=asked, known=known, party=party, taken=taken)


def _known(of: Course, asked: Asked, gives: Collection[Guard]) -> frozenset[Guard]:
    """Return what is recorded, what the caller checked, and what was answered.

    What this step itself decides holds instead of what was decided before it.
    """
    recorded = established.facts(of=of, about=asked.about, on=asked.on)
    sheet = sheets.sheet(asked.step, is_of_case=of.is_of_case, machine=of.machine)
    decided = sheet.answered(asked.answers)
    answered = {guard for guard, is_so in decided.items() if is_so}
    claimed = asked.claims - established.COMPUTED
    return (recorded - decided.keys()) | answered | claimed | frozenset(gives)


def _write(
    ready: _Ready, *, by: Actor, at: datetime.datetime
) -> tuple[StepTaken, list[models.Model]]:
    """Add the row and the events that the clocks read; return it, and all that was written."""
    asked = ready.asked
    item = words.seal_reason(case=ready.of.case, text=asked.reason) if asked.reason else None
    row = _row(ready, item, by=by, at=at)
    try:
        with transaction.atomic():
            StepTaken.objects.bulk_create([row])
    except IntegrityError as error:
        cause = error.__cause__
        if isinstance(cause, psycopg.Error) and cause.diag.constraint_name in _MOVED_ON:
            raise MovedOn from None
        raise
    events = _events(ready, by=by, at=at)
    return row, [*([item] if item else []), row, *events]


def _row(ready: _Ready, item: SealedItem | None, *, by: Actor, at: datetime.datetime) -> StepTaken:
    asked, of = ready.asked, ready.of
    return StepTaken(
        file_id=of.case.file_id,
        organisation_id=of.case.organisation_id,
        course_id=asked.machine.value,
        subject_id=asked.subject,
        about_id=asked.about,
        number=of.number + 1,
        step=asked.step.value,
        party=ready.party.value,
        from_state=ready.taken.source.value,
        to_state=ready.taken.target.value,
        happened_on=asked.on,
        facts=sorted(guard.value for guard in ready.known),
        answers=dict(asked.answers),
        owner=asked.owner,
        review_on=asked.review_on,
        written_with=asked.written_with,
        reason_item=item,
        decided_at=at,
        decided_by=by.account_id,
        supersedes=_replaced(ready),
    )


def _replaced(ready: _Ready) -> StepTaken | None:
    asked = ready.asked
    if not sheets.sheet(asked.step, is_of_case=ready.of.is_of_case).replaces:
        return None
    return established.done(ready.of.taken, asked.step, about=asked.about)


def _events(ready: _Ready, *, by: Actor, at: datetime.datetime) -> list[Event]:
    """Add the facts that the step tells the clocks of, each on its day, if nobody has yet."""
    case, row, answers = ready.of.case, ready.taken.row, ready.asked.answers
    there = Event.objects.filter(file_id=case.file_id).filter(
        models.Q(kind__in=[kind.value for kind in _ONCE]) | models.Q(recorded_at=at)
    )
    known = set(there.values_list("kind", "subject_id"))
    days = [str(answers[name]) for name in _AHEAD if answers.get(name)]
    ahead = dict.fromkeys(row.ahead, datetime.date.fromisoformat(days[0])) if days else {}
    facts = dict.fromkeys(row.events, ready.asked.on) | ahead
    whose: dict[uuid.UUID | None, dict[EventKind, datetime.date]] = {}
    for kind, on in facts.items():
        for person in _whose(ready, kind):
            if kind in ahead or (kind.value, person) not in known:
                whose.setdefault(person, {})[kind] = on
    return [
        event
        for person, theirs in whose.items()
        for event in steps.events(case=case, facts=theirs, by=by, at=at, subject=person)
    ]


def _whose(ready: _Ready, kind: EventKind) -> tuple[uuid.UUID | None, ...]:
    """Return whose clocks a fact moves: of whom the step is, or of everybody assessed so."""
    if kind in _ONCE:
        return (None,)
    if kind is EventKind.ASSESSED_AS_MISCONDUCT and ready.asked.about is None:
        return established.assessed_as_misconduct(file=ready.of.case.file_id) or (None,)
    return (ready.asked.about or ready.asked.subject,)


def nowhere(*, of: Course, step: Step) -> str:
    """Say that a step is not possible where a course stands."""
    return (
        f"To {states.in_words(step)} is not possible where it stands: {states.in_words(of.state)}."
    )
