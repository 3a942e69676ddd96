"""What codes are called on the pages of a case, and the colour of what is late."""

import datetime
from collections.abc import Iterable, Mapping

from candour.core.deadlines import Deadline
from candour.core.regime import discipline
from candour.guard.seats import Seat
from candour.law import categories, outcomes, severity
from candour.law.clocks import ClockState
from candour.law.conduct.staff import STAFF_SANCTIONS
from candour.law.conduct.standards import STANDARDS
from candour.law.events import CASE_KINDS, EVENTS, PARTIES, REPORTER_KINDS, Party
from candour.law.outcomes import Result
from candour.law.provisions import Basis, Verification

KINDS = {row.kind.value: row.name for row in CASE_KINDS}
REPORTERS = {row.kind.value: row.name for row in REPORTER_KINDS}
CATEGORIES = {row.code: row.name for row in categories.CATEGORIES}
LEVELS = {row.level.value: row.name for row in severity.LEVELS}
# Imports know "withdrawn" and "discontinued" too, and mean the same; our own lists give the name.
RESULTS = {
    row.code: row for row in (*outcomes.IMPORTED_FINDINGS, *outcomes.RESULTS, *outcomes.FINDINGS)
}
SANCTIONS = {
    row.code: row.name
    for row in (*outcomes.SANCTIONS, *STAFF_SANCTIONS, *outcomes.IMPORTED_SANCTIONS)
}
EVENT_SUMMARIES = {row.kind.value: row.summary for row in EVENTS}
SOURCES = {
    "public": "the public",
    "internal": "inside the force",
    "crime_side": "a crime report",
    "hotline": "a hotline",
    "other_system": "another system",
}
SEATS = {
    Seat.DESK_READER: "Desk reader",
    Seat.INVESTIGATOR: "Investigator",
    Seat.APPROPRIATE_AUTHORITY: "Appropriate authority",
    Seat.OVERSIGHT_READER: "Oversight reader",
    Seat.CUSTODIAN: "Custodian",
    Seat.SUBJECT: "Subject",
    Seat.REPRESENTATIVE: "Representative",
    Seat.REVIEWER: "Reviewer",
    Seat.SERVICE: "Candour",
}
BASES = {Basis.STATUTORY: "Law", Basis.POLICY: "Policy"}
VERIFICATIONS = {
    Verification.SEEN: "Checked against the source",
    Verification.PARTIAL: "Partly checked",
    Verification.MEMORY: "Not checked: ask a lawyer",
}
SAID = {
    "given": "First name or nickname",
    "family": "Last name",
    "rank": "Rank or job",
    "number": "Number",
    "unit": "Team or station",
    "looks": "Anything else",
}
ROUTES = {
    "appeal": "An answer to an appeal for witnesses",
    "concern": "A low-level or health-and-safety concern",
    "force": "Sent to the force",
    "handling": "About how a report was handled",
    "hotline": "Passed on by an outside reporting line",
    "internal_anonymous": "From inside the force, without a name",
    "internal_named": "From inside the force, with a name",
    "leaver": "From somebody who has left the police",
    "line_manager": "Passed on by a line manager, who can't close it",
    "manager_failure": "A manager did not pass on what they were told",
    "on_behalf": "For several people, by a union, association or charity",
    "operator": "Told on the telephone and written down",
    "outside": "Sent to a body outside the force",
    "passed_on": "A part that an outside body passed on",
    "public": "From the public",
    "solved_outside": "Put right only outside the force",
}
PROGRESS = {
    "with_desk": "Not opened",
    "read": "Opened",
    "recorded": "Recorded",
    "referred": "Referred",
    "investigating": "Being investigated",
    "outcome_given": "Outcome given",
    "under_review": "Under review",
    "handed_on": "Handed on, not opened",
    "answered": "Answered without a case",
    "closed": "Closed",
}
TOLD = {"manager": "Manager who was told", "on": "Told on", "by": "Told by"}
ANSWERS = {"same": "Same person", "not_same": "Not the same person", "cannot_say": "Can't say"}
STATES = {
    ClockState.DUE: ("Due", "blue"),
    ClockState.ASAP: ("As soon as practicable", "blue"),
    ClockState.OVERDUE: ("Overdue", "red"),
    ClockState.LAPSED: ("Not used", "grey"),
    ClockState.MET: ("Met", "green"),
    ClockState.MET_LATE: ("Met late", "orange"),
    ClockState.STOPPED: ("Stopped", "grey"),
}
_STANDARDS = {row.standard: row.name for row in STANDARDS}
_PARTIES = {row.party: row.name for row in PARTIES}


def category(code: str, *, source: str = "") -> str:
    """Return what an allegation is about; the source's own words stand beside our code."""
    name = CATEGORIES.get(code, "")
    if source and name:
        return f"{name} ({source})"
    return name or source or "Category not known"


def standards(code: str) -> tuple[str, ...]:
    """Return the standards of behaviour that an allegation of a category may breach."""
    return tuple(_STANDARDS[one] for one in discipline.standards_of(categories=[code]))


def is_always_put(code: str) -> bool:
    """Return whether such an allegation is a possible breach before anybody has assessed it."""
    return bool(discipline.always_put(categories=[code]))


def event(kind: str) -> str:
    """Return the short title of an event."""
    return kind.replace("_", " ").capitalize()


def result(code: str | None) -> tuple[str, bool | None]:
    """Return what a result is called and whether it found something proven."""
    row: Result | None = RESULTS.get(code or "")
    return (row.name, row.is_proven) if row else (code or "No result recorded", None)


def parties(found: Iterable[Party]) -> str:
    """Return these bodies and people as one phrase."""
    return ", ".join(_PARTIES[party] for party in found)


def when_due(deadline: Deadline) -> str:
    """Return the day of a deadline in words, or what the law says in place of a day."""
    return day(deadline.due_on) if deadline.due_on else "as soon as practicable"


def route(name: str) -> str:
    """Return by which way a report came, in words."""
    return ROUTES.get(name, event(name))


def said(answers: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Return what was said of a person, question by question, in the order of the form."""
    return tuple((label, answers[name]) for name, label in SAID.items() if answers.get(name))


def day(value: datetime.date) -> str:
    """Write a date as 5 January 2026."""
    return f"{value.day} {value:%B %Y}"


def iso_day(text: str) -> datetime.date | None:
    """Read a date as it is kept in words; None for anything else."""
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        return None


def count(number: int, one: str, many: str) -> str:
    """Return a number with its noun."""
    return f"{number} {one if number == 1 else many}"
