"""The recorded facts that start, meet and stop clocks, and who takes part in a matter."""

import datetime
from dataclasses import dataclass
from enum import StrEnum

from candour.law.provisions import Verification


class CaseKind(StrEnum):
    """Names the three kinds of case."""

    COMPLAINT = "complaint"
    CONDUCT_MATTER = "conduct_matter"
    DSI_MATTER = "dsi_matter"


class Party(StrEnum):
    """Names whoever owes a step, receives one, or decides."""

    APPROPRIATE_AUTHORITY = "appropriate_authority"
    LOCAL_POLICING_BODY = "local_policing_body"
    INDEPENDENT_BODY = "independent_body"
    REVIEW_BODY = "review_body"
    COMPLAINANT = "complainant"
    REPORTER = "reporter"
    INTERESTED_PERSON = "interested_person"
    SUBJECT = "subject"
    INVESTIGATOR = "investigator"
    CHAIR = "chair"
    RECEIVING_BODY = "receiving_body"
    SECOND_DECISION_MAKER = "second_decision_maker"
    COLLEGE = "college"
    TRIBUNAL_RESPONDENT = "tribunal_respondent"
    CHIEF_INSPECTOR = "chief_inspector"


class ReporterKind(StrEnum):
    """Names the capacity in which somebody reports: it decides whether law or policy protects."""

    PUBLIC = "public"
    POLICE_OTHER_FORCE_OFF_DUTY = "police_other_force_off_duty"
    POLICE_OTHER_FORCE_ON_DUTY = "police_other_force_on_duty"
    POLICE_OFFICER_SAME_FORCE = "police_officer_same_force"
    POLICE_STAFF_SAME_FORCE = "police_staff_same_force"
    FORMER_OFFICER_OR_STAFF = "former_officer_or_staff"
    FAMILY_OF_OFFICER = "family_of_officer"
    ANONYMOUS = "anonymous"


class EventKind(StrEnum):
    """Names each recorded fact that the clocks are computed from."""

    REPORT_RECEIVED = "report_received"
    ACKNOWLEDGED = "acknowledged"
    COMPLAINT_MADE = "complaint_made"
    CAME_TO_ATTENTION = "came_to_attention"
    RECORDED = "recorded"
    RECORDED_UNDER_SCHEDULE_3 = "recorded_under_schedule_3"
    INTERESTED_PERSON_ADMITTED = "interested_person_admitted"
    REFERRAL_CRITERION_MET = "referral_criterion_met"
    CALLED_IN = "called_in"
    REFERRED = "referred"
    HANDLING_STARTED = "handling_started"
    UPDATE_SENT = "update_sent"
    INTERESTED_PERSON_UPDATED = "interested_person_updated"
    FINAL_REPORT_SUBMITTED = "final_report_submitted"
    OUTCOME_DECIDED = "outcome_decided"
    OUTCOME_NOTIFIED = "outcome_notified"
    INTERESTED_PERSON_TOLD_OUTCOME = "interested_person_told_outcome"
    DELAY_REPORT_SENT = "delay_report_sent"
    REVIEW_INFORMATION_GIVEN = "review_information_given"
    REVIEW_APPLIED = "review_applied"
    REVIEW_REACHED_WRONG_BODY = "review_reached_wrong_body"
    REVIEW_FORWARDED = "review_forwarded"
    STOPPED_FOR_CRIMINAL_PROCEEDINGS = "stopped_for_criminal_proceedings"
    CRIMINAL_OUTCOME_KNOWN = "criminal_outcome_known"
    RESTARTED = "restarted"
    WITHDRAWN = "withdrawn"
    CLOSED = "closed"
    REOPENED = "reopened"
    WRITTEN_ANSWER_OWED = "written_answer_owed"
    ANSWERED_IN_WRITING = "answered_in_writing"
    REOPENED_FOR_LEARNING = "reopened_for_learning"
    OTHER_FORCE_ASKED = "other_force_asked"
    OTHER_FORCE_ACCEPTED = "other_force_accepted"
    OTHER_FORCE_DECLINED = "other_force_declined"


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """States that a fact of some kind happened on a day."""

    kind: EventKind
    on: datetime.date


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseKindRow:
    """Describes a kind of case and the date from which the law counts its age."""

    kind: CaseKind
    name: str
    summary: str
    age_starts: EventKind


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyRow:
    """Gives the name under which pages and letters speak of a party."""

    party: Party
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReporterKindRow:
    """Describes a capacity in which people report.

    is_complainant_in_law: True or False where the law decides it; None where it depends on the
    person's status when the conduct happened, or on facts the report may not hold.
    """

    kind: ReporterKind
    name: str
    is_complainant_in_law: bool | None
    verification: Verification


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRow:
    """Describes one kind of recorded fact in plain English."""

    kind: EventKind
    summary: str


