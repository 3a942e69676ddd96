"""Holds a feed against the digests of a run: one expression for DuckDB, and for Spark if need be.

Runs are on DuckDB. The proof that Spark finds the same rows needs PySpark, and one machine.
Rows that touch nothing of anybody's are dropped by the engine and never come back from it.
"""

import functools
import operator
import pathlib
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from candour.imports.lookups import canonical, columns, terms
from candour.imports.lookups.terms import Keyed

ROW = "row"
MEMORY = "1GB"
KEPT = ("at", "officer", "system", "action", "record", "task", "task_by")
_MOMENT = "^[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}"
_MOUNTS = pathlib.Path("/proc/mounts")


class SpillsToDisk(Exception):
    """The folder for what does not fit into memory is on a disk; unsealed rows never go there."""


def duckdb(
    *, spill: pathlib.Path | None = None, memory: str = MEMORY, may_read: pathlib.Path | None = None
) -> Any:
    """Start DuckDB in memory; what does not fit goes to a folder in memory, or nowhere."""
    import ibis  # seconds to load, and only this needs it

    if spill is not None and not in_memory(spill):
        message = f"{spill} is on a disk: name a folder on a tmpfs, such as /dev/shm, or none."
        raise SpillsToDisk(message)
    engine = ibis.duckdb.connect(
        temp_directory=str(spill or ""),
        memory_limit=memory,
        autoload_known_extensions=False,
        autoinstall_known_extensions=False,
    )
    if may_read is not None:
        engine.settings["allowed_directories"] = [str(may_read)]
    engine.settings["enable_external_access"] = False
    engine.settings["lock_configuration"] = True
    return engine


def in_memory(folder: pathlib.Path, *, mounts: pathlib.Path = _MOUNTS) -> bool:
    """Say whether a folder is on a tmpfs, as far as the system tells."""
    if not mounts.exists():
        return False
    rows = [line.split(" ")[1:3] for line in mounts.read_text().splitlines()]
    kinds = {place.replace("\\040", " "): kind for place, kind in rows}
    at = folder.resolve()
    return next((kinds[str(one)] for one in (at, *at.parents) if str(one) in kinds), "") == "tmpfs"


def over(*, chunk: Any) -> Any:
    """Return a chunk of rows in memory as a table of any engine."""
    import ibis

    return ibis.memtable(chunk)


def readable(*, feed: Any) -> Any:
    """Return the rows that say who read what when: every column as text, by its own name."""
    return _texts(feed).filter(_is_whole)


def unreadable(*, feed: Any) -> Any:
    """Return the numbers of the rows that don't, and which required columns are at fault."""
    texts = _texts(feed)
    return texts.filter(lambda rows: ~_is_whole(rows)).select(
        ROW, *(_fault(texts, name).name(name) for name in columns.REQUIRED)
    )


def habits(*, rows: Any) -> Any:
    """Count what each officer read on each day: what a usual day of theirs is."""
    return rows.group_by(officer=rows["officer"], day=rows["at"].substr(0, 10)).agg(
        reads=lambda found: found.count()
    )


def touching(*, rows: Any, keyed: Keyed) -> Any:
    """Return the rows that touch anything watched, each with the digests of its values."""
    import ibis

    digests = _values(rows)
    told = rows.select(
        *([ROW] if ROW in rows.columns else []),
        *KEPT,
        **{slot: _digest(keyed.key, slot, value) for slot, value in digests.items()},
    )
    watched = {
        slot: ibis.memtable({"digest": list(found)}, schema={"digest": "string"})
        for slot, found in keyed.by_slot.items()
        if found
    }
    if not watched:
        return told.filter(ibis.literal(False))
    hits = [told[slot].isin(found.digest) for slot, found in watched.items()]
    return told.filter(functools.reduce(operator.or_, hits))


@contextmanager
def quiet() -> Iterator[None]:
    """Run a query without the warning that Ibis 12 still calls DuckDB 2 by an old name."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="fetch_arrow_table", category=DeprecationWarning)
        yield


def _texts(feed: Any) -> Any:
    import ibis

    found = {columns.known(header=name): name for name in feed.columns}
    texts: dict[str, Any] = {
        name: feed[found[name]].cast("string") if name in found else ibis.null("string")
        for name in columns.NAMES
    }
    return feed.select(*([ROW] if ROW in feed.columns else []), **texts)


def _is_whole(rows: Any) -> Any:
    return functools.reduce(operator.and_, (~_fault(rows, name) for name in columns.REQUIRED))


def _fault(rows: Any, name: str) -> Any:
    import ibis

    value = rows[name]
    if name == "at":
        is_moment = value.re_search(_MOMENT) & value.try_cast("timestamp").notnull()
        return ~ibis.coalesce(is_moment, False)
    return ibis.coalesce(value.strip(), "") == ""


def _values(rows: Any) -> Mapping[str, Any]:
    """Return each slot's value, null where the row has none."""
    name, born = canonical.name_in(rows["name"]), canonical.born_in(rows["born"])
    postcode, house = canonical.code_in(rows["postcode"]), canonical.house_in(rows["address"])
    found = {
        terms.NAME: name.nullif(""),
        terms.NAME_BORN: name.nullif("") + "|" + born.nullif(""),
        terms.TYPED_NAME: canonical.name_in(rows["searched"]).nullif(""),
        terms.POSTCODE: postcode.nullif(""),
        terms.ADDRESS: house.nullif("") + "|" + postcode.nullif(""),
        terms.VEHICLE: canonical.code_in(rows["vehicle"]).nullif(""),
        terms.PHONE: canonical.phone_in(rows["phone"]).nullif(""),
        terms.CASE: canonical.code_in(rows["case"]).nullif(""),
        terms.TYPED_CODE: canonical.code_in(rows["searched"]).nullif(""),
    }
    assert tuple(found) == terms.SLOTS  # noqa: S101 - a slot without an expression finds nothing
    return found


def _digest(key: str, slot: str, value: Any) -> Any:
    import ibis

    return (ibis.literal(terms.prefix(key=key, slot=slot)) + value).hexdigest("sha256")
