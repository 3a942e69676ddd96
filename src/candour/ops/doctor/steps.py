"""Whether the database checks the steps that the law file allows, and no others."""

from collections.abc import Iterator

from candour.cases.courses import stored
from candour.ops.doctor.findings import Finding, ill, well
from candour.ops.roles import Connection

_IS_HERE = "select to_regclass('public.cases_allowedstep') is not null"


def look(connection: Connection) -> Iterator[Finding]:
    """Yield what there is to say about the table of steps; nothing while the schema is older."""
    row = connection.execute(_IS_HERE).fetchone()
    if not row or not row[0]:
        return
    found = list(
        stored.differences(
            courses=connection.execute(stored.COURSES).fetchall(),
            steps=connection.execute(stored.STEPS).fetchall(),
        )
    )
    if found:
        yield ill(
            "steps",
            f"{len(found)} rows differ from the law file: {found[0]}",
            advice="find out who changed them; the next migration of the table writes them anew",
        )
    else:
        yield well("steps", "the database allows what the law file allows")
