"""What several clocks have in common: whom they cover, how they recur, what stops them."""

import datetime

from candour.law.clocks.shapes import Anchor, Recurrence, Rule, Scope, ServiceLevel
from candour.law.events import CaseKind, EventKind, ReporterKind
from candour.law.instruments import SERVICE_POLICY
from candour.law.provisions import InForce, Provision

LISTS_SINCE_2017 = InForce(from_on=datetime.date(2017, 12, 15))
SUPER_COMPLAINTS_SINCE_2018 = InForce(from_on=datetime.date(2018, 11, 1))

ALL_KINDS = (CaseKind.COMPLAINT, CaseKind.CONDUCT_MATTER, CaseKind.DSI_MATTER)
COMPLAINTS_AND_CONDUCT = (Scope(case_kinds=(CaseKind.COMPLAINT, CaseKind.CONDUCT_MATTER)),)
NOT_COMPLAINANTS = (
    ReporterKind.POLICE_OFFICER_SAME_FORCE,
    ReporterKind.POLICE_STAFF_SAME_FORCE,
    ReporterKind.POLICE_OTHER_FORCE_ON_DUTY,
)
COMPLAINANTS_ONLY = (Scope(case_kinds=(CaseKind.COMPLAINT,), not_reporters=NOT_COMPLAINANTS),)
# Together with the scope above, every reporter in every kind of case falls under exactly one.
OTHER_REPORTERS = (
    Scope(case_kinds=(CaseKind.COMPLAINT,), only_reporters=NOT_COMPLAINANTS),
    Scope(
        case_kinds=(CaseKind.CONDUCT_MATTER, CaseKind.DSI_MATTER),
        only_reporters=tuple(ReporterKind),
    ),
)

EVERY_FOUR_WEEKS = Recurrence(amount=4, rule=Rule.WEEKS_FROM, anchor=Anchor.PREVIOUS_MEETING)
EVERY_SIX_MONTHS = Recurrence(amount=6, rule=Rule.MONTHS_BEGINNING_WITH, anchor=Anchor.PREVIOUS_END)
DELAY_REPORT_SERVICE_LEVEL = ServiceLevel(
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
UPDATE_STOPS = (EventKind.OUTCOME_NOTIFIED, EventKind.CLOSED, EventKind.WITHDRAWN)
DELAY_STOPS = (EventKind.FINAL_REPORT_SUBMITTED, EventKind.CLOSED)
NO_PAUSE_NOTE = "Criminal proceedings stop the handling, not this clock."
LPB_COPY_NOTE = (
    "The local policing body's copy may be withheld if it might prejudice an investigation; the"
    " IOPC's copy may not."
)
DELAY_END_NOTE = "That the final report ends this duty is to be confirmed."
