"""Issues a letter: prints it, seals its bytes for good, and gives it the next number."""

import datetime
import uuid

from django.db import transaction

from candour.cases import steps, words
from candour.cases.models import FormalLetter
from candour.cases.papers import contents, drafting
from candour.cases.papers.writing import Written
from candour.guard import keys
from candour.guard.actors import Actor
from candour.guard.permissions import demand


def issue_letter(
    *, file: uuid.UUID, written: Written, by: Actor, at: datetime.datetime
) -> FormalLetter:
    """Print and keep a letter; nobody has it yet, and nobody can change it any more."""
    demand("cases.issue_letter", by=by, at=at, file=file)
    template, content, printed = drafting.drafted(file=file, written=written, by=by, at=at)
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
