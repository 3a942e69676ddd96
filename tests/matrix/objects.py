"""What stands in an address for each of its parameters: the one place to extend for a new view.

- A parameter that names a row of a file (an allegation, a letter, a draft): add a line to `PARTS`,
  the name of the parameter and how to find such a row of a file. Where no row exists yet, let
  `build` make one as its users do; a part that isn't there is asked for as one that never was.
- A parameter that names a row of no file: add a line to `ALONE`.
- A parameter that is no row at all (a number, a word): add a line to `FREE`.
"""

import dataclasses
import uuid
from collections.abc import Callable, Mapping

from django.db.models import Model

import browsing
import story
from candour.cases.models import (
    Allegation,
    Case,
    CaseTask,
    ClockEscalation,
    CustodyAsk,
    CustodyRequest,
    Described,
    DiaryEntry,
    DisclosedCopy,
    Exhibit,
    FormalLetter,
    HarmTest,
    LeakAlert,
    Learning,
    LineOfEnquiry,
    LookAlarm,
    LookAsked,
    ManagerWatch,
    NameAnswer,
    Party,
    Publication,
    Redaction,
    Schedule,
    SecondAsk,
    Suggestion,
    SupervisorNoted,
    Withholding,
    Witness,
)
from candour.guard.models import Account, LegalHold, SealedItem, Wall
from candour.intake.attachments import receive
from candour.intake.models import Attachment
from candour.ops.docs.pages.gates import Place
from candour.oversight.models import Alert
from candour.patterns.models import Lookback, LookbackItem, WarningFlag
from candour.people.models import Person
from cast import NOW, World
from intake.attachments import samples
from intake.attachments.attaching import body_of, request_of

FILE = "file"
NEVER = uuid.UUID("0dead0de-adde-4d0d-8ead-deaddeaddead")
# What no address can take for an id: a word, an id without its hyphens, with capitals, with more.
MALFORMED = ("not-an-id", NEVER.hex, str(NEVER).upper(), f"{NEVER}0", "%00", "..%2f..")


def _row(model: type[Model], file: uuid.UUID) -> uuid.UUID | None:
    found = model._default_manager.filter(file_id__in=_twins(file)).order_by("pk").first()
    return found.pk if found else None


def _statement(file: uuid.UUID) -> uuid.UUID | None:
    found = SealedItem.objects.filter(file_id=file, kind="narrative").order_by("pk").first()
    return found.pk if found else None


def _first(model: type[Model]) -> uuid.UUID | None:
    return model._default_manager.order_by("pk").values_list("pk", flat=True).first()


def _twins(file: uuid.UUID) -> set[uuid.UUID]:
    """A case and the report it was made of: what came with one is shown beside the other."""
    known = Case.objects.filter(file_id=file).values_list("report_file_id", flat=True)
    return {file, *(one for one in known if one)}


PARTS: Mapping[str, Callable[[uuid.UUID], uuid.UUID | None]] = {
    "allegation": lambda file: _row(Allegation, file),
    "asked": lambda file: _row(LookAsked, file),
    "blob": lambda file: _row(Attachment, file),
    "copy": lambda file: _row(DisclosedCopy, file),
    "leak": lambda file: _row(LeakAlert, file),
    "described": lambda file: _row(Described, file),
    "difference": lambda file: None,
    "entry": lambda file: _row(DiaryEntry, file),
    "followed": lambda file: None,
    "exhibit": lambda file: _row(Exhibit, file),
    "inquiry": lambda file: None,
    "learning": lambda file: _row(Learning, file),
    "letter": lambda file: _row(FormalLetter, file),
    "line": lambda file: _row(LineOfEnquiry, file),
    "looked": lambda file: _row(LookbackItem, file),
    "noted": lambda file: _row(SupervisorNoted, file),
    "party": lambda file: _row(Party, file),
    "proposal": lambda file: _row(SecondAsk, file),
    "publication": lambda file: _row(Publication, file),
    "redaction": lambda file: _row(Redaction, file),
    "request_id": lambda file: _row(CustodyRequest, file),
    "task": lambda file: _row(CaseTask, file),
    "schedule": lambda file: _row(Schedule, file),
    "source": lambda file: _statement(file),
    "suggestion": lambda file: _row(Suggestion, file),
    "test": lambda file: _row(HarmTest, file),
    "wall": lambda file: _row(Wall, file),
    "watch": lambda file: _row(ManagerWatch, file),
    "withholding": lambda file: _row(Withholding, file),
    "witness": lambda file: _row(Witness, file),
}
ALONE: Mapping[str, Callable[[], uuid.UUID | None]] = {
    "account": lambda: _first(Account),
    "alarm": lambda: _first(LookAlarm),
    "alert": lambda: _first(Alert),
    "hold": lambda: _first(LegalHold),
    "person": lambda: _first(Person),
    "answer": lambda: _first(NameAnswer),
    "aside": lambda: None,
    "ask": lambda: _first(CustodyAsk),
    "lookback": lambda: _first(Lookback),
    "raised": lambda: _first(ClockEscalation),
    "flag": lambda: _first(WarningFlag),
}
FREE = {
    "figure": "absent.html",
    "address": "9/000",
    "course": "complaint",
    "item": "risk",
    "name": "timeliness",
    "notice": "hearing_notice",
    "page": "1",
    "pk": "1",
    "reference": "C-0000-0000",
    "rung": "reflective_practice",
    "slug": "never-published",
    "stage": "notice",
    "template": "update",
    "topic": "housing",
    "what": "case",
    "which": "preserve_evidence",
}


