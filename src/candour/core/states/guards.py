"""The named facts that a step may need, or that may forbid it, each in the words of a refusal."""

from collections.abc import Mapping
from enum import StrEnum


class Guard(StrEnum):
    """Names a fact that is established or not; what is not established does not hold."""

    # Recording and the watchdog
    MUST_BE_RECORDED = "must_be_recorded"
    NO_DUTY_TO_RECORD = "no_duty_to_record"
    COMPLAINANT_WANTS_RECORDING = "complainant_wants_recording"
    AUTHORITY_CHOOSES_TO_RECORD = "authority_chooses_to_record"
    IS_RECORDABLE = "is_recordable"
    IS_NOT_RECORDABLE = "is_not_recordable"
    REFERRAL_IS_OWED = "referral_is_owed"
    REFERRAL_IS_VOLUNTARY = "referral_is_voluntary"
    FORCE_HAS_NOT_REFERRED = "force_has_not_referred"
    WAS_REFERRED = "was_referred"
    MODE_INDEPENDENT = "mode_independent"
    MODE_DIRECTED = "mode_directed"
    MODE_LOCAL = "mode_local"
    MODE_RETURNED = "mode_returned"
    # Investigation
    NO_DUTY_TO_INVESTIGATE = "no_duty_to_investigate"
    INVESTIGATOR_IS_ELIGIBLE = "investigator_is_eligible"
    INDICATES_CRIME_OR_DISCIPLINE = "indicates_crime_or_discipline"
    HISTORY_IS_SCREENED = "history_is_screened"
    SEVERITY_ASSESSED = "severity_assessed"
    SEVERITY_IS_MISCONDUCT = "severity_is_misconduct"
    SEVERITY_IS_BELOW_MISCONDUCT = "severity_is_below_misconduct"
    SEVERITY_IS_LOWERED = "severity_is_lowered"
    IS_BELOW_FLOOR = "is_below_floor"
    SECOND_PERSON_AGREES = "second_person_agrees"
    AUTHORITY_LOWERS_FLOOR = "authority_lowers_floor"
    REPORTER_SAFETY_DECIDED = "reporter_safety_decided"
    HARM_TEST_FORBIDS_NOTICE = "harm_test_forbids_notice"
    NOTICE_WAS_GIVEN = "notice_was_given"
    INTERVIEW_IS_SPECIFIED = "interview_is_specified"
    IS_SUSPENDED_FROM_DUTY = "is_suspended_from_duty"
    # Criminal proceedings
    WOULD_PREJUDICE_CRIMINAL_PROCEEDINGS = "would_prejudice_criminal_proceedings"
    CRIMINAL_MATTER_ENDED = "criminal_matter_ended"
    NO_LONGER_PREJUDICIAL = "no_longer_prejudicial"
    MISCONDUCT_DECISION_IS_OWED = "misconduct_decision_is_owed"
    # Decision, review, end
    IS_UNDER_SPECIAL_PROCEDURES = "is_under_special_procedures"
    CHECKS_ARE_DONE = "checks_are_done"
    CASE_TO_ANSWER = "case_to_answer"
    NO_CASE_TO_ANSWER = "no_case_to_answer"
    EVERY_SUBJECT_AND_ALLEGATION_DECIDED = "every_subject_and_allegation_decided"
    OUTCOME_WAS_NOTIFIED = "outcome_was_notified"
    NOBODY_TO_TELL = "nobody_to_tell"
    HAS_REVIEW_RIGHT_IN_LAW = "has_review_right_in_law"
    HAS_PARITY_REVIEW = "has_parity_review"
    REVIEW_WINDOW_OPEN = "review_window_open"
    LATE_APPLICATION_ACCEPTED = "late_application_accepted"
    REVIEW_IS_OVER = "review_is_over"
    REVIEW_ORDERS_INVESTIGATION = "review_orders_investigation"
    AUTHORITY_ACCEPTS_RECOMMENDATION = "authority_accepts_recommendation"
    WITHDRAWAL_IS_SIGNED = "withdrawal_is_signed"
    SAFETY_QUESTION_ASKED = "safety_question_asked"
    CONDUCT_STILL_INDICATED = "conduct_still_indicated"
    NOTHING_LEFT_TO_DECIDE = "nothing_left_to_decide"
    NEW_EVIDENCE = "new_evidence"
    REINVESTIGATION_DIRECTED = "reinvestigation_directed"
    OTHER_MACHINES_CLOSED = "other_machines_closed"
    SUBJECT_IS_OFFICER = "subject_is_officer"
    SUBJECT_IS_STAFF = "subject_is_staff"
    SUBJECT_HAS_LEFT = "subject_has_left"
    VETTING_EXIT_APPLIES = "vetting_exit_applies"
    INFORMAL_RESOLUTION_BARRED = "informal_resolution_barred"
    # Proceedings
    IS_MEETING = "is_meeting"
    IS_HEARING = "is_hearing"
    RESPONSE_IS_OVER = "response_is_over"
    CHAIR_WITHHOLDS_NOTICE = "chair_withholds_notice"
    CHAIR_REQUIRES_NOTICE = "chair_requires_notice"
    PANEL_HAS_NO_CONFLICT = "panel_has_no_conflict"
    OUTCOME_HAS_REASONS = "outcome_has_reasons"
    IS_DISMISSAL = "is_dismissal"
    PUBLICATION_IS_OWED = "publication_is_owed"
    CLEARED_FOR_PUBLICATION = "cleared_for_publication"
    COLLEGE_REPORT_IS_OWED = "college_report_is_owed"
    APPEAL_WINDOW_OPEN = "appeal_window_open"
    PROCEEDINGS_UNTENABLE = "proceedings_untenable"
    SPECIAL_CONDITIONS_MET = "special_conditions_met"
    LATE_CERTIFICATION_APPLIES = "late_certification_applies"
    SPECIAL_CONDITIONS_NO_LONGER_MET = "special_conditions_no_longer_met"
    # Former officers
    GROSS_MISCONDUCT_ALLEGED = "gross_misconduct_alleged"
    CONDITION_A = "condition_a"
    CONDITION_B = "condition_b"
    CONDITION_C = "condition_c"
    DETERMINED_REASONABLE = "determined_reasonable"
    FULL_HEARING_CHOSEN = "full_hearing_chosen"
    # Reflective practice and grievance
    RAISES_CONDUCT = "raises_conduct"
    SCREENED_OUTSIDE_THE_LINE = "screened_outside_the_line"
    REPORTER_CHOOSES_GRIEVANCE = "reporter_chooses_grievance"


