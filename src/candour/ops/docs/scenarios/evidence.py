"""Message evidence and witnesses."""

from candour.ops.docs.scenarios.row import Scenario, split, whole

ROWS: tuple[Scenario, ...] = (
    whole(
        "SC-50",
        "Fifty thousand messages of a group chat are taken in whole, labelled and ranked so that"
        " one reviewer gets through three thousand a day.",
    ),
    whole("SC-51", "Calling it a joke is recorded as an explanation and is never the reason."),
    whole(
        "SC-52",
        "Private and privileged content goes to a separate reviewer, and every look at it is"
        " logged.",
    ),
    whole("SC-53", "Signs of deletion propose a matter of tampering."),
    whole(
        "SC-54",
        "Reviewers agree, are spared what they need not see, and ranking is no harsher on any"
        " dialect.",
    ),
    split(
        "SC-55",
        "An appeal for witnesses is answered into a separate vault, anonymously if wanted, and"
        " what it widens is recorded.",
        {
            "form": "An appeal that is open can be answered, anonymously and both ways.",
            "separate-vault": "The answers go to the body that appeals, and never to the force.",
            "growth": "Matters that come of it are recorded as linked cases with their origin.",
        },
    ),
    split(
        "SC-56",
        "A colleague named as a witness is kept apart, protected, and asked how they fare.",
        {
            "kept-apart": "Only named readers open who the witness is; everywhere else stands a"
            " letter.",
            "plan": "A plan says who keeps them safe, and is reviewed within 28 days.",
            "check-ins": "They are asked on the reporter's days, about the same kinds of harm.",
        },
    ),
)
