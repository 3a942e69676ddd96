"""When a late case is put to somebody higher, how soon, in which order, and how it is answered.

No law sets these numbers: they are this deployment's policy. The steps that are late have their
own provisions in clocks.py.
"""

from dataclasses import dataclass
from enum import StrEnum

from candour.law.clocks import Rule
from candour.law.events import Party
from candour.law.instruments import SERVICE_POLICY, SINCE_2020
from candour.law.provisions import Basis, InForce, Provision, Verification

_POLICY = Provision(instrument=SERVICE_POLICY, reference="nothing is late in silence", url="")


class Because(StrEnum):
    """Names why a case is put to somebody higher."""

    RISK_TO_LIFE = "risk_to_life"
    MISSED_REFERRAL = "missed_referral"
    MONTHS_12 = "months_12"
    MONTHS_24 = "months_24"
    MONTHS_48 = "months_48"
    NO_REPLY = "no_reply"
    LATE = "late"


class Way(StrEnum):
    """Names how it comes: on the same day, or in the digest of the week."""

    AT_ONCE = "at_once"
    DIGEST = "digest"


class Risk(StrEnum):
    """Names how much hangs on a case, as far as its codes tell."""

    LIFE = "life"
    GROSS_MISCONDUCT = "gross_misconduct"
    PROTECTED = "protected"
    MISCONDUCT = "misconduct"
    NOT_ASSESSED = "not_assessed"
    LOWER = "lower"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause:
    """Describes one reason: months is the age that gives it, where it is an age."""

    because: Because
    name: str
    summary: str
    way: Way
    months: int | None = None
    provision: Provision = _POLICY
    basis: Basis = Basis.POLICY
    verification: Verification = Verification.SEEN
    in_force: InForce = SINCE_2020


@dataclass(frozen=True, slots=True, kw_only=True)
class Rung:
    """Says from which day of lateness on a late step is put to whom."""

    to: Party
    late_days: int
    summary: str
    provision: Provision = _POLICY
    basis: Basis = Basis.POLICY
    verification: Verification = Verification.SEEN
    in_force: InForce = SINCE_2020


@dataclass(frozen=True, slots=True, kw_only=True)
class Weight:
    """Says how much a day of lateness weighs, and how the risk is called on a page."""

    risk: Risk
    name: str
    weight: int
    meaning: str
    provision: Provision = _POLICY
    basis: Basis = Basis.POLICY
    verification: Verification = Verification.SEEN
    in_force: InForce = SINCE_2020


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """Says within how many days a force replies to a body that asks."""

    way: Way
    rule: Rule
    amount: int
    provision: Provision = _POLICY
    basis: Basis = Basis.POLICY
    verification: Verification = Verification.SEEN
    in_force: InForce = SINCE_2020


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """Describes one code that somebody may choose; words beside it are sealed."""

    code: str
    name: str
    meaning: str = ""


CAUSES = (
    Cause(
        because=Because.RISK_TO_LIFE,
        name="A step is late, and a life may be at risk",
        summary="Any late step of a case that is marked so, or about a death or serious injury.",
        way=Way.AT_ONCE,
    ),
    Cause(
        because=Because.MISSED_REFERRAL,
        name="It had to be referred, and was not in time",
        summary="A referral that the law demands was missed.",
        way=Way.AT_ONCE,
    ),
    Cause(
        because=Because.MONTHS_12,
        name="Open for 12 months",
        summary="Written reasons and a plan are owed.",
        way=Way.AT_ONCE,
        months=12,
    ),
    Cause(
        because=Because.MONTHS_24,
        name="Open for 24 months",
        summary="Written reasons and a plan are owed again.",
        way=Way.AT_ONCE,
        months=24,
    ),
    Cause(
        because=Because.MONTHS_48,
        name="Open for 48 months",
        summary="Written reasons and a plan are owed again.",
        way=Way.AT_ONCE,
        months=48,
    ),
    Cause(
        because=Because.NO_REPLY,
        name="The force was asked and did not reply in time",
        summary="It goes one body further.",
        way=Way.AT_ONCE,
    ),
    Cause(
        because=Because.LATE,
        name="A step is late",
        summary="Any other step that was not done in time.",
        way=Way.DIGEST,
    ),
)

# In the order in which a case climbs.
LADDER = (
    Rung(
        to=Party.APPROPRIATE_AUTHORITY,
        late_days=1,
        summary="The authority sees it in the first digest after the step became late.",
    ),
    Rung(
        to=Party.LOCAL_POLICING_BODY,
        late_days=14,
        summary="Two weeks late: the local policing body sees it too.",
    ),
    Rung(
        to=Party.INDEPENDENT_BODY,
        late_days=28,
        summary="Four weeks late: the IOPC sees it too.",
    ),
)

