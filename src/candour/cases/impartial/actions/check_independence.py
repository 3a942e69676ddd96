"""Holds the rules of independence against a case: must another force investigate it?"""

import datetime
import uuid
from collections.abc import Iterable

from django.db import connection

from candour.access.models import Involvement
from candour.cases.impartial import standing
from candour.cases.models import Allegation, IndependenceCheck
from candour.core.impartial import independence
from candour.core.matching.conflicts import fold
from candour.guard.actors import Actor
from candour.guard.log import leaves
from candour.guard.permissions import demand
from candour.people.models import Posting


def check_independence(
    *, file: uuid.UUID, by: Actor, at: datetime.datetime, told: Iterable[str] = ()
) -> IndependenceCheck:
    """Record whether another force is required and why; `told`: what the report says it is about.

    What was told once is not forgotten. Belongs to its caller's transaction.
    """
    demand("cases.check_independence", by=by, at=at, file=file)
    known = newest(file=file)
    every = frozenset(told) | frozenset(known.told if known else ())
    found = independence.assess(facts=_facts(file, every, on=at.date()))
    row = IndependenceCheck(
        file_id=file,
        organisation_id=standing.organisation(file=file),
        because=list(found.because),
        is_required=found.is_required,
        told=sorted(every),
        checked_at=at,
        checked_by=by.account_id,
    )
    IndependenceCheck.objects.bulk_create([row])
    entry = leaves.Entry(
        kind="write",
        what="cases.check_independence",
        file=file,
        why="Must another force investigate",
        detail={"because": list(found.because)},
        after=[row],
    )
    leaves.append(entry=entry, by=by, at=at)
    return row


def newest(*, file: uuid.UUID) -> IndependenceCheck | None:
    """Return the check that counts; part of checking."""
    return IndependenceCheck.objects.filter(file_id=file).order_by("-checked_at", "-id").first()


def _facts(file: uuid.UUID, told: frozenset[str], *, on: datetime.date) -> independence.Facts:
    persons = Involvement.objects.filter(file_id=file, role__in=("subject", "candidate"))
    postings = Posting.objects.filter(
        person_id__in=persons.values("person_id"), from_on__lte=on
    ).exclude(until_on__lt=on)
    categories = Allegation.objects.filter(file_id=file).values_list("category", flat=True)
    with connection.cursor() as cursor:
        cursor.execute("select investigators, readers from cases.clean_inside(%s)", [file])
        investigators, readers = cursor.fetchone()
    return independence.Facts(
        categories=frozenset(categories),
        told=told,
        ranks=frozenset(fold(rank) for rank in postings.values_list("rank", flat=True) if rank),
        clean_investigators=investigators,
        clean_readers=readers,
    )
