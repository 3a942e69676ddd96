"""The invented force's past: hundreds of matters, eleven about one person from six sources."""

import dataclasses
import datetime
import random
import uuid

from candour.cases.actions.record_history import (
    AllegationRow,
    CaseRow,
    HistoryBatch,
    record_history,
)
from candour.guard.actors import service
from candour.intake.package import reference
from candour.ops.demo import cast
from candour.ops.demo.force import Built

SEED = 21
MATTERS = 160
YEARS = 8
CATEGORIES = ("A4", "B1", "B3", "B4", "D1", "F6", "F8", "H1", "H3", "H5", "J2", "K")
SOURCES = ("public", "internal", "crime_side", "hotline", "other_system")
RESULTS = ("proven", "not_proven", "not_proven", "unfounded", "no_statement")


@dataclasses.dataclass(slots=True)
class _Drawn:
    cases: list[CaseRow]
    allegations: list[AllegationRow]


def write(*, built: Built, at: datetime.datetime) -> None:
    """Record the history of both forces."""
    rng = random.Random(SEED)  # noqa: S311 - an invented past, not a secret
    drawn = _Drawn([], [])
    for number in range(MATTERS):
        subject = f"P{rng.randrange(len(built.officers)):04d}" if rng.random() < 0.9 else ""
        _matter(drawn, rng, number, subject, rng.choice(SOURCES), at.date())
    for number, source in enumerate((*SOURCES, *SOURCES, "public"), start=MATTERS):
        _matter(drawn, rng, number, "C-subject", source, at.date())
    _record(built.organisations[cast.FORCE], drawn, at=at)


def _matter(
    drawn: _Drawn, rng: random.Random, number: int, subject: str, source: str, today: datetime.date
) -> None:
    received = today - datetime.timedelta(days=rng.randint(60, YEARS * 365))
    days = int(rng.gammavariate(1.3, 190))
    closed = received + datetime.timedelta(days=days)
    is_open = closed >= today
    drawn.cases.append(
        CaseRow(
            source_ref=f"N{number:05d}",
            source_row=number + 1,
            reference=reference(letter="C"),
            kind="complaint" if source == "public" else "conduct_matter",
            source=source,
            incident_on=received - datetime.timedelta(days=rng.randint(0, 90)),
            received_on=received,
            closed_on=None if is_open else closed,
        )
    )
    result = "" if is_open else rng.choice(RESULTS)
    sanction = ""
    if result == "proven":
        sanction = rng.choice(("reprimand", "suspended", "dismissed", "no_action"))
    drawn.allegations.append(
        AllegationRow(
            case_ref=f"N{number:05d}",
            source_ref=f"N{number:05d}-1",
            source_row=number + 1,
            subject_ref=subject,
            category=rng.choice(CATEGORIES),
            result=result,
            sanction="no_action" if subject == "C-subject" and result == "proven" else sanction,
        )
    )


def _record(organisation: uuid.UUID, drawn: _Drawn, *, at: datetime.datetime) -> None:
    batch = HistoryBatch(
        organisation=organisation,
        source="demonstration",
        content_hash=bytes(32),
        cases=tuple(drawn.cases),
        allegations=tuple(drawn.allegations),
    )
    record_history(batch=batch, by=service("demonstration"), at=at)
