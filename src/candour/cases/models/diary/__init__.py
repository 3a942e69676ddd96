"""An investigator's own records of a case: plan, diary, contacts, exhibits; words are sealed."""

from candour.cases.models.diary.entries import (
    HOW,
    KINDS,
    OUTCOMES,
    WHOM,
    Contact,
    DiaryEntry,
)
from candour.cases.models.diary.exhibits import PLACES, WAYS, Exhibit, ExhibitMove
from candour.cases.models.diary.plan import LINE_ENDS, LineEnd, LineOfEnquiry, LineTask

__all__ = [
    "HOW",
    "KINDS",
    "LINE_ENDS",
    "OUTCOMES",
    "PLACES",
    "WAYS",
    "WHOM",
    "Contact",
    "DiaryEntry",
    "Exhibit",
    "ExhibitMove",
    "LineEnd",
    "LineOfEnquiry",
    "LineTask",
]
