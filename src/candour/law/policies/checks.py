"""Checks that change outcomes, as rows: second persons, never informal, police domestic abuse.

No law sets these in this form: they are this deployment's policy, above what the law asks.
"""

import datetime
from dataclasses import dataclass

from candour.law.categories import FactGroup
from candour.law.events import EventKind
from candour.law.independence import DOMESTIC_SETTING
from candour.law.instruments import SERVICE_POLICY, SINCE_2020
from candour.law.provisions import Basis, InForce, Provision, Verification

# How long what a person harmed by police needs is followed, and how soon it is looked at again.
FOLLOWED_MONTHS = 12
FOLLOWED_EVERY_DAYS = 28


def _provision(reference: str) -> Provision:
    return Provision(instrument=SERVICE_POLICY, reference=reference, url="")


_INFORMAL = _provision("what is never settled informally")
_SECOND = _provision("second persons")
_APART = _provision("keeping people apart")
_ABUSE = _provision("police-perpetrated domestic abuse")


@dataclass(frozen=True, slots=True, kw_only=True)
class InformalBar:
    """Says what may not be settled informally.

    groups: facts that the category of an allegation states. categories: codes that stand for it
    where no group does. told: what whoever reported said it was about. criteria: questions of the
    referral that were answered yes. events: what happened in the case. opens_with_consent: whether
    free consent, recorded by somebody outside the force, lets it be settled so after all.
    """

    code: str
    name: str
    groups: tuple[FactGroup, ...] = ()
    categories: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    criteria: tuple[str, ...] = ()
    events: tuple[EventKind, ...] = ()
    opens_with_consent: bool = True
    provision: Provision = _INFORMAL
    basis: Basis = Basis.POLICY
    verification: Verification = Verification.SEEN
    in_force: InForce = SINCE_2020


INFORMAL_BARS = (
    InformalBar(
        code="sexual", name="Sexual conduct", groups=(FactGroup.SEXUAL,),
        told=("sexual_misconduct",),
    ),
    InformalBar(
        code="domestic", name="Domestic abuse", groups=(FactGroup.DOMESTIC,),
        told=("domestic_abuse",),
    ),
    InformalBar(
        code="discrimination", name="Discriminatory behaviour", groups=(FactGroup.DISCRIMINATION,),
        told=("discrimination",),
    ),
    # Use of force, and overbearing or harassing behaviour: no group of facts names violence.
    InformalBar(code="violence", name="Violence", categories=("B4", "H5"), told=("violence",)),
    InformalBar(code="retaliation", name="Retaliation", told=("retaliation",)),
    # Whatever anybody consents to: force that was not lawful, sexual assault, corruption and
    # obstruction are crimes as they are alleged, and so is abuse in a domestic setting.
    InformalBar(
        code="crime", name="An alleged crime", categories=("B4", "G1", "G4", "G5", "J1"),
        groups=(FactGroup.DOMESTIC,), told=("domestic_abuse", DOMESTIC_SETTING, "violence"),
        criteria=("mr2", "mr3", "mr4", "mr6"),
        events=(
            EventKind.PUT_TO_PROSECUTOR, EventKind.CHARGED,
            EventKind.STOPPED_FOR_CRIMINAL_PROCEEDINGS, EventKind.CRIMINAL_OUTCOME_KNOWN,
        ),
        opens_with_consent=False,
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Seconded:
    """Describes a decision that counts only once a second person has agreed to it.

    step: the step it allows. is_about_person: it is proposed of one person. is_outside: the second
    person is of another force or body. is_of_link: it is asked of every link of a person to a
    description before the step, or a level that the history raises, follows from it. asks: what the
    second person says by agreeing, where it is not that they would decide the same.
    """

    code: str
    name: str
    step: str
    is_about_person: bool = True
    is_outside: bool = False
    is_of_link: bool = False
    asks: str = ""
    provision: Provision = _SECOND
    basis: Basis = Basis.POLICY
    verification: Verification = Verification.SEEN
    in_force: InForce = SINCE_2020


SECONDED = (
    Seconded(
        code="withdraw_proceedings", name="Withdraw the proceedings against somebody",
        step="withdraw_proceedings",
    ),
    Seconded(
        code="find_no_proceedings", name="Find that there are no proceedings against somebody"
        " who has left", step="find_no_proceedings",
    ),
    Seconded(
        code="no_case_staff_officer", name="Decide on sexual conduct of an officer that police"
        " staff reported", step="decide_case_to_answer", is_about_person=False, is_outside=True,
    ),
    Seconded(
        code="act_on_link", name="Let consequences follow from a link: this is the person"
        " described", step="suspend_from_duty", is_of_link=True,
    ),
    Seconded(
        code="informal_consent", name="Settle it informally, since whoever reported consents"
        " freely", step="refer_to_reflective_practice", is_about_person=False, is_outside=True,
        asks="You are outside the force. Agree only if whoever reported told you so, with nobody"
        " of the force there, after you said what else is open to them and that they may say no.",
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Separated:
    """Says who moves where nobody has decided in time how two people are kept apart."""

    moves: str
    summary: str
    example: tuple[datetime.date, datetime.date]
    provision: Provision = _APART
    basis: Basis = Basis.POLICY
    verification: Verification = Verification.SEEN
    in_force: InForce = SINCE_2020


SEPARATED = Separated(
    moves="subject",
    summary="The person complained of moves, never the person who reported, until a named person"
    " decides otherwise, with a reason.",
    example=(datetime.date(2026, 4, 2), datetime.date(2026, 4, 7)),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class AbuseItem:
    """One line of the checklist for domestic abuse by somebody who serves with the police."""

    code: str
    name: str
    asks: str
    provision: Provision = _ABUSE
    basis: Basis = Basis.POLICY
    verification: Verification = Verification.SEEN
    in_force: InForce = SINCE_2020


FIREARMS = "firearms"
WEAPONS = "weapons_or_threats"
ABUSE_ITEMS = (
    AbuseItem(code="risk", name="Risk assessment",
              asks="Was the risk to her assessed, and by whom?"),
    AbuseItem(code=WEAPONS, name="Weapons and threats",
              asks="Does anybody speak of a weapon, or of a threat to kill or to harm?"),
    AbuseItem(code=FIREARMS, name="Firearms authority",
              asks="Is every firearms authority of the person complained of taken away?"),
    AbuseItem(code="systems", name="Access to systems",
              asks="Is the person complained of kept from systems that tell of her?"),
    AbuseItem(code="children", name="Children", asks="Was it looked at how the children are safe?"),
    AbuseItem(code="home", name="Home",
              asks="Was it looked at where she and they can live safely?"),
    AbuseItem(code="orders", name="Civil orders",
              asks="Was it looked at which protective orders there are or could be?"),
    AbuseItem(code="investigator", name="Separate investigator",
              asks="Does somebody investigate who never worked with the person complained of?"),
    AbuseItem(code="support", name="Support service",
              asks="Was she offered a support service that is not of the police?"),
    AbuseItem(code="referral", name="IOPC", asks="Was it decided whether it goes to the IOPC?"),
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """Something that is followed for a year where the person harmed is of the police."""

    code: str
    name: str
    provision: Provision = _ABUSE
    basis: Basis = Basis.POLICY
    verification: Verification = Verification.SEEN
    in_force: InForce = SINCE_2020


TOPICS = (
    Topic(code="housing", name="Housing"),
    Topic(code="children", name="Children"),
    Topic(code="work", name="Work"),
    Topic(code="support", name="Support"),
)
