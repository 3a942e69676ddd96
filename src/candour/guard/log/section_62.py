"""What section 62 of the Data Protection Act 2018 asks of a log, and which leaves answer it.

Collection, alteration, consultation, disclosure, combination and erasure each leave a leaf. One of
consultation says why, when and who; one of disclosure also says to whom. What the section asks
stands in rows (`law/policies/personal_data.py`), with how far each was checked. The Data (Use and
Access) Act 2025 is said to have dropped the justification: it is kept all the same.
"""

import typing
from collections.abc import Mapping, Sequence

from candour.law.policies import personal_data


class Said(typing.Protocol):
    """The part of an entry that this file asks for."""

    @property
    def what(self) -> str: ...
    @property
    def detail(self) -> Mapping[str, object]: ...
    @property
    def recipients(self) -> Sequence[str] | None: ...


# Where a leaf says what the law's rows ask for.
FIELDS = {
    personal_data.JUSTIFICATION: "why",
    personal_data.MOMENT: "at",
    personal_data.IDENTITY: "by",
    personal_data.RECIPIENTS: "recipients",
}

# Each kind of leaf, and which processing it logs.
OPERATIONS = {
    "read": "consultation",
    "denied": "consultation, refused",
    "key": "consultation of sealed words",
    "write": "collection, alteration, or disclosure where it is named below",
    "batch": "collection from intake or another system, and combination with what is there",
    "export": "combination for figures, under pseudonyms",
    "erase": "erasure, with the tombstone of two bodies",
    "wall": "restriction of who may consult",
    "certificate": "whose key may be sealed to: given, replaced or revoked",
    "unlock": "the reader's own key",
    "sign_in": "the reader's own account",
}

# Steps that give personal data to somebody, and to whom; each must name its recipients.
DISCLOSURES = {
    "cases.write_to_reporter": "the reporter",
    "cases.answer_report": "the reporter, where a letter goes with the answer",
    "cases.refer": "the independent body",
    "cases.allocate": "the investigator's account",
    "cases.serve_letter": "whom the letter is addressed to",
    "cases.export_review": "the reviewer's public keys",
    "cases.confirm_publication": "everybody, until its last day",
    "cases.pass_on_part": "the force that receives the part",
    "imports.give_back": "the force whose case system it is",
    "intake.release_part": "the readers' accounts of the receiving desk",
    "intake.hand_on": "the body that receives the report next",
    "intake.tell_progress": "the reporter",
}


class NoRecipients(Exception):
    """A step that discloses did not say to whom; nothing may be disclosed without."""


def recipients_of(entry: Said) -> list[str]:
    """Return whom a disclosure reached; raise NoRecipients where one does not say so."""
    given = entry.recipients if entry.recipients is not None else entry.detail.get("recipients")
    if given is None:
        if entry.what in DISCLOSURES and getattr(entry, "kind", "") == "write":
            raise NoRecipients(entry.what)
        return []
    if not isinstance(given, list | tuple):
        raise NoRecipients(entry.what)
    return [str(one) for one in given]
