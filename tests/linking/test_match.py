"""Files of descriptions against files of people: who is proposed, who is only ranked, and why."""

import pathlib

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from candour.core.matching import weights
from candour.linking import runs
from candour.linking.progress import Progress

PEOPLE = """person_id,first_name,surname,collar_no,unit,rank,start_date,end_date,former_surname
P1,Daniel,Marlow,4471,Harbour Response,Constable,2015-01-01,2019-12-31,Hollis
P1,Daniel,Marlow,4471,Castle Custody,Sergeant,2020-01-01,,
P2,Peter,Okafor,8120,Harbour Response,Constable,2012-01-01,,
P3,Susan,Ashby-Stone,5533,Castle Custody,Constable,2018-01-01,,
P4,Jane,Smith,6001,Harbour Response,Constable,2018-01-01,,
P5,Jane,Smith,6002,Harbour Response,Constable,2018-01-01,,
,Nobody,Here,1,Harbour Response,Constable,2018-01-01,,
"""
MANY = "\n".join(
    f"Q{number},Given{chr(97 + number % 26)},Family{chr(97 + number // 26)}x,{90000 + number},"
    f"Unit {number % 9},Constable,2010-01-01,,"
    for number in range(600)
)


def match(folder: pathlib.Path, descriptions: str, **more):
    """Match these descriptions with the people above; return the rows of each, and the notes."""
    (folder / "people.csv").write_text(PEOPLE + MANY + "\n", encoding="utf-8")
    (folder / "said.csv").write_text(descriptions, encoding="utf-8")
    said: list[str] = []
    asked = runs.Asked(
        people=[folder / "people.csv"], descriptions=folder / "said.csv",
        out=folder / "out.parquet", weights=weights.shipped(), **more,
    )  # fmt: skip
    with (folder / "progress.txt").open("w") as shown:
        done = runs.match(
            asked=asked,
            say=said.append,
            shown=lambda unit: Progress(stream=shown, is_terminal=False, unit=unit),
        )
    found: dict[str, list[dict]] = {}
    for row in pq.read_table(folder / "out.parquet").to_pylist():
        found.setdefault(row["description_id"], []).append(row)
    return found, said, done


def proposed(rows: list[dict]) -> list[str]:
    return [row["person_id"] for row in rows if row["is_proposed"]]


HEAD = "id,first_name,surname,number,unit,rank,on\n"


@pytest.mark.parametrize(
    "said",
    [
        "Daniel,Marlow,,Harbour Response,,2016-05-01",
        "Dan,Marlowe,,Harbour Response,PC,2016-05-01",
        "Daniel,Hollis,,Harbour Response,,2016-05-01",
        "Marlow,Daniel,,Harbour Response,,2016-05-01",
        ",,4471,,,2016-05-01",
        "Daniel,Marlow,4417,,,",
        "Danny,,,Harbour Response,Constable,2016-05-01",
        "Daniel,Marlow,,Castle Custody,,2016-05-01",
        "Daniel,Marlow,,Harbour Response,Inspector,2016-05-01",
    ],
    ids=["whole", "nickname-misspelt", "former", "swapped", "number", "slip", "first-name-in-unit",
         "other-time", "wrong-rank"],
)  # fmt: skip
@pytest.mark.scenario("SC-42", part="misspelt-and-former-names")
def test_one_person_is_proposed_however_they_are_described(tmp_path, said):
    found, _, _ = match(tmp_path, f"{HEAD}D1,{said}\n")
    assert proposed(found["D1"]) == ["P1"]


def test_a_double_name_is_found_by_either_part(tmp_path):
    found, _, _ = match(tmp_path, f"{HEAD}D1,Susan,Stone,,Castle Custody,,\n")
    assert proposed(found["D1"]) == ["P3"]


def test_two_namesakes_of_one_unit_are_ranked_and_neither_is_proposed(tmp_path):
    found, _, _ = match(tmp_path, f"{HEAD}D1,Jane,Smith,,Harbour Response,,2019-01-01\n")
    assert {row["person_id"] for row in found["D1"][:2]} == {"P4", "P5"}
    assert proposed(found["D1"]) == []