WORDS: Mapping[Guard, str] = {
    Guard.MUST_BE_RECORDED: "one of the conditions under which it must be recorded is met",
    Guard.NO_DUTY_TO_RECORD: "each condition under which it must be recorded was asked and answered"
    " no",
    Guard.COMPLAINANT_WANTS_RECORDING: "the complainant asks for it to be recorded",
    Guard.AUTHORITY_CHOOSES_TO_RECORD: "the authority chooses to record it",
    Guard.IS_RECORDABLE: "it is serious enough to be a recordable conduct matter",
    Guard.IS_NOT_RECORDABLE: "each description of a recordable conduct matter was asked and"
    " answered no",
    Guard.REFERRAL_IS_OWED: "it must go to the IOPC and has not been referred",
    Guard.REFERRAL_IS_VOLUNTARY: "its gravity or exceptional circumstances speak for referring it",
    Guard.FORCE_HAS_NOT_REFERRED: "the force could refer it and has not",
    Guard.WAS_REFERRED: "it has been referred to the IOPC",
    Guard.MODE_INDEPENDENT: "the IOPC investigates it itself",
    Guard.MODE_DIRECTED: "the IOPC directs the investigation",
    Guard.MODE_LOCAL: "the authority investigates on its own behalf",
    Guard.MODE_RETURNED: "the IOPC decided that no investigation is needed and returned it",
    Guard.NO_DUTY_TO_INVESTIGATE: "nothing obliges the authority to investigate, and handling it"
    " otherwise is reasonable and proportionate",
    Guard.INVESTIGATOR_IS_ELIGIBLE: "the investigator is able, declared no conflict, and none was"
    " found",
    Guard.INDICATES_CRIME_OR_DISCIPLINE: "there are signs of a crime or of conduct that would"
    " justify discipline",
    Guard.HISTORY_IS_SCREENED: "every person described is screened and no suggestion waits",
    Guard.SEVERITY_ASSESSED: "severity has been assessed",
    Guard.SEVERITY_IS_MISCONDUCT: "severity is misconduct or gross misconduct",
    Guard.SEVERITY_IS_BELOW_MISCONDUCT: "severity is below misconduct",
    Guard.SEVERITY_IS_LOWERED: "the new assessment is lower than the one before",
    Guard.IS_BELOW_FLOOR: "the assessment is below the floor for these facts",
    Guard.SECOND_PERSON_AGREES: "a second person agrees",
    Guard.AUTHORITY_LOWERS_FLOOR: "the named authority lowers the floor, with a reason",
    Guard.REPORTER_SAFETY_DECIDED: "the safety of the person who reported is decided",
    Guard.HARM_TEST_FORBIDS_NOTICE: "the harm test forbids notice for now",
    Guard.NOTICE_WAS_GIVEN: "notice was given to the subject",
    Guard.INTERVIEW_IS_SPECIFIED: "a day for the interview is named",
    Guard.IS_SUSPENDED_FROM_DUTY: "the person is suspended or their duties are restricted",
    Guard.WOULD_PREJUDICE_CRIMINAL_PROCEEDINGS: "going on would prejudice a criminal investigation"
    " or criminal proceedings",
    Guard.CRIMINAL_MATTER_ENDED: "the criminal case ended",
    Guard.NO_LONGER_PREJUDICIAL: "going on would no longer prejudice the criminal case",
    Guard.MISCONDUCT_DECISION_IS_OWED: "the criminal case ended and the decision on misconduct is"
    " still owed",
    Guard.IS_UNDER_SPECIAL_PROCEDURES: "it was investigated under special procedures",
    Guard.CHECKS_ARE_DONE: "every check that this decision needs is done",
    Guard.CASE_TO_ANSWER: "there is a case to answer",
    Guard.NO_CASE_TO_ANSWER: "there is no case to answer",
    Guard.EVERY_SUBJECT_AND_ALLEGATION_DECIDED: "every allegation against every subject has a"
    " result",
    Guard.OUTCOME_WAS_NOTIFIED: "the outcome was told in writing",
    Guard.NOBODY_TO_TELL: "nobody reported it who could be told",
    Guard.HAS_REVIEW_RIGHT_IN_LAW: "the law gives this person a review of this decision",
    Guard.HAS_PARITY_REVIEW: "policy gives this person a review and a named reviewer has agreed",
    Guard.REVIEW_WINDOW_OPEN: "the time to apply for a review has not run out",
    Guard.LATE_APPLICATION_ACCEPTED: "the review body accepts a late application",
    Guard.REVIEW_IS_OVER: "no review can be applied for any more, or there is no right to one",
    Guard.REVIEW_ORDERS_INVESTIGATION: "the review body directs a new investigation",
    Guard.AUTHORITY_ACCEPTS_RECOMMENDATION: "the authority accepts the recommendation to"
    " investigate",
    Guard.WITHDRAWAL_IS_SIGNED: "the complainant withdrew in a signed notice",
    Guard.SAFETY_QUESTION_ASKED: "the complainant was asked whether she is safe and withdraws"
    " freely",
    Guard.CONDUCT_STILL_INDICATED: "there are still signs of conduct that must be looked into",
    Guard.NOTHING_LEFT_TO_DECIDE: "a named person decided, with reasons, that nothing is left to"
    " look into",
    Guard.NEW_EVIDENCE: "there is significant new evidence",
    Guard.REINVESTIGATION_DIRECTED: "the IOPC directs a re-investigation",
    Guard.OTHER_MACHINES_CLOSED: "whatever was opened beside it has ended for every person",
    Guard.SUBJECT_IS_OFFICER: "the person is an officer or a special constable",
    Guard.SUBJECT_IS_STAFF: "the person is police staff",
    Guard.SUBJECT_HAS_LEFT: "the person has left the service",
    Guard.VETTING_EXIT_APPLIES: "the rules in force for this matter let it go to vetting",
    Guard.INFORMAL_RESOLUTION_BARRED: "this kind of allegation may not be resolved informally",
    Guard.IS_MEETING: "it goes to a misconduct meeting",
    Guard.IS_HEARING: "it goes to a misconduct hearing",
    Guard.RESPONSE_IS_OVER: "the officer responded, or the time to respond ran out",
    Guard.CHAIR_WITHHOLDS_NOTICE: "the chair decided that notice is withheld",
    Guard.CHAIR_REQUIRES_NOTICE: "the chair requires public notice",
    Guard.PANEL_HAS_NO_CONFLICT: "nobody who conducts it is too close to the case",
    Guard.OUTCOME_HAS_REASONS: "the outcome has the reasons that its rules need",
    Guard.IS_DISMISSAL: "the outcome is dismissal, or that the person would have been dismissed",
    Guard.PUBLICATION_IS_OWED: "the report of the hearing must be published and is not",
    Guard.CLEARED_FOR_PUBLICATION: "an independent check found nobody can be identified from it",
    Guard.COLLEGE_REPORT_IS_OWED: "the report to the College of Policing is still owed",
    Guard.APPEAL_WINDOW_OPEN: "an appeal is still possible",
    Guard.PROCEEDINGS_UNTENABLE: "the proceedings should not go on, with reasons",
    Guard.SPECIAL_CONDITIONS_MET: "both special conditions for an accelerated hearing are met",
    Guard.LATE_CERTIFICATION_APPLIES: "the rules in force for this matter allow it after the final"
    " report",
    Guard.SPECIAL_CONDITIONS_NO_LONGER_MET: "the special conditions are no longer met",
    Guard.GROSS_MISCONDUCT_ALLEGED: "gross misconduct is alleged",
    Guard.CONDITION_A: "the person left after the allegation came to attention (condition A)",
    Guard.CONDITION_B: "the person left at most twelve months before the allegation (condition B)",
    Guard.CONDITION_C: "the person left more than twelve months before it (condition C)",
    Guard.DETERMINED_REASONABLE: "the IOPC determined that proceedings are reasonable and"
    " proportionate",
    Guard.FULL_HEARING_CHOSEN: "the former officer, or the authority, chose a full hearing",
    Guard.RAISES_CONDUCT: "it shows signs of misconduct",
    Guard.SCREENED_OUTSIDE_THE_LINE: "somebody outside the person's line screened it",
    Guard.REPORTER_CHOOSES_GRIEVANCE: "the person who raised it wants the grievance to go on",
}
