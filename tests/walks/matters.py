"""Whole matters, step by step as people take them: with a test's client or in a browser alike."""

import dataclasses
import uuid
from collections.abc import Callable
from typing import Any

import browsing
import story
import taking
from browsing import Page, Visitor
from candour.cases.courses.sheets import codes
from candour.law.events import CaseKind
from candour.people.models import Service
from cast import World

GROSS = {"p0_finding": "case_to_answer_gross_misconduct", "p0_word_against_word": "no",
         "decider": "subject_force"}  # fmt: skip
# Everything asked before "no case to answer" where it is one word against another.
CHECKED = {
    "p0_finding": "no_case_to_answer",
    "p0_word_against_word": "yes",
    "p0_why_no_case": "no_evidence_found",
    **{f"p0_corroboration_{name}": "nothing" for name, _ in codes.CORROBORATION},
    **{f"p0_reporter_{name}": "neither" for name, _ in codes.CREDIBILITY},
    **{f"p0_subject_{name}": "neither" for name, _ in codes.CREDIBILITY},
    "decider": "subject_force",
}
NO_REFERRAL = dict.fromkeys(
    (*(f"mr{number}" for number in range(1, 10)), "voluntary", "local_policing_body",
     "power_of_initiative"), "no",
) | {"reason": "From what is alleged."}  # fmt: skip
CONDUCT = {"course": "conduct_matter"}
DEATH = {"course": "dsi_matter"}
TOLD = {"stage": "notice", "answer": "told", "letter": "On Friday.", "why": "She is ready."}
STAFF_OUTCOME = {"finding": "gross_misconduct", "sanction": "staff_dismissed"}
EXTERNAL = "external-investigator"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Company:
    """The people of a matter: who visits as whom, and the invented force they are in."""

    visit: Callable[[str], Visitor]
    world: World
    as_role: Any

    @property
    def subject(self) -> uuid.UUID:
        """Return the person complained of."""
        person: uuid.UUID = browsing.Account.objects.get(username="subject").person_id
        return person


def begun(among: Company, *, level: str, **recorded: object) -> uuid.UUID:
    """Record, screen, weigh and give a matter to an investigator from outside the force."""
    sent, desk = story.reported(among.world, among.as_role), among.visit("desk")
    case = story.record(among.world, among.as_role, report=sent.file, **recorded).file
    browsing.rule_out(case, desk, but="subject")
    for allegation in browsing.allegations(case):
        browsing.assess(case, desk, allegation=allegation, level=level)
    if recorded.get("kind") is not CaseKind.DSI_MATTER:
        desk.post(f"/cases/{case}/referral/answers/", NO_REFERRAL)
    external = str(among.world.accounts[EXTERNAL])
    desk.post(f"/cases/{case}/allocation/", {"account": external})
    story.declare(among.world, among.as_role, file=case, by=EXTERNAL)
    return case


def complaint(among: Company) -> uuid.UUID:
    """Begin a complaint by a member of the public, assessed as misconduct."""
    return begun(among, level="misconduct", reporter_kind="public")


def conduct_matter(among: Company, *, reporter: str = "police_officer_same_force") -> uuid.UUID:
    """Begin a conduct matter, assessed as gross misconduct; the reporter is safe to be told of."""
    kind = {"kind": CaseKind.CONDUCT_MATTER, "reporter_kind": reporter}
    case = begun(among, level="gross_misconduct", **kind)
    among.visit("desk").post(f"/cases/{case}/parties/safety/", TOLD)
    return case


def death(among: Company) -> uuid.UUID:
    """Begin a death or serious injury matter, and refer it, as it always is."""
    case = begun(among, level="misconduct", kind=CaseKind.DSI_MATTER, reporter_kind="public")
    taking.take(among.visit("desk"), case, "refer", **DEATH)
    return case


def report_on(among: Company, case: uuid.UUID) -> None:
    """Investigate a complaint under special procedures and submit the report."""
    investigator, about = among.visit(EXTERNAL), {"about": str(among.subject)}
    taking.take(investigator, case, "begin_special_procedures",
                fact_indicates_crime_or_discipline="yes")  # fmt: skip
    among.visit("desk").post(f"/cases/{case}/parties/safety/", TOLD)
    taking.take(investigator, case, "serve_notice", **about)
    taking.take(investigator, case, "receive_representations", **about)
    when = taking.day("interview_on", browsing.days_ago(-7))
    taking.take(investigator, case, "specify_interview", **about, **when)
    taking.take(investigator, case, "interview", **about)
    taking.take(investigator, case, "submit_report")


