"""What goes into an export: the tables of a snapshot, all of them or those of chosen cases."""

import io
import pathlib
from collections.abc import Iterator, Mapping
from typing import Any, Final

from candour.core.custody.bundles import Entry
from candour.measures.register import export, manifest
from candour.measures.register.reading import Register
from candour.measures.register.tables import TABLES, Table

# Everything is held in memory, so that nothing lies on a disk in clear.
MOST_BYTES: Final = 200 * 1024 * 1024
# The archive has a manifest of its own.
_ABOUT: Final = "register.json"
_CASE, _PERSON = "case_key", "person_key"


class TooLarge(Exception):
    """This is more than 200 MB. Choose cases, or give it in parts."""


def entries(
    *, register: Register, folder: pathlib.Path, cases: Mapping[str, str] | None
) -> tuple[Entry, ...]:
    """Return the tables as files; cases: pseudonyms of those chosen, or None for everything.

    Raises TooLarge before more than that is in memory.
    """
    found: list[Entry] = []
    for one in _files(register, folder, cases):
        found.append(one)
        if sum(len(entry.content) for entry in found) > MOST_BYTES:
            raise TooLarge(TooLarge.__doc__)
    return tuple(found)


def _files(
    register: Register, folder: pathlib.Path, cases: Mapping[str, str] | None
) -> Iterator[Entry]:
    if cases is None:
        about = (folder / manifest.FILE).read_bytes()
        yield Entry(name=_ABOUT, kind="what the tables hold", content=about)
        for table in TABLES:
            content = (folder / table.file).read_bytes()
            yield Entry(name=table.file, kind="table", content=content)
        return
    for table in TABLES:
        rows = _of_cases(register, table, sorted(cases))
        yield Entry(name=table.file, kind="table", content=_parquet(table, rows))


def _of_cases(register: Register, table: Table, keys: list[str]) -> Any:
    """Return a table's rows of some cases, or of the known people in them."""
    rows = register.table(table.name)
    if _CASE in rows.columns:
        return rows.filter(rows.case_key.isin(keys))
    involved = register.table("involvement")
    return rows.semi_join(involved.filter(involved.case_key.isin(keys)), _PERSON)


def _parquet(table: Table, rows: Any) -> bytes:
    import pyarrow.parquet

    written = io.BytesIO()
    found = rows.select(*(name for name, _ in table.columns)).to_pyarrow()
    # In the order of the pseudonyms, so that order tells nothing.
    found = found.cast(export.schema(table=table)).sort_by(
        [(name, "ascending") for name, _ in table.columns]
    )
    pyarrow.parquet.write_table(found, written, compression="zstd")
    return written.getvalue()
