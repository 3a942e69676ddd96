"""Writes the next version of the investigation report; a finding is left out with a reason only."""

import dataclasses
import datetime
import uuid
from collections.abc import Mapping

from django.db import models, transaction

from candour.cases import steps, words
from candour.cases.models import Allegation, Case, Draft, Finding, RemovedFinding
from candour.guard import keys
from candour.guard.actors import Actor
from candour.guard.permissions import demand

KIND = "draft"
ALLEGATION = "allegation"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One finding: about what, with what result, and about which allegation where it is one."""

    about: str
    result: str
    allegation: uuid.UUID | None = None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A version: its text, its findings, why findings of the version before are left out.

    `after` is the number of the version that the writer had before them.
    """

    text: str = dataclasses.field(repr=False)
    findings: frozenset[Found]
    after: int = 0
    reasons: Mapping[uuid.UUID, str] = dataclasses.field(default_factory=dict, repr=False)


class ReasonMissing(Exception):
    """A finding of the version before is not in this one. Say why, or put it back."""


class WrittenMeanwhile(Exception):
    """Somebody has written another version since you began. Look at it first, then write yours."""


class OfAnotherCase(Exception):
    """A finding is about an allegation that is not in this case."""


@transaction.atomic
def write_draft(*, file: uuid.UUID, written: Written, by: Actor, at: datetime.datetime) -> Draft:
    """Add a version; what it lacks of the version before is kept with who, when and why."""
    demand("cases.write_draft", by=by, at=at, file=file)
    case = steps.get_case(file=file)
    before = Draft.objects.filter(file_id=file).order_by("-number").first()
    if (before.number if before else 0) != written.after:
        raise WrittenMeanwhile
    _check(file, written)
    place = words.narrative(case.file_id, case.organisation_id)
    item = keys.seal(place=place, kind=KIND, text=written.text)
    draft = Draft(
        file_id=file,
        organisation_id=case.organisation_id,
        number=written.after + 1,
        written_at=at,
        written_by=by.account,
        item=item,
        supersedes=before,
    )
    Draft.objects.bulk_create([draft])
    findings = Finding.objects.bulk_create(_finding(case, draft, one) for one in written.findings)
    after = [item, draft, *findings, *_removals(case, draft, written, by=by, at=at)]
    steps.finish(step="cases.write_draft", case=case, after=after, by=by, at=at)
    return draft


def left_out(*, before: Draft | None, findings: frozenset[Found]) -> tuple[Finding, ...]:
    """Return the findings of a version that the next one lacks; part of writing it."""
    if before is None:
        return ()
    rows = Finding.objects.filter(draft=before).order_by("about", "id")
    return tuple(row for row in rows if as_found(row) not in findings)


def as_found(row: Finding) -> Found:
    """Return a row as a finding that can be compared; part of writing a version."""
    return Found(about=row.about, result=row.result, allegation=row.allegation_id)


def _check(file: uuid.UUID, written: Written) -> None:
    named = {one.allegation for one in written.findings if one.about == ALLEGATION}
    known = set(Allegation.objects.filter(file_id=file).values_list("id", flat=True))
    if not named <= known:
        raise OfAnotherCase


def _finding(case: Case, draft: Draft, found: Found) -> Finding:
    return Finding(
        file_id=case.file_id,
        organisation_id=case.organisation_id,
        draft=draft,
        allegation_id=found.allegation,
        about=found.about,
        result=found.result,
    )


def _removals(
    case: Case, draft: Draft, written: Written, *, by: Actor, at: datetime.datetime
) -> list[models.Model]:
    rows: list[models.Model] = []
    for finding in left_out(before=draft.supersedes, findings=written.findings):
        reason = written.reasons.get(finding.id, "").strip()
        if not reason:
            raise ReasonMissing
        item = words.seal_reason(case=case, text=reason)
        removed = RemovedFinding(
            file_id=case.file_id,
            organisation_id=case.organisation_id,
            noted_at=at,
            noted_by=by.account,
            item=item,
            draft=draft,
            finding=finding,
        )
        RemovedFinding.objects.bulk_create([removed])
        rows.extend([item, removed])
    return rows
