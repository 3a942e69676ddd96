"""Schedules: every version of each stage's list, in words and as PDF."""

import dataclasses
import datetime
import json
import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from candour.cases.models import Schedule, ScheduleLine
from candour.cases.models.disclosure import STAGE_CODES
from candour.cases.models.papers import ANSWERS, REASONS, USES
from candour.cases.papers import material, printing
from candour.cases.papers.contents import Content, Part
from candour.cases.papers.material import Material
from candour.cases.papers.printing import Sheet
from candour.cases.reading import heads, opened, staff, wording
from candour.cases.reading.heads import CaseHead
from candour.guard.actors import Actor
from candour.guard.keys import Vault
from candour.guard.permissions import demand, deny
from candour.law.disclosure import STAGES, Stage
from candour.people import naming

_STAGES, _USES, _ANSWERS, _REASONS = dict(STAGE_CODES), dict(USES), dict(ANSWERS), dict(REASONS)
SEALED = "Sealed before you became a reader"
HEAD = ("No.", "Item", "Use", "Disclosure", "Why")


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One item of a version in words."""

    number: int
    source: uuid.UUID
    title: str
    use: str
    answer: str
    reason: str
    why: str
    codes: Mapping[str, str]

    @property
    def reasons(self) -> str:
        """Return the reason by its name, and then in words."""
        return ": ".join(part for part in (self.reason, self.why) if part)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One version of one stage's schedule."""

    id: uuid.UUID
    stage: str
    code: str
    version: int
    by: str
    at: datetime.datetime
    lines: tuple[Line, ...]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class SchedulesPage:
    """Every version, the newest first, and everything that a new one must list."""

    head: CaseHead
    versions: tuple[Version, ...]
    material: tuple[Material, ...]

    def newest(self, stage: str) -> Version | None:
        """Return the newest version of a stage."""
        return next((one for one in self.versions if one.code == stage), None)


def schedules_page(
    *, file: uuid.UUID, vault: Vault, by: Actor, at: datetime.datetime
) -> SchedulesPage:
    """Return the schedules of a case."""
    demand("cases.papers", by=by, at=at, file=file)
    return SchedulesPage(
        head=heads.read(file=file, by=by, on=at.date()),
        versions=_versions(file, vault, by=by, at=at),
        material=material.material(file=file, vault=vault, by=by, at=at),
    )


def stage_page(
    *, file: uuid.UUID, stage: str, vault: Vault, by: Actor, at: datetime.datetime
) -> tuple[SchedulesPage, Stage]:
    """Return the schedules of a case and one stage; deny that there is another."""
    demand("cases.papers", by=by, at=at, file=file)
    row = next((one for one in STAGES if one.code == stage), None)
    if row is None:
        deny("cases.papers", by=by, at=at, file=file)
    return schedules_page(file=file, vault=vault, by=by, at=at), row


def schedule_bytes(
    *, file: uuid.UUID, schedule: uuid.UUID, vault: Vault, by: Actor, at: datetime.datetime
) -> bytes:
    """Return one version as PDF; deny that there is another."""
    demand("cases.papers", by=by, at=at, file=file, why="A schedule taken as PDF")
    found = {one.id: one for one in _versions(file, vault, by=by, at=at)}
    if schedule not in found:
        deny("cases.papers", by=by, at=at, file=file)
    head = heads.read(file=file, by=by, on=at.date())
    names = naming.organisation_names(organisations=[head.organisation_id])
    return printed(version=found[schedule], head=head, force=names.get(head.organisation_id, ""))


def printed(*, version: Version, head: CaseHead, force: str) -> bytes:
    """Return a version as PDF; part of a page that was permitted."""
    about = f"Version {version.version}, made on {wording.day(version.at.date())}."
    rows = [(str(one.number), one.title, one.use, one.answer, one.reasons) for one in version.lines]
    return printing.printed(
        content=Content(
            title=f"Schedule of used and unused material: {version.stage}",
            parts=(Part(text=about),),
        ),
        sheet=Sheet(sender=force, reference=head.reference, table=(HEAD, *rows)),
    )


def _versions(
    file: uuid.UUID, vault: Vault, *, by: Actor, at: datetime.datetime
) -> tuple[Version, ...]:
    rows = list(
        Schedule.objects.filter(file_id=file)
        .select_related("item")
        .order_by("-noted_at", "-version", "id")
    )
    texts = opened.texts(items=[one.item for one in rows], vault=vault, by=by, at=at)
    known = staff.called(accounts=[one.noted_by for one in rows], by=by, at=at)
    lines = list(ScheduleLine.objects.filter(schedule__in=rows).order_by("number", "id"))
    return tuple(
        Version(
            id=row.id,
            stage=_STAGES[row.stage],
            code=row.stage,
            version=row.version,
            by=staff.named(known, row.noted_by),
            at=row.noted_at,
            lines=_lines(row, lines, texts.get(row.item_id, "")),
        )
        for row in rows
    )


def _lines(row: Schedule, lines: Sequence[ScheduleLine], text: str) -> tuple[Line, ...]:
    said: Mapping[str, Any] = json.loads(text) if text else {"titles": {}, "why": {}}
    return tuple(
        Line(
            number=one.number,
            source=one.source_id,
            title=said["titles"].get(str(one.source_id), SEALED),
            use=_USES[one.use],
            answer=_ANSWERS[one.answer],
            reason=_REASONS.get(one.reason, ""),
            why=said["why"].get(str(one.source_id), ""),
            codes={"use": one.use, "answer": one.answer, "reason": one.reason},
        )
        for one in lines
        if one.schedule_id == row.id
    )