def tell(among: Company, case: uuid.UUID) -> None:
    """Write the outcome of every allegation and send the letter that tells the reporter."""
    desk = among.visit("desk")
    for allegation in browsing.allegations(case):
        data = {"result": "no_case_to_answer", "sanction": "", "reason": "Weighed."}
        desk.post(f"/cases/{case}/outcome/{allegation}/", data)
    letter = desk.get(f"/cases/{case}/outcome/tell/").fields["text"][0]
    desk.post(f"/cases/{case}/outcome/tell/", {"text": letter})


def name_reviewer(among: Company, case: uuid.UUID) -> Page:
    """Name somebody outside the force who agreed to a review that only policy gives."""
    account = browsing.Account.objects.get(username="reviewer").id
    data = {"account": str(account), "why": "She agreed to it."}
    return among.visit("authority").post(f"/cases/{case}/parties/reviewer/", data)


def stop(authority: Visitor, case: uuid.UUID, *, days: int = 20) -> Page:
    """Stop a conduct matter for a criminal case, with the prosecutor, until it is looked at."""
    return taking.take(
        authority, case, "suspend_for_criminal", **CONDUCT, owner="prosecutor",
        fact_would_prejudice_criminal_proceedings="yes",
        **taking.day("review_on", browsing.days_ago(-days)),
    )  # fmt: skip


def refer(among: Company, case: uuid.UUID) -> None:
    """Report on a conduct matter, find a case to answer and begin proceedings to a hearing."""
    investigator, authority = among.visit(EXTERNAL), among.visit("authority")
    about = {"about": str(among.subject)}
    taking.take(investigator, case, "serve_notice", **CONDUCT, **about)
    taking.take(investigator, case, "submit_report", **CONDUCT)
    taking.take(authority, case, "decide_case_to_answer", **CONDUCT, **GROSS)
    taking.take(authority, case, "refer_to_proceedings", **CONDUCT, **about, proceedings="hearing")


def hear(among: Company, case: uuid.UUID) -> dict[str, object]:
    """Go from the notice to the hearing; return which course of whom it is."""
    desk, authority = among.visit("desk"), among.visit("authority")
    theirs: dict[str, object] = {"course": "proceedings", "person": among.subject}
    taking.take(authority, case, "serve_notice", **theirs, weighed_given="yes")
    taking.take(desk, case, "supply_documents", **theirs)
    taking.take(desk, case, "respond", **theirs, response="disputes")
    taking.take(desk, case, "list_witnesses", **theirs)
    taking.take(desk, case, "give_documents_to_chair", **theirs)
    taking.take(authority, case, "name_panel", **theirs, chair=chair())
    taking.take(desk, case, "hold_pre_hearing", **theirs)
    taking.take(desk, case, "fix_day", **theirs, **taking.day("heard_on", browsing.days_ago(-30)))
    taking.take(authority, case, "publish_notice", **theirs, fact_cleared_for_publication="yes")
    taking.take(desk, case, "hear", **theirs)
    return theirs


def leave(among: Company, case: uuid.UUID) -> Page:
    """The subject resigns; the matter is found to go on and to an accelerated hearing."""
    investigator, authority = among.visit(EXTERNAL), among.visit("authority")
    left = taking.take(among.visit("desk"), case, "record_departure", **CONDUCT,
                       about=str(among.subject), left_by="resigned")  # fmt: skip
    taking.take(investigator, case, "submit_report", **CONDUCT)
    taking.take(authority, case, "decide_case_to_answer", **CONDUCT, **GROSS)
    theirs = {"course": "former_officer", "person": among.subject}
    taking.take(authority, case, "find_in_scope", **theirs)
    taking.take(authority, case, "send_to_accelerated_hearing", **theirs)
    return left


def hear_at_once(among: Company, case: uuid.UUID) -> dict[str, object]:
    """Go from the notice of an accelerated hearing to the hearing; return which course it is."""
    authority, desk = among.visit("authority"), among.visit("desk")
    theirs: dict[str, object] = {"course": "accelerated_hearing", "person": among.subject}
    taking.take(authority, case, "serve_notice", **theirs)
    taking.take(desk, case, "respond", **theirs, response="accepts")
    taking.take(authority, case, "name_panel", **theirs, chair=chair())
    taking.take(desk, case, "hear", **theirs)
    return theirs


