"""A witness's own compartment: opened for a few named readers, with a letter in place of a name."""

import datetime
import string
import uuid

from django.db import connection

from candour.access import desks
from candour.cases.models import Case, Witness
from candour.guard import keys
from candour.guard.actors import Actor
from candour.guard.keys import Place, Reader
from candour.guard.models import FileKey, KeyWrap
from candour.guard.permissions import deny
from candour.law.aftercare import ROWS, Period

FEWEST = 2
KIND = "witness"
DAYS = tuple(row.days for row in ROWS if row.period is Period.CHECK_IN)


def place(*, case: Case, letter: str) -> Place:
    """Return where everything about one witness is sealed."""
    return Place(
        file=case.file_id,
        organisation=case.organisation_id,
        compartment=compartment(letter=letter),
    )


def compartment(*, letter: str) -> str:
    """Return the name of the compartment of one witness."""
    return f"witness-{letter.lower()}"


def next_letter(*, file: uuid.UUID) -> str:
    """Return the letter of the next witness: A to Z, then AA and on."""
    number = Witness.objects.filter(file_id=file).count()
    signs = string.ascii_uppercase
    first, second = divmod(number, len(signs))
    return signs[second] if not first else signs[first - 1] + signs[second]


def readers(
    *, file: uuid.UUID, on: datetime.date, compartment: str = keys.NARRATIVE
) -> tuple[Reader, ...]:
    """Return the certified keys of those who hold one to a compartment and are not walled."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select account_id, body, signatures from access.remaining_readers(%s, %s)",
            [file, compartment],
        )
        seats = [(account, bytes(body), signed) for account, body, signed in cursor.fetchall()]
    return keys.certified(seats=seats, officers=desks.officers(), on=on)


def is_named(*, file: uuid.UUID, letter: str, account: uuid.UUID) -> bool:
    """Return whether the asking account holds a key to what is kept of a witness."""
    return KeyWrap.objects.filter(
        file_key__in=FileKey.objects.filter(file_id=file, compartment=compartment(letter=letter)),
        account_id=account,
    ).exists()


def for_named(
    what: str, *, file: uuid.UUID, witness: uuid.UUID, by: Actor, at: datetime.datetime
) -> Witness:
    """Return a witness whom the actor may know by name; deny that there is another."""
    found = Witness.objects.filter(id=witness, file_id=file).first()
    if found is None or not is_named(file=file, letter=found.letter, account=by.account):
        deny(what, by=by, at=at, file=file)
    return found


def due_day(*, witness: Witness, at: datetime.datetime) -> int:
    """Return which check-in is due and not recorded, by its day; 0 where none is."""
    began = witness.noted_at.astimezone(at.tzinfo).date()
    passed = [day for day in DAYS if began + datetime.timedelta(days=day) <= at.date()]
    done = set(witness.check_ins.values_list("day", flat=True))
    return passed[-1] if passed and passed[-1] not in done else 0


def next_day(*, witness: Witness, at: datetime.datetime) -> datetime.date | None:
    """Return when a witness is asked next, None after the last time."""
    began = witness.noted_at.astimezone(at.tzinfo).date()
    later = [began + datetime.timedelta(days=day) for day in DAYS]
    return next((day for day in later if day > at.date()), None)
