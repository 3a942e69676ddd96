"""A case's first page: what must happen next, every deadline with its law, and who may read it."""

import dataclasses
import datetime
import uuid
from collections.abc import Mapping

from candour.cases import deadlines
from candour.cases.models import Allegation, Case, Event, Outcome, Referral, ReferralAssessment
from candour.cases.reading import doings, heads, progress, staff, whose, wording
from candour.cases.reading.doings import Doings
from candour.cases.reading.heads import CaseHead
from candour.cases.rules import severity
from candour.core.deadlines import Deadline
from candour.guard.actors import Actor
from candour.guard.models import Grant
from candour.guard.permissions import demand
from candour.intake.models import Correspondent
from candour.law.events import EventKind

READER = "reader"
INVESTIGATOR = "investigator"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One thing to do: its page's name, where it stands, and the colour of that."""

    page: str
    text: str
    status: str
    colour: str
    hint: str = ""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class AllegationLine:
    """One allegation in a line: what it is about, of whom, its severity and its outcome."""

    number: int
    about: str
    # What it may breach, and whether it is put as that before anybody has assessed it.
    standards: tuple[str, ...]
    is_always_put: bool
    subject: str
    level: str
    result: str
    is_proven: bool | None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """What the first page of a case shows."""

    head: CaseHead
    steps: tuple[Step, ...]
    allegations: tuple[AllegationLine, ...]
    deadlines: tuple[Deadline, ...]
    # Whose they are, by the key of the person that a deadline has.
    whose: Mapping[str, str]
    readers: tuple[staff.Colleague, ...]
    investigators: tuple[staff.Colleague, ...]
    has_reporter: bool
    doings: Doings


def overview(*, file: uuid.UUID, by: Actor, at: datetime.datetime) -> Overview:
    """Return a case's codes, dates, steps and clocks; none of its words."""
    demand("cases.read", by=by, at=at, file=file)
    head = heads.read(file=file, by=by, on=at.date())
    case = Case.objects.get(file_id=file)
    grants = list(
        Grant.objects.filter(file_id=file).order_by("account_id").values_list("account_id", "role")
    )
    known = staff.called(accounts=[account for account, _ in grants], by=by, at=at)
    given = {role: [known[a] for a, of in grants if of == role and a in known]
             for role in (READER, INVESTIGATOR)}  # fmt: skip
    has_reporter = Correspondent.objects.filter(file_id=file, is_reachable=True).exists()
    lines = _allegations(file)
    clocks = deadlines.of_cases(cases=[case], on=at.date())[file]
    persons = [(file, uuid.UUID(one.subject)) for one in clocks if one.subject]
    names = whose.called(clocks=persons, by=by, at=at)
    return Overview(
        head=head,
        steps=_steps(head, lines, given[INVESTIGATOR], has_reporter=has_reporter),
        allegations=lines,
        deadlines=clocks,
        whose={str(subject): name for (_, subject), name in names.items()},
        readers=tuple(given[READER]),
        investigators=tuple(given[INVESTIGATOR]),
        has_reporter=has_reporter,
        doings=doings.doings(file=file),
    )


def _allegations(file: uuid.UUID) -> tuple[AllegationLine, ...]:
    standing = severity.standings(file=file)
    outcomes = {
        row.allegation_id: row.result
        for row in Outcome.objects.filter(file_id=file, superseded_by__isnull=True)
    }
    rows = Allegation.objects.filter(file_id=file).select_related("described")
    lines = []
    for row in rows.order_by("number", "id"):
        level = standing[row.id].level
        name, is_proven = wording.result(outcomes.get(row.id)) if row.id in outcomes else ("", None)
        lines.append(
            AllegationLine(
                number=row.number,
                about=wording.category(row.category, source=row.source_category),
                standards=wording.standards(row.category),
                is_always_put=wording.is_always_put(row.category),
                subject=_subject(row),
                level=wording.LEVELS[level.value] if level else "",
                result=name,
                is_proven=is_proven,
            )
        )
    return tuple(lines)


def _subject(allegation: Allegation) -> str:
    if allegation.subject_id is not None:
        return "Known"
    if allegation.described is not None and allegation.described.item_id is not None:
        return f"Person {allegation.described.number}, not identified"
    return "Not identified"


def _steps(
    head: CaseHead,
    lines: tuple[AllegationLine, ...],
    investigators: list[staff.Colleague],
    *,
    has_reporter: bool,
) -> tuple[Step, ...]:
    file = head.file
    kinds = set(Event.objects.filter(file_id=file).values_list("kind", flat=True))
    assessed = sum(1 for line in lines if line.level)
    decided = sum(1 for line in lines if line.result)
    steps = [
        _screening(file),
        _counted("severity", "Assess how serious each allegation is", assessed, len(lines)),
        _referral(file),
        Step(page="allocation", text="Give the case to an investigator",
             status=", ".join(one.name for one in investigators) or "Nobody yet",
             colour="" if investigators else "blue"),
        _counted("outcome", "Decide the outcome of each allegation", decided, len(lines)),
    ]  # fmt: skip
    if has_reporter:
        told = EventKind.OUTCOME_NOTIFIED.value in kinds
        steps.append(_simple("tell", "Tell the reporter the outcome and their rights", done=told))
    steps.append(_simple("close", "Close the case", done=not head.is_open))
    return tuple(steps)


def _screening(file: uuid.UUID) -> Step:
    missing = [person.missing for person in progress.people(file=file) if person.missing]
    return Step(
        page="screening",
        text="Compare everyone described with the register",
        status="To do" if missing else "Done",
        colour="blue" if missing else "",
        hint=" ".join(missing),
    )


def _referral(file: uuid.UUID) -> Step:
    text = "Answer the referral questions"
    if Referral.objects.filter(file_id=file).exists():
        return Step(page="referral", text=text, status="Referred", colour="")
    current = ReferralAssessment.objects.filter(file_id=file, superseded_by__isnull=True).first()
    if current is None:
        return Step(page="referral", text=text, status="To do", colour="blue")
    status, colour = {True: ("Must be referred", "red"), False: ("Not required", ""),
                      None: ("Not known yet", "blue")}[current.is_required]  # fmt: skip
    return Step(page="referral", text=text, status=status, colour=colour)


def _counted(page: str, text: str, done: int, of: int) -> Step:
    is_done = of > 0 and done == of
    status = "Done" if is_done else f"{done} of {of}"
    return Step(page=page, text=text, status=status, colour="" if is_done else "blue")


def _simple(page: str, text: str, *, done: bool) -> Step:
    return Step(
        page=page, text=text, status="Done" if done else "To do", colour="" if done else "blue"
    )
