"""A register linked on Spark gives the pairs, weights and reasons that it gives on DuckDB."""

import gc
import random
import shutil

import duckdb
import pytest

from candour import spark
from candour.core.matching import weights
from candour.linking import runs
from candour.linking.engine.people import People
from candour.linking.files import writing
from candour.linking.generated import noise, register
from candour.linking.generated.writing import PEOPLE
from candour.linking.progress import Progress
from candour.linking.splinking import engines, joining

PEOPLE_MADE, DOUBLES = 2_000, 200


@pytest.fixture
def people(tmp_path) -> People:
    """Two thousand invented people, a tenth entered a second time with a misspelt name."""
    officers = list(register.officers(people=PEOPLE_MADE, seed=17))
    rows = [row for one in officers for row in register.rows(officer=one)]
    rows += [_again(one, row) for one in officers[:DOUBLES] for row in register.rows(officer=one)]
    random.Random(23).shuffle(rows)
    writing.write(rows=iter(rows), path=tmp_path / "people.parquet", schema=PEOPLE)
    with (tmp_path / "progress.txt").open("w") as shown:
        held, _ = runs.gather(
            paths=[tmp_path / "people.parquet"],
            is_strict=False,
            say=lambda text: None,
            shown=lambda unit: Progress(stream=shown, is_terminal=False, unit=unit),
        )
    return held


def _again(officer, row):
    again = row | {"person_id": f"again-{officer.ref}"}
    if "family_name" in row:
        again["family_name"] = noise.misspelt(random.Random(officer.ref), officer.family)
    return again


def _pairs(people, name):
    """Return the pairs by their two ids, the doubtful too: engines would differ there first."""
    with engines.opened(name=name, master="local[1]") as engine:
        found = joining.pairs(
            registers=[people], weights=weights.shipped(), least=0.01, engine=engine
        )
        return {frozenset((row["person_id"], row["other_person_id"])): row for row in found}


@pytest.mark.proof
@pytest.mark.enable_socket
# PySpark leaves its sockets to the collector of garbage, here and in every program.
@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_spark_and_duckdb_link_the_same_people_alike(people):
    pytest.importorskip("pyspark", reason="Spark is an extra: pip install candour[spark]")
    if shutil.which("java") is None:
        pytest.skip("Spark needs Java")

    on_spark, on_duckdb = (_pairs(people, name) for name in (spark.SPARK, spark.DUCKDB))
    gc.collect()

    assert len(on_duckdb) > DOUBLES
    assert on_spark.keys() == on_duckdb.keys()
    for pair, row in on_duckdb.items():
        other = on_spark[pair]
        assert other["weight_bits"] == pytest.approx(row["weight_bits"], abs=1e-6)
        assert other["probability"] == pytest.approx(row["probability"], abs=1e-6)
        assert other["because"] == row["because"]


def test_without_spark_or_java_it_says_what_to_install(monkeypatch, tmp_path):
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))

    with (
        pytest.raises(spark.CannotStart, match=r"candour\[spark\]|needs Java 17"),
        engines.opened(name=spark.SPARK),
    ):
        pytest.fail("it started without Java")


def test_every_condition_is_said_in_words_that_spark_knows():
    conditions = [
        condition
        for unknown, levels in joining.FIELDS.values()
        for condition in (unknown, *(said for _, said, _ in levels))
    ]

    said = " ".join(map(engines.spark_words, conditions))

    for word in ("list_contains", "list_intersect", "len(", "jaro_winkler_s", "damerau"):
        assert word not in said


@pytest.mark.parametrize(
    ("one", "other", "slips"), [("4471", "4471", 0), ("4471", "4417", 1), ("4471", "5517", 2)]
)
def test_a_slip_is_one_to_both_engines(one, other, slips):
    asked = "select damerau_levenshtein(?, ?)"
    with duckdb.connect() as engine:
        (distance,) = engine.execute(asked, [one, other]).fetchone()

    assert engines.slips(one, other) == slips
    assert (distance == 1) == (slips == 1)
