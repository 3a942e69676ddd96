"""What the Data Protection Act 2018 asks of those who handle a matter: telling, withholding, logs.

Part 3 of the Act, which binds bodies that investigate for law enforcement. Sections 44 and 45 stand
here from memory; of section 62 a copy as of 10 March 2026 was read. A lawyer confirms them.
"""

import datetime
from dataclasses import dataclass

from candour.law.instruments import DATA_PROTECTION_ACT_2018
from candour.law.provisions import Basis, InForce, Provision, Verification

_ACT = "https://www.legislation.gov.uk/ukpga/2018/12/section"
SINCE_2018 = InForce(from_on=datetime.date(2018, 5, 25))

_TELL = Provision(instrument=DATA_PROTECTION_ACT_2018, reference="s 44(1)", url=f"{_ACT}/44")
_TELL_MORE = Provision(instrument=DATA_PROTECTION_ACT_2018, reference="s 44(2)", url=f"{_ACT}/44")
_ACCESS = Provision(instrument=DATA_PROTECTION_ACT_2018, reference="s 45(1)", url=f"{_ACT}/45")
_REFUSED = Provision(instrument=DATA_PROTECTION_ACT_2018, reference="s 45(5)", url=f"{_ACT}/45")
_LOGS = Provision(instrument=DATA_PROTECTION_ACT_2018, reference="s 62(1)", url=f"{_ACT}/62")


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One thing that somebody is told, or may ask for, about data on them."""

    code: str
    name: str
    provision: Provision
    basis: Basis = Basis.STATUTORY
    verification: Verification = Verification.MEMORY
    in_force: InForce = SINCE_2018


@dataclass(frozen=True, slots=True, kw_only=True)
class Restriction:
    """One ground on which telling may be restricted, where that is necessary and proportionate."""

    code: str
    name: str
    # The same ground in each section: of telling, and of access.
    telling: Provision
    access: Provision
    basis: Basis = Basis.STATUTORY
    verification: Verification = Verification.MEMORY
    in_force: InForce = SINCE_2018


@dataclass(frozen=True, slots=True, kw_only=True)
class Logged:
    """One processing operation of which a log is kept, and what the log must make known."""

    code: str
    name: str
    says: tuple[str, ...]
    provision: Provision
    basis: Basis = Basis.STATUTORY
    verification: Verification = Verification.PARTIAL
    in_force: InForce = SINCE_2018


TOLD = (
    Told(code="controller", name="Who holds the data, and how to reach them", provision=_TELL),
    Told(code="officer", name="How to reach their data protection officer", provision=_TELL),
    Told(code="purposes", name="What the data is used for", provision=_TELL),
    Told(
        code="rights",
        name="That you may ask to see it, have it put right, erased, or its use restricted",
        provision=_TELL,
    ),
    Told(
        code="complaint",
        name="That you may complain to the Information Commissioner",
        provision=_TELL,
    ),
    Told(
        code="basis",
        name="The legal basis, how long it is kept, and kinds of recipients",
        provision=_TELL_MORE,
    ),
    Told(code="access", name="Whether data on you is held, and a copy of it", provision=_ACCESS),
    Told(
        code="refusal",
        name="That something is kept back and why, unless saying so would do the harm itself",
        provision=_REFUSED,
    ),
)

OBSTRUCTION = Restriction(
    code="obstruction",
    name="An inquiry, investigation or procedure would be obstructed",
    telling=Provision(
        instrument=DATA_PROTECTION_ACT_2018, reference="s 44(4)(a)", url=f"{_ACT}/44"
    ),
    access=Provision(instrument=DATA_PROTECTION_ACT_2018, reference="s 45(4)(a)", url=f"{_ACT}/45"),
)
PREJUDICE = Restriction(
    code="prejudice",
    name="Preventing, detecting, investigating or prosecuting offences would be prejudiced",
    telling=Provision(
        instrument=DATA_PROTECTION_ACT_2018, reference="s 44(4)(b)", url=f"{_ACT}/44"
    ),
    access=Provision(instrument=DATA_PROTECTION_ACT_2018, reference="s 45(4)(b)", url=f"{_ACT}/45"),
)
PUBLIC_SECURITY = Restriction(
    code="public_security",
    name="Public security must be protected",
    telling=Provision(
        instrument=DATA_PROTECTION_ACT_2018, reference="s 44(4)(c)", url=f"{_ACT}/44"
    ),
    access=Provision(instrument=DATA_PROTECTION_ACT_2018, reference="s 45(4)(c)", url=f"{_ACT}/45"),
)
NATIONAL_SECURITY = Restriction(
    code="national_security",
    name="National security must be protected",
    telling=Provision(
        instrument=DATA_PROTECTION_ACT_2018, reference="s 44(4)(d)", url=f"{_ACT}/44"
    ),
    access=Provision(instrument=DATA_PROTECTION_ACT_2018, reference="s 45(4)(d)", url=f"{_ACT}/45"),
)
OTHERS_RIGHTS = Restriction(
    code="others_rights",
    name="The rights and freedoms of others must be protected",
    telling=Provision(
        instrument=DATA_PROTECTION_ACT_2018, reference="s 44(4)(e)", url=f"{_ACT}/44"
    ),
    access=Provision(instrument=DATA_PROTECTION_ACT_2018, reference="s 45(4)(e)", url=f"{_ACT}/45"),
)
RESTRICTIONS = (OBSTRUCTION, PREJUDICE, PUBLIC_SECURITY, NATIONAL_SECURITY, OTHERS_RIGHTS)

JUSTIFICATION, MOMENT, IDENTITY, RECIPIENTS = (
    "justification", "date_and_time", "identity", "recipients",
)  # fmt: skip
_CONSULTED = Provision(instrument=DATA_PROTECTION_ACT_2018, reference="s 62(2)", url=f"{_ACT}/62")
_DISCLOSED = Provision(instrument=DATA_PROTECTION_ACT_2018, reference="s 62(3)", url=f"{_ACT}/62")
LOGGED = (
    Logged(code="collection", name="Collection", says=(), provision=_LOGS),
    Logged(code="alteration", name="Alteration", says=(), provision=_LOGS),
    Logged(
        code="consultation",
        name="Consultation",
        says=(JUSTIFICATION, MOMENT, IDENTITY),
        provision=_CONSULTED,
    ),
    Logged(
        code="disclosure",
        name="Disclosure",
        says=(JUSTIFICATION, MOMENT, IDENTITY, RECIPIENTS),
        provision=_DISCLOSED,
    ),
    Logged(code="combination", name="Combination", says=(), provision=_LOGS),
    Logged(code="erasure", name="Erasure", says=(), provision=_LOGS),
)
