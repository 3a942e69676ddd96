"""Everything of a case that can be listed, redacted or disclosed: papers, letters, files."""

import dataclasses
import datetime
import uuid

from candour.cases.disclosure import papers
from candour.cases.models import Case
from candour.cases.reading import attachments
from candour.guard.actors import Actor
from candour.guard.keys import Vault
from candour.intake.attachments import opening
from candour.intake.attachments.attached import Attached

PDF = "application/pdf"
TEXT, FILE = "text", "pdf"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """One thing: what it is called; its words, or the attached file; if words can be taken out."""

    id: uuid.UUID
    title: str
    text: str | None = dataclasses.field(default=None, repr=False)
    attached: Attached | None = dataclasses.field(default=None, repr=False)

    @property
    def form(self) -> str:
        """Return in which form words can be taken out of it; empty where they can't."""
        if self.text is not None:
            return TEXT
        return FILE if self.attached is not None and self.attached.kind == PDF else ""

    @property
    def content(self) -> bytes:
        """Return its bytes; raise Missing where an attached file is not there any more."""
        if self.text is not None:
            return self.text.encode()
        return b"".join(opening.content(self.attached)) if self.attached else b""


def material(
    *, file: uuid.UUID, vault: Vault, by: Actor, at: datetime.datetime
) -> tuple[Material, ...]:
    """Return everything of a case that this vault opens; part of a page that was permitted."""
    known = papers.papers(file=file, vault=vault, by=by, at=at)
    report = Case.objects.filter(file_id=file).values_list("report_file_id", flat=True).first()
    files = [file, report] if report else [file]
    found, _ = attachments.described(files=files, vault=vault, by=by, at=at)
    attached = sorted(found.values(), key=lambda one: (one.shown, one.id.bytes))
    return (
        *(Material(id=one.id, title=one.title, text=one.text) for one in known),
        *(Material(id=one.id, title=f"File: {one.shown}", attached=one) for one in attached),
    )
