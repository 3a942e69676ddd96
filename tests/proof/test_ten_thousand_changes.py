"""Ten thousand single random changes of a populated database: each is found, each is named."""

import pytest

import mutations

COUNT = 10_000

pytestmark = pytest.mark.proof


@pytest.mark.scenario("SC-22", part="mutations")
def test_each_of_ten_thousand_random_changes_is_found_and_named(
    world, as_role, log_keys, record_property
):
    held = mutations.populate(world, as_role)
    assert mutations.findings(log_keys, held) == []
    missed = mutations.unnoticed(log_keys, held, count=COUNT, seed=62)
    record_property("changes", COUNT)
    record_property("not_named", len(missed))
    assert missed == []
