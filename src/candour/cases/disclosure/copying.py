"""Makes one copy of a paper or a file for one recipient, and seals it to the case's readers."""

import dataclasses
import datetime
import hashlib
import re
import uuid

from candour.cases import words
from candour.cases.disclosure.attached import evidence
from candour.cases.disclosure.attached.evidence import Evidence
from candour.cases.disclosure.papers import Paper
from candour.cases.models import Case, Party
from candour.cases.models.disclosure import FILE, STAGE_CODES
from candour.cases.parties import contained, copies, file_copies
from candour.cases.parties.contained import Contained
from candour.cases.parties.file_copies import FileCopy
from candour.core.tracing import containers
from candour.core.tracing.containers import Container
from candour.guard import keys
from candour.guard.models import SealedItem
from candour.intake.attachments import opening
from candour.intake.attachments.attached import Attached
from candour.intake.attachments.preview.stamping import Stamp

_STAGES = dict(STAGE_CODES)
_PLAIN_ENDING = re.compile(r"\.[A-Za-z0-9]{1,5}\Z")
# A copy is kept sealed in two rows: the readers' and the recipient's.
MOST_BYTES = 20 * 1024 * 1024


class TooLargeToGive(Exception):
    """The copy of a file would be more than 20 MB. Choose it in a container."""


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


def made(*, case: Case, of: Paper | Evidence, to: Party, stage: str, on: datetime.date) -> Made:
    """Return a copy for one recipient; part of a step that was permitted.

    Raises CannotShow, evidence.AlteredFile or TooLargeToGive for a file that can't be copied.
    """
    code = copies.new_code()
    if not isinstance(of, Evidence):
        return _paper(case, of, code)
    recipient = to.account.username if to.account else to.body
    line = file_copies.line_of(code=code, recipient=recipient, on=on)
    if of.attached is not None and of.is_contained:
        return _container(case, of, of.attached, (line, _STAGES[stage], code))
    return _file(case, of, line, code)


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


def _file(case: Case, file: Evidence, line: str, code: str) -> Made:
    stamp = Stamp(line=line, signs=file_copies.new_signs())
    looked, source = evidence.copied(one=file, stamp=stamp)
    if len(looked.content) > MOST_BYTES:
        raise TooLargeToGive
    held = _sealed(case, file_copies.packed(content=looked.content))
    copy = FileCopy(
        # The sender's own name for it can say who sent it, or what was taken out.
        name=f"copy-{code}{evidence.ending(kind=looked.kind)}",
        size=len(looked.content),
        signs=stamp.signs if file.is_marked else "",
        source_sha256=source,
        is_redacted=file.form == evidence.REDACTED,
        content=held.id,
    )
    return _made(case, file, copy, held, looked.content)


def _container(case: Case, file: Evidence, of: Attached, on_cover: tuple[str, str, str]) -> Made:
    """Make a container once, to know its hash; it is made again whenever it is saved."""
    line, stage, code = on_cover
    signs = file_copies.new_signs()
    sheet = containers.cover(lines=_cover(file, of, line, stage), signs=signs)
    container = Container(
        name=f"copy-{code}{_ending(of)}", cover=sheet, signs=signs, has_box=file.takes_box
    )
    try:
        made = contained.measured(container=container, of=of)
    except opening.Missing:
        raise evidence.AlteredFile from None
    held = _sealed(case, contained.packed(of=made))
    copy = FileCopy(
        name=f"copy-{code}.zip",
        size=made.size,
        signs=signs,
        source_sha256=of.sha256,
        is_redacted=False,
        content=held.id,
        within=file_copies.way_of(contained=made),
    )
    return _made(case, file, copy, held, made)


def _made(
    case: Case, file: Evidence, copy: FileCopy, held: SealedItem, content: bytes | Contained
) -> Made:
    kept = copies.Content(title=f"File: {file.title}", text="", marked="", key=b"", file=copy)
    place = words.narrative(case.file_id, case.organisation_id)
    item = keys.seal(place=place, kind=copies.KIND, text=copies.kept(content=kept))
    digest = (
        hashlib.sha256(content).digest()
        if isinstance(content, bytes)
        else bytes.fromhex(content.sha256)
    )
    return Made(
        code=copy.name.removeprefix("copy-").partition(".")[0],
        kind=FILE,
        source=file.id,
        digest=digest,
        items=(item, held),
        served=file_copies.served(title=file.type_name, copy=copy, content=content),
        source_sha256=copy.source_sha256,
    )


def _sealed(case: Case, text: str) -> SealedItem:
    place = words.narrative(case.file_id, case.organisation_id)
    return keys.seal(place=place, kind=file_copies.KIND, text=text)


def _ending(of: Attached) -> str:
    """Return how a file's name ended, where that is a plain ending; nothing else of the name."""
    found = _PLAIN_ENDING.search(of.name)
    return found[0].lower() if found else ""


def _cover(file: Evidence, of: Attached, line: str, stage: str) -> tuple[str, ...]:
    """Return what the cover sheet says: not what the file was called, which may name the sender."""
    behind = (
        f"Behind its last byte stand {len(containers.box(signs=file_copies.new_signs()))} bytes"
        " that mark this copy. Players pass over them. Without them it is, byte for byte, the file"
        if file.takes_box
        else "It is, byte for byte, the file"
    )
    return (
        line,
        f"Given at this stage: {stage}",
        "",
        f"Beside this sheet lies one file: {file.type_name}, {of.size} bytes as it came in.",
        f"{behind} with this SHA-256:",
        of.sha256,
        "",
        "Nothing was taken out of it. It may say where, when and with which device it was made, and"
        " other people may be seen or heard in it. Do not pass it on, and play it to nobody else.",
        "This sheet, the container and, if its type takes them, the file bear this copy's signs.",
    )
