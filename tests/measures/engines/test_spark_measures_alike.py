"""Every figure of the catalogue is the same on Spark as on DuckDB."""

import dataclasses
import datetime
import gc
import shutil

import pytest

from candour import spark
from candour.measures import running
from candour.measures.parameters import Parameters
from candour.measures.register import reading
from measures.engines import awkward_register


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return awkward_register.write(tmp_path_factory.mktemp("awkward"))


@pytest.fixture(scope="module")
def registers_open(folder):
    """The same snapshot on both engines, less a few cases that a wall hides."""
    pytest.importorskip("pyspark", reason="Spark is an extra: pip install candour[spark]")
    if shutil.which("java") is None:
        pytest.skip("Spark needs Java")
    with (
        reading.opened(folder=folder) as on_duckdb,
        reading.opened(folder=folder, engine=spark.SPARK, master="local[1]") as on_spark,
    ):
        cases = on_duckdb.tables["case"].order_by("case_key").limit(5).to_pyarrow()
        hidden = frozenset(cases["case_key"].to_pylist())
        yield tuple(dataclasses.replace(one, without=hidden) for one in (on_duckdb, on_spark))
    gc.collect()


def _said(name, register):
    """What a measure says of nine years, grouped where it can be."""
    entry = running.entry_of(name)
    asked = Parameters(
        as_of=register.as_of,
        from_on=datetime.date(2013, 4, 1),
        to_on=register.as_of,
        by=entry.by[-1] if entry.by else "",
    )
    return running.run(entry=entry, register=register, parameters=asked).as_json()


def _nearly(said):
    """Numbers that have no last place to agree in may differ by a billionth; nothing else may."""
    if isinstance(said, dict):
        return {key: _nearly(value) for key, value in said.items()}
    if isinstance(said, list | tuple):
        return [_nearly(value) for value in said]
    return pytest.approx(said, rel=1e-9, abs=1e-9) if isinstance(said, float) else said


def _listed(said):
    if isinstance(said, dict):
        return {key: _listed(value) for key, value in said.items()}
    return [_listed(value) for value in said] if isinstance(said, list | tuple) else said


@pytest.mark.proof
# PySpark leaves its sockets to the collector of garbage, here and in every program.
@pytest.mark.enable_socket
@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("name", running.entries())
def test_a_measure_says_the_same_on_both_engines(registers_open, name):
    on_duckdb, on_spark = (_said(name, register) for register in registers_open)

    assert _listed(on_spark) == _nearly(on_duckdb)


def test_the_register_is_as_awkward_as_it_says(folder):
    register = reading.read(folder=folder)
    allegations = register.table("allegation").to_pyarrow()
    served = register.table("person_time").to_pyarrow()
    ends = list(
        zip(*(served[name].to_pylist() for name in ("person_key", "until_on")), strict=True)
    )

    assert len(set(allegations["organisation"].to_pylist())) == awkward_register.FORCES
    assert min(allegations[name].null_count for name in ("person_key", "result", "category")) > 20
    assert len(set(ends)) < len(ends)


def test_without_spark_or_java_a_command_says_what_to_install(monkeypatch, tmp_path, folder):
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))

    with (
        pytest.raises(spark.CannotStart, match=r"candour\[spark\]|needs Java 17"),
        reading.opened(folder=folder, engine=spark.SPARK),
    ):
        pytest.fail("it started without Java")
