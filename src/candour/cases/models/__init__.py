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

__all__ = [
    "Allegation",
    "Case",
    "Deadline",
    "Described",
    "Event",
    "LinkDecision",
    "Outcome",
    "Referral",
    "ReferralAssessment",
    "Screening",
    "SeverityAssessment",
    "Suggestion",
]
