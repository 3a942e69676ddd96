"""Proposes a hearing notice or an outcome for everybody; what identifies somebody is refused."""

import dataclasses
import datetime
import uuid

from django.db import transaction

from candour.cases import steps, words
from candour.cases.models import Publication
from candour.cases.papers import contents, publishing, writing
from candour.cases.papers.publishing import Identifies
from candour.cases.papers.shelf import templates
from candour.cases.papers.template import Template, Use
from candour.cases.papers.writing import Written
from candour.cases.queries import outcome
from candour.guard import keys
from candour.guard.actors import Actor
from candour.guard.keys import Vault
from candour.guard.permissions import demand
from candour.people import naming


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """What is proposed: the words, and the first and last day."""

    written: Written
    from_on: datetime.date
    until_on: datetime.date


class NoSuchTemplate(Exception):
    """There is no publication of that kind."""


class TooShort(Exception):
    """An outcome stays up for at least 28 days, and every page for at least one."""


class Over(Exception):
    """The last day has passed already."""


@transaction.atomic
def propose_publication(
    *, file: uuid.UUID, proposed: Proposed, vault: Vault, by: Actor, at: datetime.datetime
) -> Publication:
    """Keep a text for a second person to confirm; raise Identifies with the words that would."""
    demand("cases.propose_publication", by=by, at=at, file=file)
    case = steps.get_case(file=file)
    template = _template(proposed, on=at.date())
    found = outcome.outcome_page(file=file, by=by, at=at)
    names = naming.organisation_names(organisations=[case.organisation_id])
    values = writing.automatic(page=found, force=names.get(case.organisation_id, ""), at=at)
    content = writing.content(template=template, written=proposed.written, values=values)
    public = publishing.public_of(template=template, written=proposed.written)
    findings = publishing.check(
        case=case,
        asked=publishing.Asked(content=content, public=public),
        vault=vault,
        by=by,
        at=at,
    )
    if findings:
        raise Identifies(findings)
    text = publishing.kept(content=content, public=public)
    place = words.narrative(case.file_id, case.organisation_id)
    item = keys.seal(place=place, kind=contents.PUBLICATION, text=text)
    row = Publication(
        file_id=file,
        organisation_id=case.organisation_id,
        noted_at=at,
        noted_by=by.account,
        item=item,
        number=Publication.objects.filter(file_id=file).count() + 1,
        template=proposed.written.template,
        text_hash=contents.digest(text.encode()),
        from_on=proposed.from_on,
        until_on=proposed.until_on,
    )
    Publication.objects.bulk_create([row])
    steps.finish(step="cases.propose_publication", case=case, after=[item, row], by=by, at=at)
    return row


def _template(proposed: Proposed, *, on: datetime.date) -> Template:
    template = templates().get(proposed.written.template)
    if template is None or template.use is not Use.PUBLICATION:
        raise NoSuchTemplate
    days = (proposed.until_on - proposed.from_on).days
    if days < max(template.least_days, 1):
        raise TooShort
    if proposed.until_on < on:
        raise Over
    return template
