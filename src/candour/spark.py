"""Starts Spark for whoever asks for it by name: a session of this machine's cores, or of a cluster.

DuckDB is the engine of everything; Spark is an extra for what does not fit into one machine.
"""

import contextlib
import os
import pathlib
import shutil
import sys
import tempfile
from argparse import ArgumentParser
from collections.abc import Iterator
from typing import Any

DUCKDB, SPARK = "duckdb", "spark"
ENGINES = (DUCKDB, SPARK)
HERE = "local[*]"
LOOPBACK = "127.0.0.1"


class CannotStart(Exception):
    """Refuses an engine that isn't installed here, with words for whoever asked for it."""


def add_options(*, parser: ArgumentParser) -> None:
    """Let a command be told on which engine it runs."""
    parser.add_argument(
        "--engine", choices=ENGINES, default=DUCKDB,
        help="spark: past one machine; needs the extra candour[spark] and Java",
    )  # fmt: skip
    parser.add_argument(
        "--master", default=HERE, help="where Spark runs; else on this machine's cores"
    )


@contextlib.contextmanager
def session(*, master: str = HERE) -> Iterator[Any]:
    """Start Spark, and end it; what it can't hold in memory goes to a folder that ends too.

    What is missing is said before anything is read.
    """
    sql = _pyspark()
    # Spark's own workers are this Python, too.
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    with tempfile.TemporaryDirectory(prefix="candour-spark-") as folder:
        builder = sql.SparkSession.builder.master(master)
        if master.startswith("local"):
            # Nobody on the network finds this machine's Spark.
            builder = builder.config("spark.driver.host", LOOPBACK)
            builder = builder.config("spark.driver.bindAddress", LOOPBACK)
        started = (
            builder.appName("candour")
            .config("spark.ui.enabled", "false")
            .config("spark.eventLog.enabled", "false")
            .config("spark.ui.showConsoleProgress", "false")
            # What doesn't fit into memory holds names: it is written in cipher.
            .config("spark.io.encryption.enabled", "true")
            .config("spark.local.dir", folder)
            .config("spark.sql.warehouse.dir", str(pathlib.Path(folder) / "warehouse"))
            .config("spark.sql.shuffle.partitions", str(2 * (os.cpu_count() or 1)))
            # A day is a day: no clock of a machine's zone makes one longer.
            .config("spark.sql.session.timeZone", "UTC")
            .getOrCreate()
        )
        started.sparkContext.setLogLevel("ERROR")
        try:
            yield started
        finally:
            _end(started)


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