CASE_KINDS = (
    CaseKindRow(
        kind=CaseKind.COMPLAINT,
        name="Complaint",
        summary="Dissatisfaction with the police that a member of the public expresses.",
        age_starts=EventKind.COMPLAINT_MADE,
    ),
    CaseKindRow(
        kind=CaseKind.CONDUCT_MATTER,
        name="Conduct matter",
        summary="Signs of a crime or of conduct that would justify discipline, without a"
        " complaint.",
        age_starts=EventKind.CAME_TO_ATTENTION,
    ),
    CaseKindRow(
        kind=CaseKind.DSI_MATTER,
        name="Death or serious injury matter",
        summary="A death or serious injury during or after contact with the police.",
        age_starts=EventKind.CAME_TO_ATTENTION,
    ),
)

PARTIES = (
    PartyRow(party=Party.APPROPRIATE_AUTHORITY, name="Appropriate authority"),
    PartyRow(party=Party.LOCAL_POLICING_BODY, name="Local policing body"),
    PartyRow(party=Party.INDEPENDENT_BODY, name="IOPC Director General"),
    PartyRow(party=Party.REVIEW_BODY, name="Relevant review body"),
    PartyRow(party=Party.COMPLAINANT, name="Complainant"),
    PartyRow(party=Party.REPORTER, name="The person who reported"),
    PartyRow(party=Party.INTERESTED_PERSON, name="Interested person"),
    PartyRow(party=Party.SUBJECT, name="Person complained of"),
    PartyRow(party=Party.INVESTIGATOR, name="Investigator"),
    PartyRow(party=Party.CHAIR, name="Chair of the proceedings"),
    PartyRow(party=Party.RECEIVING_BODY, name="Body that received the report"),
    PartyRow(party=Party.SECOND_DECISION_MAKER, name="Second decision-maker"),
    PartyRow(party=Party.COLLEGE, name="College of Policing"),
    PartyRow(party=Party.TRIBUNAL_RESPONDENT, name="Respondent before the appeals tribunal"),
    PartyRow(party=Party.CHIEF_INSPECTOR, name="Chief Inspector of Constabulary"),
)

REPORTER_KINDS = (
    ReporterKindRow(
        kind=ReporterKind.PUBLIC,
        name="Member of the public",
        is_complainant_in_law=True,
        verification=Verification.SEEN,
    ),
    ReporterKindRow(
        kind=ReporterKind.POLICE_OTHER_FORCE_OFF_DUTY,
        name="Officer or staff of another force, off duty",
        is_complainant_in_law=True,
        verification=Verification.MEMORY,
    ),
    ReporterKindRow(
        kind=ReporterKind.POLICE_OTHER_FORCE_ON_DUTY,
        name="Officer or staff of another force, on duty",
        is_complainant_in_law=False,
        verification=Verification.MEMORY,
    ),
    ReporterKindRow(
        kind=ReporterKind.POLICE_OFFICER_SAME_FORCE,
        name="Officer of the same force",
        is_complainant_in_law=False,
        verification=Verification.SEEN,
    ),
    ReporterKindRow(
        kind=ReporterKind.POLICE_STAFF_SAME_FORCE,
        name="Police staff of the same force",
        is_complainant_in_law=False,
        verification=Verification.SEEN,
    ),
    ReporterKindRow(
        kind=ReporterKind.FORMER_OFFICER_OR_STAFF,
        name="Former officer or staff",
        is_complainant_in_law=None,
        verification=Verification.MEMORY,
    ),
    ReporterKindRow(
        kind=ReporterKind.FAMILY_OF_OFFICER,
        name="Partner or family of an officer",
        is_complainant_in_law=True,
        verification=Verification.MEMORY,
    ),
    ReporterKindRow(
        kind=ReporterKind.ANONYMOUS,
        name="Anonymous",
        is_complainant_in_law=None,
        verification=Verification.MEMORY,
    ),
)

