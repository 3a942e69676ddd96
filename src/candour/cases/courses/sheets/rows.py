"""The sheet of each step that asks more than its day; without a row it asks for nothing else."""

from collections.abc import Mapping

from candour.cases.courses.sheets import codes
from candour.cases.courses.sheets.shape import Ask, Kind, Sheet
from candour.core.states.guards import Guard
from candour.core.states.names import Machine, Step

_WHY = "Why?"
_PERSON = Sheet(is_about_person=True)


def _looked(name: str, label: str) -> Ask:
    return Ask(name=f"corroboration_{name}", label=label, choices=codes.LOOKED, is_required=False)


def _both(name: str, label: str, side: str, who: str) -> Ask:
    return Ask(
        name=f"{side}_{name}",
        label=f"{label}: {who}",
        choices=(("for", "Speaks for this account"), ("against", "Speaks against this account"),
                 ("neither", "Says nothing either way")),
        is_required=False,
    )  # fmt: skip


_FINDINGS = (
    Ask(name="finding", label="What is decided?", choices=codes.CASE_TO_ANSWER),
    Ask(name="why_no_case", label="If there is no case to answer: why?",
        choices=codes.WHY_NO_CASE, is_required=False),
    Ask(name="word_against_word", label="Is it one person's word against another's?",
        choices=codes.YES_NO),
    *(_looked(name, f"Corroboration. {label}") for name, label in codes.CORROBORATION),
    *(_both(name, f"Credibility. {label}", "reporter", "the person who reported")
      for name, label in codes.CREDIBILITY),
    *(_both(name, f"Credibility. {label}", "subject", "the person complained of")
      for name, label in codes.CREDIBILITY),
)  # fmt: skip

# What is asked of one allegation on its own page: all but the decision itself.
NO_CASE_CHECKS = (
    Ask(name="why_no_case", label="Why is there no case to answer?", choices=codes.WHY_NO_CASE),
    *_FINDINGS[2:],
)

_CONDITIONS = Ask(
    name="conditions", label="Which conditions for recording are met?", kind=Kind.MANY,
    choices=codes.MUST_RECORD,
    gives={
        "none": (Guard.NO_DUTY_TO_RECORD,),
        "complainant_wishes": (Guard.COMPLAINANT_WANTS_RECORDING, Guard.MUST_BE_RECORDED),
        **{code: (Guard.MUST_BE_RECORDED,) for code, _ in codes.MUST_RECORD[1:-1]},
    },
)  # fmt: skip

_BEGINNING: Mapping[Step, Sheet] = {
    Step.LOG_OUTSIDE_SCHEDULE_3: Sheet(asks=(_CONDITIONS,), reason=_WHY),
    Step.RECORD: Sheet(asks=(_CONDITIONS,), reason=_WHY),
    Step.REFER: Sheet(
        reason=_WHY, letter="referral",
        help="Answer the referral questions first, on the Referral page. What need not be referred"
        " may be, for its gravity or exceptional circumstances.",
    ),
    Step.CALL_IN: Sheet(help="From the notice of the IOPC. The force then has until the end of the"
                        " next day to refer it."),
    Step.DECIDE_MODE: Sheet(
        asks=(Ask(
            name="mode", label="How is it investigated?", choices=codes.MODES,
            gives={
                "independent": (Guard.MODE_INDEPENDENT,), "directed": (Guard.MODE_DIRECTED,),
                "local": (Guard.MODE_LOCAL,), "returned": (Guard.MODE_RETURNED,),
            },
        ),),
        reason=_WHY, letter="mode",
    ),
    Step.HANDLE_WITHOUT_INVESTIGATION: Sheet(reason=_WHY),
    Step.APPOINT_INVESTIGATOR: Sheet(elsewhere="allocation"),
    Step.SET_TERMS_OF_REFERENCE: Sheet(
        reason="What are the terms?", replaces=True, letter="terms_of_reference"
    ),
    Step.BEGIN_SPECIAL_PROCEDURES: Sheet(reason=_WHY),
    Step.ASSESS_SEVERITY: Sheet(elsewhere="severity"),
    Step.REASSESS_SEVERITY: Sheet(elsewhere="severity"),
}  # fmt: skip

