"""What a desk and an authority see of what is owed: to one report, and in three lists."""

import dataclasses
import datetime
import json
import uuid
from collections.abc import Iterable, Mapping, Sequence
from typing import Generic, TypeVar

from django.db import connection
from django.db.models import Case as Case_
from django.db.models import Exists, OuterRef, Q, Value, When

from candour.cases.models import (
    Advice,
    Case,
    ManagerWatch,
    OutsideSolution,
    PassedOn,
    ReportAnswer,
)
from candour.cases.models.owed import OUTSIDE
from candour.cases.reading import doings, opened, wording
from candour.cases.reading.doings import Doings
from candour.cases.rules import suggested
from candour.guard.actors import Actor
from candour.guard.keys import Vault
from candour.guard.models import File, SealedItem
from candour.guard.permissions import demand, deny
from candour.intake.attachments import opening
from candour.intake.models import Appeal, Report
from candour.intake.queries import DONE, OpenReport
from candour.law.no_action import ADVICE, REASONS
from candour.people import queries as people

MOST = 200
Row = TypeVar("Row")
BECAUSE = {
    "chased": "They had to chase twice",
    "missed_updates": "They missed two updates",
    "no_answer": "The body did not answer in time",
    "sudden_withdrawal": "They wish to withdraw suddenly, or under pressure",
    "failure_unsent": "A manager did not pass it on, and no desk may take that",
    "look_unanswered": "They asked why somebody looked, and nobody said in 28 days",
}
TO_DO = {
    "chased": "Write to them today.",
    "missed_updates": "Write to them today, and say when they hear next.",
    "no_answer": "The next body has it.",
    "sudden_withdrawal": "Check that they are safe before anything else is done.",
}
# A letter on the day or later is the news; a report that became a case has a new row if it waits.
_WAITING = """
    select raised.file_id, raised.because, raised.on_day,
        exists (select from intake_escalation as told
                where told.file_id = raised.file_id and told.because = raised.because
                  and told.level = 'oversight'),
        count(*) over ()
    from intake_escalation as raised
    join guard_file as file on file.id = raised.file_id
    where raised.level = 'authority' and raised.because = any(array[
            'chased', 'missed_updates', 'sudden_withdrawal'])
      and exists (select from intake_correspondent as contact
                  where contact.file_id = raised.file_id)
      and not exists (select from intake.letters_of(raised.file_id) as letter
                      where not letter.is_from_reporter and letter.written_on >= raised.on_day)
    order by raised.because = 'sudden_withdrawal' desc, raised.on_day desc, raised.id
    limit %(most)s
"""
_ADVICE = {row.code: row.name for row in ADVICE}
_REASONS = {row.code: row.name for row in REASONS}


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Listed(Generic[Row]):
    """The rows of a list, the most urgent first, and how many more there are."""

    rows: tuple[Row, ...]
    more: int


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class FileLine:
    """A report or case by its reference, and whether it is a case."""

    file: uuid.UUID
    reference: str
    is_case: bool


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """Advice against reporting: its code in words, and who said it how, as far as it opens."""

    on: datetime.date
    code: str
    author: str
    words: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Owed:
    """What a report's page shows below its words: acts of the reporter, and what may be done."""

    doings: Doings
    must_be_recorded: bool
    can_be_answered: bool
    answer: str
    advice: tuple[Given, ...]
    passed_on: tuple[tuple[datetime.datetime, str], ...]
    can_pass_on: bool
    is_solved_outside: bool
    has_files: bool
    appeal: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Chaser:
    """A report or case whose reporter was left alone: why, since when, who was told, what to do."""

    line: FileLine
    because: str
    to_do: str
    on: datetime.date
    is_with_oversight: bool


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """A manager who was told: until when, and what became of it."""

    id: uuid.UUID
    line: FileLine
    manager: str
    told_on: datetime.date
    due_at: datetime.datetime
    is_settled: bool
    is_withdrawn: bool
    failure_report: FileLine | None
    is_failed: bool


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Solved:
    """A matter that was put right only outside, and the case whose handling had failed."""

    line: FileLine
    received_on: datetime.date
    by: tuple[str, ...]
    cases: tuple[FileLine, ...]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """How often one thing happened: "authority:chased", "oversight:missed_updates", and so on.

    The others are manager_failure, internal_route_failed, advised_against:<code>, no_case:<code>.
    """

    organisation_id: uuid.UUID
    what: str
    number: int


