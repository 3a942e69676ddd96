"""The engines on which Splink links a whole register: DuckDB, or Spark past one machine.

Spark compares names and numbers with the core's own functions: those that Splink brings for Spark
count swapped letters otherwise than DuckDB, so that the same two names would be near on one only.
"""

import contextlib
import logging
from collections.abc import Iterator, Sequence
from typing import Any

import pyarrow as pa

from candour import spark
from candour.core.matching import similarity
from candour.linking.splinking import training

_PART = 10_000
# What DuckDB calls a function, and what Spark does.
_WORDS = (
    ("list_contains(", "array_contains("),
    ("len(list_intersect(", "size(array_intersect("),
    ("jaro_winkler_similarity(", "candour_alike("),
    ("damerau_levenshtein(", "candour_slips("),
)


class OnDuckdb:
    """DuckDB, in this process and its memory."""

    def said(self, condition: str) -> str:
        """Return a condition in this engine's words."""
        return condition

    def linker(self, *, tables: Sequence[pa.Table], settings: Any) -> Any:
        """Return Splink's linker of these tables."""
        return training.linker_of(tables=tables, settings=settings)

    def rows(self, *, found: Any, columns: Sequence[str]) -> Iterator[dict[str, Any]]:
        """Yield the pairs found, the likeliest first; no more in memory than a part."""
        table = found.as_duckdbpyrelation().select(", ".join(columns))
        table = table.order("match_weight desc, unique_id_l, unique_id_r")
        for part in table.to_arrow_reader(_PART):
            yield from part.to_pylist()


class OnSpark:
    """Spark, on this machine's cores or on the cluster of a master."""

    def __init__(self, session: Any) -> None:
        self._session = session
        session.udf.register("candour_alike", alike, "double")
        session.udf.register("candour_slips", slips, "int")

    def said(self, condition: str) -> str:
        """Return a condition in this engine's words."""
        return spark_words(condition)

    def linker(self, *, tables: Sequence[pa.Table], settings: Any) -> Any:
        """Return Splink's linker of these tables; nothing is kept in files beside Spark's own."""
        import splink.backends.spark
        from splink import Linker

        logging.getLogger("splink").setLevel(logging.ERROR)
        made: Any = splink.backends.spark.SparkAPI
        api = made(
            spark_session=self._session,
            break_lineage_method="persist",
            register_udfs_automatically=False,
        )
        held = [
            api.register(table, dataset_display_name=f"{'ab'[place]}_records")
            for place, table in enumerate(tables)
        ]
        return Linker(held if len(held) > 1 else held[0], settings, log_level=logging.ERROR)

    def rows(self, *, found: Any, columns: Sequence[str]) -> Iterator[dict[str, Any]]:
        """Yield the pairs found, the likeliest first; no more in memory than a part."""
        table = found.as_spark_dataframe().select(*columns)
        ordered = table.orderBy(table.match_weight.desc(), "unique_id_l", "unique_id_r")
        for row in ordered.toLocalIterator():
            yield row.asDict()


Engine = OnDuckdb | OnSpark


@contextlib.contextmanager
def opened(*, name: str, master: str = spark.HERE) -> Iterator[Engine]:
    """Start an engine, and end it."""
    if name == spark.DUCKDB:
        yield OnDuckdb()
        return
    with spark.session(master=master) as session:
        yield OnSpark(session)


def spark_words(condition: str) -> str:
    """Return a condition of DuckDB's in Spark's words."""
    for ours, theirs in _WORDS:
        condition = condition.replace(ours, theirs)
    return condition


def alike(first: str | None, second: str | None) -> float | None:
    """Return how alike two names are, as the core says; Spark calls it for each pair."""
    return None if first is None or second is None else similarity.jaro_winkler(first, second)


def slips(first: str | None, second: str | None) -> int | None:
    """Return 1 for one slip; of more, all that matters is that they are more."""
    if first is None or second is None:
        return None
    if first == second:
        return 0
    return 1 if similarity.one_slip_apart(first, second) else 2
