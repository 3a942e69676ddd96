"""One word against another: a stratum of its own, with a planted difference and what is unsaid."""

import numpy as np
import pytest
import statsmodels.api as sm

from candour.measures import running
from candour.measures.catalogue.handled.word_against_word import ALONE, MORE, UNSAID
from measures.disparity.disparity_worlds import FORCE
from measures.told.reporter_worlds import Told

ENTRY = running.entry_of("word_against_word")
NONE, ANSWER = "no_case_to_answer", "case_to_answer_misconduct"


def weighed(world: Told, who: str, *, said: str, result: str, reporter: str = "public") -> None:
    case = world.case(who, received="2018-05-01", reporter=reporter)
    world.rows["weighed"].append(
        (case, who, FORCE, "complaint", "public", world.rows["case"][-1][4], "B4", result, said)
    )


def planted() -> Told:
    """200 of each stratum about 60 officers: a case to answer in a fifth, and in two fifths."""
    world, rng = Told(), np.random.default_rng(11)
    for said, share in (("yes", 0.2), ("no", 0.4)):
        for number in range(200):
            weighed(
                world, f"o{rng.integers(60)}", said=said,
                result=ANSWER if number < 200 * share else NONE,
                reporter="police_staff_same_force" if number % 4 == 0 else "public",
            )  # fmt: skip
    for _ in range(50):
        weighed(world, "o1", said="", result=NONE)
    weighed(world, "o1", said="yes", result="withdrawn")
    return world


@pytest.fixture(scope="module")
def world() -> Told:
    return planted()


@pytest.fixture(scope="module")
def found(world, tmp_path_factory):
    return world.asked("word_against_word", tmp_path_factory.mktemp("weighed"))


def values(result, table: str) -> dict[str, list[float | None]]:
    return {row.label: [one.value for one in row.values] for row in result.table(table).rows}


def test_each_stratum_has_its_share_and_what_nobody_said_is_a_row(found):
    assert values(found, "strata") == {
        ALONE: [200, 40, 0.2], MORE: [200, 80, 0.4], UNSAID: [50, 0, 0.0],
        "All": [450, 120, pytest.approx(120 / 450)],
    }  # fmt: skip
    (missing,) = found.table("strata").missing
    assert (missing.count, missing.total) == (50, 450)


def test_the_ratio_is_that_of_statsmodels_with_officers_as_clusters(world, found):
    """`GLM(Poisson).fit(cov_type="cluster", use_correction=False)` on every allegation."""
    rows = [row for row in world.rows["weighed"] if row[-1] and row[-2] != "withdrawn"]
    people = sorted({row[1] for row in rows})
    fitted = sm.GLM(
        [row[-2] == ANSWER for row in rows],
        sm.add_constant(np.array([row[-1] == "yes" for row in rows], dtype=float)),
        family=sm.families.Poisson(),
    ).fit(
        cov_type="cluster",
        cov_kwds={"groups": [people.index(row[1]) for row in rows], "use_correction": False},
    )
    low, high = np.exp(fitted.conf_int()[1])
    (note,) = found.table("strata").notes
    # Officers are in both strata: here each stratum is summed by itself, which may differ a little.
    said = [float(one) for one in note.split("95% interval ")[1].rstrip(").").split(" to ")]
    assert "50% less often (ratio 0.50" in note
    assert said == [pytest.approx(low, abs=0.03), pytest.approx(high, abs=0.06)]


def test_the_stratum_is_bounded_by_what_nobody_said(found):
    assert [row[0] for row in values(found, "bounds").values()] == [
        pytest.approx(200 / 450), 0.5, pytest.approx(250 / 450),
    ]  # fmt: skip


def test_within_the_stratum_shares_stand_by_whose_word_it_is(found):
    assert set(values(found, "by_reporter")) == {
        "Police staff of the same force", "Member of the public", "All",
    }  # fmt: skip
    assert values(found, "by_reporter")["All"] == [200, 40, 0.2]


def test_where_nothing_is_said_of_either_nothing_is_compared(tmp_path):
    result = Told().asked("word_against_word", tmp_path)
    assert "too few to be compared" in result.table("strata").notes[0]
    assert ENTRY.draw(result)[0].bars == ()