_INQUIRY: Mapping[Step, Sheet] = {
    Step.SEPARATE: Sheet(
        is_about_person=True, replaces=True, reason=_WHY,
        asks=(Ask(name="who", label="How are they kept apart?", choices=codes.SEPARATIONS),
              Ask(name="consents", label="If the person who reported moves: did they ask for it,"
                  " freely?", choices=codes.YES_NO, is_required=False)),
        help="Within one working day of the report. Unless there is a reason, the person"
        " complained of moves and not the person who reported.",
    ),
    Step.DECIDE_REPORTER_SAFETY: Sheet(elsewhere="parties"),
    Step.DELAY_NOTICE: Sheet(is_about_person=True, reason="What harm would notice do?"),
    Step.SERVE_NOTICE: Sheet(
        is_about_person=True, letter="notice",
        help="What is given on the Disclosure page or as a letter is written down by itself. Here:"
        " a notice that was served without Candour, with its day.",
    ),
    Step.RECEIVE_REPRESENTATIONS: Sheet(is_about_person=True, reason="What do they say?"),
    Step.SPECIFY_INTERVIEW: Sheet(
        is_about_person=True, replaces=True,
        asks=(Ask(name="interview_on", label="What day is the interview?", kind=Kind.DAY),),
        letter="interview",
    ),
    Step.PROPOSE_OTHER_INTERVIEW_DAY: Sheet(
        is_about_person=True,
        asks=(Ask(name="interview_on", label="What day is proposed?", kind=Kind.DAY),),
    ),
    Step.INTERVIEW: Sheet(is_about_person=True, reason="What was said?"),
    Step.UPDATE_REPORTER: Sheet(elsewhere="letters", letter="update_reporter"),
    Step.UPDATE_SUBJECT: Sheet(is_about_person=True, letter="update_subject"),
    Step.REPORT_DELAY: Sheet(reason="Why does it take so long, and what is planned?"),
    Step.SUSPEND_FROM_DUTY: Sheet(
        is_about_person=True, reason=_WHY, rests=True, replaces=True,
        asks=(Ask(name="restrictions", label="What is decided?", kind=Kind.MANY,
                  choices=codes.RESTRICTIONS),),
        letter="suspension",
    ),
    Step.REVIEW_SUSPENSION: Sheet(
        is_about_person=True, reason=_WHY, rests=True, replaces=True,
        asks=(Ask(name="continues", label="Does it go on?", choices=codes.YES_NO),),
    ),
    Step.END_SUSPENSION: Sheet(is_about_person=True, reason=_WHY),
    Step.RECORD_DEPARTURE: Sheet(
        is_about_person=True,
        asks=(Ask(name="left_by", label="How did they leave?", choices=codes.LEFT_BY),),
    ),
    Step.SUBMIT_REPORT: Sheet(help="Write the report on the Report page first.", letter="report"),
}  # fmt: skip

_CRIMINAL: Mapping[Step, Sheet] = {
    Step.SUSPEND_FOR_CRIMINAL: Sheet(
        reason="What would be prejudiced, and how?", rests=True,
        help="It rests with an owner, and is looked at again within 28 days.",
    ),
    Step.PUT_TO_PROSECUTOR: Sheet(rests=True),
    Step.RETURN_TO_INVESTIGATORS: Sheet(rests=True),
    Step.CHARGE: Sheet(rests=True),
    Step.RECORD_CRIMINAL_OUTCOME: Sheet(
        asks=(Ask(name="ended_by", label="How did it end?", choices=codes.CRIMINAL_ENDS),),
    ),
    Step.DECIDE_MISCONDUCT_AFTER_CRIMINAL: Sheet(
        asks=(Ask(name="decision", label="What is decided?", choices=codes.MISCONDUCT_AFTER),),
        reason="Why, on the balance of probabilities, and what is the plan?",
    ),
    Step.RESTART: Sheet(
        reason="Why, on the balance of probabilities, and what is the plan?",
        help="The test is now the balance of probabilities. That no criminal case was brought, or"
        " that it failed, decides nothing.",
    ),
}  # fmt: skip

