"""Confirms as a second person that nobody can be identified, or refuses; a yes publishes it."""

import dataclasses
import datetime
import uuid

from django.db import IntegrityError, connection, transaction

from candour.cases import steps, words
from candour.cases.models import Case, Publication, PublicationCheck
from candour.cases.papers import contents, publishing
from candour.cases.papers.publishing import Identifies
from candour.guard import keys
from candour.guard.actors import Actor
from candour.guard.keys import Vault
from candour.guard.permissions import demand, deny
from candour.people import naming


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the second person says, why, and names that they know and that must not stand there."""

    agrees: bool
    why: str = dataclasses.field(repr=False)
    names: tuple[str, ...] = dataclasses.field(default=(), repr=False)


class YourOwn(Exception):
    """You proposed this. Somebody else must confirm it."""


class AlreadyAnswered(Exception):
    """Somebody has answered this already."""


@transaction.atomic
def confirm_publication(
    *,
    file: uuid.UUID,
    publication: uuid.UUID,
    answer: Answer,
    vault: Vault,
    by: Actor,
    at: datetime.datetime,
) -> PublicationCheck:
    """Answer a proposal; the check is made anew with what the second person knows."""
    demand("cases.confirm_publication", by=by, at=at, file=file)
    case = steps.get_case(file=file)
    row = Publication.objects.filter(id=publication, file_id=file).select_related("item").first()
    if row is None:
        deny("cases.confirm_publication", by=by, at=at, file=file)
    if not _is_another(row, by):
        raise YourOwn
    body = _page(case, row, answer, vault, by=by, at=at) if answer.agrees else ""
    item = words.seal_reason(case=case, text=answer.why)
    check = PublicationCheck(
        file_id=file,
        organisation_id=case.organisation_id,
        noted_at=at,
        noted_by=by.account,
        item=item,
        publication=row,
        agrees=answer.agrees,
        slug=publishing.new_slug() if answer.agrees else "",
        body=body,
        body_hash=contents.digest(body.encode()),
    )
    try:
        with transaction.atomic():
            PublicationCheck.objects.bulk_create([check])
    except IntegrityError:
        raise AlreadyAnswered from None
    detail = {"agrees": answer.agrees, "recipients": ["everybody"] if answer.agrees else []}
    steps.finish(
        step="cases.confirm_publication", case=case, after=[item, check], by=by, at=at,
        detail=detail,
    )  # fmt: skip
    return check


def _is_another(row: Publication, by: Actor) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("select cases.may_confirm(%s, %s)", [row.id, by.account])
        return bool(cursor.fetchone()[0])


def _page(
    case: Case,
    row: Publication,
    answer: Answer,
    vault: Vault,
    *,
    by: Actor,
    at: datetime.datetime,
) -> str:
    publishing.demand_all_witnesses(case=case, vault=vault, by=by, at=at)
    text = keys.open_items(items=[row.item], vault=vault, by=by, at=at)[row.item_id]
    content, public = publishing.read(text=text)
    findings = publishing.check(
        case=case,
        asked=publishing.Asked(content=content, public=public, names=answer.names),
        vault=vault,
        by=by,
        at=at,
    )
    if findings:
        raise Identifies(findings)
    names = naming.organisation_names(organisations=[case.organisation_id])
    force = names.get(case.organisation_id, "")
    return publishing.page(content=content, force=force, until_on=row.until_on)
