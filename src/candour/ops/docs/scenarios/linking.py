"""Linking, risk and postings."""

from candour.ops.docs.scenarios.row import Scenario, split, whole

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
    whole(
        "SC-43",
        "What is not proven is marked so, its source is kept, the subject gets it when the law"
        " says, and a wrong link is undone with all that followed.",
    ),
    whole(
        "SC-44",
        "A look-back lists every closed matter in scope and reviews it by somebody new; results"
        " add up to the scope.",
    ),
    whole(
        "SC-45",
        "A panel, not a model, decides who is at risk; each flag shows its evidence and the error"
        " rates by group are published.",
    ),
    whole(
        "SC-46",
        "Promotion, special postings and vetting need a named decision where anything is open;"
        " discontinued does not clear it.",
    ),
    whole(
        "SC-47",
        "Days lost to restriction and suspension are shown for each unit, with what it would take"
        " to replace them.",
    ),
    whole(
        "SC-48",
        "A team with far more matters than its peers is found, with few false alarms, also after"
        " it was disbanded.",
    ),
    whole(
        "SC-49",
        "Each supervisor who knew and did not act has a decision of their own when the case"
        " closes.",
    ),
)
