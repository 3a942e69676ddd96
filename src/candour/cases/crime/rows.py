"""A row of the crime side as it was read: codes and days apart, and what is sealed of it."""

import dataclasses
import datetime
import json
import uuid
from collections.abc import Mapping

from candour.cases.reading import wording
from candour.law.policies import crime_side as policy
from candour.law.policies.crime_side import KindRow

NO = "no"
YES = "yes"
DOMESTIC, SEXUAL = "domestic_abuse", "sexual_misconduct"
# What the sealed part holds of whoever it is about.
SAID = ("given", "family", "number", "rank", "unit")


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """Whose feed a row came in; its rows are numbered there."""

    organisation: uuid.UUID


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class CrimeRow:
    """One row that makes sense by itself. `serves`: whether the crime side says so; empty: unsaid.

    person: given, family, number, rank, unit, as far as they were told.
    """

    row: int
    record_ref: str
    crime_ref: str
    kind: str
    happened_on: datetime.date
    offence: str = "other"
    civil_order: str = ""
    is_domestic: bool = False
    is_sexual: bool = False
    serves: str = ""
    person: Mapping[str, str] = dataclasses.field(default_factory=dict, repr=False)
    born_on: datetime.date | None = dataclasses.field(default=None, repr=False)
    text: str = dataclasses.field(default="", repr=False)

    @property
    def kind_row(self) -> KindRow:
        """Return what the policy says of rows of this kind."""
        return policy.kind_row(self.kind)

    @property
    def told(self) -> tuple[str, ...]:
        """Return what it says to the rules of independence."""
        domestic = self.is_domestic or self.civil_order in policy.DOMESTIC_ORDERS
        sexual = self.is_sexual or self.civil_order in policy.SEXUAL_ORDERS
        flagged = [DOMESTIC] * domestic + [SEXUAL] * sexual
        return tuple(dict.fromkeys((*policy.offence_row(self.offence).told, *flagged)))

    @property
    def story(self) -> str:
        """Return it in sentences, without the name of whoever it is about."""
        lines = [f"{self.kind_row.name} on {wording.day(self.happened_on)}."]
        lines.append(f"Offence: {policy.offence_row(self.offence).name}.")
        if self.civil_order:
            names = {one.code: one.name for one in policy.ORDERS}
            lines.append(f"Civil order: {names[self.civil_order]}.")
        if self.crime_ref:
            lines.append(f"Crime reference: {self.crime_ref}.")
        return "\n".join([*lines, "", self.text]).strip()

    def sealed(self) -> str:
        """Return what is sealed of it."""
        return json.dumps(
            {
                "person": dict(self.person),
                "born_on": self.born_on.isoformat() if self.born_on else None,
                "serves": self.serves,
                "text": self.text,
            },
            ensure_ascii=False,
        )
