"""The invented force: the published totals to the last one, and nothing impossible in it."""

import dataclasses

import numpy as np
import pytest
import registers

from candour.measures import running
from candour.measures.parameters import Parameters
from candour.measures.register import folders, reading
from candour.measures.register.tables import TABLES
from candour.measures.synthetic import lengths, matters, snapshot, staff, targets
from candour.measures.synthetic.staff import NoSuchForce
from candour.measures.synthetic.targets import PUBLISHED, Sizes

WINDOW = Parameters(as_of=targets.AS_OF, from_on=targets.FIRST, to_on=targets.AS_OF)
SMALL = Sizes(allegations=186, cases=103, involvements=129, people=89)
LAW = staff.calibrated()


def ran(name: str, register, **more):
    asked = dataclasses.replace(WINDOW, **more)
    return running.run(entry=running.entry_of(name), register=register, parameters=asked)


def drawn(seed: int):
    """Staff and cases of one force, with those who are dismissed."""
    rng = np.random.default_rng(seed)
    people = staff.draw(rng=rng, sizes=PUBLISHED, law=LAW)
    found = matters.draw(rng=rng, staff=people, sizes=PUBLISHED)
    return people, found, matters.dismissals(rng=rng, matters=found, staff=people)


@pytest.mark.scenario("SC-57", part="by source")
def test_one_register_gives_four_totals_and_the_same_by_source(register):
    table = ran("units", register, by="source").table("counts")
    *sources, everything = ([value.value for value in row.values] for row in table.rows)
    assert everything == [18_589, 10_252, 12_856, 8_917]
    assert len(sources) == 3
    sums = [sum(column) for column in zip(*sources, strict=True)]
    assert sums[:3] == everything[:3]
    assert sums[3] > everything[3]


@pytest.mark.parametrize("name", sorted(running.entries()))
def test_every_measure_of_the_catalogue_can_be_computed_on_it(register, name):
    found = ran(name, register)
    assert any(value.value is not None for t in found.tables for r in t.rows for value in r.values)


def test_the_same_seed_gives_the_same_bytes_and_another_seed_another_force(tmp_path):
    one, same, other = (
        snapshot.write(seed=seed, under=tmp_path / name, at=registers.AT, sizes=SMALL)
        for seed, name in ((5, "one"), (5, "same"), (6, "other"))
    )
    assert one.name == same.name
    assert one.name != other.name


def test_it_says_that_it_is_invented_and_is_never_taken_for_a_register(invented):
    said = folders.read_manifest(invented)
    assert snapshot.is_invented(said)
    assert "Everything in it is invented" in said.rules[0]
    assert folders.newest(under=invented.parent, as_of=targets.AS_OF) is None


def test_every_column_of_every_table_is_filled_or_empty_and_its_file_is_checked(register):
    for table in TABLES:
        assert register.tables[table.name].columns == tuple(name for name, _ in table.columns)
    assert register.manifest.rows("case") == 10_252
    assert register.manifest.rows("involvement") == 12_856


def test_a_larger_register_is_the_same_force_several_times(tmp_path):
    folder = snapshot.write(seed=1, under=tmp_path, at=registers.AT, sizes=SMALL, times=3)
    found = reading.read(folder=folder)
    rows = ran("units", found, by="organisation").table("counts").rows
    assert [[value.value for value in row.values] for row in rows] == [
        [186, 103, 129, 89], [186, 103, 129, 89], [186, 103, 129, 89], [558, 309, 387, 267],
    ]  # fmt: skip


def test_sizes_that_no_force_can_have_are_refused(tmp_path):
    with pytest.raises(NoSuchForce):
        staff.draw(
            rng=np.random.default_rng(1),
            sizes=dataclasses.replace(SMALL, involvements=80),
            law=LAW,
        )


def test_nobody_is_in_a_case_twice_and_every_case_and_involvement_holds_something():
    _, found, _ = drawn(3)
    pairs = set(zip(found.involved_case.tolist(), found.involved_person.tolist(), strict=True))
    assert len(pairs) == PUBLISHED.involvements
    assert len(set(found.involved_case.tolist())) == PUBLISHED.cases
    assert len(set(found.alleged_involvement.tolist())) == PUBLISHED.involvements


def test_no_case_closes_before_it_came_or_after_the_register_and_none_ends_open():
    _, found, _ = drawn(3)
    is_closed = found.closed != matters.NEVER
    assert (found.closed >= found.received)[is_closed].all()
    assert found.closed.max() < targets.DAYS
    assert not (found.result[~is_closed[found.alleged_case]] != "").any()


def test_who_is_dismissed_leaves_that_day_and_is_in_no_later_case():
    people, found, (over, who, on) = drawn(3)
    after = staff.leaving(staff=people, who=who, on=on)
    last = np.zeros(len(people.cases), dtype=np.int64)
    np.maximum.at(last, found.involved_person, found.received[found.involved_case])
    assert len(set(who.tolist())) == len(who) == len(over)
    assert (after.until[who] >= last[who]).all()
    assert after.has_left[who].all()
    assert (found.result[over] == matters.GROSS).all()


def test_cases_last_400_days_a_fifth_over_two_years_and_a_fiftieth_over_four():
    """The law itself; the draws by their own standard error."""
    law = lengths.PUBLISHED
    beyond = [law.beyond(days=years * 365.25) for years in (2, 4)]
    assert law.mean == pytest.approx(400, abs=0.05)
    assert beyond == pytest.approx([0.20, 0.02], abs=1e-4)
    days = law.draw(rng=np.random.default_rng(8), number=200_000)
    assert days.mean() == pytest.approx(400, abs=4 * days.std() / 200_000**0.5)
    assert np.mean(days > 730) == pytest.approx(0.20, abs=4 * (0.2 * 0.8 / 200_000) ** 0.5)


@pytest.mark.parametrize(
    ("name", "table", "share"),
    [
        ("referrals", "by_kind", targets.SHARE_REFERRED),
        ("reviews", "upheld", targets.SHARE_UPHELD),
        ("chases", "chased", targets.SHARE_CHASING),
        ("discouragement", "by_year", targets.SHARE_DISCOURAGED),
        ("victimisation", "happened", 0.2),
        ("victimisation", "upheld", targets.SHARE_BELONGING),
        ("confidence", "by_year", 0.45),
        ("channels", "written_to", targets.SHARE_WRITTEN_TO),
    ],
)
def test_what_was_assumed_of_its_reporters_is_what_the_measures_find(register, name, table, share):
    """The share lies within the measure's interval, widened to 99.9%: fixed seed, one draw."""
    found = ran(name, register).table(table).rows[-1].values[-1]
    middle, half = (found.low + found.high) / 2, (found.high - found.low) / 2
    assert abs(share - middle) < half * 3.29 / 1.96


def test_nobody_in_it_is_suspended_and_no_number_is_made_up(register):
    assert ran("suspended_days", register).table("by_year").rows == ()
