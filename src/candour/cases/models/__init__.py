"""Cases' tables: what was recorded, screened, decided and done, in rows that are only added to."""

from candour.cases.models.case import Allegation, Case, Deadline, Described, Event
from candour.cases.models.custody import (
    AccessEnd,
    AccessTold,
    CustodyAnswer,
    CustodyAsk,
    CustodyRequest,
    CustodyTaking,
    GivenShare,
    HarmReview,
    HarmTest,
)
from candour.cases.models.decisions import (
    LinkDecision,
    Outcome,
    Referral,
    ReferralAssessment,
    Screening,
    SeverityAssessment,
    Suggestion,
)
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
    "AccessEnd",
    "AccessTold",
    "Advice",
    "Allegation",
    "Case",
    "CustodyAnswer",
    "CustodyAsk",
    "CustodyRequest",
    "CustodyTaking",
    "Deadline",
    "Described",
    "Event",
    "GivenShare",
    "HarmReview",
    "HarmTest",
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
