"""What a decision can't do without: corroboration, the same test for both sides, honest reasons."""

from collections.abc import Mapping

from candour.cases.courses import checked
from candour.cases.courses.sheets import codes
from candour.core.regime import discipline
from candour.core.regime.discipline import Facing
from candour.law.conduct.staff import STAFF_SANCTIONS
from candour.law.outcomes import SANCTIONS

_SANCTIONS = {row.code: row for row in (*SANCTIONS, *STAFF_SANCTIONS)}


def of_no_case(answers: Mapping[str, object]) -> list[str]:
    """Return what is missing from a decision about one person, in words."""
    if answers.get("finding") != codes.NO_CASE:
        return []
    return checked.missing(answers)


def of_sanction(*, facing: Facing, sanction: str, exceptional: str) -> list[str]:
    """Return what is missing from the outcome of proceedings, in words.

    Dismissal follows gross misconduct, under the rules in force for the matter, unless exceptional
    circumstances are given. Misconduct alone opens it for more than one incident not closely
    connected, or under a final written warning.

    References: Police (Conduct) Regulations 2020 regs 42, 42(6), 62.
    """
    found = discipline.open_outcomes(facing=facing)
    opened = {row.code: row.name for row in found.sanctions}
    if sanction != codes.NO_ACTION and sanction not in opened:
        names = "; ".join(opened.values()).lower() or "nothing"
        return [f"That isn't open here. Open after this finding: {names}."]
    if found.presumed not in (None, sanction) and exceptional in ("", "none_needed"):
        return [f"{found.because[-1]} Choose which circumstances are exceptional, with reasons."]
    return []


def of_staff(*, finding: str, sanction: str) -> list[str]:
    """Return what is wrong with the outcome of proceedings against police staff, in words."""
    opened = {row.code: row.name for row in STAFF_SANCTIONS if finding in row.findings}
    if sanction == codes.NO_ACTION or sanction in opened:
        return []
    names = "; ".join(opened.values()).lower() or "nothing"
    return [f"That isn't open here. Open after this finding: {names}."]


def is_dismissal(answers: Mapping[str, object]) -> bool:
    """Say whether the outcome is dismissal, or that the person would have been dismissed."""
    row = _SANCTIONS.get(str(answers.get("sanction")))
    return row is not None and row.is_barring
