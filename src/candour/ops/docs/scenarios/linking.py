"""Linking, risk and postings."""

from candour.ops.docs.scenarios.row import Scenario, split

ROWS: tuple[Scenario, ...] = (
    split(
        "SC-42",
        "Eleven allegations in six systems about one person are on the assessor's screen when the"
        " twelfth is assessed, and it can't be completed unseen.",
        {
            "beside": "Every earlier allegation about each candidate, from every source,"
            " stands beside the described person, with its outcome.",
            "not-unseen": "The assessment can't be completed before it.",
            "taken-together": "The assessor is asked to weigh them together.",
            "sources": "They come from several systems of the force.",
            "reversible": "Taking a confirmed link back takes back all that followed from it.",
            "two-forces": "They come from two forces.",
            "misspelt-and-former-names": "Nicknames, misspellings, former names and numbers with"
            " a slip find the person.",
            "recall-and-precision": "On a planted set, recall is at least 0.98 at a precision of"
            " at least 0.99.",
        },
    ),
    split(
        "SC-43",
        "What is not proven is marked so, its source is kept, the subject gets it when the law"
        " says, and a wrong link is undone with all that followed.",
        {
            "marked": "Wherever history counts against somebody, what is not proven is marked so"
            " and says where it comes from.",
            "disclosed": "The subject gets it at the lawful stage.",
            "undone": "A wrong link is undone, and every decision derived from it is listed.",
            "two-people": "A level that the history raises, and a suspension, wait until a second"
            " person has confirmed the link; until then it is called confirmed by one.",
        },
    ),
    split(
        "SC-44",
        "A look-back lists every closed matter in scope and reviews it by somebody new; results"
        " add up to the scope.",
        {
            "listed": "Every closed matter in scope is listed and frozen with its number, whatever"
            " a wall hides from whoever began it.",
            "sampled": "Items are drawn by a stated seed, and anybody can draw them again.",
            "somebody-new": "An item goes to somebody not involved the first time, in the database"
            " too.",
            "adds-up": "Results are sound, missed line or risk review; with what is not looked at"
            " they add up to the scope at every moment.",
            "screening": "Live cases whose screening is open again are listed, with what can't be"
            " screened and why.",
        },
    ),
    split(
        "SC-45",
        "A panel, not a model, decides who is at risk; each flag shows its evidence and the error"
        " rates by group are published.",
        {
            "a panel decides": "Two views, then a named decision with reasons and a review day.",
            "every flag shows its evidence": "Each case counted is on the page, with the peers.",
            "an 11-allegation officer is always flagged": "Whatever the peers have.",
            "reviewed blind": "Views, and why somebody came to the panel, are hidden until then.",
            "a random unflagged sample": "Some of those put to the panel were drawn by chance.",
            "measured after-effect": "Incidents before and after are counted on the review day.",
            "nothing later": "A score as of a day rests on nothing that is dated later.",
            "calibration and false-flag ratios per group": "Overseers see both for each group.",
        },
    ),
    split(
        "SC-46",
        "Promotion, special postings and vetting need a named decision where anything is open;"
        " discontinued does not clear it.",
        {
            "open-matter": "A change of somebody with an open matter waits for a decision.",
            "discontinued": "A listed matter that ended without a finding doesn't clear it.",
            "manager": "A failure as a manager makes it wait as well.",
            "named-decision": "Only a named authority decides, with reasons, within ten working"
            " days; silence is put to somebody higher.",
            "body-reads": "The local policing body reads decision and reasons, and no name.",
            "system": "HR's system asks by a token and gets one word, never why.",
            "passed": "A change that was made without its gate goes to the local policing body.",
        },
    ),
    split(
        "SC-47",
        "Days lost to restriction and suspension are shown for each unit, with what it would take"
        " to replace them.",
        {
            "counted": "For a month that is over they are counted for each team, with the posts it"
            " takes.",
            "shown": "A page shows them.",
        },
    ),
    split(
        "SC-48",
        "A team with far more matters than its peers is found, with few false alarms, also after"
        " it was disbanded.",
        {
            "planted team": "A team of six times the rate among 300 is found at an adjusted p-value"
            " below 0.05.",
            "false alarms": "Of forces without a hot spot at most 5 in 100 raise an alarm.",
            "disbanded teams": "A disbanded team is found in its own months, and where its former"
            " members serve later is told.",
        },
    ),
    split(
        "SC-49",
        "Each supervisor who knew and did not act has a decision of their own when the case"
        " closes.",
        {
            "decided": "A case with a supervisor who knew does not close before the authority has"
            " decided about them, in the database too.",
            "kept-out": "A supervisor who is noted can't see the case.",
        },
    ),
)
