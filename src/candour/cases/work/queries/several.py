"""Several cases chosen from the list, and who could be given each of them."""

import dataclasses
import datetime
import uuid
from collections import Counter
from collections.abc import Sequence

from candour.cases.actions import allocate_investigator
from candour.cases.models import Case
from candour.cases.reading import staff, wording
from candour.cases.work.actions.allocate_several import MOST
from candour.guard.actors import Actor
from candour.guard.permissions import demand


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ChosenCase:
    """One of the cases that were chosen."""

    file: uuid.UUID
    reference: str
    kind: str
    received_on: datetime.date


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """An investigator, and for how many of the chosen cases nothing stands against them."""

    colleague: staff.Colleague
    cases: int


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Several:
    """The chosen cases, and the investigators, those first who could be given most."""

    cases: tuple[ChosenCase, ...]
    candidates: tuple[Candidate, ...]


def several(*, chosen: Sequence[uuid.UUID], by: Actor, at: datetime.datetime) -> Several:
    """Return them; who could be given a case is computed for each, and why not is never said."""
    demand("cases.allocate_several", by=by, at=at)
    wanted = list(dict.fromkeys(chosen))[:MOST]
    for file in wanted:
        demand("cases.read", by=by, at=at, file=file)
    cases = Case.objects.filter(file_id__in=wanted).order_by("received_on", "file_id")
    rows = tuple(
        ChosenCase(
            file=case.file_id,
            reference=case.reference,
            kind=wording.KINDS[case.kind],
            received_on=case.received_on,
        )
        for case in cases
    )
    clean = Counter(
        account for row in rows for account in allocate_investigator.eligible(file=row.file)
    )
    known = staff.called(accounts=clean, by=by, at=at)
    candidates = [Candidate(colleague=known[a], cases=n) for a, n in clean.items() if a in known]
    candidates.sort(key=lambda one: (-one.cases, one.colleague.name, str(one.colleague.account_id)))
    return Several(cases=rows, candidates=tuple(candidates))
