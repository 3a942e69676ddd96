"""The clocks of the first days: evidence, views, and a copy of the record."""

import datetime

from candour.law.clocks.shapes import Clock, ClockState, Example, Expected, Rule, Scope, Starting
from candour.law.clocks.shared import ALL_KINDS, COMPLAINANTS_ONLY, OTHER_REPORTERS
from candour.law.events import CaseKind, Event, EventKind, Party, ReporterKind
from candour.law.instruments import (
    COMPLAINTS_AND_MISCONDUCT_REGULATIONS_2020,
    PARITY_POLICY,
    POLICE_REFORM_ACT_2002,
    SINCE_2020,
)
from candour.law.provisions import Basis, Provision, Verification

ROWS = (
    Clock(
        id="preserve_evidence",
        numbers=("D01",),
        name="Obtain and preserve evidence",
        summary="Whoever is responsible obtains and preserves evidence as soon as practicable,"
        " and goes on doing so.",
        scopes=(Scope(case_kinds=ALL_KINDS),),
        starts=(
            EventKind.COMPLAINT_MADE,
            EventKind.CAME_TO_ATTENTION,
        ),
        starting=Starting.FIRST,
        met_by=(EventKind.EVIDENCE_PRESERVED,),
        stopped_by=(EventKind.CLOSED,),
        rule=Rule.ASAP,
        amount=None,
        who=(
            Party.APPROPRIATE_AUTHORITY,
            Party.LOCAL_POLICING_BODY,
        ),
        to=(Party.REPORTER,),
        provision=Provision(
            instrument=POLICE_REFORM_ACT_2002,
            reference="Sch 3 para 1",
            url="https://www.legislation.gov.uk/ukpga/2002/30/schedule/3",
        ),
        basis=Basis.STATUTORY,
        verification=Verification.SEEN,
        in_force=SINCE_2020,
        notes=("The duty goes on until the case ends; recording the first steps meets the clock.",),
        example=Example(
            case_kind=CaseKind.COMPLAINT,
            reporter_kind=ReporterKind.PUBLIC,
            facts=(Event(kind=EventKind.COMPLAINT_MADE, on=datetime.date(2026, 4, 1)),),
            asked_on=datetime.date(2026, 4, 3),
            expected=(Expected(due_on=None, state=ClockState.ASAP),),
        ),
    ),
    Clock(
        id="seek_views",
        numbers=("D02",),
        name="Contact whoever reported and seek their views",
        summary="The complainant, or the person who reported, is contacted as soon as practicable"
        " and asked how the matter should be handled.",
        scopes=(Scope(case_kinds=ALL_KINDS),),
        starts=(EventKind.REPORT_RECEIVED,),
        starting=Starting.FIRST,
        met_by=(
            EventKind.REPORTER_CONTACTED,
            EventKind.UPDATE_SENT,
        ),
        stopped_by=(
            EventKind.CLOSED,
            EventKind.WITHDRAWN,
        ),
        rule=Rule.ASAP,
        amount=None,
        who=(Party.APPROPRIATE_AUTHORITY,),
        to=(
            Party.COMPLAINANT,
            Party.REPORTER,
        ),
        provision=Provision(
            instrument=POLICE_REFORM_ACT_2002,
            reference="Sch 3 para 2(6)",
            url="https://www.legislation.gov.uk/ukpga/2002/30/schedule/3",
        ),
        basis=Basis.STATUTORY,
        verification=Verification.SEEN,
        in_force=SINCE_2020,
        notes=(
            "The law speaks of complainants; that everybody who reports is contacted is"
            " adopted policy.",
        ),
        example=Example(
            case_kind=CaseKind.COMPLAINT,
            reporter_kind=ReporterKind.PUBLIC,
            facts=(
                Event(kind=EventKind.REPORT_RECEIVED, on=datetime.date(2026, 4, 1)),
                Event(kind=EventKind.REPORTER_CONTACTED, on=datetime.date(2026, 4, 9)),
            ),
            asked_on=datetime.date(2026, 4, 10),
            expected=(Expected(due_on=None, state=ClockState.MET),),
        ),
    ),
    Clock(
        id="copy_of_record_complainant",
        numbers=("D03",),
        name="Send the complainant a copy of the record",
        summary="The complainant is sent a copy of the record of a recorded complaint as soon as"
        " practicable.",
        scopes=COMPLAINANTS_ONLY,
        starts=(EventKind.RECORDED_UNDER_SCHEDULE_3,),
        starting=Starting.FIRST,
        met_by=(EventKind.COPY_OF_RECORD_SENT,),
        stopped_by=(
            EventKind.CLOSED,
            EventKind.WITHDRAWN,
        ),
        rule=Rule.ASAP,
        amount=None,
        who=(Party.APPROPRIATE_AUTHORITY,),
        to=(Party.COMPLAINANT,),
        provision=Provision(
            instrument=COMPLAINTS_AND_MISCONDUCT_REGULATIONS_2020,
            reference="reg 3",
            url="https://www.legislation.gov.uk/uksi/2020/2/regulation/3",
        ),
        basis=Basis.STATUTORY,
        verification=Verification.PARTIAL,
        in_force=SINCE_2020,
        notes=("The person complained about is sent one too, subject to exceptions.",),
        example=Example(
            case_kind=CaseKind.COMPLAINT,
            reporter_kind=ReporterKind.PUBLIC,
            facts=(Event(kind=EventKind.RECORDED_UNDER_SCHEDULE_3, on=datetime.date(2026, 4, 1)),),
            asked_on=datetime.date(2026, 4, 3),
            expected=(Expected(due_on=None, state=ClockState.ASAP),),
        ),
    ),
    Clock(
        id="copy_of_record_reporter",
        name="Send the person who reported a copy of the record",
        summary="Somebody who reported and is no complainant in law is sent the same copy of the"
        " record.",
        scopes=OTHER_REPORTERS,
        starts=(EventKind.RECORDED_UNDER_SCHEDULE_3,),
        starting=Starting.FIRST,
        met_by=(EventKind.COPY_OF_RECORD_SENT,),
        stopped_by=(EventKind.CLOSED,),
        rule=Rule.ASAP,
        amount=None,
        who=(Party.APPROPRIATE_AUTHORITY,),
        to=(Party.REPORTER,),
        provision=Provision(
            instrument=PARITY_POLICY,
            reference="mirrors Complaints and Misconduct Regs 2020 reg 3",
            url="",
        ),
        basis=Basis.POLICY,
        verification=Verification.SEEN,
        in_force=SINCE_2020,
        example=Example(
            case_kind=CaseKind.CONDUCT_MATTER,
            reporter_kind=ReporterKind.POLICE_STAFF_SAME_FORCE,
            facts=(
                Event(kind=EventKind.RECORDED_UNDER_SCHEDULE_3, on=datetime.date(2026, 4, 1)),
                Event(kind=EventKind.COPY_OF_RECORD_SENT, on=datetime.date(2026, 4, 2)),
            ),
            asked_on=datetime.date(2026, 4, 3),
            expected=(Expected(due_on=None, state=ClockState.MET),),
        ),
    ),
)
