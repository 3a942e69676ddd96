"""Drafts a letter: its template, its words and its bytes, as they would be issued now."""

import datetime
import uuid

from candour.cases.papers import printing, writing
from candour.cases.papers.contents import Content
from candour.cases.papers.shelf import templates
from candour.cases.papers.template import Template, Use
from candour.cases.papers.writing import Written
from candour.cases.queries import outcome
from candour.guard.actors import Actor
from candour.law.events import EventKind
from candour.people import naming


class NoSuchTemplate(Exception):
    """There is no letter of that kind for that recipient."""


class NothingDecided(Exception):
    """Decide the outcome of every allegation before you issue the letter that tells it."""


class LeftEmpty(Exception):
    """Something that this letter must say has not been filled in."""


def drafted(
    *, file: uuid.UUID, written: Written, by: Actor, at: datetime.datetime
) -> tuple[Template, Content, bytes]:
    """Return a letter as it would be issued now; part of seeing it and of issuing it."""
    template = _template(written)
    found = outcome.outcome_page(file=file, by=by, at=at)
    is_told = any(EventKind.OUTCOME_NOTIFIED in one.starts for one in template.addressees)
    if is_told and not found.is_decided:
        raise NothingDecided
    organisation = found.head.organisation_id
    names = naming.organisation_names(organisations=[organisation])
    values = writing.automatic(page=found, force=names.get(organisation, ""), at=at)
    content = writing.content(template=template, written=written, values=values)
    sheet = writing.sheet(template=template, party=written.party, values=values)
    return template, content, printing.printed(content=content, sheet=sheet)


def _template(written: Written) -> Template:
    template = templates().get(written.template)
    if template is None or template.use is Use.PUBLICATION:
        raise NoSuchTemplate
    if written.party not in {one.party for one in template.addressees}:
        raise NoSuchTemplate
    missing = [
        one.name
        for one in template.blanks
        if one.is_required and not written.blanks.get(one.name, "").strip()
    ]
    if missing:
        raise LeftEmpty
    return template
