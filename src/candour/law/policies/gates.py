"""Changes in somebody's work that are asked about before HR makes them, and what a decision says.

No law asks for these gates: the rows are this deployment's policy. Neither silence nor a word like
"discontinued" decides; a named person does, in ten working days, by reasons that are codes here, so
that the local policing body reads them without a name and without a sealed word.
"""

import datetime
from dataclasses import dataclass

from candour.law.categories import CATEGORIES
from candour.law.instruments import SERVICE_POLICY, SINCE_2020
from candour.law.policies.checks import INFORMAL_BARS
from candour.law.policies.escalation import Code
from candour.law.provisions import Basis, InForce, Provision, Verification

_POLICY = Provision(instrument=SERVICE_POLICY, reference="gates", url="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One kind of change. told_by: words of a role or course that tell it in a roster."""

    code: str
    name: str
    told_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """Holds the day a change was asked about and the last day of its decision."""

    from_on: datetime.date
    due_on: datetime.date


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockRow:
    """Says how long a decision may take, in working days after the day of asking."""

    name: str
    working_days: int
    example: Example
    provision: Provision = _POLICY
    basis: Basis = Basis.POLICY
    verification: Verification = Verification.SEEN
    in_force: InForce = SINCE_2020


CLOCK = ClockRow(
    name="Decide whether a change may be made",
    working_days=10,
    example=Example(from_on=datetime.date(2026, 3, 2), due_on=datetime.date(2026, 3, 16)),
)

PROMOTION, ACTING, COURSE, TRANSFER = "promotion", "acting", "course", "transfer"
CHANGES = (
    Change(code=PROMOTION, name="Promotion"),
    Change(code=ACTING, name="Acting role", told_by=("acting", "temporary", "a/", "t/")),
    Change(code=COURSE, name="Course"),
    Change(
        code="posting_firearms", name="Posting: firearms",
        told_by=("firearm", "armed", "afo", "arv"),
    ),
    Change(
        code="posting_abuse", name="Posting: domestic abuse or sexual violence",
        told_by=("domestic", "sexual", "rape", "public protection", "safeguarding"),
    ),
    Change(code="posting_custody", name="Posting: custody", told_by=("custody", "detention")),
    Change(
        code="posting_training", name="Posting: training",
        told_by=("training", "tutor", "trainer", "instructor", "academy"),
    ),
    Change(
        code="posting_standards", name="Posting: professional standards",
        told_by=("standards", "anti-corruption", "counter corruption", "vetting"),
    ),
    Change(code=TRANSFER, name="Transfer"),
    Change(code="vetting", name="Renewal of vetting"),
    Change(code="firearms_authority", name="Firearms authority"),
)  # fmt: skip

# Why a change waits. What ended without anything decided about the person doesn't clear it.
OPEN, LISTED, MANAGER, DRAWN = "open_matter", "listed_unproven", "handling_failure", "drawn"
CAUSES = (
    Code(code=OPEN, name="A matter is open"),
    Code(code=LISTED, name="A listed matter ended without a finding, or was discontinued"),
    Code(code=MANAGER, name="As a manager they failed to act or to pass something on"),
    Code(code=DRAWN, name="Drawn at random: nothing needs to be known"),
)

LISTED_CATEGORIES = tuple(
    sorted(
        {
            row.code
            for row in CATEGORIES
            for bar in INFORMAL_BARS
            if row.code in bar.categories or set(row.groups) & set(bar.groups)
        }
    )
)
# Results by which nobody decided the allegation on its merits in the person's favour.
UNPROVEN = (
    "discontinued", "no_case_to_answer", "no_further_action", "no_statement", "not_known",
    "not_proven", "proceedings_ended", "unable_to_determine", "withdrawn",
)  # fmt: skip
RECENT_MONTHS = 60
# One in so many changes of people about whom nothing is known waits as well: so a wait by itself
# tells HR nothing for certain about anybody.
DRAWN_ONE_IN = 20
# So many questions a day one HR system may ask: a register can't be read out through the gate.
MOST_A_DAY = 500
# A change made so many days before or after the planned one is the change that was asked about.
NEAR_DAYS = 60

GO_AHEAD, CONDITIONS, NOT_NOW = "go_ahead", "conditions", "not_now"
ANSWERS = (
    Code(code=GO_AHEAD, name="The change may be made"),
    Code(code=CONDITIONS, name="The change may be made on conditions"),
    Code(code=NOT_NOW, name="The change is not made now"),
)
REASONS = (
    Code(code="no_bearing", name="The matter has no bearing on this work"),
    Code(code="looked_again", name="It was looked at again and found sound"),
    Code(code="safeguards", name="Safeguards stand in the new work"),
    Code(code="moves_away", name="The change moves them away from whoever is at risk"),
    Code(code="risk_to_people", name="Risk to people in the new work"),
    Code(code="risk_to_matter", name="Risk to the evidence or to whoever reported"),
    Code(code="trust", name="The work needs a trust that is in question"),
    Code(code="pattern", name="Taken together the matters show a pattern"),
    Code(code="nothing_known", name="Drawn at random, and nothing is known"),
)
TERMS = (
    Code(code="supervised", name="Close supervision"),
    Code(code="not_alone", name="Not alone with the public or with new colleagues"),
    Code(code="no_systems", name="No access to named systems"),
    Code(code="no_weapon", name="No weapon"),
    Code(code="looked_at_again", name="Looked at again after three months"),
)