WEIGHTS = (
    Weight(risk=Risk.LIFE, name="A life may be at risk", weight=8,
           meaning="Somebody marked it so, or it is about a death or serious injury."),
    Weight(risk=Risk.GROSS_MISCONDUCT, name="Gross misconduct", weight=5,
           meaning="An allegation is assessed as gross misconduct."),
    Weight(risk=Risk.PROTECTED, name="Sexual, domestic or discrimination", weight=4,
           meaning="An allegation is of a category that has a severity floor."),
    Weight(risk=Risk.MISCONDUCT, name="Misconduct", weight=3,
           meaning="An allegation is assessed as misconduct."),
    Weight(risk=Risk.NOT_ASSESSED, name="Not assessed yet", weight=2,
           meaning="Nobody has said how serious it is."),
    Weight(risk=Risk.LOWER, name="Less than misconduct", weight=1,
           meaning="Every allegation is assessed as less than misconduct."),
)  # fmt: skip

REPLIES = (
    Reply(way=Way.AT_ONCE, rule=Rule.WD_AFTER_FIRST_WD, amount=1),
    Reply(way=Way.DIGEST, rule=Rule.WD_AFTER_FIRST_WD, amount=5),
)

# Monday: the digest of a week is made with the first round on or after it.
DIGEST_WEEKDAY = 0
# The longest that a case may wait before somebody looks at it again.
REVIEW_DAYS = 28
# What "due soon" reaches, and what a day's work shows ahead.
SOON_DAYS = 30
TODAY_DAYS = 7

# Why a case takes so long, as the force says it.
DELAYS = (
    Code(code="waiting", name="It waits for somebody else",
         meaning="The IOPC, a prosecutor, a court or another body has it."),
    Code(code="evidence", name="Evidence is still being gathered"),
    Code(code="people", name="There were too few people for it"),
    Code(code="complexity", name="It is large or complicated"),
    Code(code="availability", name="Somebody could not be reached or was ill"),
    Code(code="oversight", name="It was left lying", meaning="Nobody worked on it."),
)  # fmt: skip

SEEN, ASKS_FORCE, NO_ACTION = "seen", "asks_force", "no_action"
ANSWERS = (
    Code(code=SEEN, name="I have seen it", meaning="It stays in view while the step is late."),
    Code(code=ASKS_FORCE, name="Ask the force why",
         meaning="The force owes written reasons and a plan, within days."),
    Code(code=NO_ACTION, name="No action", meaning="Say why not."),
)  # fmt: skip
# Why a body does nothing: codes, since no words of a case leave it.
NO_ACTION_REASONS = (
    Code(code="explained", name="The force's reasons and plan are enough"),
    Code(code="with_us", name="This body works on it already"),
    Code(code="other_body", name="Another body deals with it"),
    Code(code="done", name="It has been done since"),
)

# What is owed beside the clocks of the law, and is late like them once its day has passed.
INTERIM, OUTCOME, CRIME_ROW, GRIEVANCE = "interim", "misconduct", "crime_row", "grievance_row"
GATE, CASE_FILE = "gate", "case_file"
# Words of a case that stood somewhere before anybody was given them, and so many days to look.
REAPPEARED, REAPPEARED_DAYS = "reappeared", 7
BOTH_SIDES = "both_sides"
OWED = (
    Code(code=INTERIM, name="Decide suspension, restricted duties and firearms authority"),
    Code(code=OUTCOME, name="Take up the misconduct question after the criminal outcome"),
    Code(code=CRIME_ROW, name="Say who a row of the crime side is about"),
    Code(code=GRIEVANCE, name="Decide whether a grievance is about conduct"),
    Code(code=GATE, name="Decide whether a change in somebody's work may be made"),
    Code(code=CASE_FILE, name="Look at a file of the other case system that was put aside"),
    Code(code=BOTH_SIDES, name="End the part of somebody who may not stand there any more"),
    Code(code=REAPPEARED, name="Say what became of words that reappeared elsewhere"),
)

# What a task asks for. Only Candour itself sets the first five.
DORMANT, REVIEW, REPLY, REASONS = "dormant", "review", "reply", "reasons"
MODE = "mode"
# Working days from the conversion of a matter until its mode is to be decided anew.
MODE_WITHIN = 1
TASKS = (
    Code(code=DORMANT, name="Say who owns this waiting case, and when it is looked at again"),
    Code(code=REVIEW, name="Look again at what this case waits for"),
    Code(code=REPLY, name="Reply to the body that asks why it is late"),
    Code(code=REASONS, name="Give written reasons and a plan"),
    Code(code=MODE, name="Have it decided anew how this is investigated: it became another matter"),
    Code(code="interview", name="Talk to somebody"),
    Code(code="evidence", name="Get evidence or a record"),
    Code(code="write", name="Write to somebody"),
    Code(code="check", name="Check something"),
    Code(code="other", name="Something else"),
)
BY_HAND = tuple(row for row in TASKS if row.code not in {DORMANT, REVIEW, REPLY, REASONS, MODE})
TASK_ENDS = (
    Code(code="done", name="It is done"),
    Code(code="not_needed", name="It is not needed any more"),
)


def weight_of(risk: Risk) -> Weight:
    """Return the row of a risk."""
    return next(row for row in WEIGHTS if row.risk is risk)
