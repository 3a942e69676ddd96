"""Files: opened together with what is written into them, granted to named accounts."""

import datetime
import uuid
from collections.abc import Iterable

from django.db import connection

from candour.guard.models import File, Grant


def open_file(
    *, kind: str, organisation: uuid.UUID, on: datetime.date, file: uuid.UUID | None = None
) -> uuid.UUID:
    """Open a file that only this transaction may fill, until its wall has been computed."""
    opened = File(
        id=file or uuid.uuid4(),
        kind=kind,
        organisation_id=organisation,
        opened_on=on,
        opening=token(),
    )
    File.objects.bulk_create([opened])
    return opened.id


def open_again(*, file: uuid.UUID) -> None:
    """Let this transaction fill a file that the actor sees but nobody has been granted yet."""
    token()
    with connection.cursor() as cursor:
        cursor.execute("select guard.open_again(%s)", [file])


def grant(
    *,
    file: uuid.UUID,
    organisation: uuid.UUID,
    accounts: Iterable[uuid.UUID],
    role: str,
    on: datetime.date,
) -> list[Grant]:
    """Grant a file to accounts; a wall still hides it from those it stands before."""
    grants = [
        Grant(
            file_id=file,
            organisation_id=organisation,
            account_id=account,
            role=role,
            granted_on=on,
        )
        for account in accounts
    ]
    return Grant.objects.bulk_create(grants, ignore_conflicts=True)


def token() -> uuid.UUID:
    """Return this transaction's opening token, made and set on first use."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select set_config('candour.opening', coalesce("
            "nullif(current_setting('candour.opening', true), ''), gen_random_uuid()::text), true)"
        )
        return uuid.UUID(cursor.fetchone()[0])
