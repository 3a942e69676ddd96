"""Which days are no working days where the law counts them, and days added or taken by order."""

import datetime
from dataclasses import dataclass

from candour.law.instruments import BANKING_AND_FINANCIAL_DEALINGS_ACT_1971
from candour.law.provisions import Provision, Verification


@dataclass(frozen=True, slots=True, kw_only=True)
class Division:
    """Names a part of the country with its own bank holidays.

    country and subdivision are the codes under which the holidays package keeps them; rest_days
    are weekdays counted from Monday = 0.
    """

    code: str
    name: str
    country: str
    subdivision: str
    rest_days: tuple[int, ...]
    provision: Provision
    verification: Verification


@dataclass(frozen=True, slots=True, kw_only=True)
class DayOverride:
    """Adds a bank holiday, or takes one away, before the holidays package knows of it."""

    on: datetime.date
    division: str
    is_bank_holiday: bool
    name: str
    provision: Provision


ENGLAND_AND_WALES = Division(
    code="england_and_wales",
    name="England and Wales",
    country="GB",
    # Wales keeps the same days; a test compares the two.
    subdivision="ENG",
    rest_days=(5, 6),
    provision=Provision(
        instrument=BANKING_AND_FINANCIAL_DEALINGS_ACT_1971,
        reference="s1 and Sch 1",
        url="https://www.legislation.gov.uk/ukpga/1971/80",
    ),
    verification=Verification.MEMORY,
)

DIVISIONS = (ENGLAND_AND_WALES,)

# Empty while the package knows every proclaimed day; a newly proclaimed one is a new row here.
OVERRIDES: tuple[DayOverride, ...] = ()
