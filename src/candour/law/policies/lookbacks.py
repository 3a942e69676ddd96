"""What a second look at a closed matter may find, and why a live one can't be screened again.

A look-back changes nothing of the closed matter: what it finds is a decision of its own.
"""

from candour.law.policies.escalation import Code

SOUND, MISSED, RISK = "sound", "missed_line", "risk_review"
RESULTS = (
    Code(code=SOUND, name="Sound", meaning="The decision stands, and nothing was left out."),
    Code(
        code=MISSED,
        name="A line was missed",
        meaning="Something was not asked, looked for or put together that could change it.",
    ),
    Code(
        code=RISK,
        name="Risk review",
        meaning="Whatever was decided then, somebody may be at risk now.",
    ),
)

# Why the screening of a live case is open again, or what keeps it from being done.
NEVER, ARRIVAL, RULES = "never_screened", "new_arrival", "new_rules"
REOPENED = (
    Code(code=NEVER, name="Never screened"),
    Code(code=ARRIVAL, name="Something new arrived about somebody it may be"),
    Code(code=RULES, name="Screened by rules that have changed since"),
)
NO_WORDS, NO_KEY, NO_CLUE = "no_words", "no_key", "no_clue"
MISSING = (
    Code(code=NO_WORDS, name="Nobody is described"),
    Code(code=NO_KEY, name="The words are sealed, and no reader has opened them for it"),
    Code(code=NO_CLUE, name="No name and no number was said"),
)
# What a worker finds under a reader's order; only this is kept, and no word or person.
SOMEBODY_NEW, NOTHING_NEW = "somebody_new", "nothing_new"
FLAGS = (
    Code(code=SOMEBODY_NEW, name="Somebody fits who was not suggested yet: screen it again first"),
    Code(code=NOTHING_NEW, name="Nobody new fits"),
    Code(code=NO_CLUE, name="No name and no number was said"),
)
