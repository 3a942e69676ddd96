"""What hangs on a case, as the weight that orders lists and digests: from its codes alone."""

import functools
import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from candour.cases.models import Allegation, Case, LifeRisk, SeverityAssessment
from candour.cases.rules.severity import HISTORY
from candour.core.escalation.risks import risk_of
from candour.law.events import CaseKind
from candour.law.policies.escalation import weight_of
from candour.law.severity import LEVELS, SeverityLevel

_SECOND_PERSON = frozenset(row.level for row in LEVELS if row.needs_second_person)


def weights(*, cases: Sequence[Case]) -> Mapping[uuid.UUID, int]:
    """Weigh each case by its codes: the mark, the kind, the categories and the levels."""
    files = [case.file_id for case in cases]
    marked = LifeRisk.objects.filter(file_id__in=files).order_by("noted_at", "id")
    at_risk = dict(marked.values_list("file_id", "is_at_risk"))
    levels = _levels(files)
    about: dict[uuid.UUID, list[tuple[str, SeverityLevel | None]]] = defaultdict(list)
    rows = Allegation.objects.filter(file_id__in=files)
    for file, allegation, category in rows.values_list("file_id", "id", "category"):
        about[file].append((category, levels.get(allegation)))
    return {
        case.file_id: _weight(
            case.kind, at_risk.get(case.file_id, False), frozenset(about[case.file_id])
        )
        for case in cases
    }


@functools.lru_cache(maxsize=16_384)
def _weight(
    kind: str,
    is_marked: bool,
    about: frozenset[tuple[str, SeverityLevel | None]],
) -> int:
    return weight_of(
        risk_of(
            kind=CaseKind(kind),
            is_marked=is_marked,
            categories=tuple(category for category, _ in about),
            levels=tuple(level for _, level in about),
        )
    ).weight


def _levels(files: Sequence[uuid.UUID]) -> Mapping[uuid.UUID, SeverityLevel]:
    """Return the level of each allegation that was last assessed with the history.

    What waits for a second person counts as not assessed: nothing is weighed lower before.
    """
    rows = SeverityAssessment.objects.filter(file_id__in=files, basis=HISTORY)
    by: dict[uuid.UUID, list[tuple[SeverityLevel, uuid.UUID | None]]] = defaultdict(list)
    for allegation, level, who in rows.order_by("decided_at", "id").values_list(
        "allegation_id", "level", "decided_by"
    ):
        by[allegation].append((SeverityLevel(level), who))
    return {allegation: found[-1][0] for allegation, found in by.items() if _stands(found)}


def _stands(assessed: Iterable[tuple[SeverityLevel, uuid.UUID | None]]) -> bool:
    *before, (level, by) = assessed
    if level not in _SECOND_PERSON:
        return True
    return bool(before) and before[-1][0] is level and before[-1][1] not in (None, by)