def owed(*, report: OpenReport, vault: Vault, by: Actor, at: datetime.datetime) -> Owed:
    """Return what stands below an opened report."""
    demand("intake.read", by=by, at=at, file=report.file)
    said = suggested.Said(categories=report.categories, route=report.route)
    must = suggested.must_be_recorded(said)
    is_recorded = Case.objects.filter(report_file_id=report.file).exists()
    given = ReportAnswer.objects.filter(file_id=report.file).first()
    passed = list(PassedOn.objects.filter(file_id=report.file).order_by("noted_at", "id"))
    texts = _texts(report.file, ("passed_on", "advice"), vault, by=by, at=at)
    return Owed(
        doings=doings.doings(file=report.file),
        must_be_recorded=must,
        can_be_answered=not (must or is_recorded or report.state in DONE),
        answer=_REASONS.get(given.reason, "") if given else "",
        advice=_advice(report.file, texts),
        passed_on=tuple((one.noted_at, texts.get(one.item_id, "")) for one in passed),
        can_pass_on=str(report.organisation_id) != report.narrative.get("force"),
        is_solved_outside=report.route == "solved_outside",
        appeal=_appeal(report.file),
        has_files=SealedItem.objects.filter(file_id=report.file, kind=opening.KIND).exists(),
    )


def file_line(*, file: uuid.UUID, by: Actor, at: datetime.datetime) -> FileLine:
    """Return a report or case by its reference."""
    demand("cases.read", by=by, at=at, file=file)
    return _lines([file])[file]


def managers_like(
    *, said: Mapping[str, str], by: Actor, at: datetime.datetime
) -> tuple[people.PersonCard, ...]:
    """Return whom the typed name or number of a manager may mean."""
    demand("cases.managers", by=by, at=at)
    return people.cards_like(said=said, on=at.date(), by=by, at=at)


def chasers(*, by: Actor, at: datetime.datetime) -> Listed[Chaser]:
    """Return whose reporters wait for news since it was put to somebody higher, newest first.

    What the actor can't see as a file is left out: an escalation of a report nobody has recorded
    yet could tell the authority of a report about itself.
    """
    demand("cases.escalations", by=by, at=at)
    with connection.cursor() as cursor:
        cursor.execute(_WAITING, {"most": MOST})
        found = list(cursor.fetchall())
    lines = _lines(row[0] for row in found)
    rows = tuple(
        Chaser(
            line=lines[file],
            because=BECAUSE[because],
            to_do=TO_DO[because],
            on=on,
            is_with_oversight=is_told,
        )
        for file, because, on, is_told, _ in found
        if file in lines
    )
    return Listed(rows=rows, more=max(found[0][4] - MOST, 0) if found else 0)


def managers(*, by: Actor, at: datetime.datetime) -> Listed[Watched]:
    """Return the managers who were told, those first who did not pass it on.

    What is settled or recorded as a case comes last, the newest first.
    """
    demand("cases.managers", by=by, at=at)
    recorded = Case.objects.filter(report_file_id=OuterRef("failure__report_file_id"))
    watches = ManagerWatch.objects.select_related("settlement", "failure").annotate(
        is_over=Case_(
            When(Q(settlement__isnull=False) | Exists(recorded), then=Value(value=True)),
            default=Value(value=False),
        )
    )
    here = watches.filter(file_id__in=File.objects.values("id"))
    still = here.filter(is_over=False)
    found = list(still.order_by("told_on", "id")[:MOST])
    found += list(here.filter(is_over=True).order_by("-told_on", "id")[: MOST - len(found)])
    failed = [one.failure.report_file_id for one in found if hasattr(one, "failure")]
    lines = _lines([*(one.file_id for one in found), *failed])
    shown = [one for one in found if one.file_id in lines]
    cards = people.cards(persons=[one.person_id for one in shown], by=by, at=at) if shown else {}
    rows = [_watched(one, lines, cards[one.person_id].name, at=at) for one in shown]
    rows.sort(key=lambda row: (row.is_settled, not row.is_failed))
    return Listed(rows=tuple(rows), more=max(here.count() - MOST, 0))


def watch_of(
    *, file: uuid.UUID, watch: uuid.UUID, by: Actor, at: datetime.datetime
) -> ManagerWatch:
    """Return a watch on a file that the actor may end watches on; deny that there is another."""
    demand("cases.watch_manager", by=by, at=at, file=file)
    found = ManagerWatch.objects.filter(id=watch, file_id=file).first()
    if found is None:
        deny("cases.watch_manager", by=by, at=at, file=file)
    return found


