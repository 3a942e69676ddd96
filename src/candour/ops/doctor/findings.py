"""What the doctor says about one thing: well, or what is wrong and what to do."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One line of the doctor's report; `advice` is None when all is well."""

    about: str
    says: str
    advice: str | None = None


def well(about: str, says: str) -> Finding:
    """Report a thing that is as it should be."""
    return Finding(about=about, says=says)


def ill(about: str, says: str, *, advice: str) -> Finding:
    """Report a thing that is wrong, with what to do."""
    return Finding(about=about, says=says, advice=advice)
