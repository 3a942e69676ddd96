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
    PROSECUTOR = "prosecutor"
    COURT = "court"
    APPEALS_TRIBUNAL = "appeals_tribunal"
    REVIEWER = "reviewer"
    STAFF_DEPARTMENT = "staff_department"
    CRIMINAL_INVESTIGATOR = "criminal_investigator"


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

    # As text it is compared, and as text it is looked up: a night's work does so a hundred million
    # times, and an enum's own way is ten times as slow.
    __hash__ = str.__hash__

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
    EVIDENCE_PRESERVED = "evidence_preserved"
    REPORTER_CONTACTED = "reporter_contacted"
    COPY_OF_RECORD_SENT = "copy_of_record_sent"
    MODE_DECIDED = "mode_decided"
    INVESTIGATOR_APPOINTED = "investigator_appointed"
    TERMS_OF_REFERENCE_SET = "terms_of_reference_set"
    SPECIAL_PROCEDURES_BEGAN = "special_procedures_began"
    SEVERITY_ASSESSED = "severity_assessed"
    SEVERITY_REVISED = "severity_revised"
    REPORTER_SAFETY_DECIDED = "reporter_safety_decided"
    SEPARATION_DECIDED = "separation_decided"
    NOTICE_GIVEN = "notice_given"
    NOTICE_DELAYED = "notice_delayed"
    REPRESENTATIONS_RECEIVED = "representations_received"
    INTERVIEW_DAY_SPECIFIED = "interview_day_specified"
    INTERVIEW_ALTERNATIVE_PROPOSED = "interview_alternative_proposed"
    INTERVIEWED = "interviewed"
    SUBJECT_UPDATED = "subject_updated"
    PUT_TO_PROSECUTOR = "put_to_prosecutor"
    CHARGED = "charged"
    MISCONDUCT_DECIDED_AFTER_CRIMINAL = "misconduct_decided_after_criminal"
    CASE_TO_ANSWER_DECIDED = "case_to_answer_decided"
    REFERRED_TO_PROCEEDINGS = "referred_to_proceedings"
    REVIEW_BODY_TOLD_OTHERS = "review_body_told_others"
    REVIEW_DECIDED = "review_decided"
    RECOMMENDATION_RECEIVED = "recommendation_received"
    RECOMMENDATION_ANSWERED = "recommendation_answered"
    LEARNING_RECOMMENDATION_RECEIVED = "learning_recommendation_received"
    LEARNING_RECOMMENDATION_ANSWERED = "learning_recommendation_answered"
    PROCEEDINGS_NOTICE_GIVEN = "proceedings_notice_given"
    PROCEEDINGS_DOCUMENTS_SUPPLIED = "proceedings_documents_supplied"
    PANEL_MEMBER_NAMED = "panel_member_named"
    PANEL_MEMBER_OBJECTED = "panel_member_objected"
    OFFICER_RESPONDED = "officer_responded"
    WITNESSES_LISTED = "witnesses_listed"
    DOCUMENTS_GIVEN_TO_CHAIR = "documents_given_to_chair"
    PRE_HEARING_HELD = "pre_hearing_held"
    HEARING_DAY_SPECIFIED = "hearing_day_specified"
    ALTERNATIVE_TIME_PROPOSED = "alternative_time_proposed"
    MEETING_STARTED = "meeting_started"
    HEARING_LISTED_FOR = "hearing_listed_for"
    HEARING_STARTED = "hearing_started"
    HEARING_NOTICE_PUBLISHED = "hearing_notice_published"
    PROCEEDINGS_COMPLETED = "proceedings_completed"
    CHAIR_REPORTED = "chair_reported"
    OFFICER_TOLD_OUTCOME = "officer_told_outcome"
    HEARING_REPORT_PUBLISHED = "hearing_report_published"
    HEARING_REPORT_TAKEN_DOWN = "hearing_report_taken_down"
    PROCEEDINGS_ENDED_EARLY = "proceedings_ended_early"
    MEETING_APPEALED = "meeting_appealed"
    MEETING_APPEAL_DECIDED = "meeting_appeal_decided"
    TRIBUNAL_APPEALED = "tribunal_appealed"
    TRIBUNAL_NOTICE_RECEIVED = "tribunal_notice_received"
    RESPONDENT_BUNDLE_SENT = "respondent_bundle_sent"
    TRIBUNAL_DECIDED = "tribunal_decided"
    ACCELERATED_CERTIFIED = "accelerated_certified"
    ACCELERATED_NOTICE_GIVEN = "accelerated_notice_given"
    ACCELERATED_OBJECTION_UPHELD = "accelerated_objection_upheld"
    ACCELERATED_DAY_FIXED = "accelerated_day_fixed"
    ACCELERATED_HEARING_STARTED = "accelerated_hearing_started"
    DISMISSED = "dismissed"
    BARRED_LIST_REPORT_MADE = "barred_list_report_made"
    LEFT_UNDER_ALLEGATION = "left_under_allegation"
    ADVISORY_LIST_REPORT_MADE = "advisory_list_report_made"
    BARRED_LIST_ENTERED = "barred_list_entered"
    BARRED_FOR_PERFORMANCE = "barred_for_performance"
    BARRED_LIST_PUBLICATION_ENDED = "barred_list_publication_ended"
    BARRED_LIST_REVIEW_APPLIED = "barred_list_review_applied"
    CEASED_TO_SERVE = "ceased_to_serve"
    ALLEGATION_AFTER_SERVICE = "allegation_after_service"
    CONDITION_C_DETERMINED = "condition_c_determined"
    SUSPENDED_FROM_DUTY = "suspended_from_duty"
    SUSPENSION_REVIEWED = "suspension_reviewed"
    SUSPENSION_ENDED = "suspension_ended"
    VETTING_REFERRED = "vetting_referred"
    PERFORMANCE_REFERRED = "performance_referred"
    REFLECTIVE_PRACTICE_REFERRED = "reflective_practice_referred"
    REFLECTIVE_PRACTICE_REPORTED = "reflective_practice_reported"
    GRIEVANCE_RAISED = "grievance_raised"
    CONDUCT_FOUND_IN_GRIEVANCE = "conduct_found_in_grievance"
    GRIEVANCE_MOVED_TO_CONDUCT = "grievance_moved_to_conduct"
    SUPER_COMPLAINT_RECEIVED = "super_complaint_received"
    SUPER_COMPLAINT_ACKNOWLEDGED = "super_complaint_acknowledged"
    INVESTIGATED_BY_WATCHDOG = "investigated_by_watchdog"
    WATCHDOG_DELAY_REPORT_SENT = "watchdog_delay_report_sent"
    ASSESSED_AS_MISCONDUCT = "assessed_as_misconduct"
    WORK_TOGETHER_FOUND = "work_together_found"
    POLICE_SUSPECT_NAMED = "police_suspect_named"
    DUTY_DECIDED = "duty_decided"
    CRIMINAL_OUTCOME_TOLD = "criminal_outcome_told"
    REFERRED_TO_MEETING = "referred_to_meeting"
    REFERRED_TO_HEARING = "referred_to_hearing"
    PUBLIC_NOTICE_REQUIRED = "public_notice_required"
    STAFF_NOTICE_GIVEN = "staff_notice_given"
    STAFF_OUTCOME_DECIDED = "staff_outcome_decided"
    STAFF_TOLD_OUTCOME = "staff_told_outcome"


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """States that a fact of some kind happened on a day.

    subject: the person it is about, by whatever key the caller knows them; None where it is about
    the case.
    """

    kind: EventKind
    on: datetime.date
    subject: str | None = None


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
    PartyRow(party=Party.PROSECUTOR, name="Crown Prosecution Service"),
    PartyRow(party=Party.COURT, name="Court"),
    PartyRow(party=Party.APPEALS_TRIBUNAL, name="Police appeals tribunal"),
    PartyRow(party=Party.REVIEWER, name="Reviewer of practice"),
    PartyRow(party=Party.STAFF_DEPARTMENT, name="Human resources department"),
    PartyRow(party=Party.CRIMINAL_INVESTIGATOR, name="Criminal investigators"),
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
    EventRow(
        kind=EventKind.EVIDENCE_PRESERVED,
        summary="The first steps to obtain and preserve evidence were taken.",
    ),
    EventRow(
        kind=EventKind.REPORTER_CONTACTED,
        summary="The complainant, or the person who reported, was asked how the matter should"
        " be handled.",
    ),
    EventRow(
        kind=EventKind.COPY_OF_RECORD_SENT,
        summary="A copy of the record was sent to the complainant, or to the person who reported.",
    ),
    EventRow(
        kind=EventKind.MODE_DECIDED,
        summary="The IOPC decided whether and how the case is investigated.",
    ),
    EventRow(
        kind=EventKind.INVESTIGATOR_APPOINTED,
        summary="An investigator was appointed.",
    ),
    EventRow(
        kind=EventKind.TERMS_OF_REFERENCE_SET,
        summary="The terms of reference of the investigation were set.",
    ),
    EventRow(
        kind=EventKind.SPECIAL_PROCEDURES_BEGAN,
        summary="The investigation became one under special procedures: there are signs of a"
        " crime or of conduct that would justify discipline.",
    ),
    EventRow(
        kind=EventKind.SEVERITY_ASSESSED,
        summary="The severity of the conduct was assessed.",
    ),
    EventRow(
        kind=EventKind.SEVERITY_REVISED,
        summary="The assessment of severity was changed.",
    ),
    EventRow(
        kind=EventKind.REPORTER_SAFETY_DECIDED,
        summary="A named person decided how the person who reported is kept safe when the"
        " subject is told.",
    ),
    EventRow(
        kind=EventKind.SEPARATION_DECIDED,
        summary="A named person decided how the subject and the person who reported are kept"
        " apart.",
    ),
    EventRow(
        kind=EventKind.NOTICE_GIVEN,
        summary="The subject was given written notice of the investigation.",
    ),
    EventRow(
        kind=EventKind.NOTICE_DELAYED,
        summary="Notice to the subject was put off, because it might prejudice the investigation.",
    ),
    EventRow(
        kind=EventKind.REPRESENTATIONS_RECEIVED,
        summary="The subject made representations about the notice.",
    ),
    EventRow(
        kind=EventKind.INTERVIEW_DAY_SPECIFIED,
        summary="The investigator named a day for the interview of the subject.",
    ),
    EventRow(
        kind=EventKind.INTERVIEW_ALTERNATIVE_PROPOSED,
        summary="The subject proposed another day for the interview.",
    ),
    EventRow(
        kind=EventKind.INTERVIEWED,
        summary="The subject was interviewed.",
    ),
    EventRow(
        kind=EventKind.SUBJECT_UPDATED,
        summary="The subject was told how the investigation goes.",
    ),
    EventRow(
        kind=EventKind.PUT_TO_PROSECUTOR,
        summary="The evidence was put to the prosecutor for a decision on charges.",
    ),
    EventRow(
        kind=EventKind.CHARGED,
        summary="The subject was charged, and the criminal case went to court.",
    ),
    EventRow(
        kind=EventKind.MISCONDUCT_DECIDED_AFTER_CRIMINAL,
        summary="After the criminal case ended, it was decided how the question of misconduct"
        " goes on.",
    ),
    EventRow(
        kind=EventKind.CASE_TO_ANSWER_DECIDED,
        summary="It was decided whether there is a case to answer.",
    ),
    EventRow(
        kind=EventKind.REFERRED_TO_PROCEEDINGS,
        summary="The matter was referred to misconduct proceedings.",
    ),
    EventRow(
        kind=EventKind.REVIEW_BODY_TOLD_OTHERS,
        summary="The review body told the authority, interested persons and the subject of the"
        " application.",
    ),
    EventRow(
        kind=EventKind.REVIEW_DECIDED,
        summary="The review was decided.",
    ),
    EventRow(
        kind=EventKind.RECOMMENDATION_RECEIVED,
        summary="The authority received a recommendation after a review.",
    ),
    EventRow(
        kind=EventKind.RECOMMENDATION_ANSWERED,
        summary="The authority answered the recommendation.",
    ),
    EventRow(
        kind=EventKind.LEARNING_RECOMMENDATION_RECEIVED,
        summary="The authority received a recommendation on what the force should learn.",
    ),
    EventRow(
        kind=EventKind.LEARNING_RECOMMENDATION_ANSWERED,
        summary="The authority answered the recommendation on learning.",
    ),
    EventRow(
        kind=EventKind.PROCEEDINGS_NOTICE_GIVEN,
        summary="The officer was given notice that the matter goes to proceedings.",
    ),
    EventRow(
        kind=EventKind.PROCEEDINGS_DOCUMENTS_SUPPLIED,
        summary="The officer was given the documents for the proceedings.",
    ),
    EventRow(
        kind=EventKind.PANEL_MEMBER_NAMED,
        summary="The officer was told who will conduct the proceedings, or sit on the panel or"
        " advise it.",
    ),
    EventRow(
        kind=EventKind.PANEL_MEMBER_OBJECTED,
        summary="The officer objected to somebody who was named.",
    ),
    EventRow(
        kind=EventKind.OFFICER_RESPONDED,
        summary="The officer responded to the notice of proceedings.",
    ),
    EventRow(
        kind=EventKind.WITNESSES_LISTED,
        summary="Both sides gave their lists of witnesses.",
    ),
    EventRow(
        kind=EventKind.DOCUMENTS_GIVEN_TO_CHAIR,
        summary="The chair was given the documents.",
    ),
    EventRow(
        kind=EventKind.PRE_HEARING_HELD,
        summary="The pre-hearing was held.",
    ),
    EventRow(
        kind=EventKind.HEARING_DAY_SPECIFIED,
        summary="A day was named for a pre-hearing, meeting or hearing.",
    ),
    EventRow(
        kind=EventKind.ALTERNATIVE_TIME_PROPOSED,
        summary="The officer proposed another time.",
    ),
    EventRow(
        kind=EventKind.MEETING_STARTED,
        summary="The misconduct meeting took place.",
    ),
    EventRow(
        kind=EventKind.HEARING_LISTED_FOR,
        summary="The day for which the misconduct hearing is listed; it is recorded ahead of it.",
    ),
    EventRow(
        kind=EventKind.HEARING_STARTED,
        summary="The misconduct hearing began.",
    ),
    EventRow(
        kind=EventKind.HEARING_NOTICE_PUBLISHED,
        summary="Notice of the hearing was published.",
    ),
    EventRow(
        kind=EventKind.PROCEEDINGS_COMPLETED,
        summary="The proceedings were completed.",
    ),
    EventRow(
        kind=EventKind.CHAIR_REPORTED,
        summary="The chair reported the outcome to the authority.",
    ),
    EventRow(
        kind=EventKind.OFFICER_TOLD_OUTCOME,
        summary="The officer was told the outcome in writing, with the right of appeal.",
    ),
    EventRow(
        kind=EventKind.HEARING_REPORT_PUBLISHED,
        summary="The report of the hearing was published.",
    ),
    EventRow(
        kind=EventKind.HEARING_REPORT_TAKEN_DOWN,
        summary="The published report of the hearing was taken down.",
    ),
    EventRow(
        kind=EventKind.PROCEEDINGS_ENDED_EARLY,
        summary="The proceedings were withdrawn before they were heard.",
    ),
    EventRow(
        kind=EventKind.MEETING_APPEALED,
        summary="The officer appealed against the outcome of a misconduct meeting.",
    ),
    EventRow(
        kind=EventKind.MEETING_APPEAL_DECIDED,
        summary="The appeal against the outcome of a misconduct meeting was decided.",
    ),
    EventRow(
        kind=EventKind.TRIBUNAL_APPEALED,
        summary="The officer gave notice of appeal to the police appeals tribunal.",
    ),
    EventRow(
        kind=EventKind.TRIBUNAL_NOTICE_RECEIVED,
        summary="The respondent received the notice of appeal to the tribunal.",
    ),
    EventRow(
        kind=EventKind.RESPONDENT_BUNDLE_SENT,
        summary="The respondent sent its papers to the tribunal.",
    ),
    EventRow(
        kind=EventKind.TRIBUNAL_DECIDED,
        summary="The police appeals tribunal decided the appeal.",
    ),
    EventRow(
        kind=EventKind.ACCELERATED_CERTIFIED,
        summary="The authority certified that the special conditions for an accelerated hearing"
        " are met.",
    ),
    EventRow(
        kind=EventKind.ACCELERATED_NOTICE_GIVEN,
        summary="The officer was given notice of an accelerated hearing.",
    ),
    EventRow(
        kind=EventKind.ACCELERATED_OBJECTION_UPHELD,
        summary="An objection was upheld, and the day of the accelerated hearing is fixed anew.",
    ),
    EventRow(
        kind=EventKind.ACCELERATED_DAY_FIXED,
        summary="The officer was told the day of the accelerated hearing.",
    ),
    EventRow(
        kind=EventKind.ACCELERATED_HEARING_STARTED,
        summary="The accelerated hearing began.",
    ),
    EventRow(
        kind=EventKind.DISMISSED,
        summary="The person was dismissed, or was found to be somebody who would have been.",
    ),
    EventRow(
        kind=EventKind.BARRED_LIST_REPORT_MADE,
        summary="The dismissal or finding was reported to the College of Policing for the"
        " barred list.",
    ),
    EventRow(
        kind=EventKind.LEFT_UNDER_ALLEGATION,
        summary="The person resigned or retired with an allegation of gross misconduct against"
        " them.",
    ),
    EventRow(
        kind=EventKind.ADVISORY_LIST_REPORT_MADE,
        summary="The departure was reported to the College of Policing for the advisory list.",
    ),
    EventRow(
        kind=EventKind.BARRED_LIST_ENTERED,
        summary="The person was entered on the barred list.",
    ),
    EventRow(
        kind=EventKind.BARRED_FOR_PERFORMANCE,
        summary="The person was entered on the barred list for gross incompetence.",
    ),
    EventRow(
        kind=EventKind.BARRED_LIST_PUBLICATION_ENDED,
        summary="The entry is no longer published.",
    ),
    EventRow(
        kind=EventKind.BARRED_LIST_REVIEW_APPLIED,
        summary="The person applied to be taken off the barred list.",
    ),
    EventRow(
        kind=EventKind.CEASED_TO_SERVE,
        summary="The person ceased to serve with the police.",
    ),
    EventRow(
        kind=EventKind.ALLEGATION_AFTER_SERVICE,
        summary="The allegation first came to attention after the person had ceased to serve.",
    ),
    EventRow(
        kind=EventKind.CONDITION_C_DETERMINED,
        summary="The IOPC decided whether proceedings against a former officer are reasonable"
        " and proportionate.",
    ),
    EventRow(
        kind=EventKind.SUSPENDED_FROM_DUTY,
        summary="The person was suspended from duty, or their duties were restricted.",
    ),
    EventRow(
        kind=EventKind.SUSPENSION_REVIEWED,
        summary="The suspension or restriction was reviewed.",
    ),
    EventRow(
        kind=EventKind.SUSPENSION_ENDED,
        summary="The suspension or restriction ended.",
    ),
    EventRow(
        kind=EventKind.VETTING_REFERRED,
        summary="The matter was referred for a review of vetting.",
    ),
    EventRow(
        kind=EventKind.PERFORMANCE_REFERRED,
        summary="The matter was referred to the performance procedures.",
    ),
    EventRow(
        kind=EventKind.REFLECTIVE_PRACTICE_REFERRED,
        summary="The matter was referred to the reflective practice review process.",
    ),
    EventRow(
        kind=EventKind.REFLECTIVE_PRACTICE_REPORTED,
        summary="The reflective practice review was written up.",
    ),
    EventRow(
        kind=EventKind.GRIEVANCE_RAISED,
        summary="A grievance was raised with the force as an employer.",
    ),
    EventRow(
        kind=EventKind.CONDUCT_FOUND_IN_GRIEVANCE,
        summary="Signs of misconduct were found in a grievance.",
    ),
    EventRow(
        kind=EventKind.GRIEVANCE_MOVED_TO_CONDUCT,
        summary="The conduct in a grievance was recorded as a conduct matter.",
    ),
    EventRow(
        kind=EventKind.SUPER_COMPLAINT_RECEIVED,
        summary="A super-complaint reached the Chief Inspector of Constabulary.",
    ),
    EventRow(
        kind=EventKind.SUPER_COMPLAINT_ACKNOWLEDGED,
        summary="The super-complaint was acknowledged.",
    ),
    EventRow(
        kind=EventKind.INVESTIGATED_BY_WATCHDOG,
        summary="The IOPC investigates the case itself.",
    ),
    EventRow(
        kind=EventKind.WATCHDOG_DELAY_REPORT_SENT,
        summary="The IOPC reported why its investigation takes so long.",
    ),
    EventRow(
        kind=EventKind.ASSESSED_AS_MISCONDUCT,
        summary="The conduct was assessed as misconduct or gross misconduct, if it is proven.",
    ),
    EventRow(
        kind=EventKind.WORK_TOGETHER_FOUND,
        summary="It was found that the person who reported works with or under the subject.",
    ),
    EventRow(
        kind=EventKind.POLICE_SUSPECT_NAMED,
        summary="Somebody who serves with the police was arrested, named as a suspect, charged,"
        " or made subject to a civil order.",
    ),
    EventRow(
        kind=EventKind.DUTY_DECIDED,
        summary="A named person decided on suspension, restricted duties and firearms.",
    ),
    EventRow(
        kind=EventKind.CRIMINAL_OUTCOME_TOLD,
        summary="The complainant and every interested person were told how the criminal case"
        " ended.",
    ),
    EventRow(
        kind=EventKind.REFERRED_TO_MEETING,
        summary="The proceedings are a misconduct meeting.",
    ),
    EventRow(
        kind=EventKind.REFERRED_TO_HEARING,
        summary="The proceedings are a misconduct hearing.",
    ),
    EventRow(
        kind=EventKind.PUBLIC_NOTICE_REQUIRED,
        summary="The chair required public notice of the accelerated hearing.",
    ),
    EventRow(
        kind=EventKind.STAFF_NOTICE_GIVEN,
        summary="A member of police staff was given notice under the employer's procedure.",
    ),
    EventRow(
        kind=EventKind.STAFF_OUTCOME_DECIDED,
        summary="The employer's procedure against a member of police staff was completed.",
    ),
    EventRow(
        kind=EventKind.STAFF_TOLD_OUTCOME,
        summary="A member of police staff was told the outcome, with the right of appeal.",
    ),
)
