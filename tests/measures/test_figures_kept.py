"""Kept figures: each overseer sees those of their forces, and none that betrays a walled case."""

import datetime
import json
import uuid

import pytest
import registers
from django.db import connection, transaction
from django.db.utils import ProgrammingError

from candour.cases.models import Case
from candour.guard.actors import Actor
from candour.guard.models import Account, Leaf, Scope, Wall
from candour.guard.permissions import NotPermitted
from candour.guard.seats import Seat
from candour.measures import queries, running
from candour.measures.actions.refresh_due_figures import refresh_due_figures
from candour.measures.actions.refresh_figures import refresh_figures
from candour.measures.models import Figure
from candour.measures.register import folders

AS_OF = registers.AT.date() - datetime.timedelta(days=1)


def overseer(*forces: uuid.UUID, name: str = "an overseer") -> Actor:
    body = registers.force("Office")
    account = Account.objects.create(
        username=name, organisation_id=body, seat=Seat.OVERSIGHT_READER, password=""
    )
    for force in forces:
        Scope.objects.create(account=account, organisation_id=force)
    return Actor(account_id=account.id, organisation_id=body, seat=Seat.OVERSIGHT_READER)


def refresh(under, as_role, *, at: datetime.datetime = registers.AT):
    with as_role("worker"):
        return refresh_figures(as_of=AS_OF, under=under, by=registers.BY, at=at)


@pytest.fixture
def few(monkeypatch) -> None:
    """Three measures in the place of them all: what is kept of each is the same."""
    chosen = {name: running.entry_of(name) for name in ("units", "timeliness", "workforce")}
    monkeypatch.setattr(running, "entries", lambda: chosen)


def seen(as_role, by: Actor, *, measure: str = "units") -> dict[str, int]:
    """The number of cases of each force that an overseer's figure shows."""
    with as_role("oversight", actor=by.account):
        kept = queries.figures_of(measure=measure, by=by, at=registers.AT)
    return {one.organisation: one.result.table("counts").rows[-1].values[1].value for one in kept}


def wall(case: Case, *, against: Actor) -> None:
    for because in ("association", "earlier_case"):
        Wall.objects.create(file_id=case.file_id, account_id=against.account, because=because)


@pytest.fixture
def cases(force) -> list[Case]:
    return [registers.case(force, received=f"2025-0{month}-01") for month in (3, 4, 5)]


def test_an_overseer_sees_the_figures_of_the_forces_in_scope(force, cases, under, as_role, few):
    other = registers.force("Eastmoor Police")
    registers.case(other, received="2025-03-01")
    one, both, none = overseer(force), overseer(force, other, name="both"), overseer(name="none")
    refresh(under, as_role)
    assert seen(as_role, one) == {"Westmoor Police": 3}
    assert seen(as_role, both) == {"Eastmoor Police": 1, "Westmoor Police": 3}
    assert seen(as_role, none) == {}


def test_without_an_actor_no_figure_is_visible(force, cases, under, as_role, few):
    refresh(under, as_role)
    with as_role("oversight"):
        assert Figure.objects.count() == 0
    assert Figure.objects.count() >= 3


def test_a_walled_overseer_sees_the_figure_without_the_walled_case(force, cases, under, as_role):
    clean, walled = overseer(force), overseer(force, name="walled")
    wall(cases[0], against=walled)
    refresh(under, as_role)
    kept = Figure.objects.filter(organisation_id=force).values_list("without", "measure")
    by_wall = [
        {name for one, name in kept if bool(one) is is_walled} for is_walled in (False, True)
    ]
    assert by_wall == [set(running.entries())] * 2
    assert seen(as_role, clean) == {"Westmoor Police": 3}
    assert seen(as_role, walled) == {"Westmoor Police": 2}


def test_nothing_of_a_figure_tells_that_a_case_is_left_out(force, cases, under, as_role, few):
    walled = overseer(force)
    wall(cases[0], against=walled)
    refresh(under, as_role)
    with as_role("oversight", actor=walled.account):
        (kept,) = queries.figures_of(measure="units", by=walled, at=registers.AT)
    table = kept.result.table("counts")
    assert [one.total for one in table.missing] == [0, 2]
    assert kept.result.snapshot == Figure.objects.filter(without="").first().snapshot


def test_two_overseers_with_the_same_walls_share_one_figure(force, cases, under, as_role, few):
    overseers = [overseer(force, name=name) for name in ("one", "two")]
    for one in overseers:
        wall(cases[0], against=one)
        wall(cases[1], against=one)
    refresh(under, as_role)
    assert [seen(as_role, one) for one in overseers] == [{"Westmoor Police": 1}] * 2
    assert Figure.objects.filter(organisation_id=force, measure="units").count() == 2


