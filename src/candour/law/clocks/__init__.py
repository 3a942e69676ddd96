"""The clocks of the regime as rows: what starts each, what meets it, how its days are counted."""

from candour.law.clocks import afterwards, beginning, casework, investigation, proceedings
from candour.law.clocks.shapes import (
    RULES,
    Anchor,
    Clock,
    ClockState,
    Example,
    Expected,
    Falls,
    Nature,
    Per,
    Recurrence,
    Rule,
    RuleWords,
    Scope,
    ServiceLevel,
    Starting,
)

__all__ = [
    "CLOCKS",
    "RULES",
    "Anchor",
    "Clock",
    "ClockState",
    "Example",
    "Expected",
    "Falls",
    "Nature",
    "Per",
    "Recurrence",
    "Rule",
    "RuleWords",
    "Scope",
    "ServiceLevel",
    "Starting",
]

CLOCKS = (
    *casework.ROWS,
    *beginning.ROWS,
    *investigation.ROWS,
    *proceedings.ROWS,
    *afterwards.ROWS,
)