class CannotBuild(Exception):
    """An address has a parameter that nothing above says how to fill."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What is asked for: a file that is there or never was, and whose parts stand beside it."""

    name: str
    file: uuid.UUID
    parts_of: uuid.UUID

    @property
    def is_there(self) -> bool:
        return self.file != NEVER


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """The files of the world: two at the force's desk, one outside, and one that never was."""

    report: uuid.UUID
    case: uuid.UUID
    outside: uuid.UUID

    @property
    def targets(self) -> tuple[Target, ...]:
        own = {"waiting report": self.report, "case": self.case, "outside report": self.outside}
        return (
            *(Target(name=name, file=file, parts_of=file) for name, file in own.items()),
            Target(name="case, parts of the report", file=self.case, parts_of=self.report),
            Target(name="case, parts that never were", file=self.case, parts_of=NEVER),
            Target(name="absent", file=NEVER, parts_of=NEVER),
            Target(name="absent, parts of the case", file=NEVER, parts_of=self.case),
        )

    def targets_of(self, place: Place) -> tuple[Target, ...]:
        """Return those that the address can tell apart."""
        has_file = FILE in place.parameters
        has_parts = bool(set(place.parameters) & set(PARTS))
        named = self.targets if has_file else (self.targets[-2],)
        return tuple(one for one in named if has_parts or one.parts_of == one.file)


def values(place: Place, target: Target) -> dict[str, str]:
    """Return what stands for each parameter of an address."""
    return {name: _value(place, name, target) for name in place.parameters}


def _value(place: Place, name: str, target: Target) -> str:
    if name == FILE:
        return str(target.file)
    if name in PARTS:
        return str((target.parts_of != NEVER and PARTS[name](target.parts_of)) or NEVER)
    if name in ALONE:
        return str(ALONE[name]() or NEVER)
    if name in FREE:
        return FREE[name]
    message = f"{place.site} {place.route}: say in tests/matrix/objects.py what stands for <{name}>"
    raise CannotBuild(message)


def build(world: World, as_role, visit) -> Built:
    """Send three reports with photos, record one, give it to an investigator, watch a manager."""
    sent = [
        story.reported(world, as_role, files=_photo(as_role), **changes).file
        for changes in ({}, {}, {"route": "outside"})
    ]
    case = story.record(world, as_role, report=sent[1]).file
    desk = visit("desk")
    for username in ("external-investigator",):
        desk.post(f"/cases/{case}/allocation/", {"account": str(world.accounts[username])})
    _set_task(desk, case, world.accounts["desk"])
    for file in (sent[0], case):
        browsing.watch(file, desk, username="line-manager", on=NOW.date())
    return Built(report=sent[0], case=case, outside=sent[2])


def _set_task(desk, case: uuid.UUID, account: uuid.UUID) -> None:
    on = NOW.date()
    days = {"due_on_day": on.day, "due_on_month": on.month, "due_on_year": on.year}
    data = {"code": "check", "what": "Ask again.", "account": str(account), **days}
    desk.post(f"/cases/{case}/tasks/", data)


def _photo(as_role) -> tuple[object, ...]:
    with as_role("report"):
        taken, _ = receive.take(request_of(body_of([("lockers.jpg", samples.photo())])))
    return tuple(one.to_json() for one in taken)
