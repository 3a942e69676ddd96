"""Whatever single thing is changed under the log, verification finds it and names it."""

import pytest

import mutations

COUNT = 200
FULL_COUNT = 10_000


@pytest.mark.scenario("SC-22", part="mutations")
def test_each_of_two_hundred_random_changes_is_found_and_named(world, as_role, log_keys):
    held = mutations.populate(world, as_role)
    assert mutations.findings(log_keys, held) == []
    assert mutations.unnoticed(log_keys, held, count=COUNT, seed=22) == []


@pytest.mark.proof
@pytest.mark.scenario("SC-22", part="mutations")
def test_each_of_ten_thousand_random_changes_is_found_and_named(
    world, as_role, log_keys, record_property
):
    held = mutations.populate(world, as_role)
    missed = mutations.unnoticed(log_keys, held, count=FULL_COUNT, seed=62)
    record_property("changes", FULL_COUNT)
    record_property("not_named", len(missed))
    assert missed == []
