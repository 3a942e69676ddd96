"""What hangs on a case, as the weight that orders lists and digests: from its codes alone."""

import functools
from collections import defaultdict
from collections.abc import Mapping, Sequence

from django.db import connection

from candour.cases.models import Case
from candour.cases.rules import severity
from candour.cases.rules.severity import FACTS, HISTORY, Assessed
from candour.core.escalation.risks import risk_of
from candour.law.events import CaseKind
from candour.law.policies.escalation import weight_of
from candour.law.severity import SeverityLevel

_MARKED = """
    select distinct on (file_id) file_id::text, is_at_risk
    from cases_liferisk where file_id = any(%s::uuid[])
    order by file_id, noted_at desc, id desc
"""
_ABOUT = """
    select file_id::text, id::text, category from cases_allegation where file_id = any(%s::uuid[])
"""
_ASSESSED = """
    select made.allegation_id::text, made.basis, made.id, made.level, made.decided_by,
        coalesce(account.person_id, made.decided_by), made.decided_at
    from cases_severityassessment as made
    left join guard_account as account on account.id = made.decided_by
    where made.file_id = any(%s::uuid[]) and made.basis in ('facts', 'history')
    order by made.decided_at, made.id
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
    """Return the level of each allegation that stands.

    What waits for a second person counts as not assessed: nothing is weighed lower before.
    """
    by: dict[str, dict[str, list[Assessed]]] = defaultdict(lambda: {FACTS: [], HISTORY: []})
    with connection.cursor() as cursor:
        cursor.execute(_ASSESSED, [files])
        for allegation, basis, id, level, by_whom, person, at in cursor.fetchall():
            made = Assessed(
                id=id,
                level=SeverityLevel(level),
                by=by_whom,
                person=person,
                at=at,
                reason_item=None,
            )
            by[allegation][basis].append(made)
    stands = {
        allegation: severity.stand(facts=bases[FACTS], history=bases[HISTORY]).level
        for allegation, bases in by.items()
    }
    return {allegation: level for allegation, level in stands.items() if level is not None}
