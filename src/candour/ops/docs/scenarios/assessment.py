"""Assessment, independence and clocks."""

from candour.ops.docs.scenarios.row import Scenario, split

ROWS: tuple[Scenario, ...] = (
    split(
        "SC-13",
        "A clock about to run out, or a case of 12, 24 or 48 months, demands written reasons and a"
        " plan and escalates; nothing is dormant without owner and date.",
        {
            "worklists": "Each handler sees what is due and late in their cases, with the law it"
            " rests on; nobody who is kept out finds a case in it.",
            "escalation": "A missed clock goes to the authority, the local policing body and the"
            " independent body: at once for risk to life and missed referrals, else in a weekly"
            " digest by reference alone.",
            "twelve-months": "12, 24 and 48 months go to all three on the same day.",
            "reasons-and-plan": "Written reasons and a plan are owed until they are given.",
            "answered": "Each body answers what was put to it; the force's reply has a day, and"
            " silence goes one body further.",
            "no-dormant-state": "No case waits or is stopped without a named owner and a day to"
            " look again within 28 days; where one does, it is listed and gets a task.",
            "owned-days": "Every day of a case has an owner, and their days are its age.",
            "mail-names-nothing": "Mail says that something waits, and names nothing.",
        },
    ),
    split(
        "SC-14",
        "Severity needs a category, a reason and the subject's whole history on the screen; some"
        " facts have a floor, and calling it no misconduct needs a second person.",
        {
            "category, reasons and history are compulsory": "An assessment without one of them is"
            " refused.",
            "a second person for what is not misconduct": "Below misconduct, a second named person"
            " must agree.",
            "floors of sexual, domestic and discrimination facts": "Such facts can't be assessed"
            " below their floor.",
            "a floor is lowered only by a named authority with a reason": "Nobody else can.",
            "screened_first": "Severity is refused, with a list of what is missing, before every"
            " described person is screened and every suggestion decided.",
            "history_shown": "The second step shows every earlier allegation about the subject.",
            "both_reasons": "Both levels stand side by side with reasons, who and when.",
            "second_person": "The page records less than misconduct once somebody else agrees.",
            "floor": "The page asks for facts that are not known before it goes below a floor.",
            "lowering": "The page lets only the appropriate authority go below a floor.",
        },
    ),
    split(
        "SC-15",
        "A case that meets a mandatory criterion and was not referred by the next working day is"
        " seen by the independent body anyway, with the reason.",
        {
            "criteria": "A criterion that is met says who refers what, to whom, by when.",
            "seen-anyway": "The independent body's seat sees the case without being sent it, with"
            " the reason why it was not referred.",
            "monthly-table": "Each month shows how many were referred of how many eligible.",
        },
    ),
    split(
        "SC-16",
        "Whoever shared a team, a course or a tie with the subject in ten years can't be given the"
        " case; where too few are left, another force must take it.",
        {
            "exclusion": "Whoever shared a team, a line, a course, a relationship or an association"
            " in the last ten years can't be given the case.",
            "external-force": "Domestic abuse, sexual conduct, a senior officer, or too few clean"
            " people: another force is asked, and the database refuses the own.",
            "declaration": "Each investigator signs a declaration before any word opens.",
        },
    ),
    split(
        "SC-17",
        "The subject gets notice when it is due, limited to the staged disclosure, and news every"
        " 28 days.",
        {
            "safety-first": "Nothing is served before the reporter's safety was decided.",
            "staged": "The subject's seat shows what was served at each stage, and no more.",
            "when-due": "The notice is asked for when it is due.",
            "news": "The subject has news every 28 days.",
            "recorded": "Serving it is a step of the case, refused before that decision.",
        },
    ),
    split(
        "SC-18",
        "One representative can't act for both sides, and sees the client's bundle only.",
        {
            "conflict": "The same representative, or the same branch, is refused for the other"
            " side.",
            "says-nothing": "A refusal reads as any other, and a subject who asks gets one answer.",
            "own-bundle": "Each representative sees the client's bundle only.",
        },
    ),
    split(
        "SC-19",
        "A union or charity files a concern for several consenting members and gets an answer in"
        " time, without naming them.",
        {
            "clock-and-duty": "It gets a clock and a duty to answer in writing.",
            "no-names": "Its members are counted and not named.",
            "linked": "It can be linked to other matters without naming them.",
        },
    ),
)
