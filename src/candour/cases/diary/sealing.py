"""The words of an investigator's records as they are sealed: in named parts, by kind of record."""

import json
from collections.abc import Mapping

from candour.cases import words
from candour.cases.models import Case
from candour.guard import keys
from candour.guard.models import SealedItem

# What kind of item each record's words are.
PLAN, DIARY, CONTACT, EXHIBIT = "plan", "diary", "contact", "exhibit"
WHAT = "what"


def seal(*, case: Case, kind: str, said: Mapping[str, str]) -> SealedItem:
    """Seal the words of a record to the case's readers; parts that were left empty are left out."""
    text = json.dumps({name: text for name, text in said.items() if text}, sort_keys=True)
    return keys.seal(
        place=words.narrative(case.file_id, case.organisation_id), kind=kind, text=text
    )


def read(text: str) -> Mapping[str, str]:
    """Return the parts of a record's words; what isn't in parts, as after an erasure, whole."""
    try:
        said = json.loads(text)
    except ValueError:
        return {WHAT: text}
    if not isinstance(said, dict):
        return {WHAT: text}
    return {str(name): str(value) for name, value in said.items()}