def leave_without_a_case(among: Company) -> uuid.UUID:
    """Begin a conduct matter about somebody who then leaves, and find no case to answer."""
    case, investigator = conduct_matter(among), among.visit(EXTERNAL)
    taking.take(among.visit("desk"), case, "record_departure", **CONDUCT,
                about=str(among.subject), left_by="resigned")  # fmt: skip
    taking.take(investigator, case, "submit_report", **CONDUCT)
    taking.take(among.visit("authority"), case, "decide_case_to_answer", **CONDUCT, **CHECKED)
    return case


def propose_no_proceedings(among: Company, case: uuid.UUID) -> Page:
    """Ask a second person to agree that nothing follows for somebody who left."""
    asked = {"what": "find_no_proceedings", "about": str(among.subject), "reason": "Weighed."}
    return among.visit("authority").post(f"/cases/{case}/checks/second/", asked)


def against_staff(among: Company) -> uuid.UUID:
    """Begin a matter about a member of police staff, up to their employer's procedure."""
    Service.objects.filter(person_id=among.subject).update(kind="staff")
    case = conduct_matter(among)
    refer(among, case)
    return case


def of_staff(among: Company) -> dict[str, object]:
    """Return which course of whom the employer's procedure is."""
    return {"course": "police_staff", "person": among.subject}


def stop_for_a_court(among: Company, case: uuid.UUID) -> None:
    """A criminal case stops the procedure and ends in court; then it goes on, on the lower test."""
    authority, it = among.visit("authority"), of_staff(among)
    rest = {**it, "owner": "prosecutor", **taking.day("review_on", browsing.days_ago(-20))}
    taking.take(authority, case, "suspend_for_criminal", **rest,
                fact_would_prejudice_criminal_proceedings="yes")  # fmt: skip
    for step in ("put_to_prosecutor", "return_to_investigators", "put_to_prosecutor", "charge"):
        taking.take(authority, case, step, **rest)
    taking.take(authority, case, "record_criminal_outcome", **it, ended_by="acquitted")
    taking.take(authority, case, "restart", **it)
    taking.take(authority, case, "record_criminal_outcome", **it, ended_by="acquitted")
    taking.take(authority, case, "decide_misconduct_after_criminal", **it, decision="investigate")


def investigate_staff(among: Company, case: uuid.UUID) -> None:
    """Go from the notice under the employer's procedure to the report and on to a hearing."""
    for step in ("serve_notice", "interview", "submit_report"):
        taking.take(among.visit(EXTERNAL), case, step, **of_staff(among))
    taking.take(among.visit("authority"), case, "refer_to_proceedings", **of_staff(among))


def dismiss_staff(among: Company, case: uuid.UUID) -> None:
    """Go from the hearing to dismissal, an appeal, the report to the College and the end."""
    authority, desk, it = among.visit("authority"), among.visit("desk"), of_staff(among)
    taking.take(authority, case, "name_panel", **it, chair=chair())
    taking.take(desk, case, "decide_outcome", **it, **STAFF_OUTCOME)
    taking.take(authority, case, "notify_officer", **it)
    taking.take(desk, case, "appeal_meeting", **it)
    taking.take(authority, case, "decide_meeting_appeal", **it, appeal="not_upheld")
    taking.take(authority, case, "report_to_college", **it, list="barred")
    taking.take(authority, case, "close", **it)


def certify(among: Company, case: uuid.UUID) -> dict[str, object]:
    """Certify the special conditions while it is investigated; return which course follows."""
    investigator, authority = among.visit(EXTERNAL), among.visit("authority")
    about = {"about": str(among.subject)}
    taking.take(investigator, case, "serve_notice", **CONDUCT, **about)
    taking.take(authority, case, "certify", **CONDUCT, **about, fact_special_conditions_met="yes")
    return {"course": "accelerated_hearing", "person": among.subject}


def outcome(visitor: Visitor, case: uuid.UUID, theirs: dict[str, object], **decided: str) -> Page:
    """Decide the outcome of a hearing: gross misconduct, with nothing exceptional, unless said."""
    told = {"finding": "gross_misconduct", "exceptional": "none_needed", "incidents": "no",
            "final_warning": "no", **decided}  # fmt: skip
    return taking.take(visitor, case, "decide_outcome", **theirs, **told)


def chair() -> str:
    """Return the account of somebody who may sit in judgement: of another force."""
    return str(browsing.Account.objects.get(username="neighbour-authority").id)
