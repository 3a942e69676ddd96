"""Why a report may be answered without a case, and what is never such a reason."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class NoActionReason:
    """Describes one reason for which a report may be answered without recording a case."""

    code: str
    name: str
    meaning: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NotAReason:
    """Names an explanation that is written down as what somebody said, and ends nothing."""

    code: str
    name: str
    why: str


REASONS = (
    NoActionReason(
        code="other_body",
        name="Another body must deal with it",
        meaning="It is about nobody who serves with the police. The answer says who helps.",
    ),
    NoActionReason(
        code="already_handled",
        name="It is part of a case already",
        meaning="The same matter is recorded, and what is new was added to it.",
    ),
    NoActionReason(
        code="no_conduct",
        name="It describes no conduct",
        meaning="Taken as true, nothing in it could be a breach of the standards.",
    ),
    NoActionReason(
        code="own_wish",
        name="The person asked for no more than to be heard",
        meaning="They said so themselves, freely, and the safety question was asked.",
    ),
    NoActionReason(
        code="put_right",
        name="It was put right, and they agree",
        meaning="What was wrong has stopped, and the person says that this is enough.",
    ),
)

NOT_REASONS = (
    NotAReason(
        code="did_not_know_better",
        name="They did not know better",
        why="Whoever did not know is a matter for the standards too.",
    ),
    NotAReason(
        code="banter",
        name="It was banter",
        why="What was said is judged by what it was, not by what it is called.",
    ),
    NotAReason(
        code="personality_clash",
        name="It was a clash of personalities",
        why="It says something of both people, and nothing of what was done.",
    ),
)

# What people who advised against reporting gave as their reason: recorded, never accepted.
ADVICE = (
    NoActionReason(
        code="wrong_way",
        name="Another way was said to be the right one",
        meaning="A grievance, a word with a manager, another body.",
    ),
    NoActionReason(
        code="career",
        name="It would harm their work or career",
        meaning="Said as a warning or as care; either is recorded.",
    ),
    NoActionReason(
        code="no_evidence",
        name="There would not be enough proof",
        meaning="Whoever said it did not decide it.",
    ),
    NoActionReason(
        code="informal",
        name="It was better kept informal",
        meaning="Asked to settle it quietly, or to let it rest.",
    ),
    NoActionReason(
        code="loyalty",
        name="Loyalty to colleagues or the force",
        meaning="Told not to let others down.",
    ),
    NoActionReason(
        code="no_reason",
        name="No reason was given",
        meaning="They were told not to, or to stop.",
    ),
)
