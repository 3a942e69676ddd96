"""Who served where and what was alleged of them, and the same as it was known on a day."""

import dataclasses
import datetime
from collections.abc import Sequence

# Without a leaving day nobody is taken to serve past the year in which they turn this old.
OLDEST = 65
Day = datetime.date


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody who serves or served, and where. kind: officer, special or staff."""

    id: str
    kind: str
    organisation: str
    joined_on: Day | None
    left_on: Day | None
    birth_year: int | None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Posting:
    """A stretch of time in one unit; `role` is the work there, empty where none is named."""

    person: str
    unit: str
    role: str
    from_on: Day
    until_on: Day | None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What was found, what followed for the person, and the day from which both are known."""

    result: str
    sanction: str
    known_on: Day


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """One allegation about one person.

    case: its reference, shown as evidence. source_category: the source's own finer code. sender:
    who it came from, as far as two cases can be told to be from one; empty where it isn't known.
    is_internal: somebody who works there raised it. findings: the latest known is in force.
    """

    person: str
    case: str
    sender: str
    is_internal: bool
    category: str
    source_category: str
    incident_on: Day | None
    received_on: Day
    findings: tuple[Finding, ...] = ()

    @property
    def result(self) -> str:
        """Return the result in force, empty where nothing is decided."""
        return self.findings[-1].result if self.findings else ""

    @property
    def sanction(self) -> str:
        """Return what followed for the person, if anything did."""
        return self.findings[-1].sanction if self.findings else ""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """Everything a score may be made from."""

    people: Sequence[Person]
    postings: Sequence[Posting]
    matters: Sequence[Matter]


def as_known(*, history: History, on: Day) -> History:
    """Return what was known when a day began, in an order of its own.

    A matter counts if it was received before the day, its result if that was known before the day,
    and the end of a posting or of service if it had come.
    """
    return History(
        people=sorted(
            (
                _left(one, on)
                for one in history.people
                if one.joined_on is None or one.joined_on <= on
            ),
            key=lambda one: one.id,
        ),
        postings=sorted(
            (_posted(one, on) for one in history.postings if one.from_on < on),
            key=lambda one: (one.person, one.from_on, one.unit, one.until_on or Day.max),
        ),
        matters=sorted(
            (_matter(one, on) for one in history.matters if one.received_on < on),
            key=lambda one: (one.person, one.received_on, one.case, one.category,
                             one.source_category, one.result, one.sanction),
        ),
    )  # fmt: skip


def in_service(*, history: History, on: Day) -> tuple[Person, ...]:
    """Return who serves on a day, by what was known then.

    Who has left, whose last posting has ended, or who would be past the age at which people leave,
    doesn't serve; a posting that began after that age shows that they stayed.
    """
    posted: dict[str, list[Posting]] = {}
    for posting in history.postings:
        posted.setdefault(posting.person, []).append(posting)
    return tuple(one for one in history.people if _serves(one, posted.get(one.id, ()), on))


def _left(one: Person, on: Day) -> Person:
    if one.left_on is None or one.left_on < on:
        return one
    return dataclasses.replace(one, left_on=None)


def _posted(one: Posting, on: Day) -> Posting:
    if one.until_on is None or one.until_on < on:
        return one
    return dataclasses.replace(one, until_on=None)


def _matter(one: Matter, on: Day) -> Matter:
    if len(one.findings) < 2 and all(finding.known_on < on for finding in one.findings):
        return one
    known = [finding for finding in one.findings if finding.known_on < on]
    # Of two findings of one day the later in the source stands.
    known.sort(key=lambda finding: finding.known_on)
    return dataclasses.replace(one, findings=tuple(known))


def _serves(one: Person, posted: Sequence[Posting], on: Day) -> bool:
    if one.left_on is not None or not (one.joined_on or posted):
        return False
    if posted and all(posting.until_on is not None for posting in posted):
        return False
    if one.birth_year is None or one.kind == "staff":
        return True
    oldest = Day(one.birth_year + OLDEST, 12, 31)
    return on <= oldest or any(posting.from_on > oldest for posting in posted)