_DECIDING: Mapping[Step, Sheet] = {
    Step.DECIDE_CASE_TO_ANSWER: Sheet(
        each=_FINDINGS, reason="What is it decided on?", letter="case_to_answer",
        asks=(Ask(name="decider", label="Who decided it?", choices=codes.FORCES),),
        help="Where it is one person's word against another's, every line of corroboration is"
        " looked for and both accounts are tested by the same headings.",
    ),
    Step.DECIDE_OUTCOME: Sheet(
        asks=(Ask(name="also_on", label="Is it also an outcome on something other than a person?",
                  kind=Kind.MANY, choices=codes.OUTCOME_ON, is_required=False),),
        reason="What is it decided on?",
        help="The result of each allegation is decided on the Outcome page.",
    ),
    Step.NOTIFY_OUTCOME: Sheet(elsewhere="tell", letter="outcome"),
    Step.APPLY_FOR_REVIEW: Sheet(
        asks=(Ask(name="reviewer_agreed", label="If only policy gives this review: has a named"
                  " reviewer outside the force agreed to do it?", choices=codes.YES_NO,
                  is_required=False),),
        reason="What does the person say was wrong, and who reviews it?",
        help="A review that only policy gives needs its reviewer named under Parties first.",
    ),
    Step.DECIDE_REVIEW: Sheet(
        asks=(Ask(name="review", label="What was decided?", choices=codes.REVIEW_OUTCOMES),
              Ask(name="orders", label="What follows from it?", choices=codes.REVIEW_ORDERS)),
        reason=_WHY, letter="review",
    ),
    Step.ANSWER_RECOMMENDATION: Sheet(
        asks=(Ask(name="accepts", label="Does the authority accept it?", choices=codes.YES_NO),),
        reason=_WHY,
    ),
    Step.REINVESTIGATE: Sheet(reason=_WHY),
    Step.REFER_TO_PROCEEDINGS: Sheet(
        is_about_person=True, reason=_WHY,
        asks=(Ask(name="proceedings", label="A meeting or a hearing?",
                  choices=codes.PROCEEDINGS),),
    ),
    Step.WITHDRAW: Sheet(
        help="A withdrawal closes nothing: what follows it is decided next.",
    ),
    Step.DECIDE_AFTER_WITHDRAWAL: Sheet(reason=_WHY),
    Step.CONVERT_TO_CONDUCT_MATTER: Sheet(reason=_WHY),
    Step.REFER_FOR_VETTING: Sheet(is_about_person=True, reason=_WHY),
    Step.REFER_FOR_PERFORMANCE: Sheet(is_about_person=True, reason=_WHY),
    Step.REFER_TO_REFLECTIVE_PRACTICE: Sheet(is_about_person=True, reason=_WHY),
    Step.FINALISE: Sheet(elsewhere="close"),
    Step.REOPEN: Sheet(reason=_WHY),
    Step.CERTIFY: Sheet(is_about_person=True, reason=_WHY),
}  # fmt: skip

_SANCTION_ASKS = (
    Ask(name="finding", label="What was found?", choices=codes.FINDING),
    Ask(name="sanction", label="What follows for the person?",
        choices=(*codes.SANCTION, (codes.NO_ACTION, "Nothing"))),
    Ask(name="exceptional", label="If gross misconduct was found and dismissal does not follow:"
        " which exceptional circumstances?", choices=codes.EXCEPTIONAL),
    Ask(name="incidents", label="Was misconduct found in more than one incident, not closely"
        " connected in fact?", choices=codes.YES_NO),
    Ask(name="final_warning", label="Was a final written warning in force when severity was"
        " assessed?", choices=codes.YES_NO),
)  # fmt: skip

_STAFF: Mapping[Step, Sheet] = {
    Step.DECIDE_OUTCOME: Sheet(
        asks=(Ask(name="finding", label="What was found?", choices=codes.FINDING),
              Ask(name="sanction", label="What follows, by the policy for staff?",
                  choices=(*codes.STAFF_SANCTION, (codes.NO_ACTION, "Nothing")))),
        reason="What was it decided on?", letter="hearing_outcome",
        help="The Conduct Regulations do not apply to police staff. This is the employer's list.",
    ),
}  # fmt: skip

