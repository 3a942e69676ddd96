"""What a publication says, who could be known from it, and the page as everybody reads it."""

import dataclasses
import datetime
import html
import json
import re
import secrets
import uuid
from collections.abc import Sequence
from typing import Any

from django.db.models import Count, Q
from django.template.loader import render_to_string

from candour.cases.disclosure import papers
from candour.cases.models import Case, PublicationCheck, Witness
from candour.cases.papers.contents import Content, Part
from candour.cases.papers.template import Template
from candour.cases.papers.writing import Written
from candour.cases.reading import opened
from candour.core.redaction import identifying
from candour.core.redaction.identifying import Finding, Known, Unit
from candour.guard.actors import Actor
from candour.guard.keys import Vault
from candour.guard.models import SealedItem
from candour.intake.notices import folder
from candour.people import models as people

_SLUG_BYTES = 12
# The heading of a page, and the first line below it, as the template of pages writes them.
_HEADING = re.compile(r"<h1>(.*?)</h1>", re.DOTALL)
_SAID = re.compile(r"</h1>.*?<p>(.*?)</p>", re.DOTALL)


class Identifies(Exception):
    """Somebody could be known from this text. Take these words out, or write them less exactly."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__()
        self.findings = tuple(findings)


class StatementUnread(Exception):
    """You can't open all that was reported, so it can't be held against this text."""


class WitnessUnknown(Exception):
    """You may not know every witness's name, so you can't say that nobody is named."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A text for everybody, what of it is meant to be known, names that its reader knows."""

    content: Content
    public: Sequence[str]
    names: Sequence[str] = dataclasses.field(default=(), repr=False)


def check(
    *, case: Case, asked: Asked, vault: Vault, by: Actor, at: datetime.datetime
) -> tuple[Finding, ...]:
    """Return how somebody could be identified; part of proposing and of confirming."""
    said = papers.papers(file=case.file_id, vault=vault, by=by, at=at)
    stories = SealedItem.objects.filter(file_id=case.file_id, kind="narrative").count()
    if sum(one.kind == papers.STATEMENT for one in said) < stories:
        raise StatementUnread
    witnesses = _witnesses(case, vault, by=by, at=at)
    known = Known(
        names=(*_names(witnesses), *(one for one in asked.names if one.strip())),
        numbers=(case.reference, *_numbers(witnesses)),
        statement="\n\n".join(one.text for one in said if one.is_reporters),
        units=_units(case.organisation_id),
        public=tuple(one for one in asked.public if one.strip()),
    )
    return identifying.check(text=asked.content.text, known=known)


def demand_all_witnesses(*, case: Case, vault: Vault, by: Actor, at: datetime.datetime) -> None:
    """Raise WitnessUnknown unless the vault opens every witness's identity."""
    found = _witnesses(case, vault, by=by, at=at)
    if len(found) < Witness.objects.filter(file_id=case.file_id).count():
        raise WitnessUnknown


def public_of(*, template: Template, written: Written) -> tuple[str, ...]:
    """Return what the writer says may stand there: the officer, the day and the place."""
    said = [written.blanks.get(one.name, "") for one in template.blanks if one.is_public]
    return tuple(part.strip() for text in said for part in re.split(r"[\n;]", text) if part.strip())


def kept(*, content: Content, public: Sequence[str]) -> str:
    """Return a proposed text as it is sealed."""
    parts = [{"text": one.text, "heading": one.heading} for one in content.parts]
    return json.dumps({"title": content.title, "parts": parts, "public": list(public)})


def read(*, text: str) -> tuple[Content, tuple[str, ...]]:
    """Return a proposed text, and what of it may be known."""
    said: dict[str, Any] = json.loads(text)
    content = Content(title=said["title"], parts=tuple(Part(**one) for one in said["parts"]))
    return content, tuple(said["public"])


def page(*, content: Content, force: str, until_on: datetime.date) -> str:
    """Return the whole page that is published: it needs nothing from anywhere else."""
    context = {"content": content, "force": force, "until_on": until_on}
    return render_to_string("cases/papers/print/published.html", context)


def published(*, check: PublicationCheck) -> folder.Page:
    """Return a confirmed page with its days; the list says of it what the page itself says."""
    return folder.Page(
        slug=check.slug,
        title=_first(_HEADING, check.body),
        about=_first(_SAID, check.body),
        from_on=check.publication.from_on,
        until_on=check.publication.until_on,
        body=check.body,
    )


def _first(part: re.Pattern[str], body: str) -> str:
    found = part.search(body)
    return html.unescape(found[1]).strip() if found else ""


def new_slug() -> str:
    """Draw the address of a page; nothing can be told from it."""
    return secrets.token_hex(_SLUG_BYTES)


def _witnesses(
    case: Case, vault: Vault, *, by: Actor, at: datetime.datetime
) -> dict[uuid.UUID, str]:
    rows = list(Witness.objects.filter(file_id=case.file_id).select_related("item"))
    return opened.texts(items=[row.item for row in rows], vault=vault, by=by, at=at)


def _names(witnesses: dict[uuid.UUID, str]) -> list[str]:
    """Take the name out of what is kept of a witness: what stands before the first comma."""
    return [re.split(r"[,;\n(]", text)[0].strip() for text in witnesses.values()]


def _numbers(witnesses: dict[uuid.UUID, str]) -> list[str]:
    return [number for text in witnesses.values() for number in re.findall(r"\b\w*\d{3,}\w*", text)]


def _units(organisation: uuid.UUID) -> tuple[Unit, ...]:
    present = Count("id", filter=Q(until_on__isnull=True))
    rows = (
        people.Posting.objects.filter(unit__organisation_id=organisation)
        .values("unit__name")
        .annotate(members=present)
        .order_by("unit__name")
    )
    return tuple(Unit(name=row["unit__name"], members=row["members"]) for row in rows)
