"""Which results and sanctions an allegation may end with, from its kind and how serious it is."""

from candour.law.events import CaseKind
from candour.law.outcomes import FINDINGS, RESULTS, SANCTIONS, Result, Sanction, Setting
from candour.law.severity import SeverityLevel

_SERIOUS = (SeverityLevel.MISCONDUCT, SeverityLevel.GROSS_MISCONDUCT)
# What may end any matter under Schedule 3, whoever it was that raised it.
_ENDS = ("no_further_action", "withdrawn", "discontinued")


def results(
    *, kind: CaseKind, is_under_schedule_3: bool, level: SeverityLevel
) -> tuple[Result, ...]:
    """Return the results that may be recorded; from misconduct up, whether there is a case."""
    if level in _SERIOUS:
        settings = (Setting.SPECIAL_PROCEDURES, Setting.PROCEEDINGS)
        return (*_of(*settings), *_ending())
    if kind is not CaseKind.COMPLAINT:
        return (*(row for row in RESULTS if row.code == "no_case_to_answer"), *_ending())
    if is_under_schedule_3:
        return _of(Setting.SCHEDULE_3)
    return _of(Setting.OUTSIDE_SCHEDULE_3)


def sanctions(*, result: str) -> tuple[Sanction, ...]:
    """Return the sanctions that a finding opens at the ordinary threshold."""
    return tuple(row for row in SANCTIONS if result in row.findings)


def _of(*settings: Setting) -> tuple[Result, ...]:
    return tuple(row for row in (*RESULTS, *FINDINGS) if row.setting in settings)


def _ending() -> tuple[Result, ...]:
    return tuple(row for row in _of(Setting.SCHEDULE_3) if row.code in _ENDS)
