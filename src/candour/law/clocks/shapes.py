"""The shape of a clock: what starts and meets it, how its days are counted, where it stands."""

import datetime
from dataclasses import dataclass
from enum import StrEnum

from candour.law.events import CaseKind, Event, EventKind, Party, ReporterKind
from candour.law.provisions import Basis, InForce, Provision, Verification


class Rule(StrEnum):
    """Names each way in which the regime counts days."""

    ASAP = "asap"
    CAL_DAY_AFTER = "cal_day_after"
    CAL_START_DAY_AFTER = "cal_start_day_after"
    CAL_BEGINNING_WITH_EVENT = "cal_beginning_with_event"
    WD_AFTER_FIRST_WD = "wd_after_first_wd"
    WD_BEGINNING_WITH_EVENT = "wd_beginning_with_event"
    WORKING_DAYS_OF = "working_days_of"
    WORKING_DAYS_BEFORE = "working_days_before"
    WEEKS_FROM = "weeks_from"
    MONTHS_BEGINNING_WITH = "months_beginning_with"
    MONTHS = "months"
    YEARS = "years"


class Nature(StrEnum):
    """Says what a passed date means: a duty becomes overdue, a right that was not used lapses."""

    DUTY = "duty"
    RIGHT = "right"


class Falls(StrEnum):
    """Says where the step belongs: before the period ends, or as soon as practicable after it."""

    BY_THE_END = "by_the_end"
    AFTER_THE_END = "after_the_end"


class Starting(StrEnum):
    """Says which recorded facts start the clock.

    first: the earliest of them, once. each: every one starts its own. when_all: it starts on the
    day on which the last of all its starting facts had happened.
    """

    FIRST = "first"
    EACH = "each"
    WHEN_ALL = "when_all"


class Per(StrEnum):
    """Says whether a clock runs once for the case, or for each person whose facts start it."""

    CASE = "case"
    SUBJECT = "subject"


class Anchor(StrEnum):
    """Says from where the next period of a recurring clock runs."""

    PREVIOUS_MEETING = "previous_meeting"
    PREVIOUS_END = "previous_end"


class ClockState(StrEnum):
    """Names where one deadline stands on a day.

    asap: the law gives no day, and the step is owed as soon as practicable. lapsed: a right was
    not used in time; nobody is late.
    """

    DUE = "due"
    ASAP = "asap"
    OVERDUE = "overdue"
    MET = "met"
    MET_LATE = "met_late"
    STOPPED = "stopped"
    LAPSED = "lapsed"


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleWords:
    """Says in plain words how a rule counts; {amount} and {day} are filled in."""

    rule: Rule
    words: str
    verification: Verification


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Limits a clock to kinds of case and, where it matters, to kinds of reporter.

    only_reporters: None means any reporter, and also no reporter or one of unknown kind.
    """

    case_kinds: tuple[CaseKind, ...]
    only_reporters: tuple[ReporterKind, ...] | None = None
    not_reporters: tuple[ReporterKind, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Recurrence:
    """Says how the next period of a clock follows the one before."""

    amount: int
    rule: Rule
    anchor: Anchor


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceLevel:
    """Gives a step owed "as soon as practicable" an adopted day after which it counts as missed."""

    amount: int
    rule: Rule
    provision: Provision
    summary: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """States what one deadline of a worked example must say."""

    due_on: datetime.date | None
    state: ClockState


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """Holds facts, the day on which one asks, and the deadlines that follow, in order."""

    case_kind: CaseKind
    reporter_kind: ReporterKind | None
    facts: tuple[Event, ...]
    asked_on: datetime.date
    expected: tuple[Expected, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """Describes one clock completely.

    amount: None where the law gives no number. at_least: units before which the step does not
    count. needs, unless: facts that must, or must not, be recorded for the clock to apply at all.
    paused_by, resumed_by: the days between them are not counted. extended_by: who may give more
    time. numbers: its places in the list of the regime's deadlines that lawyers check; none for
    policy that mirrors no deadline of the law.
    """

    id: str
    name: str
    summary: str
    scopes: tuple[Scope, ...]
    starts: tuple[EventKind, ...]
    starting: Starting
    met_by: tuple[EventKind, ...]
    rule: Rule
    amount: int | None
    who: tuple[Party, ...]
    to: tuple[Party, ...]
    provision: Provision
    basis: Basis
    verification: Verification
    in_force: InForce
    example: Example
    needs: tuple[EventKind, ...] = ()
    unless: tuple[EventKind, ...] = ()
    is_met_by_earlier: bool = False
    stopped_by: tuple[EventKind, ...] = ()
    restarted_by: tuple[EventKind, ...] = ()
    paused_by: tuple[EventKind, ...] = ()
    resumed_by: tuple[EventKind, ...] = ()
    at_least: int | None = None
    falls: Falls = Falls.BY_THE_END
    service_level: ServiceLevel | None = None
    then_every: Recurrence | None = None
    nature: Nature = Nature.DUTY
    notes: tuple[str, ...] = ()
    per: Per = Per.CASE
    extended_by: tuple[Party, ...] = ()
    numbers: tuple[str, ...] = ()


RULES = (
    RuleWords(
        rule=Rule.ASAP,
        words="as soon as practicable after {day}",
        verification=Verification.SEEN,
    ),
    RuleWords(
        rule=Rule.CAL_DAY_AFTER,
        words="by the end of day {amount} after {day}",
        verification=Verification.SEEN,
    ),
    RuleWords(
        rule=Rule.CAL_START_DAY_AFTER,
        words="{amount} days, the first being the day after {day}",
        verification=Verification.SEEN,
    ),
    RuleWords(
        rule=Rule.CAL_BEGINNING_WITH_EVENT,
        words="by the end of calendar day {amount}, counted from {day} itself as the first",
        verification=Verification.SEEN,
    ),
    RuleWords(
        rule=Rule.WD_AFTER_FIRST_WD,
        words="{amount} working days, the first being the first working day after {day}",
        verification=Verification.SEEN,
    ),
    RuleWords(
        rule=Rule.WD_BEGINNING_WITH_EVENT,
        words="{amount} working days, the first being {day} itself, or the next working day",
        verification=Verification.SEEN,
    ),
    RuleWords(
        rule=Rule.WORKING_DAYS_OF,
        words="{amount} working days of {day}, counted from the first working day after it",
        # The number was read; that the day itself is left out is the ordinary reading.
        verification=Verification.PARTIAL,
    ),
    RuleWords(
        rule=Rule.WORKING_DAYS_BEFORE,
        words="no later than working day {amount} before {day}",
        verification=Verification.MEMORY,
    ),
    RuleWords(
        rule=Rule.WEEKS_FROM,
        words="{amount} weeks from {day}",
        verification=Verification.SEEN,
    ),
    RuleWords(
        rule=Rule.MONTHS_BEGINNING_WITH,
        words="a period of {amount} months that begins with {day}",
        verification=Verification.SEEN,
    ),
    RuleWords(
        rule=Rule.MONTHS,
        words="{amount} months from {day}",
        verification=Verification.SEEN,
    ),
    RuleWords(
        rule=Rule.YEARS,
        words="{amount} years from {day}",
        verification=Verification.SEEN,
    ),
)
