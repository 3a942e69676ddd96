"""The manifest of a snapshot: what it holds, as of when, from where, by which rules."""

import datetime
import hashlib
import importlib.metadata
import json
import pathlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import connection

from candour.measures.register.export import Written
from candour.measures.register.tables import OLDEST

FORMAT = 4
FILE = "manifest.json"
_SQL = pathlib.Path(__file__).parent.parent / "sql"

RULES = (
    "The register is cut by the days on which things happened: a case received after the day is"
    " absent, and what closed after it is open. What was corrected since shows as corrected.",
    "An outcome without a day of its own counts from the day its case closed.",
    "A person is exposed from the day they joined to the day they left, both included.",
    "Where no leaving day is known, they are exposed to the end of their last posting if none is"
    f" open; else, officers to the end of the year they turn {OLDEST}, unless a later posting shows"
    " that they stayed; else to the day of the register.",
    "Service whose first day is not known gives no exposure; nor does the time after the day.",
    "Ids are HMAC-SHA256 under a key that was thrown away, so no two snapshots can be joined by"
    " them. Days and codes remain: who knows a case's days can find it, so guard these files.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where cases come from; an empty name means that they were recorded here."""

    name: str
    cases: int
    first_received_on: datetime.date
    last_received_on: datetime.date


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What a snapshot says of itself. It names no moment of making, so that it can be repeated."""

    as_of: datetime.date
    code: str
    tables: tuple[Written, ...]
    sources: tuple[Source, ...]
    organisations: Mapping[str, str]
    missing: Mapping[str, int]
    rules: tuple[str, ...] = RULES

    def as_bytes(self) -> bytes:
        """Return the one text of the manifest, which its hash is of."""
        said = {
            "format": FORMAT,
            "as_of": self.as_of.isoformat(),
            "code": self.code,
            "tables": {
                table.table: {"file": table.file, "rows": table.rows, "sha256": table.sha256}
                for table in self.tables
            },
            "sources": [
                {
                    "name": source.name,
                    "cases": source.cases,
                    "first_received_on": source.first_received_on.isoformat(),
                    "last_received_on": source.last_received_on.isoformat(),
                }
                for source in self.sources
            ],
            "organisations": dict(self.organisations),
            "missing": dict(self.missing),
            "rules": list(self.rules),
        }
        return (json.dumps(said, indent=2, sort_keys=True, ensure_ascii=False) + "\n").encode()

    @property
    def hash(self) -> str:
        return hashlib.sha256(self.as_bytes()).hexdigest()

    @property
    def name(self) -> str:
        """Return the name of the snapshot's folder."""
        return f"{self.as_of.isoformat()}-{self.hash[:12]}"

    def rows(self, table: str) -> int:
        return next(one.rows for one in self.tables if one.table == table)


def describe(*, as_of: datetime.date, tables: tuple[Written, ...]) -> Manifest:
    """Ask the database for what the files themselves don't say."""
    return Manifest(
        as_of=as_of,
        code=code_version(),
        tables=tables,
        sources=tuple(
            Source(name=name, cases=cases, first_received_on=first, last_received_on=last)
            for name, cases, first, last in _asked("sources", as_of)
        ),
        organisations=dict(_asked("organisations", as_of)),
        missing=dict(_asked("missing", as_of)),
    )


def code_version() -> str:
    """Return the version of Candour that makes and reads snapshots now."""
    return importlib.metadata.version("candour")


def parse(content: bytes) -> Manifest:
    """Return the manifest that `as_bytes` wrote; raise ValueError or KeyError for anything else."""
    said = json.loads(content)
    if said["format"] != FORMAT:
        message = "another format"
        raise ValueError(message)
    return Manifest(
        as_of=datetime.date.fromisoformat(said["as_of"]),
        code=said["code"],
        tables=tuple(
            Written(table=name, file=row["file"], rows=row["rows"], sha256=row["sha256"])
            for name, row in said["tables"].items()
        ),
        sources=tuple(
            Source(
                name=row["name"],
                cases=row["cases"],
                first_received_on=datetime.date.fromisoformat(row["first_received_on"]),
                last_received_on=datetime.date.fromisoformat(row["last_received_on"]),
            )
            for row in said["sources"]
        ),
        organisations=said["organisations"],
        missing=said["missing"],
        rules=tuple(said["rules"]),
    )


def _asked(query: str, as_of: datetime.date) -> list[Any]:
    with connection.cursor() as cursor:
        script = (_SQL / f"{query}.sql").read_text(encoding="utf-8")
        cursor.execute(script, {"as_of": as_of})
        return list(cursor.fetchall())
