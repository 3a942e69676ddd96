"""Whether the checks before "no case to answer" are recorded, and who may decide it."""

import uuid
from collections.abc import Mapping

from candour.cases.courses import seconded
from candour.cases.courses.sheets import codes
from candour.cases.models import Allegation, Case, NoCaseCheck
from candour.guard.actors import Actor
from candour.guard.models import Account
from candour.law.categories import CATEGORIES, FactGroup
from candour.law.events import ReporterKind
from candour.law.severity import SeverityLevel
from candour.people.models import Service

SEXUAL = frozenset(row.code for row in CATEGORIES if FactGroup.SEXUAL in row.groups)
_OFFICERS = ("officer", "special")
_SERIOUS = (SeverityLevel.MISCONDUCT, SeverityLevel.GROSS_MISCONDUCT)
NO_ACTION = "no_further_action"


class ChecksOwed(Exception):
    """Record the checks of this allegation first: what was looked for, one test for both sides."""


class DeciderTooClose(Exception):
    """Staff speak of an officer's sexual conduct: a decider outside the force decides it."""


def ends_without_case(*, result: str, level: SeverityLevel | None) -> bool:
    """Say whether a result ends an allegation with no case, whatever it is called."""
    return result == codes.NO_CASE or (result == NO_ACTION and level in _SERIOUS)


def missing(answers: Mapping[str, object]) -> list[str]:
    """Return what is missing from the checks, in words; nothing where all is done.

    Corroboration and credibility are asked for where it is one person's word against another's:
    every line was looked for, and both accounts were tested by the same headings.
    """
    why = str(answers.get("why_no_case", ""))
    if not why:
        return ["Say why there is no case to answer."]
    if why in codes.NEVER:
        return [codes.NEVER[why]]
    if answers.get("word_against_word") == "no":
        return [_BELIEVED_ALONE] * (why == codes.BELIEVED)
    if answers.get("word_against_word") != "yes":
        return ["Say whether it is one person's word against another's."]
    found = [*_unlooked(answers), *_one_sided(answers)]
    if why == codes.BELIEVED and not _anything_found(answers):
        found.append(f"{_BELIEVED_ALONE[:-1]}: say which evidence speaks against the allegation.")
    return found


def is_recorded(*, allegation: uuid.UUID) -> bool:
    """Say whether the checks of one allegation stand on its own page."""
    rows = NoCaseCheck.objects.filter(allegation_id=allegation, superseded_by__isnull=True)
    return rows.exists()


def demand_outsider(*, case: Case, by: Actor) -> None:
    """Refuse a decision of the own force where somebody outside it must decide or agree."""
    if needs_outsider(case=case) and not _is_from_outside(case, by):
        raise DeciderTooClose


def needs_outsider(*, case: Case) -> bool:
    """Say whether police staff reported sexual conduct of an officer of the same force."""
    if case.reporter_kind != ReporterKind.POLICE_STAFF_SAME_FORCE:
        return False
    rows = Allegation.objects.filter(file_id=case.file_id, category__in=SEXUAL)
    officers = Service.objects.filter(kind__in=_OFFICERS, left_on__isnull=True)
    return rows.filter(subject_id__in=officers.values("person_id")).exists()


def _is_from_outside(case: Case, by: Actor) -> bool:
    if by.organisation_id != case.organisation_id:
        return True
    agreed = seconded.agreed_by(file=case.file_id, what=seconded.OUTSIDE.code)
    outside = Account.objects.exclude(organisation_id=case.organisation_id)
    return outside.filter(id__in=agreed).exists()


_BELIEVED_ALONE = "That one account is believed is no reason by itself."


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
