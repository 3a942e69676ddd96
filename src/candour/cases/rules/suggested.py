"""What a reporter said it is about, held beside the law's categories: suggestions, and duties."""

import dataclasses

from candour.law.categories import CATEGORIES, FactGroup
from candour.law.events import REPORTER_KINDS, CaseKind, ReporterKind

LANGUAGE = "discrimination"
# The category that each set of questions is nearest to; the recorder confirms or changes it.
SUGGESTED = {
    "sexual_misconduct": "J2",
    "domestic_abuse": "H5",
    "discrimination": "F10",
    "information_misuse": "D1",
    "corruption": "G6",
    "bullying": "H5",
    "handling": "A2",
}
# The ground of discrimination, as the questions name it.
AGAINST = {
    "age": "F1", "disability": "F2", "gender_identity": "F3", "pregnancy": "F5", "race": "F6",
    "religion": "F7", "sex": "F8", "sexuality": "F9", "other": "F10",
}  # fmt: skip
# What may never be answered without a case: the gravest, and what has been waved away before.
MUST_BE_RECORDED = (
    "sexual_misconduct", "domestic_abuse", "discrimination", "corruption", "information_misuse",
)  # fmt: skip
ROUTES_RECORDED = ("line_manager", "manager_failure", "passed_on")
_DISCRIMINATION = frozenset(
    row.code for row in CATEGORIES if FactGroup.DISCRIMINATION in row.groups
)
_NO_COMPLAINANT = frozenset(
    row.kind for row in REPORTER_KINDS if row.is_complainant_in_law is False
)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What the report says of itself: what it is about, and by which route it came."""

    categories: tuple[str, ...]
    route: str


def categories(said: Said, *, against: tuple[str, ...]) -> tuple[str, ...]:
    """Return the law's categories nearest to what was said, without repeats.

    `against` says whom discriminatory words were about, where she answered that.
    """
    found = []
    for one in said.categories:
        if one == LANGUAGE and against:
            found += [AGAINST.get(code, SUGGESTED[LANGUAGE]) for code in against]
        elif one in SUGGESTED:
            found.append(SUGGESTED[one])
    return tuple(dict.fromkeys(found))


def kind(said: Said, *, reporter: ReporterKind | None) -> CaseKind | None:
    """Return the kind of case that fits, None where nothing was said that decides it.

    Discriminatory language reported by somebody who is no complainant in law is a conduct matter.
    """
    if LANGUAGE in said.categories and reporter in _NO_COMPLAINANT:
        return CaseKind.CONDUCT_MATTER
    return None


def is_coded(said: Said, *, codes: tuple[tuple[str, ...], ...]) -> bool:
    """Return whether reported discrimination is among the allegations that are recorded."""
    if LANGUAGE not in said.categories:
        return True
    return any(code in _DISCRIMINATION for chosen in codes for code in chosen)


def must_be_recorded(said: Said) -> bool:
    """Return whether the report has to become a case, whoever thinks otherwise."""
    return said.route in ROUTES_RECORDED or any(one in MUST_BE_RECORDED for one in said.categories)
