"""The clocks of the regime as rows: what starts each, what meets it, how its days are counted.

A row is never edited after matters fell under it: close it with `until_on` and add the new one.
"""

import datetime
from dataclasses import dataclass
from enum import StrEnum

from candour.law.events import CaseKind, Event, EventKind, Party, ReporterKind
from candour.law.instruments import (
    COMPLAINTS_AND_MISCONDUCT_REGULATIONS_2020,
    CONDUCT_REGULATIONS_2020,
    PARITY_POLICY,
    POLICE_REFORM_ACT_2002,
    SERVICE_POLICY,
    SINCE_2020,
    WHISTLEBLOWING_DIRECTIVE,
)
from candour.law.provisions import Basis, InForce, Provision, Verification


class Rule(StrEnum):
    """Names each way in which the regime counts days."""

    ASAP = "asap"
    CAL_DAY_AFTER = "cal_day_after"
    CAL_START_DAY_AFTER = "cal_start_day_after"
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
    paused_by, resumed_by: the days between them are not counted.
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

_ALL_KINDS = (CaseKind.COMPLAINT, CaseKind.CONDUCT_MATTER, CaseKind.DSI_MATTER)
_NOT_COMPLAINANTS = (
    ReporterKind.POLICE_OFFICER_SAME_FORCE,
    ReporterKind.POLICE_STAFF_SAME_FORCE,
    ReporterKind.POLICE_OTHER_FORCE_ON_DUTY,
)
_COMPLAINANTS_ONLY = (Scope(case_kinds=(CaseKind.COMPLAINT,), not_reporters=_NOT_COMPLAINANTS),)
# Together with the scope above, every reporter in every kind of case falls under exactly one.
_OTHER_REPORTERS = (
    Scope(case_kinds=(CaseKind.COMPLAINT,), only_reporters=_NOT_COMPLAINANTS),
    Scope(
        case_kinds=(CaseKind.CONDUCT_MATTER, CaseKind.DSI_MATTER),
        only_reporters=tuple(ReporterKind),
    ),
)

_EVERY_FOUR_WEEKS = Recurrence(amount=4, rule=Rule.WEEKS_FROM, anchor=Anchor.PREVIOUS_MEETING)
_EVERY_SIX_MONTHS = Recurrence(
    amount=6, rule=Rule.MONTHS_BEGINNING_WITH, anchor=Anchor.PREVIOUS_END
)
_DELAY_REPORT_SERVICE_LEVEL = ServiceLevel(
    amount=5,
    rule=Rule.WD_AFTER_FIRST_WD,
    provision=Provision(
        instrument=SERVICE_POLICY,
        reference="delay reports",
        url="",
    ),
    summary="The law says only that the report goes out as soon as practicable after the period"
    " ends. The adopted service level is five working days.",
)
_UPDATE_STOPS = (EventKind.OUTCOME_NOTIFIED, EventKind.CLOSED, EventKind.WITHDRAWN)
_DELAY_STOPS = (EventKind.FINAL_REPORT_SUBMITTED, EventKind.CLOSED)
_NO_PAUSE_NOTE = "Criminal proceedings stop the handling, not this clock."
_LPB_COPY_NOTE = (
    "The local policing body's copy may be withheld if it might prejudice an investigation; the"
    " IOPC's copy may not."
)
_DELAY_END_NOTE = "That the final report ends this duty is to be confirmed."