def solved(*, by: Actor, at: datetime.datetime) -> Listed[Solved]:
    """Return what was put right only outside: what is tied to no case first, the newest first."""
    demand("cases.solved_outside", by=by, at=at)
    here = Report.objects.filter(route="solved_outside")
    tied = OutsideSolution.objects.filter(file_id=OuterRef("file_id"))
    ordered = here.annotate(is_tied=Exists(tied)).order_by("is_tied", "-received_on", "file_id")
    reports = list(ordered[:MOST])
    return Listed(rows=_solved(reports), more=max(here.count() - MOST, 0))


def _solved(reports: Sequence[Report]) -> tuple[Solved, ...]:
    ties = OutsideSolution.objects.filter(file_id__in=[one.file_id for one in reports])
    tied = list(ties.order_by("noted_at", "id"))
    lines = _lines(one.case_file_id for one in tied)
    names = dict(OUTSIDE)
    return tuple(
        Solved(
            line=FileLine(file=one.file_id, reference=one.reference, is_case=False),
            received_on=one.received_on,
            by=tuple(names[tie.solved_by] for tie in tied if tie.file_id == one.file_id),
            cases=tuple(
                lines[tie.case_file_id]
                for tie in tied
                if tie.file_id == one.file_id and tie.case_file_id in lines
            ),
        )
        for one in reports
    )


def reporter_counts(
    *, since: datetime.date, by: Actor, at: datetime.datetime
) -> tuple[Counted, ...]:
    """Count for each organisation the actor oversees how often it failed those who reported."""
    demand("cases.reporter_counts", by=by, at=at)
    with connection.cursor() as cursor:
        cursor.execute(
            "select organisation_id, what, number from cases.reporter_counts(%s)", [since]
        )
        return tuple(
            Counted(organisation_id=organisation, what=what, number=number)
            for organisation, what, number in cursor.fetchall()
        )


def _lines(files: Iterable[uuid.UUID]) -> dict[uuid.UUID, FileLine]:
    wanted = list(files)
    cases = Case.objects.filter(file_id__in=wanted).values_list("file_id", "reference")
    reports = Report.objects.filter(file_id__in=wanted).values_list("file_id", "reference")
    return {
        file: FileLine(file=file, reference=reference, is_case=is_case)
        for is_case, rows in ((True, cases), (False, reports))
        for file, reference in rows
    }


def _appeal(file: uuid.UUID) -> str:
    asked = Report.objects.filter(file_id=file, appeal_id__isnull=False).values("appeal_id")
    return Appeal.objects.filter(id__in=asked).values_list("title", flat=True).first() or ""


def _watched(
    one: ManagerWatch, lines: Mapping[uuid.UUID, FileLine], manager: str, *, at: datetime.datetime
) -> Watched:
    due_at = one.due_at(at.tzinfo)
    is_settled = hasattr(one, "settlement")
    failure = one.failure.report_file_id if hasattr(one, "failure") else None
    return Watched(
        id=one.id,
        line=lines[one.file_id],
        manager=manager,
        told_on=one.told_on,
        due_at=due_at.astimezone(at.tzinfo),
        is_settled=is_settled,
        is_withdrawn=is_settled and one.settlement.referral_file_id is None,
        failure_report=lines.get(failure) if failure else None,
        is_failed=failure is not None or (not is_settled and due_at <= at),
    )


def _texts(
    file: uuid.UUID, kinds: tuple[str, ...], vault: Vault, *, by: Actor, at: datetime.datetime
) -> dict[uuid.UUID, str]:
    items = list(SealedItem.objects.filter(file_id=file, kind__in=kinds).order_by("id"))
    return opened.texts(items=items, vault=vault, by=by, at=at)


def _advice(file: uuid.UUID, texts: Mapping[uuid.UUID, str]) -> tuple[Given, ...]:
    found = []
    for one in Advice.objects.filter(file_id=file).order_by("on_day", "id"):
        said = json.loads(texts.get(one.item_id, "{}"))
        found.append(
            Given(
                on=one.on_day,
                code=_ADVICE.get(one.code, wording.event(one.code)),
                author=said.get("author", ""),
                words=said.get("words", ""),
            )
        )
    return tuple(found)
