"""Teams that stand out, disbanded ones among them; people named together; what is written."""

import csv
import datetime

import pyarrow.parquet
import pytest

from candour.patterns.places import network, scanning, writing
from candour.patterns.places.register import Matter, Posting, Register

START, AS_OF = datetime.date(2022, 1, 1), datetime.date(2025, 12, 31)
DISBANDED_ON = datetime.date(2023, 12, 31)


def matter(number, on, *people):
    return Matter(ref=str(number), on=on, people=frozenset(people))


def spread(number, *, over=1460):
    return START + datetime.timedelta(days=number * 37 % over)


@pytest.fixture
def register():
    """40 teams of 12; team 07 had 24 matters in two years, was disbanded, and went to 08."""
    postings, matters = [], []
    for team in range(40):
        for person in range(12):
            name = f"p{team:02}-{person}"
            until = DISBANDED_ON if team == 7 else None
            postings.append(Posting(person=name, team=f"{team:02}", from_on=START, until_on=until))
            if team == 7:
                later = DISBANDED_ON + datetime.timedelta(days=1)
                postings.append(Posting(person=name, team="08", from_on=later, until_on=None))
        for number in range(3):
            matters.append(matter(f"{team}-{number}", spread(team + 40 * number), f"p{team:02}-1"))
    matters += [
        matter(f"hot-{number}", spread(number, over=700), f"p07-{number % 12}")
        for number in range(24)
    ]
    return Register(as_of=AS_OF, postings=tuple(postings), matters=tuple(matters), disbanded={})


@pytest.mark.scenario("SC-48", part="disbanded teams")
def test_a_disbanded_team_is_found_in_its_own_months(register):
    found = scanning.scan_places(register=register, years=4, replicates=99)

    assert found.spots[0].team == "07"
    assert found.spots[0].p < 0.05
    assert found.spots[0].disbanded_on == DISBANDED_ON
    assert found.spots[0].members == 12


@pytest.mark.scenario("SC-48", part="disbanded teams")
def test_where_its_former_members_serve_now_is_told(register):
    found = scanning.scan_places(register=register, years=4, replicates=99)

    assert {one.later_team for one in found.former} == {"08"}
    assert len({one.person for one in found.former}) == 12


def test_a_matter_that_names_three_of_one_team_counts_once(register):
    one = matter("three", AS_OF, "p01-1", "p01-2", "p01-3")
    alone = Register(as_of=AS_OF, postings=register.postings, matters=(one,), disbanded={})

    assert scanning.scan_places(register=alone, years=4, replicates=9).events == 1


def test_small_teams_are_for_the_standards_department_alone(register):
    postings = tuple(one for one in register.postings if one.person.endswith(("-1", "-2")))
    small = Register(as_of=AS_OF, postings=postings, matters=register.matters, disbanded={})

    outside = scanning.scan_places(register=small, years=4, replicates=9)
    inside = scanning.scan_places(
        register=small, years=4, replicates=9, is_standards_department=True
    )

    # Team 08 alone has ten: its own and those who came from 07.
    assert {one.team for one in outside.spots} == set()
    assert outside.suppressed == len(inside.spots) > 0


def test_people_named_together_twice_make_a_pair_and_once_does_not():
    found = network.network(
        matters=[
            matter(1, START, "a", "b", "c"),
            matter(2, AS_OF, "a", "b"),
            matter(3, AS_OF, "b", "d"),
            matter(4, START, "b", "d"),
            matter(5, START, "x", "y"),
            matter(6, AS_OF, "x", "y"),
        ]
    )

    pairs = {(one.one, one.other): one.matters for one in found.pairs}
    assert pairs == {("a", "b"): 2, ("b", "d"): 2, ("x", "y"): 2}
    assert found.groups == (3, 2)
    assert {one.person for one in found.members if one.group == 1} == {"a", "b", "d"}
    assert next(one for one in found.members if one.person == "b").with_others == 2
    assert found.pairs[0].first_on == START
    assert found.pairs[0].last_on == AS_OF


def test_a_network_is_written_as_csv_and_as_parquet(tmp_path):
    found = network.network(matters=[matter(1, START, "a", "b"), matter(2, AS_OF, "a", "b")])

    for name in ("pairs.csv", "pairs.parquet"):
        writing.write(rows=found.pairs, kind=network.Pair, path=tmp_path / name)

    with (tmp_path / "pairs.csv").open(encoding="utf-8", newline="") as file:
        assert [row["matters"] for row in csv.DictReader(file)] == ["2"]
    table = pyarrow.parquet.read_table(tmp_path / "pairs.parquet").to_pylist()
    assert [(row["one"], row["other"], row["matters"]) for row in table] == [("a", "b", 2)]
    assert (tmp_path / "pairs.csv").stat().st_mode & 0o077 == 0


def test_another_ending_is_refused(tmp_path):
    with pytest.raises(writing.UnknownForm):
        writing.write(rows=(), kind=network.Pair, path=tmp_path / "pairs.txt")
