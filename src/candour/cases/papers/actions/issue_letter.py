"""Issues a letter: prints it, seals its bytes for good, and gives it the next number."""

import datetime
import uuid

from django.db import transaction

from candour.cases import steps, words
from candour.cases.models import FormalLetter
from candour.cases.papers import contents, printing, writing
from candour.cases.papers.contents import Content
from candour.cases.papers.template import Template, Use, templates
from candour.cases.papers.writing import Written
from candour.cases.queries import outcome
from candour.guard import keys
from candour.guard.actors import Actor
from candour.guard.permissions import demand
from candour.law.events import EventKind
from candour.people import naming


class NoSuchTemplate(Exception):
    """There is no letter of that kind for that recipient."""


class NothingDecided(Exception):
    """Decide the outcome of every allegation before you issue the letter that tells it."""


class LeftEmpty(Exception):
    """Something that this letter must say has not been filled in."""


def issue_letter(
    *, file: uuid.UUID, written: Written, by: Actor, at: datetime.datetime
) -> FormalLetter:
    """Print and keep a letter; nobody has it yet, and nobody can change it any more."""
    demand("cases.issue_letter", by=by, at=at, file=file)
    content, printed = print_letter(file=file, written=written, by=by, at=at)
    template = _template(written)
    with transaction.atomic():
        case = steps.get_case(file=file)
        item = keys.seal(
            place=words.narrative(case.file_id, case.organisation_id),
            kind=contents.LETTER,
            text=contents.kept(content=content, printed=printed),
        )
        letter = FormalLetter(
            file_id=file,
            organisation_id=case.organisation_id,
            noted_at=at,
            noted_by=by.account,
            item=item,
            number=FormalLetter.objects.filter(file_id=file).count() + 1,
            template=written.template,
            addressee=written.party.value,
            stage=template.addressee(written.party).stage,
            pdf_hash=contents.digest(printed),
            pdf_size=len(printed),
        )
        FormalLetter.objects.bulk_create([letter])
        detail = {"template": written.template, "addressee": written.party.value}
        steps.finish(
            step="cases.issue_letter", case=case, after=[item, letter], by=by, at=at, detail=detail
        )
    return letter


def print_letter(
    *, file: uuid.UUID, written: Written, by: Actor, at: datetime.datetime
) -> tuple[Content, bytes]:
    """Return a letter as it would be issued now; a preview keeps nothing of it."""
    demand("cases.issue_letter", by=by, at=at, file=file)
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
    return content, printing.printed(content=content, sheet=sheet)


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
