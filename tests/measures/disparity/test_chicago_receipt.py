"""On real complaints: cases for each year of service by race, and worked out by hand beside it."""

import datetime
from collections import Counter

import pyarrow.parquet
import pytest
import registers
from disparity_worlds import written

from candour.measures import running
from candour.measures.parameters import Parameters
from candour.measures.register.tables import TABLES
from candour.stats.survival import YEAR

AS_OF = registers.day("2011-12-31")
FROM = registers.day("2009-01-01")


def columns(folder, file: str, *names: str):
    table = pyarrow.parquet.read_table(folder / f"{file}.parquet", columns=list(names))
    return zip(*(table[name].to_pylist() for name in names), strict=True)


@pytest.fixture(scope="module")
def published(real_data):
    """Rows of a register, from files that write days as text; who has turned 65 has left."""
    folder = real_data / "chicago_as_known_2011-12-31"
    rows = {table.name: [] for table in TABLES}
    days = dict(columns(folder, "complaints", "cr_id", "complaint_date"))
    pairs = {pair for pair in columns(folder, "accused", "cr_id", "officer") if pair[0] in days}
    rows["case"] = [
        (case, "chicago", "complaint", "public", registers.day(on), None, None, False)
        for case, on in days.items()
    ]
    rows["involvement"] = [
        (case, who, "chicago", "complaint", "public", registers.day(days[case]))
        for case, who in sorted(pairs) if who
    ]  # fmt: skip
    for who, race, born, joined in columns(
        folder, "officers", "officer", "race", "birth_year", "appointed_date"
    ):
        if race:
            rows["characteristics"].append((who, "ethnicity", race))
        last = datetime.date(int(born) + 65, 12, 31) if born else AS_OF
        first = registers.day(f"{joined[:7]}-01") if joined and joined[:1] != "<" else None
        if first and first <= min(last, AS_OF):
            rows["person_time"].append((who, "chicago", first, min(last, AS_OF), "age"))
    return rows


def test_rates_of_two_races_are_those_worked_out_by_hand(published, tmp_path):
    result = running.run(
        entry=running.entry_of("receipt"),
        register=written(published, tmp_path, as_of=AS_OF),
        parameters=Parameters(as_of=AS_OF, from_on=FROM, to_on=AS_OF),
    )
    race = {who: value for who, _, value in published["characteristics"]}
    years, cases = Counter(), Counter()
    served = set()
    for who, _, first, last, _ in published["person_time"]:
        if last >= FROM:
            years[race.get(who)] += ((last - max(first, FROM)).days + 1) / YEAR
            served.add(who)
    for _, who, _, _, _, on in published["involvement"]:
        if on >= FROM and who in served:
            cases[race.get(who)] += 1
    shown = {row.label: row.values for row in result.table("rates").rows}
    for label, value in (("White", "WHITE"), ("Black", "BLACK")):
        assert shown[label][2].value == cases[value]
        assert shown[label][3].value == pytest.approx(1000 * cases[value] / years[value])
    ratio = shown["Black"][4]
    assert ratio.low < ratio.value < ratio.high
    # Officers return: with independent cases the interval would be narrower.
    wald = (1 / cases["BLACK"] + 1 / cases["WHITE"]) ** 0.5 * 1.96
    assert ratio.high / ratio.value > 2.7182818**wald
