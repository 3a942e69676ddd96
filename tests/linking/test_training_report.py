"""The report of a training names what no training has touched."""

import pyarrow as pa
import pytest

from candour.core.matching import weights
from candour.core.matching.levels import Level
from candour.linking import judging
from candour.linking.engine.describing import Describer
from candour.linking.generated import noise
from candour.linking.splinking import records, training
from candour.linking.trials import world


class _Silent:
    def show(self, done: int, total: int) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def learned() -> training.Learned:
    """What is learned from 1,500 invented people, where no description says a date of birth."""
    made = world.invent(
        people=1_500, descriptions=1_200, seed=6,
        say=lambda text: None, shown=lambda unit: _Silent(),
    )  # fmt: skip
    everybody = records.people_records(people=made.people, persons=range(len(made.people)))
    return training.train(
        described=_described(made.tuning, Describer(made.people)),
        known=records.table(records=everybody),
        start=weights.by_hand(),
    )


def _described(said: list[noise.Noisy], describer: Describer) -> pa.Table:
    start = weights.by_hand()
    read = [describer.read(judging.row_of(noisy=one)).description for one in said]
    return records.table(
        records=[
            records.described(
                ref=str(place), reading=describer.readings(one, start)[0], describer=describer
            )
            for place, one in enumerate(read)
        ]
    )


BORN = {level.value for level in Level if level.value.startswith("born_")}


def test_levels_that_were_never_seen_are_named_as_set_by_hand(learned):
    assert set(learned.by_hand_m) >= BORN
    assert set(learned.by_hand_u) >= BORN


def test_what_was_set_by_hand_is_what_training_started_with(learned):
    start = weights.by_hand().chances
    for code in learned.by_hand_m:
        assert learned.chances[Level(code)].m == start[Level(code)].m


def test_levels_that_were_seen_are_not_named(learned):
    seen = {"family_exact", "given_exact", "number_then", "unit_then"}
    assert not seen & {*learned.by_hand_m, *learned.by_hand_u, *learned.held_up}


def test_levels_held_at_half_of_what_was_set_are_named(learned):
    start = weights.by_hand().chances
    held = {
        level.value for level in Level
        if level.value not in learned.by_hand_m
        and learned.chances[level].m == start[level].m * 0.5
    }  # fmt: skip
    assert held == set(learned.held_up)


def test_the_shipped_file_names_what_was_set_by_hand():
    report = weights.shipped().report["set_by_hand"]
    assert set(report["m"]) >= BORN
    assert "known" in report["whole"]
