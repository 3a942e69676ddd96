"""Says on which provisions it rests that a look is withheld, and how far they were checked."""

from collections.abc import Iterable

from candour.cases.reading import wording
from candour.law.policies import looks as law
from candour.law.policies.personal_data import RESTRICTIONS, Restriction


def rests_on(*, ground: str) -> str:
    """Return the provisions of a ground in words; nothing for a ground that is known no longer."""
    for row in law.GROUNDS:
        if row.code == ground:
            return _said(row.rests_on)
    return ""


def every_restriction() -> str:
    """Return on which provisions something may be withheld at all."""
    return _said(RESTRICTIONS)


def _said(rows: Iterable[Restriction]) -> str:
    told = list(rows)
    places = [one.telling.reference for one in told] + [one.access.reference for one in told]
    act = told[0].telling.instrument.title
    # The least that was checked counts for all of them.
    checked = min((one.verification for one in told), key=list(wording.VERIFICATIONS)[::-1].index)
    return f"{act}, {', '.join(places)}. {wording.VERIFICATIONS[checked]}"
