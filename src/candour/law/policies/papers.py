"""Why something is not disclosed, and how papers may be served: codes, each with its provision."""

from dataclasses import dataclass

from candour.law.instruments import (
    COMPLAINTS_AND_MISCONDUCT_REGULATIONS_2020,
    CONDUCT_REGULATIONS_2020,
    SERVICE_POLICY,
)
from candour.law.provisions import Basis, Provision, Verification

_POLICY = Provision(instrument=SERVICE_POLICY, reference="papers", url="")
_HARM = Provision(
    instrument=CONDUCT_REGULATIONS_2020,
    reference="reg 6; Complaints and Misconduct Regs 2020 reg 17",
    url="https://www.legislation.gov.uk/uksi/2020/4/regulation/6",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One reason for keeping an item back; a schedule names one for each item that is withheld."""

    code: str
    name: str
    meaning: str
    provision: Provision
    basis: Basis
    verification: Verification


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """One way in which a paper reaches somebody; by hand, the one who did it records it."""

    code: str
    name: str
    meaning: str
    is_by_hand: bool


WITHHELD = (
    Reason(
        code="prejudice",
        name="It would prejudice an investigation or proceedings",
        meaning="Say which, and until when.",
        provision=_HARM,
        basis=Basis.STATUTORY,
        verification=Verification.PARTIAL,
    ),
    Reason(
        code="safety",
        name="It would put somebody at risk",
        meaning="The person who reported, a witness, or somebody close to them.",
        provision=_HARM,
        basis=Basis.STATUTORY,
        verification=Verification.PARTIAL,
    ),
    Reason(
        code="identity",
        name="It would tell who reported or who is a witness",
        meaning="Where a redacted copy would do, give that instead.",
        provision=_HARM,
        basis=Basis.STATUTORY,
        verification=Verification.PARTIAL,
    ),
    Reason(
        code="third_party",
        name="It is about somebody else's private life",
        meaning="Somebody who has no part in the matter.",
        provision=_POLICY,
        basis=Basis.POLICY,
        verification=Verification.SEEN,
    ),
    Reason(
        code="privilege",
        name="It is legally privileged",
        meaning="Advice from a lawyer, or made for proceedings.",
        provision=_POLICY,
        basis=Basis.POLICY,
        verification=Verification.MEMORY,
    ),
    Reason(
        code="national_security",
        name="National security or the prevention of crime",
        meaning="Name who decided it.",
        provision=Provision(
            instrument=COMPLAINTS_AND_MISCONDUCT_REGULATIONS_2020,
            reference="reg 36",
            url="https://www.legislation.gov.uk/uksi/2020/2/regulation/36",
        ),
        basis=Basis.STATUTORY,
        verification=Verification.MEMORY,
    ),
    Reason(
        code="later",
        name="It belongs to a later stage",
        meaning="It is given then. Say when.",
        provision=_POLICY,
        basis=Basis.POLICY,
        verification=Verification.SEEN,
    ),
    Reason(
        code="not_relevant",
        name="It bears on nothing that is decided",
        meaning="It neither supports nor undermines any side. Say why you are sure.",
        provision=_POLICY,
        basis=Basis.POLICY,
        verification=Verification.SEEN,
    ),
)

ROUTES = (
    Route(
        code="mailbox",
        name="The reporter's mailbox",
        meaning="It waits there for the eight words. Nobody's name or address is needed.",
        is_by_hand=False,
    ),
    Route(
        code="seat",
        name="Their page here",
        meaning="A marked copy on the page of a subject, with one for whoever stands by them.",
        is_by_hand=False,
    ),
    Route(
        code="post",
        name="Post",
        meaning="You print and send it. Say how: first class, signed for, by courier.",
        is_by_hand=True,
    ),
    Route(
        code="email",
        name="E-mail",
        meaning="The e-mail says only that a paper waits. The paper goes in a file that is locked.",
        is_by_hand=True,
    ),
    Route(
        code="in_person",
        name="By hand",
        meaning="Somebody gave it to them. Say who and where.",
        is_by_hand=True,
    ),
)
# What an e-mail may say: it can be read on a shared screen, and on a lock screen.
EMAIL = "You have a message. You know where to read it. Please do not answer this e-mail."
