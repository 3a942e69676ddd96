"""When a force must not investigate by itself: the law's floor, and the policy above it."""

from dataclasses import dataclass

from candour.law.categories import FactGroup
from candour.law.instruments import (
    COMPLAINTS_AND_MISCONDUCT_REGULATIONS_2020,
    SERVICE_POLICY,
    SINCE_2020,
)
from candour.law.provisions import Basis, InForce, Provision, Verification

# Fewer clean people than this, and the force can't investigate without those who are too close.
FEWEST_CLEAN = 2
# Said at recording or assessment: a partner or relative, now or before, or a shared home.
DOMESTIC_SETTING = "domestic_setting"
# "Senior officer": above the rank of chief superintendent.
SENIOR_RANKS = (
    "commander",
    "deputy assistant commissioner",
    "assistant commissioner",
    "deputy commissioner",
    "commissioner",
    "assistant chief constable",
    "deputy chief constable",
    "chief constable",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class OutsideRule:
    """Describes one reason for which another force investigates.

    groups: facts about a category of an allegation that state it by themselves. told: what whoever
    reported said it was about, where that states it.
    """

    code: str
    name: str
    summary: str
    provision: Provision
    basis: Basis
    verification: Verification
    in_force: InForce
    groups: tuple[FactGroup, ...] = ()
    told: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """Describes one way in which whoever reported and the person described can know each other.

    told: what it states of the case, in the codes of the rules above; empty where nothing.
    """

    code: str
    name: str
    told: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """Describes one reason for which a force that is asked may decline."""

    code: str
    name: str


DOMESTIC = OutsideRule(
    code="domestic",
    name="Domestic abuse by somebody who serves with the police",
    summary="Another force investigates: colleagues must not weigh one of their own against the"
    " person they live with.",
    provision=Provision(
        instrument=SERVICE_POLICY, reference="police-perpetrated domestic abuse", url=""
    ),
    basis=Basis.POLICY,
    verification=Verification.SEEN,
    in_force=SINCE_2020,
    groups=(FactGroup.DOMESTIC,),
    told=("domestic_abuse", DOMESTIC_SETTING),
)
SEXUAL = OutsideRule(
    code="sexual",
    name="Sexual conduct",
    summary="Another force investigates sexual conduct, and abuse of position for a sexual"
    " purpose.",
    provision=Provision(instrument=SERVICE_POLICY, reference="sexual conduct", url=""),
    basis=Basis.POLICY,
    verification=Verification.SEEN,
    in_force=SINCE_2020,
    groups=(FactGroup.SEXUAL,),
    told=("sexual_misconduct",),
)
SENIOR = OutsideRule(
    code="senior",
    name="A senior officer",
    summary="Nobody of the same force investigates an officer above the rank of chief"
    " superintendent.",
    provision=Provision(
        instrument=COMPLAINTS_AND_MISCONDUCT_REGULATIONS_2020,
        reference="reg 15(3)",
        url="https://www.legislation.gov.uk/uksi/2020/2/regulation/15",
    ),
    basis=Basis.STATUTORY,
    verification=Verification.SEEN,
    in_force=SINCE_2020,
)
TOO_FEW = OutsideRule(
    code="too_few",
    name="Too few who are not close",
    summary="Fewer than two investigators, or fewer than two readers, of the force are clean for"
    " everybody the case may be about.",
    provision=Provision(instrument=SERVICE_POLICY, reference="too few clean people", url=""),
    basis=Basis.POLICY,
    verification=Verification.SEEN,
    in_force=SINCE_2020,
)
OUTSIDE_RULES = (DOMESTIC, SEXUAL, SENIOR, TOO_FEW)
TIES = (
    Tie(
        code="partner_or_family",
        name="They are or were partners, or they are family",
        told=DOMESTIC_SETTING,
    ),
    Tie(code="lived_together", name="They live or lived together", told=DOMESTIC_SETTING),
    Tie(code="work_together", name="They work together, or did"),
)
REFUSALS = (
    Refusal(code="nobody_free", name="We have nobody who is free"),
    Refusal(code="own_conflict", name="We have a conflict of our own"),
    Refusal(code="other_body", name="Another kind of body should take it"),
)
