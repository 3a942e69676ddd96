"""When a subject and others are given what, which findings a report states, and safety first."""

from dataclasses import dataclass

from candour.law.instruments import (
    COMPLAINTS_AND_MISCONDUCT_REGULATIONS_2020,
    CONDUCT_REGULATIONS_2020,
    SERVICE_POLICY,
    SINCE_2020,
)
from candour.law.provisions import Basis, InForce, Provision, Verification

_POLICY = Provision(instrument=SERVICE_POLICY, reference="disclosure", url="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """Describes one stage at which something is given: its place in the order and its law."""

    code: str
    number: int
    name: str
    summary: str
    provision: Provision
    basis: Basis
    verification: Verification
    in_force: InForce = SINCE_2020


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Names one answer by its code, with what it means."""

    code: str
    name: str
    meaning: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparing:
    """Says how long words that came in wait to be held against earlier cases, and how many."""

    waits_days: int
    earlier_days: int
    at_once: int
    provision: Provision
    basis: Basis
    verification: Verification
    in_force: InForce = SINCE_2020


COMPARING = Comparing(
    waits_days=90,
    earlier_days=730,
    at_once=20,
    provision=_POLICY,
    basis=Basis.POLICY,
    verification=Verification.SEEN,
)

STAGES = (
    Stage(
        code="notice",
        number=1,
        name="Notice of investigation",
        summary="The written notice that says what is alleged, as far as it may be told yet.",
        provision=Provision(
            instrument=COMPLAINTS_AND_MISCONDUCT_REGULATIONS_2020,
            reference="reg 17; Conduct Regs 2020 reg 17",
            url="https://www.legislation.gov.uk/uksi/2020/2/regulation/17",
        ),
        basis=Basis.STATUTORY,
        verification=Verification.PARTIAL,
    ),
    Stage(
        code="before_interview",
        number=2,
        name="Before an interview",
        summary="What the subject is given to prepare for an interview.",
        provision=Provision(
            instrument=CONDUCT_REGULATIONS_2020,
            reference="reg 20",
            url="https://www.legislation.gov.uk/uksi/2020/4/regulation/20",
        ),
        basis=Basis.STATUTORY,
        verification=Verification.MEMORY,
    ),
    Stage(
        code="proceedings",
        number=3,
        name="Notice of referral to proceedings",
        summary="The report and the documents on which a meeting or hearing will decide.",
        provision=Provision(
            instrument=CONDUCT_REGULATIONS_2020,
            reference="reg 30",
            url="https://www.legislation.gov.uk/uksi/2020/4/regulation/30",
        ),
        basis=Basis.STATUTORY,
        verification=Verification.PARTIAL,
    ),
    Stage(
        code="other",
        number=4,
        name="Given for another purpose",
        summary="To another body, or to the reporter's side, as the letter that goes with it says.",
        provision=_POLICY,
        basis=Basis.POLICY,
        verification=Verification.SEEN,
    ),
)

# What an investigation report may find. A finding is structured, so that none goes unnoticed.
FINDINGS = (
    Choice(code="allegation", name="An allegation"),
    Choice(code="discrimination", name="Discrimination"),
    Choice(code="harassment", name="Harassment or bullying"),
    Choice(code="victimisation", name="Victimisation of somebody who reported"),
    Choice(code="dishonesty", name="Dishonesty or lack of integrity"),
    Choice(code="abuse_of_position", name="Abuse of position for a sexual purpose"),
    Choice(code="failure_to_act", name="Failure of those in charge to act"),
    Choice(code="learning", name="A failing of the organisation"),
)
FOUND = (
    Choice(code="made_out", name="Made out"),
    Choice(code="not_made_out", name="Not made out"),
    Choice(code="cannot_say", name="The evidence does not say"),
)

# How the reporter's safety was seen to before a subject is given anything.
SAFETY = (
    Choice(
        code="told",
        name="The reporter is told first",
        meaning="Your letter goes to the mailbox now. It says what the subject gets and when.",
    ),
    Choice(
        code="unreachable",
        name="The reporter can't be reached",
        meaning="There is no mailbox. Say what was done to keep them safe.",
    ),
    Choice(
        code="harm_test",
        name="Telling the reporter would do harm",
        meaning="A second person must agree before anything is given.",
    ),
)
