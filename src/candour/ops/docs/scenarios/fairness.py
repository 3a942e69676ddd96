"""Fair treatment of the complaint and of those who made it."""

from candour.ops.docs.scenarios.row import Scenario, split

ROWS: tuple[Scenario, ...] = (
    split(
        "SC-28",
        "Advice not to complain, and a decision to do nothing, need a code, an author and a text;"
        " some excuses are no codes, and oversight sees the rate.",
        {
            "the-reporter-says": "A reporter who was told not to report says so, and a matter"
            " opens that the handlers can't see.",
            "codes": "A decision to do nothing needs a code, an author and a text, and excuses"
            " are no codes.",
            "rate": "Oversight sees the rate of each unit, and none that a small number makes.",
        },
    ),
    split(
        "SC-29",
        "A grievance that is misconduct is moved to the conduct track within two working days.",
        {
            "screened": "Every row of HR's register is screened by rules that everybody can read.",
            "two-working-days": "What may be about conduct waits for a named decision within two"
            " working days, and shows overdue after.",
            "goes-on-by-choice": "It moves as a matter of its own; whether the grievance goes on is"
            " recorded as the choice of whoever raised it.",
            "second-person": "It stays a grievance only once a second person has agreed.",
        },
    ),
    split(
        "SC-30",
        "A finding that a later draft leaves out is shown to the reviewer with who removed it,"
        " when and why.",
        {
            "who-when-why": "A finding is left out with a reason only, and stays on record with"
            " who and when.",
            "never-changed": "The database refuses to change or remove a version, by anybody.",
            "reviewer": "The reviewer and the review bundle show it.",
            "independent-body": "The independent body's seat sees by reference that one was left"
            " out.",
        },
    ),
    split(
        "SC-31",
        "Word against word needs the corroboration checklist and the same test for both sides;"
        " believing the officer is no reason by itself.",
        {
            "checklist": "No case to answer is refused until every line of corroboration was looked"
            " for and both accounts were tested by the same headings.",
            "believed": "That one account is believed is no reason by itself.",
            "every-way": "The same checks hold on every way to that result, and in the database.",
            "outsider": "Sexual conduct of an officer that staff report is decided outside.",
        },
    ),
    split(
        "SC-32",
        "The end of a criminal case opens a misconduct decision on the same day; no path closes"
        " without it.",
        {
            "record-same-day": "An arrest or a named suspect who serves is a matter the same day,"
            " with three decisions owed.",
            "task-same-day": "No further action, an acquittal, a discontinuance or a conviction"
            " makes the misconduct decision owed the same day, with an owner.",
            "civil-standard": "The decision says what could be proven on the balance of"
            " probabilities, and the least that is done.",
            "no-path-closes": "Nothing closes without it: the database refuses.",
            "stays-stopped": "It stays stopped only for other named proceedings, looked at again"
            " within 28 days.",
        },
    ),
    split(
        "SC-33",
        "Domestic abuse by police staff has a checklist with evidence; weapons and threats block"
        " firearms authority until a named decision.",
        {
            "checklist": "Each line is answered with what shows it; what is owed is seen.",
            "firearms": "Where a weapon is spoken of, only the authority leaves firearms.",
        },
    ),
    split(
        "SC-34",
        "Whoever reported, the same outcome gives the same right of review; where the law gives"
        " none, an independent one is offered and marked as such.",
        {
            "letter": "The letter tells a police reporter of the right that policy gives, and that"
            " it is policy.",
            "matrix": "No kind of reporter, course and decision-maker is without an answer: a right"
            " with its body and days, or why there is none and what is left.",
            "by-step": "A review is opened by a step: by law for a complainant, for police once a"
            " named reviewer has agreed; else the page says what is left.",
        },
    ),
    split(
        "SC-35",
        "Gross misconduct proved without a conviction can end in dismissal; less needs reasons;"
        " the rules are those of the matter's date.",
        {
            "outcome": "At a hearing dismissal is open without a conviction, and anything less is"
            " refused without exceptional circumstances.",
            "second-person": "Proceedings are withdrawn only once a second person agreed.",
            "past-warnings": "Past warnings and management actions stand beside the choice.",
        },
    ),
    split(
        "SC-36",
        "Resigning does not end it: would have been dismissed, and the barred list; everybody"
        " investigated has an outcome.",
        {
            "list-report": "A report to the barred or advisory list holds all that they ask for.",
            "would-have-been": "Whoever left can be found to be somebody who would have been"
            " dismissed.",
            "everybody": "Everybody who was investigated has an outcome.",
        },
    ),
    split(
        "SC-37",
        "A counter-allegation soon after a report is linked, goes to another team, and moves"
        " nobody before a named decision.",
        {
            "within 180 days": "A matter about whoever reported, within 180 days or while the first"
            " case is open, is put to a named person to link.",
            "another team": "Nobody who handles the first handles the later one: refused at"
            " allocation, and by the database.",
            "origin of evidence": "Evidence against whoever reported says who obtained it, from"
            " which system and why; no outcome before.",
            "identity": "Nothing of it tells who reported to anybody who is not to know.",
            "excess test": "A test for the whole force rejects about 3 in 100 where nothing"
            " changed, and finds three times the rate in 9 of 10.",
        },
    ),
    split(
        "SC-38",
        "Reporters are asked how they fare after 14, 60, 180 and 365 days; perceived and actual"
        " detriment are kept apart.",
        {
            "check-ins": "After 14, 60, 180 and 365 days the mailbox asks how she fares.",
            "apart": "Perceived and actual detriment are stored apart.",
            "leavers": "People who leave are asked.",
        },
    ),
    split(
        "SC-39",
        "An unfavourable change for the reporter against her own and her peers' past proposes a"
        " retaliation matter; the subject is moved, not her.",
        {
            "retaliation": "A change against her own and her peers' past proposes a matter.",
            "no move or discipline before a decision": "Who reported is neither moved without"
            " consent nor disciplined before a decision by name that considered the report.",
            "subject-moves": "Where nobody decides in time the subject moves, and never she.",
        },
    ),
    split(
        "SC-40",
        "Informal resolution is refused for listed categories without her free consent, and always"
        " for an alleged crime.",
        {
            "refused": "What is sexual, domestic, violent, discriminatory or retaliation is neither"
            " handled without an investigation nor sent to reflective practice.",
            "consent": "Her consent, where it could open that way, is recorded by somebody outside"
            " the force.",
        },
    ),
    split(
        "SC-41",
        "A complaint about the handling is coded by theme and counted, and its handler can't open"
        " it.",
        {
            "themes": "What is said of handling is coded by the eleven themes.",
            "handler-kept-out": "Whoever dealt with it gets no key to what is said of it.",
            "counted": "The themes are counted apart from every report, and oversight sees them"
            " rounded.",
        },
    ),
)
