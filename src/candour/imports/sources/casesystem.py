"""A case system's history, or one night's delta of it: four CSV files in a folder or a zip."""

from candour.imports.casesystem import cutting, delta
from candour.imports.casesystem.standing import SOURCE
from candour.imports.source import Plan, Reading, Source


def _read(reading: Reading) -> Plan:
    tables = delta.tables(reading.files)
    named = {path.stem: path.name for path in reading.files}
    return Plan(
        read={name: len(table.rows) for name, table in tables.items()},
        files={name: named.get(name, reading.files[0].name) for name in tables},
        parts=lambda: cutting.parts(
            tables=tables, batch_rows=reading.batch_rows, latest=reading.on
        ),
        remarks=tuple(f"{name}.csv: {table.form}" for name, table in tables.items()),
    )


ENTRY = Source(
    name=SOURCE,
    summary="The force's present case system: histories, and each night what changed there",
    takes="FOLDER or ZIP with cases.csv and allegations.csv, and subjects.csv and links.csv if any",
    version=1,
    find=delta.find,
    read=_read,
)