def test_a_wall_round_an_old_case_hides_the_figures_that_count_it(
    force, cases, under, as_role, few
):
    someone = overseer(force)
    refresh(under, as_role)
    wall(cases[0], against=someone)
    assert seen(as_role, someone) == {}
    refresh(under, as_role)
    assert seen(as_role, someone) == {"Westmoor Police": 2}


def test_a_new_case_with_its_wall_leaves_the_earlier_figures_in_sight(
    force, cases, under, as_role, few
):
    someone = overseer(force)
    refresh(under, as_role)
    later = registers.AT + datetime.timedelta(hours=1)
    new = registers.case(force, received="2026-06-01", recorded_at=later)
    wall(new, against=someone)
    assert seen(as_role, someone) == {"Westmoor Police": 3}
    refresh(under, as_role, at=later)
    assert seen(as_role, someone) == {"Westmoor Police": 3}


@pytest.mark.parametrize(
    "statement",
    [
        "delete from measures_figure",
        "update measures_figure set result = '{}'",
        "select * from measures.walled_sets(gen_random_uuid(), now())",
        "select * from measures.walled_cases(gen_random_uuid(), now())",
        "select * from people_person",
        "select * from people_characteristic",
        "select * from intake_report",
    ],
)
def test_the_oversight_role_has_no_right_to_what_its_figures_come_from(db, as_role, statement):
    with (
        connection.cursor() as cursor,
        as_role("oversight"),
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
    ):
        cursor.execute(statement)


def test_a_refresh_puts_new_figures_in_the_place_of_old_ones(force, cases, under, as_role):
    first = refresh(under, as_role)
    registers.case(force, received="2025-06-01")
    second = refresh(under, as_role)
    assert Figure.objects.filter(organisation_id=force).count() == len(running.entries())
    assert [folder.name for folder in under.iterdir()] == [second.snapshot]
    assert first.snapshot != second.snapshot


def test_a_refresh_leaves_one_leaf_with_a_hash_of_what_it_kept(force, cases, under, as_role, few):
    refresh(under, as_role)
    bodies = [bytes(body) for body in Leaf.objects.values_list("body", flat=True)]
    (leaf,) = [json.loads(body) for body in bodies if b'"what":"measures.refresh"' in body]
    assert leaf["detail"]["figures"] == Figure.objects.count()
    assert len(leaf["detail"]["digest"]) == len(leaf["detail"]["manifest"]) == 64


def test_figures_are_due_once_a_day_and_after_a_new_wall(force, cases, under, as_role, few):
    someone = overseer(force)
    today = registers.AT.date()

    def due(day: datetime.date) -> bool:
        at = datetime.datetime.combine(day, registers.AT.timetz())
        with as_role("worker"):
            done = refresh_due_figures(today=day, under=under, by=registers.BY, at=at)
        return done is not None

    first = (due(today), due(today))
    wall(cases[0], against=someone)
    after_a_wall = (due(today), due(today))
    tomorrow = today + datetime.timedelta(days=1)
    assert (first, after_a_wall) == ((True, False), (True, False))
    assert (due(tomorrow), due(tomorrow)) == (True, False)


def test_an_empty_register_is_never_due_and_keeps_no_folder(db, under, as_role, few):
    with as_role("worker"):
        done = refresh_due_figures(
            today=registers.day("1900-01-02"), under=under, by=registers.BY, at=registers.AT
        )
        kept = refresh_figures(
            as_of=registers.day("1900-01-01"), under=under, by=registers.BY, at=registers.AT
        )
    assert (done, kept.figures) == (None, 0)
    assert list(under.iterdir()) == []


def test_only_overseers_read_figures(force, cases, under, as_role, few):
    refresh(under, as_role)
    handler = Actor(account_id=uuid.uuid4(), organisation_id=force, seat=Seat.INVESTIGATOR)
    for query in (queries.figures_of, queries.download):
        with pytest.raises(NotPermitted):
            query(measure="units", by=handler, at=registers.AT)
    with pytest.raises(NotPermitted):
        queries.listed(by=handler, at=registers.AT)


def test_the_snapshot_of_kept_figures_can_be_read_again(force, cases, under, as_role, few):
    done = refresh(under, as_role)
    assert folders.newest(under=under, as_of=AS_OF) == under / done.snapshot
