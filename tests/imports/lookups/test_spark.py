"""The expression that scans a feed gives the same rows on Spark as on DuckDB."""

import warnings

import pytest

from candour.imports.lookups import scanning, terms
from candour.imports.lookups.generated import generator, writing
from candour.imports.lookups.generated.generator import Asked

ASKED = Asked(officers=40, days=10, watches=4, seed=9)


@pytest.fixture
def spark():
    """A Spark of this machine, or a skip that says what to install."""
    sql = pytest.importorskip("pyspark.sql", reason="Spark is an extra: pip install candour[spark]")
    import ibis

    session = (
        sql.SparkSession.builder.master("local[1]")
        .config("spark.ui.enabled", "false")
        .config("spark.eventLog.enabled", "false")
        .config("spark.sql.shuffle.partitions", "2")
        .getOrCreate()
    )
    yield ibis.pyspark.connect(session)
    session.stop()


@pytest.mark.proof
@pytest.mark.enable_socket
def test_spark_and_duckdb_find_the_same_rows(spark, tmp_path) -> None:
    path = tmp_path / "feed.parquet"
    writing.write(asked=ASKED, path=path)
    made = generator.force(asked=ASKED)
    keyed = terms.keyed(watched=[one.terms for one in made.watched], key="7" * 64)
    duckdb = scanning.duckdb(may_read=tmp_path)

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = [_scan(engine, path, keyed) for engine in (duckdb, spark)]

    assert found[0] == found[1]
    assert len(found[0][0]) > 10
    assert len(found[0][1]) > 100


def _scan(engine, path, keyed):
    rows = scanning.readable(feed=engine.read_parquet(str(path), table_name="feed"))
    asked = (scanning.touching(rows=rows, keyed=keyed), scanning.habits(rows=rows))
    return [sorted(map(str, engine.to_pyarrow(one).to_pylist())) for one in asked]
