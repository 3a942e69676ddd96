"""Cases' tables: what was recorded, screened, decided and done, in rows that are only added to."""

from candour.cases.models.case import Allegation, Case, Deadline, Described, Event
from candour.cases.models.decisions import (
    LinkDecision,
    Outcome,
    Referral,
    ReferralAssessment,
    Screening,
    SeverityAssessment,
    Suggestion,
)
from candour.cases.models.outside import ForceAnswer, ForceRequest, IndependenceCheck
from candour.cases.models.owed import (
    Advice,
    ManagerFailure,
    ManagerWatch,
    OutsideSolution,
    PassedOn,
    ReportAnswer,
    WatchSettlement,
)

__all__ = [
    "Advice",
    "Allegation",
    "Case",
    "Deadline",
    "Described",
    "Event",
    "ForceAnswer",
    "ForceRequest",
    "IndependenceCheck",
    "LinkDecision",
    "ManagerFailure",
    "ManagerWatch",
    "Outcome",
    "OutsideSolution",
    "PassedOn",
    "Referral",
    "ReferralAssessment",
    "ReportAnswer",
    "Screening",
    "SeverityAssessment",
    "Suggestion",
    "WatchSettlement",
]
