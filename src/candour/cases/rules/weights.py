"""What hangs on a case, as the weight that orders lists and digests: from its codes alone."""

import functools
import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from django.db import connection

from candour.cases.models import Case
from candour.cases.rules.severity import HISTORY
from candour.core.escalation.risks import risk_of
from candour.law.events import CaseKind
from candour.law.policies.escalation import weight_of
from candour.law.severity import LEVELS, SeverityLevel

_SECOND_PERSON = frozenset(row.level for row in LEVELS if row.needs_second_person)


_MARKED = """
    select distinct on (file_id) file_id::text, is_at_risk
    from cases_liferisk where file_id = any(%s::uuid[])
    order by file_id, noted_at desc, id desc
"""
_ABOUT = """
    select file_id::text, id::text, category from cases_allegation where file_id = any(%s::uuid[])
"""
_ASSESSED = """
    select allegation_id::text, level, decided_by
    from cases_severityassessment where file_id = any(%s::uuid[]) and basis = %s
    order by decided_at, id
"""


def array(*, cases: Sequence[Case]) -> str:
    """Write the files of cases as one array: a database takes it in at once."""
    return "{" + ",".join(str(case.file_id) for case in cases) + "}"


def weights(*, cases: Sequence[Case]) -> Mapping[str, int]:
    """Weigh each case by its codes: the mark, the kind, the categories and the levels."""
    files = array(cases=cases)
    with connection.cursor() as cursor:
        cursor.execute(_MARKED, [files])
        at_risk = dict(cursor.fetchall())
        levels = _levels(files)
        about: dict[str, list[tuple[str, SeverityLevel | None]]] = defaultdict(list)
        cursor.execute(_ABOUT, [files])
        for file, allegation, category in cursor.fetchall():
            about[file].append((category, levels.get(allegation)))
    return {
        file: _weight(case.kind, at_risk.get(file, False), frozenset(about.get(file, ())))
        for case in cases
        for file in (str(case.file_id),)
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


def _levels(files: str) -> Mapping[str, SeverityLevel]:
    """Return the level of each allegation that was last assessed with the history.

    What waits for a second person counts as not assessed: nothing is weighed lower before.
    """
    by: dict[str, list[tuple[SeverityLevel, uuid.UUID | None]]] = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(_ASSESSED, [files, HISTORY])
        for allegation, level, who in cursor.fetchall():
            by[allegation].append((SeverityLevel(level), who))
    return {allegation: found[-1][0] for allegation, found in by.items() if _stands(found)}


def _stands(assessed: Iterable[tuple[SeverityLevel, uuid.UUID | None]]) -> bool:
    *before, (level, by) = assessed
    if level not in _SECOND_PERSON:
        return True
    return bool(before) and before[-1][0] is level and before[-1][1] not in (None, by)
