"""Publications: what was proposed, by whom, what the second person said, what is up now."""

import dataclasses
import datetime
import uuid
from collections.abc import Mapping

from candour.cases.models import Publication, Witness
from candour.cases.models.papers import ENDS
from candour.cases.papers import publishing
from candour.cases.papers.contents import Content
from candour.cases.papers.shelf import templates
from candour.cases.papers.template import Template, Use
from candour.cases.reading import heads, opened, staff
from candour.cases.reading.heads import CaseHead
from candour.guard.actors import Actor
from candour.guard.keys import Vault
from candour.guard.permissions import demand, deny

_ENDS = dict(ENDS)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class PublicationLine:
    """One proposal: its words if they open, what may be known of it, and where it stands."""

    id: uuid.UUID
    number: int
    title: str
    content: Content | None = dataclasses.field(repr=False)
    public: tuple[str, ...]
    from_on: datetime.date
    until_on: datetime.date
    by: str
    at: datetime.datetime
    checked: str
    checked_by: str
    why: str
    slug: str
    ended: str
    state: str

    @property
    def waits(self) -> bool:
        """Return whether nobody has answered it."""
        return self.state == "waits"

    @property
    def is_up(self) -> bool:
        """Return whether it is published, or will be on its first day."""
        return self.state == "published"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class PublicationsPage:
    """Every proposal, the newest first, and what can be proposed."""

    head: CaseHead
    lines: tuple[PublicationLine, ...]
    choices: Mapping[str, Template]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class PublicationPage:
    """One proposal, and the witnesses whose names its reader may not know."""

    head: CaseHead
    line: PublicationLine
    unknown: tuple[str, ...]


def publications_page(
    *, file: uuid.UUID, vault: Vault, by: Actor, at: datetime.datetime
) -> PublicationsPage:
    """Return the publications of a case."""
    demand("cases.papers", by=by, at=at, file=file)
    return PublicationsPage(
        head=heads.read(file=file, by=by, on=at.date()),
        lines=_lines(file, vault, by=by, at=at),
        choices={name: one for name, one in templates().items() if one.use is Use.PUBLICATION},
    )


def proposal(
    *, file: uuid.UUID, notice: str, by: Actor, at: datetime.datetime
) -> tuple[CaseHead, Template]:
    """Return a template that can be published; deny that there is another."""
    demand("cases.papers", by=by, at=at, file=file)
    found = templates().get(notice)
    if found is None or found.use is not Use.PUBLICATION:
        deny("cases.papers", by=by, at=at, file=file)
    return heads.read(file=file, by=by, on=at.date()), found


def publication_page(
    *, file: uuid.UUID, publication: uuid.UUID, vault: Vault, by: Actor, at: datetime.datetime
) -> PublicationPage:
    """Return one proposal; deny that there is another."""
    demand("cases.papers", by=by, at=at, file=file)
    found = {one.id: one for one in _lines(file, vault, by=by, at=at)}
    if publication not in found:
        deny("cases.papers", by=by, at=at, file=file)
    return PublicationPage(
        head=heads.read(file=file, by=by, on=at.date()),
        line=found[publication],
        unknown=_unknown(file, vault, by=by, at=at),
    )


def _unknown(file: uuid.UUID, vault: Vault, *, by: Actor, at: datetime.datetime) -> tuple[str, ...]:
    rows = list(Witness.objects.filter(file_id=file).select_related("item").order_by("letter"))
    texts = opened.texts(items=[row.item for row in rows], vault=vault, by=by, at=at)
    return tuple(str(row) for row in rows if row.item_id not in texts)


def _lines(
    file: uuid.UUID, vault: Vault, *, by: Actor, at: datetime.datetime
) -> tuple[PublicationLine, ...]:
    rows = list(
        Publication.objects.filter(file_id=file)
        .select_related("item", "checked__item", "end")
        .order_by("-number", "id")
    )
    items = [one.item for one in rows]
    items += [one.checked.item for one in rows if hasattr(one, "checked")]
    texts = opened.texts(items=items, vault=vault, by=by, at=at)
    who = [one.noted_by for one in rows]
    who += [one.checked.noted_by for one in rows if hasattr(one, "checked")]
    known = staff.called(accounts=who, by=by, at=at)
    return tuple(_line(row, texts, known) for row in rows)


def _line(
    row: Publication, texts: Mapping[uuid.UUID, str], known: dict[uuid.UUID, staff.Colleague]
) -> PublicationLine:
    said = publishing.read(text=texts[row.item_id]) if row.item_id in texts else None
    content, public = said or (None, ())
    check = getattr(row, "checked", None)
    end = getattr(row, "end", None)
    return PublicationLine(
        id=row.id,
        number=row.number,
        title=templates()[row.template].title,
        content=content,
        public=public,
        from_on=row.from_on,
        until_on=row.until_on,
        by=staff.named(known, row.noted_by),
        at=row.noted_at,
        checked="" if check is None else ("confirmed" if check.agrees else "refused"),
        checked_by=staff.named(known, check.noted_by) if check else "",
        why=texts.get(check.item_id, "") if check else "",
        slug=check.slug if check else "",
        ended=_ENDS[end.why] if end else "",
        state=_state(row),
    )


def _state(row: Publication) -> str:
    if hasattr(row, "end"):
        return "over"
    if not hasattr(row, "checked"):
        return "waits"
    return "published" if row.checked.agrees else "refused"
