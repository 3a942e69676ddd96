"""Computes every measure for every organisation in its usual window, and keeps the results."""

import datetime
import hashlib
import json
import pathlib
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.db import connection, transaction

from candour.guard.actors import Actor
from candour.guard.log import leaves
from candour.guard.permissions import demand
from candour.measures import parameters as asked
from candour.measures import running
from candour.measures.actions.take_snapshot import take_snapshot
from candour.measures.models import Figure
from candour.measures.parameters import Parameters
from candour.measures.register import folders, pseudonyms, reading
from candour.measures.register.pseudonyms import CASE, Key
from candour.measures.register.reading import Register

_WALLED_SETS = "select without, files from measures.walled_sets(%s, %s)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Refreshed:
    """What a refresh kept: how many figures of how many organisations, from which snapshot."""

    figures: int
    organisations: int
    snapshot: str
    as_of: datetime.date


def refresh_figures(
    *, as_of: datetime.date, under: pathlib.Path, by: Actor, at: datetime.datetime
) -> Refreshed:
    """Take a snapshot, compute from it, and put the results in the place of the earlier ones.

    Each figure is kept once with all cases and once without each set of cases that walls keep from
    an overseer; the key that finds those cases in the snapshot is forgotten when this returns.
    """
    demand("measures.refresh", by=by, at=at)
    key = pseudonyms.new_key()
    snapshot = take_snapshot(as_of=as_of, under=under, by=by, at=at, key=key)
    register = reading.read(folder=snapshot.folder)
    organisations = _organisations(register)
    figures = [
        figure
        for organisation in organisations
        for figure in _figures(register, organisation, key, at)
    ]
    with transaction.atomic():
        earlier = set(Figure.objects.values_list("snapshot", flat=True))
        Figure.objects.all().delete()
        Figure.objects.bulk_create(figures)
        _log(figures, manifest=snapshot.manifest.hash, by=by, at=at)
    kept = {snapshot.folder.name} if figures else set()
    folders.remove(under=under, names=(earlier | {snapshot.folder.name}) - kept)
    return Refreshed(
        figures=len(figures),
        organisations=len(organisations),
        snapshot=snapshot.folder.name,
        as_of=as_of,
    )


def _organisations(register: Register) -> list[str]:
    cases = register.tables["case"]
    found = cases.select("organisation").distinct().order_by("organisation").to_pyarrow()
    return [str(organisation) for organisation in found["organisation"].to_pylist()]


def _figures(
    register: Register, organisation: str, key: Key, at: datetime.datetime
) -> Iterator[Figure]:
    for without, files in [("", []), *_walled_sets(organisation, at)]:
        hidden = frozenset(pseudonyms.pseudonym(key=key, kind=CASE, of=file) for file in files)
        counted = replace(register, without=hidden)
        for entry in running.entries().values():
            from_on = asked.years_back(to_on=register.as_of, years=entry.years)
            parameters = Parameters(
                as_of=register.as_of,
                from_on=from_on,
                to_on=register.as_of,
                organisation=organisation,
            )
            result = running.run(entry=entry, register=counted, parameters=parameters)
            yield Figure(
                organisation_id=uuid.UUID(organisation),
                measure=entry.name,
                as_of=register.as_of,
                computed_at=at,
                snapshot=result.snapshot,
                without=without,
                result=result.as_json(),
            )


def _walled_sets(organisation: str, at: datetime.datetime) -> list[tuple[str, list[uuid.UUID]]]:
    # Asked after the snapshot was taken: a wall drawn meanwhile is heeded, and a case recorded
    # meanwhile is in no snapshot anyway.
    with connection.cursor() as cursor:
        cursor.execute(_WALLED_SETS, [organisation, at])
        return [(without, list(files)) for without, files in cursor.fetchall()]


def _log(figures: list[Figure], *, manifest: str, by: Actor, at: datetime.datetime) -> None:
    said = json.dumps([figure.result for figure in figures], sort_keys=True)
    entry = leaves.Entry(
        kind="write",
        what="measures.refresh",
        why="The figures that the oversight site shows were computed",
        detail={
            "figures": len(figures),
            "manifest": manifest,
            "digest": hashlib.sha256(said.encode()).hexdigest(),
        },
    )
    leaves.append(entry=entry, by=by, at=at)
