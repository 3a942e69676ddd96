"""Turns findings into alerts: sealed twice, once for each of those who may know."""

import datetime
import json
from collections.abc import Sequence
from dataclasses import dataclass

from candour.core import envelope
from candour.guard import keys
from candour.guard.actors import Actor
from candour.guard.keys import Place, Vault
from candour.guard.log import leaves
from candour.guard.models import FileKey, Grant, KeyWrap, SealedItem
from candour.imports.lookups import telling
from candour.imports.lookups.finding import Finding
from candour.imports.lookups.watching import Watch
from candour.imports.models import LookupAlert, LookupFinding, Run

KIND = "look_up"
_Known = set[tuple[str, str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Raised:
    """How many alerts were raised, and how many of them those who handle the files are told of."""

    alerts: int
    told: int


def raise_all(
    *,
    found: Sequence[Finding],
    watches: Sequence[Watch],
    run: Run,
    vault: Vault,
    by: Actor,
    at: datetime.datetime,
) -> Raised:
    """Raise what has not been raised before; each file's alerts have a leaf. One transaction."""
    alerts = told = 0
    for number, watch in enumerate(watches):
        known = _known(watch, vault, by=by, at=at)
        mine = [one for one in found if one.watch == number and _is_new(one, known)]
        if not mine:
            continue
        rows = [_raise(one, watch, run, by=by, at=at) for one in mine]
        alerts += len(rows)
        told += sum(1 for alert in rows if alert)
        _log(watch, run, [alert for alert in rows if alert], len(rows), by=by, at=at)
    return Raised(alerts=alerts, told=told)


def _raise(
    one: Finding, watch: Watch, run: Run, *, by: Actor, at: datetime.datetime
) -> LookupAlert | None:
    reported_on = watch.about.reported_on
    alert = None
    if watch.is_told:
        text = json.dumps(telling.coarse(found=one, reported_on=reported_on), sort_keys=True)
        place = Place(file=watch.file, organisation=watch.organisation)
        alert = LookupAlert(
            file_id=watch.file,
            organisation_id=watch.organisation,
            run=run,
            item=keys.seal(place=place, kind=KIND, text=text),
            raised_at=at,
            raised_by=by.account,
        )
        LookupAlert.objects.bulk_create([alert])
    kept = _sealed(one, watch, run, at=at)
    kept.alert = alert
    LookupFinding.objects.bulk_create([kept])
    return alert


def _sealed(one: Finding, watch: Watch, run: Run, *, at: datetime.datetime) -> LookupFinding:
    key = _key(watch)
    text = json.dumps(telling.whole(found=one, reported_on=watch.about.reported_on), sort_keys=True)
    kept = LookupFinding(
        watch_id=watch.id, report_id=watch.report, epoch=key.epoch, run=run, found_at=at
    )
    context = envelope.KeyContext(file_id=watch.report, compartment=keys.IDENTITY, epoch=key.epoch)
    kept.ciphertext = envelope.seal_item(
        plaintext=text.encode(),
        epoch_public=keys.own_public(stamped=bytes(key.public_key), context=context),
        context=envelope.ItemContext(key=context, item_id=kept.id),
    )
    return kept


def _key(watch: Watch) -> FileKey:
    of_report = FileKey.objects.filter(file_id=watch.report, compartment=keys.IDENTITY)
    return of_report.order_by("-epoch")[0]


def _known(watch: Watch, vault: Vault, *, by: Actor, at: datetime.datetime) -> _Known:
    """Return the reads that earlier runs raised, so that the same feed raises nothing twice."""
    items = [
        SealedItem(
            id=one.id,
            file_id=one.report_id,
            organisation_id=watch.organisation,
            compartment=keys.IDENTITY,
            epoch=one.epoch,
            ciphertext=one.ciphertext,
        )
        for one in LookupFinding.objects.filter(watch_id=watch.id).order_by("id")
    ]
    texts = keys.open_items(items=items, vault=vault, by=by, at=at)
    told = [json.loads(text) for text in texts.values()]
    return {(one["officer"], read["at"], read["record"]) for one in told for read in one["reads"]}


def _is_new(one: Finding, known: _Known) -> bool:
    reads = {(one.officer, hit.read.at.isoformat(), hit.record) for hit in one.hits}
    return one.card.is_alert and not reads <= known


def _log(
    watch: Watch, run: Run, rows: list[LookupAlert], number: int, *,
    by: Actor, at: datetime.datetime,
) -> None:  # fmt: skip
    keepers = KeyWrap.objects.filter(file_key=_key(watch)).values_list("account_id", flat=True)
    handlers = Grant.objects.filter(file_id=watch.file).values_list("account_id", flat=True)
    entry = leaves.Entry(
        kind="write",
        what="imports.watch_lookups",
        file=watch.file,
        why="Reads of the reporter's records that somebody should ask about",
        detail={
            "run": str(run.id),
            "alerts": number,
            "told": len(rows),
            "recipients": sorted({str(one) for one in (*keepers, *(handlers if rows else ()))}),
        },
        after=[*rows, *(row.item for row in rows)],
    )
    leaves.append(entry=entry, by=by, at=at)
