"""What HR asks, the rules its question is held against, and the one word it gets."""

import dataclasses
import datetime
import hashlib
import json
import uuid

from django.conf import settings

from candour.core import gates
from candour.law.policies import gates as policy
from candour.patterns.models import GateAsk

CHANGES = frozenset(row.code for row in policy.CHANGES)
# What HR is told: nothing of it says why.
CLEAR, WAIT, NOT_NOW, TOO_MANY = "clear", "wait", "not_now", "too_many"
WORDS = {
    CLEAR: "Clear",
    WAIT: "Wait for a decision",
    NOT_NOW: "Decided: the change is not made now",
}
_TERMS = {row.code: row.name for row in policy.TERMS}


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One planned change: HR's own reference, the number of the person, what, and when."""

    ref: str
    number: str = dataclasses.field(repr=False)
    change: str
    planned_on: datetime.date


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """What HR is told, and the conditions of a decision, if there are any; never why."""

    word: str
    terms: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """Return it as a sentence."""
        return WORDS[self.word]

    @property
    def conditions(self) -> tuple[str, ...]:
        """Return the conditions in words."""
        return tuple(_TERMS[code] for code in self.terms)


def rules(*, on: datetime.date) -> str:
    """Return the rows of the law file as the database's functions take them."""
    return json.dumps(
        {
            "listed": list(policy.LISTED_CATEGORIES),
            "unproven": list(policy.UNPROVEN),
            "on": on.isoformat(),
            "since": gates.since(on=on).isoformat(),
            "one_in": policy.DRAWN_ONE_IN,
            "key": gates.drawing_key(secret=settings.FILE_SECRET).hex(),
        }
    )


def digest(token: str) -> bytes:
    """Return what is kept of a token."""
    return hashlib.sha256(token.encode()).digest()


def asked(key: uuid.UUID) -> GateAsk:
    """Return the row of a question by its key alone, for a leaf to commit to."""
    return GateAsk(id=key)


def terms_of(found: object) -> tuple[str, ...]:
    """Return the codes of conditions; a cursor hands JSON over as text, or as what it holds."""
    held = json.loads(found) if isinstance(found, str) else found
    return tuple(str(code) for code in held) if isinstance(held, list) else ()
