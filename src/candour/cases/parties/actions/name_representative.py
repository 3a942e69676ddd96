"""Names who stands by one side; nobody stands by both, and no branch of a body does."""

import dataclasses
import datetime
import uuid

from django.db import IntegrityError, transaction

from candour.access.models import Involvement
from candour.cases import steps, words
from candour.cases.models import Affiliation, Case, Party
from candour.cases.parties import involving, standing
from candour.guard.actors import Actor
from candour.guard.keys import Vault
from candour.guard.models import Account, Grant
from candour.guard.permissions import demand
from candour.guard.seats import Seat

REPORTER = "reporter"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """Whose account stands by which side: a subject's seat, or none for the reporter's side."""

    account: uuid.UUID
    client: uuid.UUID | None
    why: str = dataclasses.field(repr=False)


class NotAvailable(Exception):
    """This representative can't be named here. Choose another."""


@transaction.atomic
def name_representative(
    *, file: uuid.UUID, named: Named, vault: Vault, by: Actor, at: datetime.datetime
) -> Party:
    """Name a representative for one side. Every refusal says the same, so that none tells why."""
    demand("cases.name_representative", by=by, at=at, file=file)
    case = steps.get_case(file=file)
    account = _available(case, named)
    item = words.seal_reason(case=case, text=named.why)
    body = Affiliation.objects.filter(account_id=account.id).first()
    party = Party(
        file_id=file,
        organisation_id=case.organisation_id,
        noted_at=at,
        noted_by=by.account,
        item=item,
        kind="representative",
        side="subject" if named.client else REPORTER,
        account_id=account.id,
        person_id=account.person_id,
        client_id=named.client,
        body=body.body if body else "",
        branch=body.branch if body else "",
        branch_key=body.key if body else "",
    )
    _write(party)
    steps.finish(step="cases.name_representative", case=case, after=[item, party], by=by, at=at)
    if account.person_id is not None:
        role = (account.person_id, "representative")
        involving.also(case=case, also=role, vault=vault, by=by, at=at)
    return party


def _available(case: Case, named: Named) -> Account:
    """Return the account; it has no other part in the case, and neither has its person."""
    account = Account.objects.filter(
        id=named.account, seat=Seat.REPRESENTATIVE.value, is_active=True
    ).first()
    present = standing.parties(file=case.file_id)
    refused = (
        account is None
        or (named.client and not present.filter(id=named.client, kind="subject").exists())
        or present.filter(account_id=named.account).exists()
        or Grant.objects.filter(file_id=case.file_id, account_id=named.account).exists()
        or account.person_id in _involved(case)
    )
    if refused or account is None:
        raise NotAvailable
    return account


def _involved(case: Case) -> set[uuid.UUID | None]:
    rows = Involvement.objects.filter(file_id=case.file_id).exclude(role="representative")
    return set(rows.values_list("person_id", flat=True))


def _write(party: Party) -> None:
    # The database knows both sides, also where whoever asks sees one of them only.
    try:
        with transaction.atomic():
            Party.objects.bulk_create([party])
    except IntegrityError:
        raise NotAvailable from None
