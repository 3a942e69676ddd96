"""The engines on which Splink links a whole register: DuckDB, or Spark past one machine.

Spark compares names and numbers with the core's own functions: those that Splink brings for Spark
count swapped letters otherwise than DuckDB, so that the same two names would be near on one only.
"""

import contextlib
import logging
import os
import pathlib
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from typing import Any

import pyarrow as pa

from candour.core.matching import similarity
from candour.linking.splinking import training

DUCKDB, SPARK = "duckdb", "spark"
ENGINES = (DUCKDB, SPARK)
HERE = "local[*]"
LOOPBACK = "127.0.0.1"
_PART = 10_000
# What DuckDB calls a function, and what Spark does.
_WORDS = (
    ("list_contains(", "array_contains("),
    ("len(list_intersect(", "size(array_intersect("),
    ("jaro_winkler_similarity(", "candour_alike("),
    ("damerau_levenshtein(", "candour_slips("),
)


class CannotStart(Exception):
    """Refuses an engine that isn't installed here, with words for whoever asked for it."""


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
def opened(*, name: str, master: str = HERE) -> Iterator[Engine]:
    """Start an engine, and end it; what Spark can't hold in memory goes to a folder that ends too.

    What is missing is said before anything is read.
    """
    if name == DUCKDB:
        yield OnDuckdb()
        return
    sql = _pyspark()
    # Spark's own workers are this Python, too.
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    with tempfile.TemporaryDirectory(prefix="candour-spark-") as folder:
        builder = sql.SparkSession.builder.master(master)
        if master.startswith("local"):
            # Nobody on the network finds this machine's Spark.
            builder = builder.config("spark.driver.host", LOOPBACK)
            builder = builder.config("spark.driver.bindAddress", LOOPBACK)
        session = (
            builder.appName("candour")
            .config("spark.ui.enabled", "false")
            .config("spark.eventLog.enabled", "false")
            .config("spark.ui.showConsoleProgress", "false")
            # What doesn't fit into memory holds names: it is written in cipher.
            .config("spark.io.encryption.enabled", "true")
            .config("spark.local.dir", folder)
            .config("spark.sql.warehouse.dir", str(pathlib.Path(folder) / "warehouse"))
            .config("spark.sql.shuffle.partitions", str(2 * (os.cpu_count() or 1)))
            .getOrCreate()
        )
        session.sparkContext.setLogLevel("ERROR")
        try:
            yield OnSpark(session)
        finally:
            _end(session)


def _pyspark() -> Any:
    try:
        from pyspark import sql
    except ImportError:
        message = "Spark is not installed here: install the extra, candour[spark]."
        raise CannotStart(message) from None
    home = os.environ.get("JAVA_HOME")
    java = pathlib.Path(home) / "bin" / "java" if home else None
    if not (java.is_file() if java else shutil.which("java")):
        message = "Spark needs Java 17 or later: install it, or say where it is in JAVA_HOME."
        raise CannotStart(message)
    return sql


def _end(session: Any) -> None:
    """End Spark and its Java with it, which Spark alone leaves until the process ends."""
    from pyspark import SparkContext

    session.stop()
    gateway = SparkContext._gateway
    if gateway is None:
        return
    gateway.shutdown()
    if gateway.proc.stdin is not None:
        gateway.proc.stdin.close()
    gateway.proc.wait()
    SparkContext._gateway = SparkContext._jvm = None


def spark_words(condition: str) -> str:
    """Return a condition of DuckDB's in Spark's words."""
    for duckdb, spark in _WORDS:
        condition = condition.replace(duckdb, spark)
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