def test_the_number_tells_namesakes_apart(tmp_path):
    found, _, _ = match(tmp_path, f"{HEAD}D1,Jane,Smith,6002,,,2019-01-01\n")
    assert proposed(found["D1"]) == ["P5"]


def test_a_description_that_fits_nobody_gets_nobody(tmp_path):
    found, _, done = match(tmp_path, f"{HEAD}D1,Wilhelmina,Quenby,777777,Elsewhere,,\n")
    assert [one for rows in found.values() for one in proposed(rows)] == []
    assert done.proposed == 0


def test_every_candidate_says_why_in_words_with_bits(tmp_path):
    found, _, _ = match(tmp_path, f"{HEAD}D1,Dan,Marlow,4471,,Inspector,2016-05-01\n")
    best = found["D1"][0]
    assert "The number was theirs at that time (+" in best["because"]
    assert "The given name is a form of the same name (+" in best["because"]
    assert "The rank is different (-" in best["against"]


def test_rows_without_a_person_are_named_and_the_rest_goes_on(tmp_path):
    _, said, done = match(tmp_path, f"{HEAD}D1,Daniel,Marlow,,,,soon\n")
    assert any("row 8: it says no person" in one for one in said)
    assert done.descriptions == 1


def test_a_date_that_can_not_be_read_is_named_and_its_row_goes_on(tmp_path):
    found, said, _ = match(tmp_path, f"{HEAD}D1,Daniel,Marlow,4471,,,soon\n")
    assert any("row 2: on can't be read as a date" in one for one in said)
    assert proposed(found["D1"])


def test_unknown_columns_are_named(tmp_path):
    _, said, _ = match(tmp_path, "id,surname,shoe_size\nD1,Marlow,44\n")
    assert "said.csv: these columns are not known and are left out: shoe_size.\n" in said


def test_unknown_columns_are_refused_where_asked(tmp_path):
    with pytest.raises(runs.CannotLink, match="shoe_size"):
        match(tmp_path, "id,surname,shoe_size\nD1,Marlow,44\n", is_strict=True)


def test_a_file_without_anything_to_match_by_is_refused_with_its_columns(tmp_path):
    with pytest.raises(runs.CannotLink, match="shoe_size"):
        match(tmp_path, "id,shoe_size\nD1,44\n")


def test_lists_and_nested_records_of_parquet_are_taken_apart(tmp_path):
    table = pa.Table.from_pylist(
        [
            {"person_id": 1, "names": ["Daniel Marlow"], "numbers": ["4471", "812"],
             "postings": [{"unit": "Harbour", "rank": "PC", "from": "2015-01-01", "until": None}]},
        ]
    )  # fmt: skip
    pq.write_table(table, tmp_path / "nested.parquet")
    shown = Progress(stream=(tmp_path / "p").open("w"), is_terminal=False, unit="rows")
    people, unread = runs.gather(
        paths=[tmp_path / "nested.parquet"], is_strict=False, say=print, shown=lambda unit: shown
    )
    known = people.known(0)
    shown.stream.close()
    assert (known.names[0].given, known.names[0].family) == ("daniel", "marlow")
    assert {one.value for one in known.numbers} == {"4471", "812"}
    assert (known.postings[0].value, unread) == ("constable", 0)


def test_the_result_may_be_csv(tmp_path):
    (tmp_path / "people.csv").write_text(PEOPLE, encoding="utf-8")
    (tmp_path / "said.csv").write_text(f"{HEAD}D1,Daniel,Marlow,4471,,,\n", encoding="utf-8")
    asked = runs.Asked(
        people=[tmp_path / "people.csv"], descriptions=tmp_path / "said.csv",
        out=tmp_path / "out.csv", weights=weights.shipped(),
    )  # fmt: skip
    with (tmp_path / "progress.txt").open("w") as shown:
        runs.match(
            asked=asked,
            say=lambda text: None,
            shown=lambda unit: Progress(stream=shown, is_terminal=False, unit=unit),
        )
    (row,) = duckdb.sql(f"select * from '{tmp_path}/out.csv' where is_proposed").fetchall()
    assert row[2] == "P1"
