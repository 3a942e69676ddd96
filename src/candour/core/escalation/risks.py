"""How much hangs on a case: from its codes alone, so that every reader comes to the same answer."""

from collections.abc import Iterable

from candour.law.categories import CATEGORIES
from candour.law.events import CaseKind
from candour.law.policies.escalation import Risk
from candour.law.severity import SeverityLevel

_PROTECTED = frozenset(row.code for row in CATEGORIES if row.groups)


def risk_of(
    *,
    kind: CaseKind,
    is_marked: bool,
    categories: Iterable[str],
    levels: Iterable[SeverityLevel | None],
) -> Risk:
    """Return the highest risk that the codes of a case give; `levels` has None for not assessed.

    References: law/policies/escalation.py.
    """
    known = tuple(levels)
    if is_marked or kind is CaseKind.DSI_MATTER:
        return Risk.LIFE
    if SeverityLevel.GROSS_MISCONDUCT in known:
        return Risk.GROSS_MISCONDUCT
    if not _PROTECTED.isdisjoint(categories):
        return Risk.PROTECTED
    if SeverityLevel.MISCONDUCT in known:
        return Risk.MISCONDUCT
    return Risk.NOT_ASSESSED if not known or None in known else Risk.LOWER
