"""What may be done to those who report: how long it is watched, what counts, what needs a decision.

No law sets these numbers. They are this deployment's policy; the stretches of days before and after
are those of the test that overseers see each month.
"""

from dataclasses import dataclass
from enum import StrEnum

from candour.law.instruments import SERVICE_POLICY
from candour.law.provisions import Basis, Provision, Verification

# A report about somebody who reported is held beside the first one when it comes so soon after it.
COUNTER_DAYS = 180
# What HR does is held against the past for so long after the report.
WATCHED_DAYS = 365
# One's own past: so many days, without those just before the report.
BASELINE_DAYS = 540
LEFT_OUT_DAYS = 14
# A change that more of one's peers had in the same time speaks of the time, not of the report.
MOST_PEERS = 0.2
# With fewer peers of one's own unit, all of the force stand for them.
FEWEST_PEERS = 10
# Overtime is less from this part of one's own past mean downwards.
LESS_OVERTIME = 0.5
PROVISION = Provision(instrument=SERVICE_POLICY, reference="retaliation", url="")
BASIS = Basis.POLICY
VERIFICATION = Verification.SEEN


class HrKind(StrEnum):
    """Names what HR's feed tells of."""

    MOVED = "moved"
    SHIFT_CHANGED = "shift_changed"
    APPRAISAL = "appraisal"
    OVERTIME = "overtime"
    LEAVE_REFUSED = "leave_refused"
    DISCIPLINE = "discipline"


class Tells(StrEnum):
    """Names what makes an event unfavourable."""

    ALWAYS = "always"
    UNLESS_ASKED_FOR = "unless_asked_for"
    LOWER_THAN_LAST = "lower_than_last"
    LESS_THAN_USUAL = "less_than_usual"


@dataclass(frozen=True, slots=True, kw_only=True)
class HrRow:
    """One kind of event: its words, what makes it unfavourable, whether it waits for a decision."""

    kind: HrKind
    name: str
    tells: Tells
    has_value: bool = False
    needs_decision: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """A code and its words."""

    code: str
    name: str


KINDS = (
    HrRow(
        kind=HrKind.MOVED,
        name="Moved to another posting",
        tells=Tells.UNLESS_ASKED_FOR,
        needs_decision=True,
    ),
    HrRow(kind=HrKind.SHIFT_CHANGED, name="Another shift pattern", tells=Tells.UNLESS_ASKED_FOR),
    HrRow(kind=HrKind.APPRAISAL, name="Appraisal", tells=Tells.LOWER_THAN_LAST, has_value=True),
    HrRow(
        kind=HrKind.OVERTIME,
        name="Overtime in a month",
        tells=Tells.LESS_THAN_USUAL,
        has_value=True,
    ),
    HrRow(kind=HrKind.LEAVE_REFUSED, name="Leave refused", tells=Tells.ALWAYS),
    HrRow(
        kind=HrKind.DISCIPLINE,
        name="Discipline",
        tells=Tells.ALWAYS,
        needs_decision=True,
    ),
)
# Who a report against somebody who reported comes from. Not known is taken as if from one of them.
SOURCES = (
    Code(code="subject", name="The person whom the first case is about"),
    Code(code="associate", name="Somebody close to that person"),
    Code(code="unit", name="Somebody of that person's unit or line"),
    Code(code="unknown", name="It is not known"),
    Code(code="other", name="Somebody else, and it is known who"),
)
# Where evidence against somebody who reported was found.
SYSTEMS = (
    Code(code="crime", name="Crime and intelligence systems"),
    Code(code="custody", name="Custody records"),
    Code(code="body_worn", name="Body-worn or other video"),
    Code(code="messages", name="Messages, mail or a telephone"),
    Code(code="hr", name="HR records"),
    Code(code="person", name="What somebody said or handed over"),
    Code(code="other", name="Another place: say which"),
)
# What is done to somebody who reported, and waits for a decision by name.
ACTIONS = (
    Code(code=HrKind.MOVED.value, name="Move them"),
    Code(code=HrKind.DISCIPLINE.value, name="Discipline them"),
)