_HEARING: Mapping[Step, Sheet] = {
    Step.SERVE_NOTICE: Sheet(
        asks=(Ask(name="weighed_given", label="Were the earlier matters that were weighed against"
                  " them given with it?", choices=codes.YES_NO, is_required=False),),
        help="What is given on the Disclosure page or as a letter is written down by itself. Here:"
        " a notice that was served without Candour, with its day.",
    ),
    Step.RESPOND: Sheet(
        asks=(Ask(name="response", label="What is the response?", choices=codes.RESPONSES),),
        reason="What does it say?",
    ),
    Step.NAME_PANEL: Sheet(
        replaces=True,
        asks=(Ask(name="chair", label="Who is in the chair?", kind=Kind.ACCOUNT),
              Ask(name="member", label="Who sits with them?", kind=Kind.ACCOUNT,
                  is_required=False),
              Ask(name="independent", label="Who is the independent member?", kind=Kind.ACCOUNT,
                  is_required=False),
              Ask(name="adviser", label="Who advises the panel?", kind=Kind.ACCOUNT,
                  is_required=False)),
        reason="Who appointed them, and does anybody without an account sit with them?",
    ),
    Step.OBJECT_TO_PANEL: Sheet(reason="What is the objection?"),
    Step.FIX_DAY: Sheet(asks=(Ask(name="heard_on", label="What day?", kind=Kind.DAY),)),
    Step.PUBLISH_NOTICE: Sheet(letter="hearing_notice"),
    Step.DECIDE_OUTCOME: Sheet(
        asks=_SANCTION_ASKS, reason="What was it decided on?", letter="hearing_outcome"
    ),
    Step.WITHDRAW_PROCEEDINGS: Sheet(reason=_WHY),
    Step.DECIDE_MEETING_APPEAL: Sheet(
        asks=(Ask(name="appeal", label="What was decided?", choices=codes.REVIEW_OUTCOMES),),
        reason=_WHY,
    ),
    Step.DECIDE_TRIBUNAL_APPEAL: Sheet(
        asks=(Ask(name="appeal", label="What was decided?", choices=codes.REVIEW_OUTCOMES),),
        reason=_WHY,
    ),
    Step.REPORT_TO_COLLEGE: Sheet(
        asks=(Ask(name="list", label="For which list?", choices=codes.COLLEGE_LISTS),)
    ),
    Step.REPORT_DEPARTURE_TO_COLLEGE: Sheet(
        asks=(Ask(name="list", label="For which list?", choices=codes.COLLEGE_LISTS),)
    ),
    Step.RECORD_FINDING: Sheet(
        asks=(Ask(name="finding", label="What was found?", choices=codes.FINDING),
              Ask(name="sanction", label="What follows?",
                  choices=(*codes.SANCTION, (codes.NO_ACTION, "Nothing")))),
        reason="What was it decided on?",
    ),
    Step.FIND_NO_PROCEEDINGS: Sheet(reason=_WHY),
    Step.RETURN_TO_ORDINARY: Sheet(reason=_WHY),
    Step.UPHOLD_OBJECTION: Sheet(reason=_WHY),
    Step.GIVE_ACCOUNT: Sheet(reason="What do they say?"),
    Step.WRITE_REFLECTIVE_REPORT: Sheet(reason="What was learned, and what changes?"),
    Step.RETURN_FOR_ASSESSMENT: Sheet(reason=_WHY),
}  # fmt: skip
_OF_CASE = {**_BEGINNING, **_INQUIRY, **_CRIMINAL, **_DECIDING}
_OF_PERSON = {**_CRIMINAL, **_HEARING}
_NOTHING = Sheet()


def sheet(step: Step, *, is_of_case: bool, machine: Machine | None = None) -> Sheet:
    """Return what a step asks: a hearing's outcome is another than that of a case, or of staff."""
    if machine is Machine.POLICE_STAFF and step in _STAFF:
        return _STAFF[step]
    return (_OF_CASE if is_of_case else _OF_PERSON).get(step, _NOTHING)
