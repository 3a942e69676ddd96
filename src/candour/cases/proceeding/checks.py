"""What a decision can't do without: corroboration, the same test for both sides, honest reasons."""

from collections.abc import Mapping

from candour.cases.courses.sheets import codes
from candour.core.regime import discipline
from candour.core.regime.discipline import Facing
from candour.law.outcomes import SANCTIONS

_SANCTIONS = {row.code: row for row in SANCTIONS}


def of_no_case(answers: Mapping[str, object]) -> list[str]:
    """Return what is missing from a decision about one person, in words; nothing where all is done.

    Corroboration and credibility are asked for where it is one person's word against another's:
    every line was looked for, and both accounts were tested by the same headings.
    """
    if answers.get("finding") != codes.NO_CASE:
        return []
    why = str(answers.get("why_no_case", ""))
    if not why:
        return ["Say why there is no case to answer."]
    if why in codes.NEVER:
        return [codes.NEVER[why]]
    if answers.get("word_against_word") != "yes":
        return ["That one account is believed is no reason by itself."] * (why == codes.BELIEVED)
    missing = [*_unlooked(answers), *_one_sided(answers)]
    if why == codes.BELIEVED and not _anything_found(answers):
        missing.append("That one account is believed is no reason by itself: say which evidence"
                       " speaks against the allegation.")  # fmt: skip
    return missing


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


def is_dismissal(answers: Mapping[str, object]) -> bool:
    """Say whether the outcome is dismissal, or that the person would have been dismissed."""
    row = _SANCTIONS.get(str(answers.get("sanction")))
    return row is not None and row.is_barring


def _unlooked(answers: Mapping[str, object]) -> list[str]:
    open_lines = [label for name, label in codes.CORROBORATION
                  if not answers.get(f"corroboration_{name}")]  # fmt: skip
    if not open_lines:
        return []
    return [f"Look for corroboration first: {'; '.join(open_lines).lower()}."]


def _one_sided(answers: Mapping[str, object]) -> list[str]:
    open_heads = [
        label
        for name, label in codes.CREDIBILITY
        if not (answers.get(f"reporter_{name}") and answers.get(f"subject_{name}"))
    ]
    if not open_heads:
        return []
    return [f"Test both accounts by the same headings: {'; '.join(open_heads).lower()}."]


def _anything_found(answers: Mapping[str, object]) -> bool:
    return any(answers.get(f"corroboration_{name}") == "against" for name, _ in codes.CORROBORATION)