CLOCKS = (
    Clock(
        id="acknowledgement",
        name="Acknowledge the report",
        summary="Whoever receives a report tells the person within seven days that it arrived and"
        " which body has it.",
        scopes=(Scope(case_kinds=_ALL_KINDS),),
        starts=(EventKind.REPORT_RECEIVED,),
        starting=Starting.EACH,
        met_by=(EventKind.ACKNOWLEDGED,),
        rule=Rule.CAL_START_DAY_AFTER,
        amount=7,
        who=(Party.RECEIVING_BODY,),
        to=(Party.REPORTER,),
        provision=Provision(
            instrument=WHISTLEBLOWING_DIRECTIVE,
            reference="Art 9(1)(b)",
            url="https://eur-lex.europa.eu/eli/dir/2019/1937/oj",
        ),
        basis=Basis.POLICY,
        verification=Verification.PARTIAL,
        in_force=SINCE_2020,
        notes=("The law here sets no day; the directive's is adopted.",),
        example=Example(
            case_kind=CaseKind.CONDUCT_MATTER,
            reporter_kind=ReporterKind.ANONYMOUS,
            facts=(Event(kind=EventKind.REPORT_RECEIVED, on=datetime.date(2026, 4, 1)),),
            asked_on=datetime.date(2026, 4, 2),
            expected=(Expected(due_on=datetime.date(2026, 4, 8), state=ClockState.DUE),),
        ),
    ),
    Clock(
        id="refer_complaint",
        name="Refer the complaint to the IOPC",
        summary="A complaint that meets a mandatory criterion goes to the IOPC without delay, at"
        " the latest by the end of the day after that first became clear.",
        scopes=(Scope(case_kinds=(CaseKind.COMPLAINT,)),),
        starts=(EventKind.REFERRAL_CRITERION_MET,),
        starting=Starting.FIRST,
        met_by=(EventKind.REFERRED,),
        is_met_by_earlier=True,
        rule=Rule.CAL_DAY_AFTER,
        amount=1,
        who=(Party.APPROPRIATE_AUTHORITY,),
        to=(Party.INDEPENDENT_BODY,),
        provision=Provision(
            instrument=COMPLAINTS_AND_MISCONDUCT_REGULATIONS_2020,
            reference="reg 4; PRA 2002 Sch 3 para 4(1), (4)",
            url="https://www.legislation.gov.uk/uksi/2020/2/regulation/4",
        ),
        basis=Basis.STATUTORY,
        verification=Verification.MEMORY,
        in_force=SINCE_2020,
        notes=("The duty was read; the number of days was not.",),
        example=Example(
            case_kind=CaseKind.COMPLAINT,
            reporter_kind=ReporterKind.PUBLIC,
            facts=(
                Event(kind=EventKind.COMPLAINT_MADE, on=datetime.date(2026, 3, 30)),
                Event(kind=EventKind.REFERRAL_CRITERION_MET, on=datetime.date(2026, 4, 2)),
                Event(kind=EventKind.REFERRED, on=datetime.date(2026, 4, 7)),
            ),
            asked_on=datetime.date(2026, 4, 8),
            expected=(Expected(due_on=datetime.date(2026, 4, 3), state=ClockState.MET_LATE),),
        ),
    ),
    Clock(
        id="refer_conduct_matter",
        name="Refer the conduct matter to the IOPC",
        summary="A recordable conduct matter that must be referred goes to the IOPC without delay,"
        " at the latest by the end of the day after that first became clear.",
        scopes=(Scope(case_kinds=(CaseKind.CONDUCT_MATTER,)),),
        starts=(EventKind.REFERRAL_CRITERION_MET,),
        starting=Starting.FIRST,
        met_by=(EventKind.REFERRED,),
        is_met_by_earlier=True,
        rule=Rule.CAL_DAY_AFTER,
        amount=1,
        who=(Party.APPROPRIATE_AUTHORITY,),
        to=(Party.INDEPENDENT_BODY,),
        provision=Provision(
            instrument=COMPLAINTS_AND_MISCONDUCT_REGULATIONS_2020,
            reference="reg 7; PRA 2002 Sch 3 para 13(1), (4)",
            url="https://www.legislation.gov.uk/uksi/2020/2/regulation/7",
        ),
        basis=Basis.STATUTORY,
        verification=Verification.MEMORY,
        in_force=SINCE_2020,
        example=Example(
            case_kind=CaseKind.CONDUCT_MATTER,
            reporter_kind=ReporterKind.POLICE_STAFF_SAME_FORCE,
            facts=(Event(kind=EventKind.REFERRAL_CRITERION_MET, on=datetime.date(2026, 4, 1)),),
            asked_on=datetime.date(2026, 4, 3),
            expected=(Expected(due_on=datetime.date(2026, 4, 2), state=ClockState.OVERDUE),),
        ),
    ),
    Clock(
        id="refer_dsi_matter",
        name="Refer the death or serious injury to the IOPC",
        summary="Every death or serious injury matter goes to the IOPC without delay, at the"
        " latest by the end of the day after it came to attention.",
        scopes=(Scope(case_kinds=(CaseKind.DSI_MATTER,)),),
        starts=(EventKind.CAME_TO_ATTENTION,),
        starting=Starting.FIRST,
        met_by=(EventKind.REFERRED,),
        is_met_by_earlier=True,
        rule=Rule.CAL_DAY_AFTER,
        amount=1,
        who=(Party.APPROPRIATE_AUTHORITY,),
        to=(Party.INDEPENDENT_BODY,),
        provision=Provision(
            instrument=COMPLAINTS_AND_MISCONDUCT_REGULATIONS_2020,
            reference="reg 9; PRA 2002 Sch 3 para 14C",
            url="https://www.legislation.gov.uk/uksi/2020/2/regulation/9",
        ),
        basis=Basis.STATUTORY,
        verification=Verification.MEMORY,
        in_force=SINCE_2020,
        example=Example(
            case_kind=CaseKind.DSI_MATTER,
            reporter_kind=None,
            facts=(
                Event(kind=EventKind.CAME_TO_ATTENTION, on=datetime.date(2026, 12, 24)),
                Event(kind=EventKind.REFERRED, on=datetime.date(2026, 12, 25)),
            ),
            asked_on=datetime.date(2026, 12, 29),
            expected=(Expected(due_on=datetime.date(2026, 12, 25), state=ClockState.MET),),
        ),
    ),
    Clock(
        id="refer_called_in",
        name="Refer a case that the IOPC called in",
        summary="A case that the IOPC calls in is referred by the end of the day after the notice.",
        scopes=(Scope(case_kinds=(CaseKind.COMPLAINT, CaseKind.CONDUCT_MATTER)),),
        starts=(EventKind.CALLED_IN,),
        starting=Starting.EACH,
        met_by=(EventKind.REFERRED,),
        rule=Rule.CAL_DAY_AFTER,
        amount=1,
        who=(Party.APPROPRIATE_AUTHORITY,),
        to=(Party.INDEPENDENT_BODY,),
        provision=Provision(
            instrument=POLICE_REFORM_ACT_2002,
            reference="Sch 3 paras 4(1)(c), 13(1)(c)",
            url="https://www.legislation.gov.uk/ukpga/2002/30/schedule/3",
        ),
        basis=Basis.STATUTORY,
        verification=Verification.MEMORY,
        in_force=SINCE_2020,
        example=Example(
            case_kind=CaseKind.COMPLAINT,
            reporter_kind=ReporterKind.PUBLIC,
            facts=(
                Event(kind=EventKind.REFERRED, on=datetime.date(2026, 5, 4)),
                Event(kind=EventKind.CALLED_IN, on=datetime.date(2026, 6, 8)),
            ),
            asked_on=datetime.date(2026, 6, 9),
            expected=(Expected(due_on=datetime.date(2026, 6, 9), state=ClockState.DUE),),
        ),
    ),
    Clock(
        id="progress_update_complainant",
        name="Update the complainant",
        summary="The complainant is told in writing how the handling goes within four weeks of its"
        " start, and then within four weeks of each update.",
        scopes=_COMPLAINANTS_ONLY,
        starts=(EventKind.HANDLING_STARTED,),
        starting=Starting.FIRST,
        met_by=(EventKind.UPDATE_SENT,),
        stopped_by=_UPDATE_STOPS,
        restarted_by=(EventKind.REOPENED,),
        rule=Rule.WEEKS_FROM,
        amount=4,
        then_every=_EVERY_FOUR_WEEKS,
        who=(Party.APPROPRIATE_AUTHORITY, Party.INDEPENDENT_BODY),
        to=(Party.COMPLAINANT,),
        provision=Provision(
            instrument=COMPLAINTS_AND_MISCONDUCT_REGULATIONS_2020,
            reference="reg 34(2)(a); PRA 2002 s20",
            url="https://www.legislation.gov.uk/uksi/2020/2/regulation/34",
        ),
        basis=Basis.STATUTORY,
        verification=Verification.SEEN,
        in_force=SINCE_2020,
        notes=(
            _NO_PAUSE_NOTE,
            "An oral complaint handled outside Schedule 3 may be updated otherwise than in"
            " writing.",
        ),
        example=Example(
            case_kind=CaseKind.COMPLAINT,
            reporter_kind=ReporterKind.PUBLIC,
            facts=(
                Event(kind=EventKind.HANDLING_STARTED, on=datetime.date(2026, 4, 1)),
                Event(kind=EventKind.UPDATE_SENT, on=datetime.date(2026, 4, 27)),
            ),
            asked_on=datetime.date(2026, 5, 1),
            expected=(
                Expected(due_on=datetime.date(2026, 4, 29), state=ClockState.MET),
                Expected(due_on=datetime.date(2026, 5, 25), state=ClockState.DUE),
            ),
        ),
    ),
    Clock(
        id="progress_update_interested_person",
        name="Update interested persons",
        summary="Every interested person is told in writing how the handling goes within four"
        " weeks, and then within four weeks of each update.",
        scopes=(Scope(case_kinds=_ALL_KINDS),),
        starts=(EventKind.HANDLING_STARTED, EventKind.INTERESTED_PERSON_ADMITTED),
        starting=Starting.WHEN_ALL,
        met_by=(EventKind.INTERESTED_PERSON_UPDATED,),
        stopped_by=(EventKind.INTERESTED_PERSON_TOLD_OUTCOME, EventKind.CLOSED),
        restarted_by=(EventKind.REOPENED,),
        rule=Rule.WEEKS_FROM,
        amount=4,
        then_every=_EVERY_FOUR_WEEKS,
        who=(Party.APPROPRIATE_AUTHORITY, Party.INDEPENDENT_BODY),
        to=(Party.INTERESTED_PERSON,),
        provision=Provision(
            instrument=COMPLAINTS_AND_MISCONDUCT_REGULATIONS_2020,
            reference="reg 34(2)(a); PRA 2002 s21",
            url="https://www.legislation.gov.uk/uksi/2020/2/regulation/34",
        ),
        basis=Basis.STATUTORY,
        verification=Verification.SEEN,
        in_force=SINCE_2020,
        notes=(_NO_PAUSE_NOTE,),
        example=Example(
            case_kind=CaseKind.DSI_MATTER,
            reporter_kind=None,
            facts=(
                Event(kind=EventKind.HANDLING_STARTED, on=datetime.date(2026, 4, 1)),
                Event(kind=EventKind.INTERESTED_PERSON_ADMITTED, on=datetime.date(2026, 4, 8)),
            ),
            asked_on=datetime.date(2026, 5, 7),
            expected=(Expected(due_on=datetime.date(2026, 5, 6), state=ClockState.OVERDUE),),
        ),
    ),
    Clock(
        id="progress_update_reporter",
        name="Update the person who reported",
        summary="Somebody who reported and is no complainant in law, such as police staff, is"
        " updated as often as a complainant.",
        scopes=_OTHER_REPORTERS,
        starts=(EventKind.HANDLING_STARTED,),
        starting=Starting.FIRST,
        met_by=(EventKind.UPDATE_SENT,),
        stopped_by=_UPDATE_STOPS,
        restarted_by=(EventKind.REOPENED,),
        rule=Rule.WEEKS_FROM,
        amount=4,
        then_every=_EVERY_FOUR_WEEKS,
        who=(Party.APPROPRIATE_AUTHORITY, Party.INDEPENDENT_BODY),
        to=(Party.REPORTER,),
        provision=Provision(
            instrument=PARITY_POLICY,
            reference="mirrors Complaints and Misconduct Regs 2020 reg 34(2)(a)",
            url="https://www.legislation.gov.uk/uksi/2020/2/regulation/34",
        ),
        basis=Basis.POLICY,
        verification=Verification.SEEN,
        in_force=SINCE_2020,
        notes=(
            _NO_PAUSE_NOTE,
            "The person can be given the statutory right by admission as an interested person.",
        ),
        example=Example(
            case_kind=CaseKind.CONDUCT_MATTER,
            reporter_kind=ReporterKind.POLICE_STAFF_SAME_FORCE,
            facts=(
                Event(kind=EventKind.HANDLING_STARTED, on=datetime.date(2026, 4, 1)),
                Event(kind=EventKind.UPDATE_SENT, on=datetime.date(2026, 5, 1)),
                Event(kind=EventKind.CLOSED, on=datetime.date(2026, 5, 15)),
            ),
            asked_on=datetime.date(2026, 6, 1),
            expected=(
                Expected(due_on=datetime.date(2026, 4, 29), state=ClockState.MET_LATE),
                Expected(due_on=datetime.date(2026, 5, 29), state=ClockState.STOPPED),
            ),
        ),
    ),
    Clock(
        id="outcome_notice_complainant",
        name="Tell the complainant the outcome",
        summary="The complainant is told the outcome in writing promptly, at the latest within"
        " five working days.",
        scopes=_COMPLAINANTS_ONLY,
        starts=(EventKind.OUTCOME_DECIDED,),
        starting=Starting.EACH,
        met_by=(EventKind.OUTCOME_NOTIFIED,),
        stopped_by=(EventKind.WITHDRAWN,),
        rule=Rule.WORKING_DAYS_OF,
        amount=5,
        who=(Party.APPROPRIATE_AUTHORITY, Party.INDEPENDENT_BODY),
        to=(Party.COMPLAINANT,),
        provision=Provision(
            instrument=COMPLAINTS_AND_MISCONDUCT_REGULATIONS_2020,
            reference="reg 34(2)(b)",
            url="https://www.legislation.gov.uk/uksi/2020/2/regulation/34",
        ),
        basis=Basis.STATUTORY,
        verification=Verification.SEEN,
        in_force=SINCE_2020,
        example=Example(
            case_kind=CaseKind.COMPLAINT,
            reporter_kind=ReporterKind.FAMILY_OF_OFFICER,
            facts=(Event(kind=EventKind.OUTCOME_DECIDED, on=datetime.date(2026, 4, 1)),),
            asked_on=datetime.date(2026, 4, 10),
            expected=(Expected(due_on=datetime.date(2026, 4, 10), state=ClockState.DUE),),
        ),
    ),
    Clock(
        id="outcome_notice_interested_person",
        name="Tell interested persons the outcome",
        summary="Every interested person is told the outcome in writing promptly, at the latest"
        " within five working days.",
        scopes=(Scope(case_kinds=_ALL_KINDS),),
        needs=(EventKind.INTERESTED_PERSON_ADMITTED,),
        starts=(EventKind.OUTCOME_DECIDED,),
        starting=Starting.EACH,
        met_by=(EventKind.INTERESTED_PERSON_TOLD_OUTCOME,),
        rule=Rule.WORKING_DAYS_OF,
        amount=5,
        who=(Party.APPROPRIATE_AUTHORITY, Party.INDEPENDENT_BODY),
        to=(Party.INTERESTED_PERSON,),
        provision=Provision(
            instrument=COMPLAINTS_AND_MISCONDUCT_REGULATIONS_2020,
            reference="reg 34(2)(b); PRA 2002 s21",
            url="https://www.legislation.gov.uk/uksi/2020/2/regulation/34",
        ),
        basis=Basis.STATUTORY,
        verification=Verification.SEEN,
        in_force=SINCE_2020,
        example=Example(
            case_kind=CaseKind.DSI_MATTER,
            reporter_kind=None,
            facts=(
                Event(kind=EventKind.INTERESTED_PERSON_ADMITTED, on=datetime.date(2026, 4, 8)),
                Event(kind=EventKind.OUTCOME_DECIDED, on=datetime.date(2026, 12, 23)),
                Event(
                    kind=EventKind.INTERESTED_PERSON_TOLD_OUTCOME,
                    on=datetime.date(2027, 1, 4),
                ),
            ),
            asked_on=datetime.date(2027, 1, 5),
            # Christmas Day, Boxing Day's substitute, New Year's Day and two weekends do not count.
            expected=(Expected(due_on=datetime.date(2027, 1, 4), state=ClockState.MET),),
        ),
    ),
    Clock(
        id="outcome_notice_reporter",
        name="Tell the person who reported the outcome",
        summary="Somebody who reported and is no complainant in law is told the outcome within the"
        " same five working days.",
        scopes=_OTHER_REPORTERS,
        starts=(EventKind.OUTCOME_DECIDED,),
        starting=Starting.EACH,
        met_by=(EventKind.OUTCOME_NOTIFIED,),
        stopped_by=(EventKind.WITHDRAWN,),
        rule=Rule.WORKING_DAYS_OF,
        amount=5,
        who=(Party.APPROPRIATE_AUTHORITY, Party.INDEPENDENT_BODY),
        to=(Party.REPORTER,),
        provision=Provision(
            instrument=PARITY_POLICY,
            reference="mirrors Complaints and Misconduct Regs 2020 reg 34(2)(b)",
            url="https://www.legislation.gov.uk/uksi/2020/2/regulation/34",
        ),
        basis=Basis.POLICY,
        verification=Verification.SEEN,
        in_force=SINCE_2020,
        example=Example(
            case_kind=CaseKind.CONDUCT_MATTER,
            reporter_kind=ReporterKind.POLICE_OFFICER_SAME_FORCE,
            facts=(Event(kind=EventKind.OUTCOME_DECIDED, on=datetime.date(2026, 4, 1)),),
            asked_on=datetime.date(2026, 4, 13),
            expected=(Expected(due_on=datetime.date(2026, 4, 10), state=ClockState.OVERDUE),),
        ),
    ),
    Clock(
        id="delay_report_complaint",
        name="Explain the delay of a complaint",
        summary="A complaint still being investigated twelve months after it was made is reported"
        " to the local policing body and the IOPC as soon as practicable, and again after each"
        " further six months.",
        scopes=(Scope(case_kinds=(CaseKind.COMPLAINT,)),),
        starts=(EventKind.COMPLAINT_MADE,),
        starting=Starting.FIRST,
        met_by=(EventKind.DELAY_REPORT_SENT,),
        stopped_by=(*_DELAY_STOPS, EventKind.WITHDRAWN),
        restarted_by=(EventKind.REOPENED,),
        rule=Rule.MONTHS_BEGINNING_WITH,
        amount=12,
        falls=Falls.AFTER_THE_END,
        service_level=_DELAY_REPORT_SERVICE_LEVEL,
        then_every=_EVERY_SIX_MONTHS,
        who=(Party.APPROPRIATE_AUTHORITY,),
        to=(Party.LOCAL_POLICING_BODY, Party.INDEPENDENT_BODY),
        provision=Provision(
            instrument=COMPLAINTS_AND_MISCONDUCT_REGULATIONS_2020,
            reference="reg 13(1), (3)",
            url="https://www.legislation.gov.uk/uksi/2020/2/regulation/13/made",
        ),
        basis=Basis.STATUTORY,
        verification=Verification.SEEN,
        in_force=SINCE_2020,
        notes=(_LPB_COPY_NOTE, _NO_PAUSE_NOTE, _DELAY_END_NOTE),
        example=Example(
            case_kind=CaseKind.COMPLAINT,
            reporter_kind=ReporterKind.PUBLIC,
            facts=(
                Event(kind=EventKind.COMPLAINT_MADE, on=datetime.date(2026, 1, 10)),
                Event(kind=EventKind.DELAY_REPORT_SENT, on=datetime.date(2027, 1, 12)),
            ),
            asked_on=datetime.date(2027, 8, 2),
            expected=(
                Expected(due_on=datetime.date(2027, 1, 9), state=ClockState.MET),
                Expected(due_on=datetime.date(2027, 7, 9), state=ClockState.OVERDUE),
                Expected(due_on=datetime.date(2028, 1, 9), state=ClockState.DUE),
            ),
        ),
    ),
    Clock(
        id="delay_report_recordable_conduct_matter",
        name="Explain the delay of a recordable conduct matter",
        summary="A recordable conduct matter still being investigated twelve months after it came"
        " to attention is reported to the local policing body and the IOPC as soon as practicable,"
        " and again after each further six months.",
        scopes=(Scope(case_kinds=(CaseKind.CONDUCT_MATTER,)),),
        needs=(EventKind.RECORDED_UNDER_SCHEDULE_3,),
        starts=(EventKind.CAME_TO_ATTENTION,),
        starting=Starting.FIRST,
        met_by=(EventKind.DELAY_REPORT_SENT,),
        stopped_by=_DELAY_STOPS,
        restarted_by=(EventKind.REOPENED,),
        rule=Rule.MONTHS_BEGINNING_WITH,
        amount=12,
        falls=Falls.AFTER_THE_END,
        service_level=_DELAY_REPORT_SERVICE_LEVEL,
        then_every=_EVERY_SIX_MONTHS,
        who=(Party.APPROPRIATE_AUTHORITY,),
        to=(Party.LOCAL_POLICING_BODY, Party.INDEPENDENT_BODY),
        provision=Provision(
            instrument=COMPLAINTS_AND_MISCONDUCT_REGULATIONS_2020,
            reference="reg 13(1), (3)",
            url="https://www.legislation.gov.uk/uksi/2020/2/regulation/13/made",
        ),
        basis=Basis.STATUTORY,
        verification=Verification.SEEN,
        in_force=SINCE_2020,
        notes=(_LPB_COPY_NOTE, _NO_PAUSE_NOTE, _DELAY_END_NOTE),
        example=Example(
            case_kind=CaseKind.CONDUCT_MATTER,
            reporter_kind=None,
            facts=(
                Event(kind=EventKind.CAME_TO_ATTENTION, on=datetime.date(2026, 1, 10)),
                Event(kind=EventKind.RECORDED_UNDER_SCHEDULE_3, on=datetime.date(2026, 3, 2)),
            ),
            asked_on=datetime.date(2027, 1, 11),
            expected=(
                Expected(due_on=datetime.date(2027, 1, 9), state=ClockState.ASAP),
                Expected(due_on=datetime.date(2027, 7, 9), state=ClockState.DUE),
            ),
        ),
    ),
    Clock(
        id="delay_report_dsi_matter",
        name="Explain the delay of a death or serious injury matter",
        summary="A death or serious injury matter still being investigated twelve months after it"
        " came to attention is reported to the local policing body and the IOPC as soon as"
        " practicable, and again after each further six months.",
        scopes=(Scope(case_kinds=(CaseKind.DSI_MATTER,)),),
        starts=(EventKind.CAME_TO_ATTENTION,),
        starting=Starting.FIRST,
        met_by=(EventKind.DELAY_REPORT_SENT,),
        stopped_by=_DELAY_STOPS,
        restarted_by=(EventKind.REOPENED,),
        rule=Rule.MONTHS_BEGINNING_WITH,
        amount=12,
        falls=Falls.AFTER_THE_END,
        service_level=_DELAY_REPORT_SERVICE_LEVEL,
        then_every=_EVERY_SIX_MONTHS,
        who=(Party.APPROPRIATE_AUTHORITY,),
        to=(Party.LOCAL_POLICING_BODY, Party.INDEPENDENT_BODY),
        provision=Provision(
            instrument=COMPLAINTS_AND_MISCONDUCT_REGULATIONS_2020,
            reference="reg 13(1), (3)",
            url="https://www.legislation.gov.uk/uksi/2020/2/regulation/13/made",
        ),
        basis=Basis.STATUTORY,
        verification=Verification.SEEN,
        in_force=SINCE_2020,
        notes=(_LPB_COPY_NOTE, _NO_PAUSE_NOTE, _DELAY_END_NOTE),
        example=Example(
            case_kind=CaseKind.DSI_MATTER,
            reporter_kind=None,
            facts=(
                Event(kind=EventKind.CAME_TO_ATTENTION, on=datetime.date(2026, 8, 31)),
                Event(kind=EventKind.FINAL_REPORT_SUBMITTED, on=datetime.date(2027, 9, 6)),
            ),
            asked_on=datetime.date(2027, 10, 1),
            expected=(
                Expected(due_on=datetime.date(2027, 8, 30), state=ClockState.STOPPED),
                Expected(due_on=datetime.date(2028, 2, 29), state=ClockState.STOPPED),
            ),
        ),
    ),
    Clock(
        id="delay_report_conduct_regulations",
        name="Explain the delay of an internal conduct matter",
        summary="A conduct matter handled under the Conduct Regulations alone and still open"
        " twelve months after it came to attention is reported to the local policing body as soon"
        " as practicable, and again after each further six months.",
        scopes=(Scope(case_kinds=(CaseKind.CONDUCT_MATTER,)),),
        unless=(EventKind.RECORDED_UNDER_SCHEDULE_3,),
        starts=(EventKind.CAME_TO_ATTENTION,),
        starting=Starting.FIRST,
        met_by=(EventKind.DELAY_REPORT_SENT,),
        stopped_by=_DELAY_STOPS,
        restarted_by=(EventKind.REOPENED,),
        rule=Rule.MONTHS_BEGINNING_WITH,
        amount=12,
        falls=Falls.AFTER_THE_END,
        service_level=_DELAY_REPORT_SERVICE_LEVEL,
        then_every=_EVERY_SIX_MONTHS,
        who=(Party.APPROPRIATE_AUTHORITY,),
        to=(Party.LOCAL_POLICING_BODY, Party.SUBJECT),
        provision=Provision(
            instrument=CONDUCT_REGULATIONS_2020,
            reference="reg 19",
            url="https://www.legislation.gov.uk/uksi/2020/4/regulation/19",
        ),
        basis=Basis.STATUTORY,
        verification=Verification.SEEN,
        in_force=SINCE_2020,
        notes=(
            "The officer's copy is subject to the harm test.",
            "The Conduct Regulations do not apply to police staff.",
            "The report states: when the allegation came to attention, when the officer was given"
            " notice, progress, when the report and the conclusion are expected, why it takes so"
            " long, and what is planned.",
            _NO_PAUSE_NOTE,
            _DELAY_END_NOTE,
        ),
        example=Example(
            case_kind=CaseKind.CONDUCT_MATTER,
            reporter_kind=ReporterKind.POLICE_OFFICER_SAME_FORCE,
            facts=(
                Event(kind=EventKind.CAME_TO_ATTENTION, on=datetime.date(2024, 2, 29)),
                Event(kind=EventKind.CLOSED, on=datetime.date(2025, 2, 27)),
            ),
            asked_on=datetime.date(2025, 6, 1),
            expected=(Expected(due_on=datetime.date(2025, 2, 28), state=ClockState.STOPPED),),
        ),
    ),
    Clock(
        id="review_window_complainant",
        name="Apply for a review",
        summary="The complainant may apply for a review within 28 days, the first being the day"
        " after she was told of that right. Time lost with the wrong body is not counted.",
        scopes=_COMPLAINANTS_ONLY,
        starts=(EventKind.REVIEW_INFORMATION_GIVEN,),
        starting=Starting.EACH,
        met_by=(EventKind.REVIEW_APPLIED,),
        paused_by=(EventKind.REVIEW_REACHED_WRONG_BODY,),
        resumed_by=(EventKind.REVIEW_FORWARDED,),
        rule=Rule.CAL_START_DAY_AFTER,
        amount=28,
        nature=Nature.RIGHT,
        who=(Party.COMPLAINANT,),
        to=(Party.REVIEW_BODY,),
        provision=Provision(
            instrument=COMPLAINTS_AND_MISCONDUCT_REGULATIONS_2020,
            reference="reg 29(2), (3)",
            url="https://www.legislation.gov.uk/uksi/2020/2/regulation/29",
        ),
        basis=Basis.STATUTORY,
        verification=Verification.SEEN,
        in_force=SINCE_2020,
        notes=(
            "The review body may accept a late application in special circumstances (reg 29(4),"
            " to be confirmed).",
            "No review where the complaint was handled outside Schedule 3, or investigated or"
            " directed by the IOPC.",
        ),
        example=Example(
            case_kind=CaseKind.COMPLAINT,
            reporter_kind=ReporterKind.PUBLIC,
            facts=(Event(kind=EventKind.REVIEW_INFORMATION_GIVEN, on=datetime.date(2026, 4, 1)),),
            asked_on=datetime.date(2026, 4, 29),
            expected=(Expected(due_on=datetime.date(2026, 4, 29), state=ClockState.DUE),),
        ),
    ),
    Clock(
        id="review_window_reporter",
        name="Apply for an independent review (policy)",
        summary="Somebody who reported and is no complainant in law may ask for an independent"
        " review within the same 28 days. Policy offers it; the law does not.",
        scopes=_OTHER_REPORTERS,
        starts=(EventKind.REVIEW_INFORMATION_GIVEN,),
        starting=Starting.EACH,
        met_by=(EventKind.REVIEW_APPLIED,),
        paused_by=(EventKind.REVIEW_REACHED_WRONG_BODY,),
        resumed_by=(EventKind.REVIEW_FORWARDED,),
        rule=Rule.CAL_START_DAY_AFTER,
        amount=28,
        nature=Nature.RIGHT,
        who=(Party.REPORTER,),
        to=(Party.REVIEW_BODY,),
        provision=Provision(
            instrument=PARITY_POLICY,
            reference="mirrors Complaints and Misconduct Regs 2020 reg 29(2)",
            url="https://www.legislation.gov.uk/uksi/2020/2/regulation/29",
        ),
        basis=Basis.POLICY,
        verification=Verification.SEEN,
        in_force=SINCE_2020,
        notes=(
            "Another force, the local policing body or the IOPC reviews by protocol. Voluntary"
            " referral, call-in and the IOPC's power of initiative are the levers in law.",
        ),
        example=Example(
            case_kind=CaseKind.CONDUCT_MATTER,
            reporter_kind=ReporterKind.POLICE_STAFF_SAME_FORCE,
            facts=(Event(kind=EventKind.REVIEW_INFORMATION_GIVEN, on=datetime.date(2026, 4, 1)),),
            asked_on=datetime.date(2026, 4, 30),
            expected=(Expected(due_on=datetime.date(2026, 4, 29), state=ClockState.LAPSED),),
        ),
    ),
    Clock(
        id="written_answer",
        name="Answer a concern of several people in writing",
        summary="A union, staff association or charity that reports for several people has a"
        " written answer within 28 days.",
        scopes=(Scope(case_kinds=_ALL_KINDS),),
        starts=(EventKind.WRITTEN_ANSWER_OWED,),
        starting=Starting.FIRST,
        met_by=(EventKind.ANSWERED_IN_WRITING, EventKind.OUTCOME_NOTIFIED),
        rule=Rule.CAL_START_DAY_AFTER,
        amount=28,
        who=(Party.APPROPRIATE_AUTHORITY,),
        to=(Party.REPORTER,),
        provision=Provision(
            instrument=SERVICE_POLICY,
            reference="concerns of several people",
            url="",
        ),
        basis=Basis.POLICY,
        verification=Verification.SEEN,
        in_force=SINCE_2020,
        notes=("Nothing is closed without the answer.",),
        example=Example(
            case_kind=CaseKind.CONDUCT_MATTER,
            reporter_kind=ReporterKind.ANONYMOUS,
            facts=(Event(kind=EventKind.WRITTEN_ANSWER_OWED, on=datetime.date(2026, 4, 1)),),
            asked_on=datetime.date(2026, 4, 2),
            expected=(Expected(due_on=datetime.date(2026, 4, 29), state=ClockState.DUE),),
        ),
    ),
    Clock(
        id="other_force_answer",
        name="A force that is asked to investigate answers",
        summary="A force that is asked to investigate another's case accepts or declines within"
        " five working days. Where it declines, the next is asked.",
        scopes=(Scope(case_kinds=_ALL_KINDS),),
        starts=(EventKind.OTHER_FORCE_ASKED,),
        starting=Starting.EACH,
        met_by=(EventKind.OTHER_FORCE_ACCEPTED, EventKind.OTHER_FORCE_DECLINED),
        rule=Rule.WD_AFTER_FIRST_WD,
        amount=5,
        who=(Party.RECEIVING_BODY,),
        to=(Party.APPROPRIATE_AUTHORITY,),
        provision=Provision(
            instrument=SERVICE_POLICY,
            reference="forces that investigate for others",
            url="",
        ),
        basis=Basis.POLICY,
        verification=Verification.SEEN,
        in_force=SINCE_2020,
        stopped_by=(EventKind.CLOSED,),
        example=Example(
            case_kind=CaseKind.COMPLAINT,
            reporter_kind=ReporterKind.PUBLIC,
            facts=(Event(kind=EventKind.OTHER_FORCE_ASKED, on=datetime.date(2026, 4, 13)),),
            asked_on=datetime.date(2026, 4, 14),
            expected=(Expected(due_on=datetime.date(2026, 4, 20), state=ClockState.DUE),),
        ),
    ),
)
