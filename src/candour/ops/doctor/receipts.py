"""Whether the receipts were proved of late, and whether what was found waits for an overseer."""

import datetime
from collections.abc import Iterator

from candour.ops.doctor.findings import Finding, ill, well
from candour.ops.roles import Connection

_LATE = datetime.timedelta(days=2)
_LAST = """
    select proved_on, receipts,
           (select count(*) from oversight_alert as alert
            where not exists (select from oversight_settlement as settled
                              where settled.alert_id = alert.id))
    from oversight_proof order by proved_on desc, id limit 1
"""


def look(connection: Connection, *, on: datetime.date) -> Iterator[Finding]:
    """Yield what there is to say about the nightly proof; nothing while the schema is older."""
    row = connection.execute("select to_regclass('oversight_proof') is not null").fetchone()
    if row and row[0]:
        yield _proof(connection, on=on)


def _proof(connection: Connection, *, on: datetime.date) -> Finding:
    row = connection.execute(_LAST).fetchone()
    if row is None:
        return well("receipts", "not proved yet: it happens after the day's sealing")
    proved_on, receipts, waiting = row
    if not isinstance(proved_on, datetime.date) or on - proved_on > _LATE:
        return ill("receipts", f"last proved on {proved_on}", advice="run candour receipts check")
    if waiting:
        return ill(
            "receipts",
            f"{waiting} alerts of the nightly proof wait",
            advice="an overseer looks at them on the oversight site; candour receipts check",
        )
    return well("receipts", f"{receipts} proved on {proved_on}, no alert waits")
