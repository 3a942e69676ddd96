"""Which attached files of a case can be given, as readers see them or with words removed.

What hidden data can be taken out of is given without it. Anything else, and what is too large for
that, goes in a container, as it came, once somebody says that it may. Only what is sealed to the
case's own readers is listed. What lies in a witness's compartment is
never among it: nobody can choose it, and whoever asks for it all the same is denied.
"""

import base64
import dataclasses
import datetime
import hashlib
import json
import uuid
from collections.abc import Collection, Iterator, Mapping

from candour.cases.models import Case, Redaction
from candour.cases.reading import attachments
from candour.guard import keys
from candour.guard.actors import Actor
from candour.guard.keys import Vault
from candour.guard.permissions import deny
from candour.intake.attachments import kinds, opening
from candour.intake.attachments.attached import Attached
from candour.intake.attachments.preview import looking
from candour.intake.attachments.preview.limits import LARGEST_FILE
from candour.intake.attachments.preview.looking import Looked
from candour.intake.attachments.preview.stamping import Stamp

AS_READ, REDACTED, CONTAINER = "attached", "redacted", "container"
# A copy of what is larger may be too large to be kept sealed; then its container is offered, too.
LARGE = 10 * 1024**2
# Types made of boxes, which players pass over where they don't know them.
_BOXED = frozenset({"video/mp4", "video/3gpp", "video/quicktime", "audio/mp4"})
_ENDINGS = {
    "image/jpeg": ".jpg", "image/png": ".png", kinds.PDF: ".pdf", kinds.DOCX: ".docx",
    kinds.XLSX: ".xlsx", kinds.PPTX: ".pptx", f"{kinds.ODF}.text": ".odt",
    f"{kinds.ODF}.spreadsheet": ".ods", f"{kinds.ODF}.presentation": ".odp",
}  # fmt: skip


class AlteredFile(Exception):
    """A file is not there any more, or it is not what was sealed. Nothing was given."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One file that can be given: in which form, what it is called here, its type, its source.

    `document` holds the bytes of a redacted file once it was chosen; they are read for no list.
    """

    id: uuid.UUID
    form: str
    title: str
    kind: str
    size: int = 0
    attached: Attached | None = dataclasses.field(default=None, repr=False)
    document: bytes = dataclasses.field(default=b"", repr=False)

    @property
    def name(self) -> str:
        """Return the name under which a form knows it."""
        return f"{self.form}:{self.id}"

    @property
    def type_name(self) -> str:
        """Return what its content looks like."""
        return kinds.name_of(self.kind)

    @property
    def is_marked(self) -> bool:
        """Return whether copies of this type can be marked for their recipients."""
        return self.is_contained or self.kind in looking.SHOWN

    @property
    def is_contained(self) -> bool:
        """Return whether it goes out as it came, in a container."""
        return self.form == CONTAINER

    @property
    def takes_box(self) -> bool:
        """Return whether signs can stand behind its end."""
        return self.kind in _BOXED


def files(
    *, file: uuid.UUID, vault: Vault, by: Actor, at: datetime.datetime
) -> tuple[Evidence, ...]:
    """Return the files of a case that this vault opens, each as readers see it, and its redactions.

    Part of a page that was permitted.
    """
    report = Case.objects.filter(file_id=file).values_list("report_file_id", flat=True).first()
    known, _ = attachments.described(
        files=[file, report] if report else [file], vault=vault, by=by, at=at
    )
    return tuple(sorted((*_as_read(known), *_redacted(file, known)), key=lambda one: one.title))


def chosen(
    *,
    file: uuid.UUID,
    names: Collection[str],
    vault: Vault,
    by: Actor,
    at: datetime.datetime,
) -> tuple[Evidence, ...]:
    """Return the files of these names, ready to be copied; deny that there are others.

    Part of a step that was permitted.
    """
    if not names:
        return ()
    listed = {one.name: one for one in files(file=file, vault=vault, by=by, at=at)}
    if any(name not in listed for name in names):
        deny("cases.disclose", by=by, at=at, file=file)
    found = [listed[name] for name in sorted(names)]
    rows = Redaction.objects.filter(file_id=file, id__in=[one.id for one in found])
    results = {row.id: row.result for row in rows.select_related("result")}
    texts = keys.open_items(items=list(results.values()), vault=vault, by=by, at=at)
    documents = {
        row: base64.b64decode(json.loads(texts[item.id])["printed"])
        for row, item in results.items()
    }
    return tuple(dataclasses.replace(one, document=documents.get(one.id, b"")) for one in found)


def copied(*, one: Evidence, stamp: Stamp) -> tuple[Looked, str]:
    """Return a copy without hidden data, marked where its type allows it, and its source's hash.

    The file is opened in the shut-in process alone. Raises CannotShow, or AlteredFile.
    """
    sha256, blocks = _blocks(one)
    size = len(one.document) or one.size
    try:
        if one.is_marked:
            return looking.stamp(stamp=stamp, kind=one.kind, size=size, blocks=blocks), sha256
        return looking.clean(kind=one.kind, size=size, blocks=blocks), sha256
    except opening.Missing:
        raise AlteredFile from None


def ending(*, kind: str) -> str:
    """Return how the name of a copy of this type ends."""
    return _ENDINGS.get(kind, "")


def _blocks(one: Evidence) -> tuple[str, Iterator[bytes]]:
    if one.attached is None:
        return hashlib.sha256(one.document).hexdigest(), iter([one.document])
    return one.attached.sha256, opening.whole(one.attached)


def _as_read(known: Mapping[uuid.UUID, Attached]) -> Iterator[Evidence]:
    for one in known.values():
        is_cleaned = one.kind in looking.CLEANED and one.size <= LARGEST_FILE
        found = Evidence(id=one.id, form=AS_READ, title=one.shown, kind=one.kind, size=one.size,
                         attached=one)  # fmt: skip
        if is_cleaned:
            yield found
        if not is_cleaned or one.size > LARGE:
            title = f"{one.shown}, in a container"
            yield dataclasses.replace(found, form=CONTAINER, title=title)


def _redacted(file: uuid.UUID, known: Mapping[uuid.UUID, Attached]) -> Iterator[Evidence]:
    """Yield what was made of these files by taking words out; results are opened when chosen."""
    rows = Redaction.objects.filter(file_id=file, form="pdf", source_id__in=known)
    for row in rows.order_by("number", "id"):
        title = f"{known[row.source_id].shown}, words removed ({row.number})"
        yield Evidence(id=row.id, form=REDACTED, title=title, kind=kinds.PDF)
