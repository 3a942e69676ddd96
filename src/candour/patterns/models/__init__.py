"""What the patterns put to a person, and what that person decided."""

from candour.patterns.models.gates import Gate, GateAsk, GateDecision, GateRound, GateToken
from candour.patterns.models.lookback import (
    Lookback,
    LookbackAssignment,
    LookbackFrozen,
    LookbackItem,
    LookbackResult,
    ScreeningFlag,
)
from candour.patterns.models.retaliation import (
    ActionDecision,
    Apart,
    EvidenceOrigin,
    ExcessTest,
    KnownReporter,
    Proposal,
    ProposalDecision,
)
from candour.patterns.models.warning import (
    WarningAudit,
    WarningDecision,
    WarningEffect,
    WarningEvidence,
    WarningFlag,
    WarningOrigin,
    WarningRound,
    WarningView,
    WarningWall,
)

__all__ = [
    "ActionDecision",
    "Apart",
    "EvidenceOrigin",
    "ExcessTest",
    "Gate",
    "GateAsk",
    "GateDecision",
    "GateRound",
    "GateToken",
    "KnownReporter",
    "Lookback",
    "LookbackAssignment",
    "LookbackFrozen",
    "LookbackItem",
    "LookbackResult",
    "Proposal",
    "ProposalDecision",
    "ScreeningFlag",
    "WarningAudit",
    "WarningDecision",
    "WarningEffect",
    "WarningEvidence",
    "WarningFlag",
    "WarningOrigin",
    "WarningRound",
    "WarningView",
    "WarningWall",
]
