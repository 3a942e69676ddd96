"""A whole register is linked with itself by Splink: planted doubles are found, with reasons."""

import random

import pyarrow.parquet as pq
import pytest

from candour.core.matching import weights
from candour.linking import runs
from candour.linking.files import writing
from candour.linking.generated import noise, register
from candour.linking.generated.writing import PEOPLE
from candour.linking.progress import Progress


@pytest.fixture(scope="module")
def joined(tmp_path_factory):
    """Pairs found among 3,000 invented people, 150 of them entered a second time with a slip."""
    folder = tmp_path_factory.mktemp("joined")
    rng = random.Random(5)
    officers = list(register.officers(people=3_000, seed=81))
    rows = [row for one in officers for row in register.rows(officer=one)]
    for one in officers[:150]:
        for row in register.rows(officer=one):
            again = row | {"person_id": f"again-{one.ref}"}
            if "family_name" in row and one.ref[-1] in "02468":
                again["family_name"] = noise.misspelt(random.Random(one.ref), one.family)
            rows.append(again)
    rng.shuffle(rows)
    writing.write(rows=iter(rows), path=folder / "people.parquet", schema=PEOPLE)
    with (folder / "progress.txt").open("w") as shown:
        asked = runs.Joining(
            files=[[folder / "people.parquet"]],
            out=folder / "pairs.parquet",
            weights=weights.shipped(),
        )
        runs.join(
            asked=asked,
            say=lambda text: None,
            shown=lambda unit: Progress(stream=shown, is_terminal=False, unit=unit),
        )
    return pq.read_table(folder / "pairs.parquet").to_pylist()


def _is_double(row) -> bool:
    one, other = row["person_id"], row["other_person_id"]
    return one.removeprefix("again-") == other.removeprefix("again-")


def test_people_entered_twice_are_found(joined):
    assert sum(_is_double(row) for row in joined) >= 145


def test_hardly_anybody_else_is_said_to_be_one_person(joined):
    assert sum(not _is_double(row) for row in joined) <= 3


def test_each_pair_says_why(joined):
    assert all("is the same" in row["because"] or "slip" in row["because"] for row in joined)
