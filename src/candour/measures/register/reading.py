"""Reads a snapshot through Ibis: one query runs on DuckDB, or on Spark past one machine."""

import contextlib
import dataclasses
import datetime
import pathlib
import warnings
from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass, field
from typing import Any, TypeVar

from candour import spark
from candour.measures.register import folders
from candour.measures.register.manifest import Manifest
from candour.measures.register.tables import TABLES

Kept = TypeVar("Kept")

# Whose walls hide a row.
_WALLED = ("case_key", "report_key", "later_key", "later_case_key")
# Pseudonyms that tables are joined and grouped by, of every person there is.
_NUMBERED = ("case_key", "later_case_key", "person_key")


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """An open snapshot. `without`: pseudonyms of cases and reports that must not be counted.

    tables: as the files hold them. is_numbered: whether the engine is in this process; measures are
    then given numbers in the place of pseudonyms, which take less room and join faster.
    """

    manifest: Manifest
    tables: dict[str, Any]
    without: frozenset[str] = field(default_factory=frozenset)
    is_numbered: bool = False
    _kept: dict[Hashable, Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    @property
    def as_of(self) -> datetime.date:
        return self.manifest.as_of

    def once(self, of: Hashable, read: Callable[[], Kept]) -> Kept:
        """Return what several measures need, read when the first of them asks."""
        if of not in self._kept:
            self._kept[of] = read()
        found: Kept = self._kept[of]
        return found

    def held(self, rows: Any) -> Any:
        """Return rows that are asked several times, put together once where it is this machine."""
        import ibis

        return ibis.memtable(rows.to_pyarrow()) if self.is_numbered else rows

    def table(self, name: str) -> Any:
        """Return a table as an Ibis expression, without what must not be counted."""
        found = self.tables[name]
        for key in _WALLED:
            if self.without and key in found.columns:
                found = found.filter(found[key].fill_null("").notin(sorted(self.without)))
        return _numbered(found) if self.is_numbered else found


def _numbered(rows: Any) -> Any:
    """Return rows with a number in the place of each pseudonym of a case or a person.

    Two of forty million keys have the same number of 64 bits once in some twenty thousand times.
    """
    import ibis

    @ibis.udf.scalar.builtin(  # type: ignore[untyped-decorator]
        name="hash", signature=(("string",), "uint64")
    )
    def number(text: str) -> int:  # type: ignore[empty-body]
        """Return DuckDB's own hash; it has one of nothing, too."""

    keys = [key for key in _NUMBERED if key in rows.columns]
    return rows.mutate(
        **{key: ibis.ifelse(rows[key].notnull(), number(rows[key]), None) for key in keys}
    )


def read(*, folder: pathlib.Path) -> Register:
    """Open a snapshot in DuckDB whose files are all what its manifest says, to count from it."""
    return dataclasses.replace(read_as_written(folder=folder), is_numbered=True)


def read_as_written(*, folder: pathlib.Path) -> Register:
    """Open such a snapshot for what names single cases by their pseudonyms, or gives rows away."""
    manifest = _checked(folder)
    return over(folder=folder, manifest=manifest, engine=duckdb(may_read=folder))


@contextlib.contextmanager
def opened(
    *, folder: pathlib.Path, engine: str = spark.DUCKDB, master: str = spark.HERE
) -> Iterator[Register]:
    """Open such a snapshot in the engine of a name, which ends with it."""
    if engine == spark.DUCKDB:
        yield read(folder=folder)
        return
    import ibis  # seconds to load, and only figures need it

    with spark.session(master=master) as session:
        manifest = _checked(folder)
        # Workers of another machine or folder find it by its whole path only.
        whole = folder.resolve()
        yield over(folder=whole, manifest=manifest, engine=ibis.pyspark.connect(session))


def _checked(folder: pathlib.Path) -> Manifest:
    manifest = folders.read_manifest(folder)
    folders.check(folder=folder, against=manifest)
    return manifest


def over(*, folder: pathlib.Path, manifest: Manifest, engine: Any) -> Register:
    """Open a snapshot in any engine that Ibis knows."""
    with warnings.catch_warnings():
        # Ibis 12 still asks DuckDB 2 for a table's columns by the old name of the call.
        warnings.filterwarnings("ignore", message="fetch_arrow_table", category=DeprecationWarning)
        tables = {
            table.name: engine.read_parquet(str(folder / table.file), table_name=table.name)
            for table in TABLES
        }
    return Register(manifest=manifest, tables=tables)


def duckdb(*, may_read: pathlib.Path) -> Any:
    """Start DuckDB in memory: it reads this folder, writes nothing to disk, fetches nothing."""
    import ibis  # seconds to load, and only figures need it

    engine = ibis.duckdb.connect(
        temp_directory="", autoload_known_extensions=False, autoinstall_known_extensions=False
    )
    engine.settings["allowed_directories"] = [str(may_read)]
    engine.settings["enable_external_access"] = False
    engine.settings["lock_configuration"] = True
    return engine
