"""Reads the tombstones: what may be missing from the log, since two bodies signed that it goes."""

import dataclasses
import datetime
import uuid
from collections.abc import Sequence

from django.conf import settings

from candour.core import certificates
from candour.core.countersigning import tombstones
from candour.guard.log.findings import Finding
from candour.guard.models import OfficerCertificate, Tombstone


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Erased:
    """Tombstones that hold, by what they are of, and those that do not, as findings."""

    leaves: dict[uuid.UUID, tombstones.Tombstone]
    items: dict[str, tombstones.Tombstone]
    findings: tuple[Finding, ...]


def read(*, origin: str) -> Erased:
    """Check every tombstone of the database by its signatures."""
    officers = known_officers()
    leaves: dict[uuid.UUID, tombstones.Tombstone] = {}
    items: dict[str, tombstones.Tombstone] = {}
    findings = []
    for row in Tombstone.objects.order_by("id").iterator():
        try:
            tombstone = check(
                data=row.signed.encode(), origin=origin, on=row.erased_on, officers=officers
            )
            if (tombstone.id, tombstone.what.value) != (row.target, row.what):
                message = "The tombstone is of something else."
                raise tombstones.Refused(message)
        except tombstones.Refused as refused:
            findings.append(Finding(place=f"guard_tombstone {row.id}", problem=str(refused)))
            continue
        if tombstone.what is tombstones.What.LEAF:
            leaves[tombstone.id] = tombstone
        else:
            items[str(tombstone.id)] = tombstone
    return Erased(leaves=leaves, items=items, findings=tuple(findings))


def check(
    *,
    data: bytes,
    origin: str,
    on: datetime.date,
    officers: Sequence[certificates.OfficerCertificate],
) -> tombstones.Tombstone:
    """Return a tombstone of this log that two bodies signed, or raise tombstones.Refused."""
    tombstone = tombstones.verify(
        signed=tombstones.decode(data=data),
        officers=officers,
        root_public=settings.ROOT_PUBLIC,
        on=on,
    )
    if tombstone.origin != origin:
        message = "The tombstone is of another log."
        raise tombstones.Refused(message)
    return tombstone


def known_officers() -> list[certificates.OfficerCertificate]:
    """Return the officers' certificates as the database holds them; the root says which count."""
    return [
        certificates.OfficerCertificate(body=bytes(one.body), signature=bytes(one.signature))
        for one in OfficerCertificate.objects.order_by("id")
    ]
