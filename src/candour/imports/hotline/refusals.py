"""Why an outside line does not pass a contact on: dated codes, so that refusals can be counted.

The list is this product's own; a line and the forces it serves may agree on another one.
"""

import datetime
from dataclasses import dataclass

_START = datetime.date(2000, 1, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """One reason: its code, its words, and the days on which a contact may be refused for it."""

    code: str
    words: str
    from_on: datetime.date = _START
    until_on: datetime.date | None = None


REFUSALS = (
    Refusal(code="not_police", words="About nobody who serves with the police"),
    Refusal(code="no_allegation", words="Says nothing that anybody did"),
    Refusal(code="too_little", words="Too little to act on, and nobody to ask"),
    Refusal(code="known_already", words="The same matter as an earlier contact"),
    Refusal(code="taken_back", words="Taken back before it was passed on"),
    Refusal(code="about_the_line", words="About the line itself"),
    Refusal(code="another_body", words="Belongs to another body, and was sent there"),
    Refusal(code="another_country", words="About a force outside England and Wales"),
    Refusal(code="emergency", words="An emergency, handed to the emergency services"),
)
_BY_CODE = {refusal.code: refusal for refusal in REFUSALS}


def is_in_force(*, code: str, on: datetime.date) -> bool:
    """Say whether a contact of that day may be refused for that reason."""
    found = _BY_CODE.get(code)
    if found is None or on < found.from_on:
        return False
    return found.until_on is None or on <= found.until_on


def words(*, code: str) -> str:
    """Return the words of a reason, of a past one too."""
    return _BY_CODE[code].words
