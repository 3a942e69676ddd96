"""Runs of imports, contacts of outside lines, look-ups of reporters, the case system, HR."""

from candour.imports.models.case_system import (
    CaseFile,
    Difference,
    GivenBack,
    Settlement,
    StatedCase,
)
from candour.imports.models.hr import HrEvent
from candour.imports.models.lookups import (
    DECISIONS,
    LookupAlert,
    LookupDecision,
    LookupFinding,
    LookupProgress,
)
from candour.imports.models.planned import PlannedChange
from candour.imports.models.runs import Contact, ContactFile, Remark, Run

__all__ = [
    "DECISIONS",
    "CaseFile",
    "Contact",
    "ContactFile",
    "Difference",
    "GivenBack",
    "HrEvent",
    "LookupAlert",
    "LookupDecision",
    "LookupFinding",
    "LookupProgress",
    "PlannedChange",
    "Remark",
    "Run",
    "Settlement",
    "StatedCase",
]
