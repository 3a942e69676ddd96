"""Whether reports can be received: enough certified readers at every desk, and none set aside."""

import datetime
import json
import uuid
from collections.abc import Iterator
from typing import Any

from candour.access.desks import FEWEST
from candour.core import certificates
from candour.guard import keys
from candour.ops.doctor.findings import Finding, ill, well
from candour.ops.roles import Connection

_IS_HERE = """
    select to_regclass('intake_quarantined') is not null
       and to_regprocedure('access.receivers()') is not null
"""


def look(connection: Connection, *, on: datetime.date) -> Iterator[Finding]:
    """Yield what there is to say about receiving reports; nothing while the schema is older."""
    row = connection.execute(_IS_HERE).fetchone()
    if row and row[0]:
        yield _desks(connection, on=on)
        yield _aside(connection)


def _desks(connection: Connection, *, on: datetime.date) -> Finding:
    rows: list[Any] = connection.execute("select * from access.receivers()").fetchall()
    forces = {one[0]: str(one[1]) for one in rows}
    outside = {uuid.UUID(body["id"]): str(body["name"]) for one in rows for body in _json(one[2])}
    signed: list[Any] = connection.execute(
        "select body, signature from access.officers()"
    ).fetchall()
    officers = tuple(
        certificates.OfficerCertificate(body=bytes(body), signature=bytes(signature))
        for body, signature in signed
    )
    few = []
    for desk, name in {**forces, **outside}.items():
        seats: list[Any] = connection.execute(
            "select account_id, body, signatures from access.seal_targets(%s, %s)", [desk, on]
        ).fetchall()
        # A force without a desk of its own is no fault: its reports go to the body outside.
        is_needed = bool(seats) or desk in outside
        if is_needed and len(keys.certified(seats=seats, officers=officers, on=on)) < FEWEST:
            few.append(name)
    if few:
        return ill(
            "desks",
            f"fewer than {FEWEST} certified readers: {', '.join(sorted(few))}",
            advice="seat and certify more readers there: a report may find nobody to go to",
        )
    return well("desks", f"every desk has {FEWEST} certified readers or more")


def _json(value: Any) -> Any:
    # A bare connection hands JSON over as text.
    return json.loads(value) if isinstance(value, str) else value


def _aside(connection: Connection) -> Finding:
    row = connection.execute("select count(*) from intake_quarantined").fetchone()
    count = row[0] if row else 0
    if count:
        return ill(
            "sealing",
            f"{count} reports and letters are set aside: they could not be sealed",
            advice="back up the database and update Candour; they are kept whole until then",
        )
    return well("sealing", "nothing is set aside")
