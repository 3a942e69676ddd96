"""Runs of imports, contacts of outside lines, look-ups of reporters, the force's case system."""

from candour.imports.models.case_system import (
    CaseFile,
    Difference,
    GivenBack,
    Settlement,
    StatedCase,
)
from candour.imports.models.lookups import (
    DECISIONS,
    LookupAlert,
    LookupDecision,
    LookupFinding,
    LookupProgress,
)
from candour.imports.models.runs import Contact, ContactFile, Remark, Run

__all__ = [
    "DECISIONS",
    "CaseFile",
    "Contact",
    "ContactFile",
    "Difference",
    "GivenBack",
    "LookupAlert",
    "LookupDecision",
    "LookupFinding",
    "LookupProgress",
    "Remark",
    "Run",
    "Settlement",
    "StatedCase",
]
