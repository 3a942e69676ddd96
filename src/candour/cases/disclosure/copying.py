"""Makes one copy of a paper or a file for one recipient, and seals it to the case's readers."""

import dataclasses
import datetime
import hashlib
import uuid

from candour.cases import words
from candour.cases.disclosure.attached import evidence
from candour.cases.disclosure.attached.evidence import Evidence
from candour.cases.disclosure.papers import Paper
from candour.cases.models import Case, Party
from candour.cases.models.disclosure import FILE
from candour.cases.parties import copies, file_copies
from candour.cases.parties.file_copies import FileCopy
from candour.guard import keys
from candour.guard.models import SealedItem
from candour.intake.attachments.preview.stamping import Stamp

# A copy is kept sealed in two rows: the readers' and the recipient's.
MOST_BYTES = 20 * 1024 * 1024


class TooLargeToGive(Exception):
    """The copy of a file would be more than 20 MB. Export the file as an encrypted bundle."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A copy: its code, of what it is, its hash, the items the ledger keeps, the recipient's.

    The first item says what the copy is; a file's bytes are in a second one.
    """

    code: str
    kind: str
    source: uuid.UUID
    digest: bytes
    items: tuple[SealedItem, ...]
    served: bytes = dataclasses.field(repr=False)
    source_sha256: str = ""


def made(*, case: Case, of: Paper | Evidence, to: Party, on: datetime.date) -> Made:
    """Return a copy for one recipient; part of a step that was permitted.

    Raises CannotShow, evidence.AlteredFile or TooLargeToGive for a file that can't be copied.
    """
    code = copies.new_code()
    return _file(case, of, to, code, on) if isinstance(of, Evidence) else _paper(case, of, code)


def _paper(case: Case, paper: Paper, code: str) -> Made:
    content = copies.make(title=paper.title, text=paper.text, code=code)
    place = words.narrative(case.file_id, case.organisation_id)
    item = keys.seal(place=place, kind=copies.KIND, text=copies.kept(content=content))
    return Made(
        code=code,
        kind=paper.kind,
        source=paper.id,
        digest=content.digest,
        items=(item,),
        served=copies.words_of(content=content),
    )


def _file(case: Case, file: Evidence, to: Party, code: str, on: datetime.date) -> Made:
    recipient = to.account.username if to.account else to.body
    line = file_copies.line_of(code=code, recipient=recipient, on=on)
    stamp = Stamp(line=line, signs=file_copies.new_signs())
    looked, source = evidence.copied(one=file, stamp=stamp)
    if len(looked.content) > MOST_BYTES:
        raise TooLargeToGive
    place = words.narrative(case.file_id, case.organisation_id)
    packed = file_copies.packed(content=looked.content)
    held = keys.seal(place=place, kind=file_copies.KIND, text=packed)
    copy = FileCopy(
        # The sender's own name for it can say who sent it, or what was taken out.
        name=f"copy-{code}{evidence.ending(kind=looked.kind)}",
        size=len(looked.content),
        signs=stamp.signs if file.is_marked else "",
        source_sha256=source,
        is_redacted=file.form == evidence.REDACTED,
        content=held.id,
    )
    content = copies.Content(title=f"File: {file.title}", text="", marked="", key=b"", file=copy)
    item = keys.seal(place=place, kind=copies.KIND, text=copies.kept(content=content))
    return Made(
        code=code,
        kind=FILE,
        source=file.id,
        digest=hashlib.sha256(looked.content).digest(),
        items=(item, held),
        served=file_copies.served(title=file.type_name, copy=copy, content=looked.content),
        source_sha256=source,
    )
