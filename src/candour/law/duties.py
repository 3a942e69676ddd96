"""What is owed to whoever reports, in hours, days and times, where no case's clock counts it."""

from dataclasses import dataclass

from candour.law.instruments import SERVICE_POLICY, SINCE_2020
from candour.law.provisions import Basis, InForce, Provision, Verification


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """Describes one adopted duty by its number: of hours, of days, or of times."""

    id: str
    name: str
    summary: str
    number: int
    unit: str
    provision: Provision
    basis: Basis
    verification: Verification
    in_force: InForce


MANAGER_REFERRAL = Duty(
    id="manager_referral",
    name="A manager passes on what they were told",
    summary="A line manager who is told of misconduct refers it within 72 hours. The hours begin"
    " when the day on which they were told has ended.",
    number=72,
    unit="hours",
    provision=Provision(instrument=SERVICE_POLICY, reference="line managers", url=""),
    basis=Basis.POLICY,
    verification=Verification.SEEN,
    in_force=SINCE_2020,
)
FIRST_ANSWER = Duty(
    id="first_answer",
    name="Answer whoever reported",
    summary="Within seven days a report is recorded or answered, or the person is written to.",
    number=7,
    unit="days",
    provision=Provision(instrument=SERVICE_POLICY, reference="first answers", url=""),
    basis=Basis.POLICY,
    verification=Verification.SEEN,
    in_force=SINCE_2020,
)
UPDATE = Duty(
    id="update",
    name="Send news without being asked",
    summary="Whoever reported hears how it goes within 28 days of the last news.",
    number=28,
    unit="days",
    provision=Provision(instrument=SERVICE_POLICY, reference="news of progress", url=""),
    basis=Basis.POLICY,
    verification=Verification.SEEN,
    in_force=SINCE_2020,
)
WRITTEN_ANSWER = Duty(
    id="written_answer",
    name="Answer a concern of several people in writing",
    summary="A union, staff association or charity that reports for others has a written answer"
    " within 28 days, and nothing is closed without one.",
    number=28,
    unit="days",
    provision=Provision(instrument=SERVICE_POLICY, reference="concerns of several people", url=""),
    basis=Basis.POLICY,
    verification=Verification.SEEN,
    in_force=SINCE_2020,
)
CHASES = Duty(
    id="chases",
    name="Nobody chases twice",
    summary="Somebody who has had to chase twice, or missed two updates, is put to the"
    " appropriate authority; and if that changes nothing, to oversight.",
    number=2,
    unit="times",
    provision=Provision(instrument=SERVICE_POLICY, reference="chasing", url=""),
    basis=Basis.POLICY,
    verification=Verification.SEEN,
    in_force=SINCE_2020,
)
AFTER_ESCALATION = Duty(
    id="after_escalation",
    name="The authority sees to it that news is sent",
    summary="A report that was put to the appropriate authority goes on to oversight after seven"
    " more days without news.",
    number=7,
    unit="days",
    provision=Provision(instrument=SERVICE_POLICY, reference="chasing", url=""),
    basis=Basis.POLICY,
    verification=Verification.SEEN,
    in_force=SINCE_2020,
)
LOOK_INQUIRY = Duty(
    id="look_inquiry",
    name="Say why somebody looked",
    summary="A reporter who asks why somebody looked at her file has an answer within 28 days, from"
    " somebody who did not look and whom no wall keeps from the file.",
    number=28,
    unit="days",
    provision=Provision(instrument=SERVICE_POLICY, reference="who looked at a file", url=""),
    basis=Basis.POLICY,
    verification=Verification.SEEN,
    in_force=SINCE_2020,
)
LOOK_REVIEW = Duty(
    id="look_review",
    name="A second person reviews what is withheld",
    summary="A look that is withheld from a reporter is shown again after seven days, unless a"
    " second person has upheld the harm test.",
    number=7,
    unit="days",
    provision=Provision(instrument=SERVICE_POLICY, reference="who looked at a file", url=""),
    basis=Basis.POLICY,
    verification=Verification.SEEN,
    in_force=SINCE_2020,
)
LOOK_WITHHELD = Duty(
    id="look_withheld",
    name="Nothing is withheld for good",
    summary="A harm test names the day on which it ends, at most 180 days away; then it is made"
    " anew or the looks are shown.",
    number=180,
    unit="days",
    provision=Provision(instrument=SERVICE_POLICY, reference="who looked at a file", url=""),
    basis=Basis.POLICY,
    verification=Verification.SEEN,
    in_force=SINCE_2020,
)
LOOK_ALERT = Duty(
    id="look_alert",
    name="A look without a task is put to triage",
    summary="A refused look or search that would have found something is put to somebody who may"
    " triage it within 15 minutes.",
    number=15,
    unit="minutes",
    provision=Provision(instrument=SERVICE_POLICY, reference="looks without a task", url=""),
    basis=Basis.POLICY,
    verification=Verification.SEEN,
    in_force=SINCE_2020,
)
LOOK_PERMIT = Duty(
    id="look_permit",
    name="Somebody without a role sees a case for a time",
    summary="A colleague without a role in a case may be let in for seven days at most.",
    number=7,
    unit="days",
    provision=Provision(instrument=SERVICE_POLICY, reference="looks without a task", url=""),
    basis=Basis.POLICY,
    verification=Verification.SEEN,
    in_force=SINCE_2020,
)

DUTIES = (
    MANAGER_REFERRAL, FIRST_ANSWER, UPDATE, WRITTEN_ANSWER, CHASES, AFTER_ESCALATION,
    LOOK_INQUIRY, LOOK_REVIEW, LOOK_WITHHELD, LOOK_ALERT, LOOK_PERMIT,
)  # fmt: skip
