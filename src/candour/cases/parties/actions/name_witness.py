"""Names a witness: the name for a few named readers only, a letter for everybody else."""

import dataclasses
import datetime
import uuid
from collections.abc import Sequence

from django.db import models, transaction

from candour.access import custody
from candour.cases import steps
from candour.cases.models import Case, Witness
from candour.cases.parties import involving, witnesses
from candour.guard import keys
from candour.guard.actors import Actor
from candour.guard.keys import Reader, Vault
from candour.guard.permissions import demand
from candour.people.models import Identifier


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """Who the witness is, in words, who may read that, and their number where they have one.

    With a number the people close to the witness are walled from the case; the database then
    ties that person to the file, as it does for everybody a wall is drawn round.
    """

    identity: str = dataclasses.field(repr=False)
    readers: tuple[uuid.UUID, ...]
    number: str = dataclasses.field(default="", repr=False)


class TooFew(Exception):
    """Name at least two readers of this case, yourself or not: one lost key would lose the name."""


class NoSuchNumber(Exception):
    """Nobody on the register has this number, or several have. Leave it empty, or correct it."""


@transaction.atomic
def name_witness(
    *, file: uuid.UUID, named: Named, vault: Vault, by: Actor, at: datetime.datetime
) -> Witness:
    """Seal a witness's identity into a compartment of its own, for the named readers alone."""
    demand("cases.name_witness", by=by, at=at, file=file)
    case = steps.get_case(file=file)
    chosen = _chosen(file, named, on=at.date())
    person = _person(named)
    witness, made = _write(case, named, chosen, by=by, at=at)
    detail = {"recipients": sorted(str(one.account_id) for one in chosen)}
    after = [*made, witness]
    steps.finish(step="cases.name_witness", case=case, after=after, by=by, at=at, detail=detail)
    if person is not None:
        involving.also(case=case, also=(person, "witness"), vault=vault, by=by, at=at)
    return witness


def _chosen(file: uuid.UUID, named: Named, *, on: datetime.date) -> Sequence[Reader]:
    known = witnesses.readers(file=file, on=on)
    chosen = [one for one in known if one.account_id in named.readers]
    if len(chosen) < witnesses.FEWEST:
        raise TooFew
    return chosen


def _person(named: Named) -> uuid.UUID | None:
    if not named.number.strip():
        return None
    found = Identifier.objects.filter(value__iexact=named.number.strip()).exclude(kind="source_id")
    persons = set(found.values_list("person_id", flat=True))
    if len(persons) != 1:
        raise NoSuchNumber
    return persons.pop()


def _write(
    case: Case, named: Named, chosen: Sequence[Reader], *, by: Actor, at: datetime.datetime
) -> tuple[Witness, list[models.Model]]:
    letter = witnesses.next_letter(file=case.file_id)
    place = witnesses.place(case=case, letter=letter)
    kept = custody.custody_of(file=case.file_id, on=at.date())
    epoch = keys.open_epoch(place=place, epoch=1, readers=chosen, custody=kept)
    item = keys.seal(place=place, kind=witnesses.KIND, text=named.identity)
    witness = Witness(
        file_id=case.file_id,
        organisation_id=case.organisation_id,
        noted_at=at,
        noted_by=by.account,
        item=item,
        letter=letter,
    )
    Witness.objects.bulk_create([witness])
    return witness, [*epoch.rows, item]