EVENTS = (
    EventRow(
        kind=EventKind.REPORT_RECEIVED,
        summary="A report arrived by any route.",
    ),
    EventRow(
        kind=EventKind.ACKNOWLEDGED,
        summary="The person who reported was told that the report arrived and which body has it.",
    ),
    EventRow(
        kind=EventKind.COMPLAINT_MADE,
        summary="The complaint was made, whenever it was written down.",
    ),
    EventRow(
        kind=EventKind.CAME_TO_ATTENTION,
        summary="The matter first came to the attention of the appropriate authority.",
    ),
    EventRow(
        kind=EventKind.RECORDED,
        summary="The case was recorded.",
    ),
    EventRow(
        kind=EventKind.RECORDED_UNDER_SCHEDULE_3,
        summary="The case was recorded under Schedule 3: a formal complaint, or a conduct matter"
        " serious enough to be recordable.",
    ),
    EventRow(
        kind=EventKind.INTERESTED_PERSON_ADMITTED,
        summary="Somebody was admitted as an interested person, with a right to be kept informed.",
    ),
    EventRow(
        kind=EventKind.REFERRAL_CRITERION_MET,
        summary="It first became clear that the case meets a mandatory referral criterion.",
    ),
    EventRow(
        kind=EventKind.CALLED_IN,
        summary="The IOPC gave notice that the case must be referred.",
    ),
    EventRow(
        kind=EventKind.REFERRED,
        summary="The case was referred to the IOPC.",
    ),
    EventRow(
        kind=EventKind.HANDLING_STARTED,
        summary="Handling or investigation of the case began.",
    ),
    EventRow(
        kind=EventKind.UPDATE_SENT,
        summary="A written update on progress was sent to the complainant, or to the person who"
        " reported.",
    ),
    EventRow(
        kind=EventKind.INTERESTED_PERSON_UPDATED,
        summary="A written update on progress was sent to every interested person.",
    ),
    EventRow(
        kind=EventKind.FINAL_REPORT_SUBMITTED,
        summary="The investigator submitted the final report.",
    ),
    EventRow(
        kind=EventKind.OUTCOME_DECIDED,
        summary="The outcome of the handling was decided.",
    ),
    EventRow(
        kind=EventKind.OUTCOME_NOTIFIED,
        summary="The complainant, or the person who reported, was told the outcome in writing.",
    ),
    EventRow(
        kind=EventKind.INTERESTED_PERSON_TOLD_OUTCOME,
        summary="Every interested person was told the outcome in writing.",
    ),
    EventRow(
        kind=EventKind.DELAY_REPORT_SENT,
        summary="A report on why the case takes so long was sent to the bodies that oversee it.",
    ),
    EventRow(
        kind=EventKind.REVIEW_INFORMATION_GIVEN,
        summary="The person was told of the right to a review, where to apply and by when.",
    ),
    EventRow(
        kind=EventKind.REVIEW_APPLIED,
        summary="A review was applied for at the body that decides it.",
    ),
    EventRow(
        kind=EventKind.REVIEW_REACHED_WRONG_BODY,
        summary="An application for a review reached a body that does not decide it.",
    ),
    EventRow(
        kind=EventKind.REVIEW_FORWARDED,
        summary="The misdirected application was passed to the body that decides it.",
    ),
    EventRow(
        kind=EventKind.STOPPED_FOR_CRIMINAL_PROCEEDINGS,
        summary="Handling was stopped because it would prejudice criminal proceedings.",
    ),
    EventRow(
        kind=EventKind.CRIMINAL_OUTCOME_KNOWN,
        summary="The criminal case ended: no charge, acquittal, conviction or discontinuance.",
    ),
    EventRow(
        kind=EventKind.RESTARTED,
        summary="Handling that had been stopped began again.",
    ),
    EventRow(
        kind=EventKind.WITHDRAWN,
        summary="The complainant withdrew in writing. What follows must still be decided.",
    ),
    EventRow(
        kind=EventKind.CLOSED,
        summary="The case was finalised.",
    ),
    EventRow(
        kind=EventKind.REOPENED,
        summary="A finalised or withdrawn case was taken up again.",
    ),
    EventRow(
        kind=EventKind.WRITTEN_ANSWER_OWED,
        summary="A body that reports for several people raised a concern and is owed a written"
        " answer.",
    ),
    EventRow(
        kind=EventKind.ANSWERED_IN_WRITING,
        summary="The concern of several people was answered in writing.",
    ),
    EventRow(
        kind=EventKind.REOPENED_FOR_LEARNING,
        summary="The handling is looked at again, since only somebody outside put the matter"
        " right.",
    ),
    EventRow(
        kind=EventKind.OTHER_FORCE_ASKED,
        summary="Another force was asked to investigate the case.",
    ),
    EventRow(
        kind=EventKind.OTHER_FORCE_ACCEPTED,
        summary="The force that was asked accepted the case.",
    ),
    EventRow(
        kind=EventKind.OTHER_FORCE_DECLINED,
        summary="The force that was asked declined the case, for a reason.",
    ),
)
