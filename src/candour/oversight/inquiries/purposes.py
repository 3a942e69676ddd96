"""What data may be given to somebody outside for, in codes that the log can hold."""

from dataclasses import dataclass


class NoSuchPurpose(Exception):
    """Data are given for a purpose of this list, or not at all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Purpose:
    """One purpose. may_name_cases: with a legal basis, references of cases may go with it."""

    code: str
    name: str
    may_name_cases: bool


PURPOSES = (
    Purpose(code="statutory_inquiry", name="An inquiry set up by law", may_name_cases=True),
    Purpose(code="other_inquiry", name="An inquiry without powers in law", may_name_cases=True),
    Purpose(code="inspection", name="An inspection of the force", may_name_cases=True),
    Purpose(code="research", name="Research and analysis", may_name_cases=False),
)


def purpose_of(code: str) -> Purpose:
    """Return the purpose of a code; raise NoSuchPurpose for any other."""
    found = next((one for one in PURPOSES if one.code == code.replace("-", "_")), None)
    if found is None:
        known = ", ".join(one.code for one in PURPOSES)
        message = f"Data are given for one of these purposes: {known}."
        raise NoSuchPurpose(message)
    return found
