"""What came in by each route, each in one place; contacts of a line add up."""

import pytest

from candour.intake import routes
from candour.intake.models.mailboxes import STATES
from candour.measures import running
from candour.measures.catalogue.told import channels
from measures.told.reporter_worlds import Told

ENTRY = running.entry_of("channels")
PUBLIC = str(routes.every()["public"].label)
LINE = str(routes.every()["hotline"].label)


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    """30 of the public: 12 cases, 10 answered, 8 waiting; 22 contacts of a line, 6 passed on."""
    world = Told()
    for number in range(12):
        case = world.case(None, received="2018-03-01") if number < 6 else ""
        world.report(state="closed" if case else "recorded", case=case)
    for state, number in (("answered", 10), ("with_desk", 5), ("", 3)):
        for _ in range(number):
            world.report(state=state)
    for _ in range(6):
        world.report(route="hotline", state="recorded")
    for state, number in (("refused", 10), ("pending", 6)):
        for _ in range(number):
            world.contact(state)
    for _ in range(4):
        world.report(route="leaver", state="answered")
    return world.asked("channels", tmp_path_factory.mktemp("channels"))


def values(result, table: str) -> dict[str, list[float | None]]:
    return {row.label: [one.value for one in row.values] for row in result.table(table).rows}


def test_each_that_came_in_is_counted_once(found):
    assert values(found, "volumes")["All"] == [56]
    assert sum(row[0] for label, row in values(found, "volumes").items() if label != "All") == 56


def test_a_route_of_few_is_put_together_with_the_next(found):
    assert set(values(found, "volumes")) == {PUBLIC, "Smaller groups together", "All"}
    assert LINE not in values(found, "volumes")


def test_what_was_recorded_is_counted_out_of_what_was_decided_on(found):
    assert values(found, "recorded")[PUBLIC][0] == 22
    (missing,) = found.table("recorded").missing
    assert (missing.count, missing.total) == (14, 56)


def test_contacts_of_a_line_add_up(found):
    rows = values(found, "reconciliation")
    assert [row[1] for row in rows.values()] == [6, 10, 6]
    assert {row[0] for row in rows.values()} == {22}


def test_who_was_written_to_in_time_is_counted_out_of_those_with_a_mailbox(tmp_path):
    world = Told()
    for number in range(30):
        report = world.report()
        if number < 20:
            world.told(report, "written_to", after=28 if number < 18 else 29)
    for _ in range(3):
        world.report(is_reachable=False)
    world.report(received="2020-12-20")
    result = world.asked("channels", tmp_path)
    assert values(result, "written_to")["All"] == [30, 18, 0.6]
    unreachable, too_late = result.table("written_to").missing
    assert (unreachable.count, unreachable.total, too_late.count) == (3, 34, 1)


def test_small_numbers_are_neither_shown_nor_left_alone(tmp_path):
    world = Told()
    for number in range(20):
        world.report(state="recorded" if number < 17 else "answered")
    rows = values(world.asked("channels", tmp_path), "recorded")
    assert rows[PUBLIC] == [20, None, None]
    assert rows["All"] == [20, None, None]


def test_every_state_has_its_place():
    known = frozenset[str]().union(*channels.PLACES.values())
    assert {state for state, _ in STATES} <= known


def test_the_chart_has_a_bar_for_each_row(found):
    assert [bar.value for bar in ENTRY.draw(found)[0].bars][-1] == 56
