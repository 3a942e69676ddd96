"""Every address of every site, asked by everybody for every object; a sample of all cells."""

from collections.abc import Iterator

import pytest
from django.urls import clear_url_caches

from browsing import at_casework, visit
from candour.ops.architecture.source import ROOT
from candour.ops.docs.pages import gates
from candour.ops.docs.pages.gates import Place
from matrix import cells, objects, people, rule
from matrix import world as worlds
from matrix.people import KEPT_OUT, NOBODY
from matrix.world import Matrix

STAFF = ("casework", "oversight")
# One cell of so many, beside those that are always asked.
SAMPLE = 80


@pytest.fixture
def matrix(world, as_role, visit, settings, tmp_path) -> Iterator[Matrix]:
    yield worlds.build(world, as_role, visit, settings=settings, folder=tmp_path)
    clear_url_caches()


@pytest.fixture
def enter(matrix, world, settings):
    def entered(site: str) -> Matrix:
        worlds.enter(matrix, world, site, settings=settings)
        return matrix

    return entered


def every_place() -> list[Place]:
    return [place for site in gates.SITES for place in gates.places(site)]


@pytest.mark.scenario("SC-20", part="every-address")
@pytest.mark.parametrize("site", STAFF)
def test_an_address_can_be_built_for_every_view(enter, site):
    matrix = enter(site)
    for place in gates.places(site):
        for target in matrix.built.targets_of(place):
            assert place.path(objects.values(place, target)).startswith("/")


def test_a_view_with_a_parameter_that_nobody_knows_fails_by_its_name(matrix):
    strange = Place(
        site="casework", route="moons/<uuid:moon>/", name="moon", view=rule.sees,
        parameters=("moon",),
    )  # fmt: skip

    with pytest.raises(objects.CannotBuild, match="moons/<uuid:moon>/"):
        objects.values(strange, matrix.built.targets[0])


@pytest.mark.django_db
def test_every_view_of_the_staff_demands_a_permission_or_says_why_not():
    without = {
        rule.full_name(place)
        for site in STAFF
        for place in gates.places(site)
        if place.is_ours and not gates.asked(place)
    }

    assert without <= set(rule.OPEN)


@pytest.mark.django_db
def test_every_view_with_a_file_in_its_address_demands_a_permission_on_the_file():
    without = [
        place.route
        for place in every_place()
        if objects.FILE in place.parameters and not any(one.on_file for one in gates.asked(place))
    ]

    assert set(without) == rule.BY_FUNCTION


@pytest.mark.parametrize("name", KEPT_OUT)
def test_whoever_is_kept_out_sees_no_file_by_the_rule(enter, name):
    matrix = enter("casework")
    files = {one.file for one in matrix.built.targets}

    assert {matrix.sees[name, file] for file in files} == {False}


@pytest.mark.scenario("SC-20", part="every-address")
def test_what_is_hidden_answers_as_what_never_was_on_every_address(enter):
    matrix = enter("casework")
    asked = [
        cell
        for cell in matrix.cells("casework", methods=("GET",))
        if cell.guest.name in KEPT_OUT and cell.target.name == "case"
    ]
    chosen = [cell for cell in asked if cell.number % 3 == 0]

    assert [found for cell in chosen for found in matrix.breaches(cell)] == []
    assert len(chosen) > 100


def test_whoever_may_ask_by_a_function_alone_gets_in_and_nobody_else_does(enter):
    matrix = enter("casework")
    asked = [
        cell
        for cell in matrix.cells("casework", methods=("GET",))
        if cell.place.route in rule.BY_FUNCTION and cell.target.name == "case"
    ]
    let_in = {
        cell.guest.name
        for cell in asked
        if matrix.ask(cell).status == 200
        and not matrix.sees.get((cell.guest.name, cell.target.file), False)
    }

    assert [found for cell in asked for found in matrix.breaches(cell)] == []
    assert let_in == {"outside-desk", "outside-desk-two", "outside-desk-three"}


@pytest.mark.parametrize("site", gates.SITES)
def test_a_sample_of_all_cells_answers_as_the_tables_say(enter, site):
    matrix = enter(site)
    chosen = [cell for cell in matrix.cells(site) if cell.number % SAMPLE == 0]

    assert [found for cell in chosen for found in matrix.breaches(cell)] == []


def test_every_page_of_a_file_opens_for_somebody_who_may_do_all_that_it_offers(enter):
    matrix = enter("casework")
    closed = [
        place.route
        for place in gates.places("casework")
        if objects.FILE in place.parameters and not matrix.opens(place)
    ]

    assert set(closed) == set(rule.OPENED_ELSEWHERE)
    assert all((ROOT / test).exists() for test in rule.OPENED_ELSEWHERE.values())


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize(
    ("prefix", "target"), [("cases/", "waiting report"), ("reports/", "case")], ids=str
)
def test_a_report_asked_for_as_a_case_is_not_found_nor_a_case_as_a_report(
    enter, prefix, target, method
):
    matrix = enter("casework")
    asked = [
        cell
        for cell in matrix.cells("casework", methods=(method,))
        if cell.place.route.startswith(f"{prefix}<uuid:file>/")
        and (cell.guest.name, cell.target.name) == ("desk", target)
    ]
    statuses = {cell.place.route: matrix.ask(cell).status for cell in asked}
    # A form with the reference of the case, for a reader of the case; sending it is refused.
    statuses.pop("reports/<uuid:file>/reopen/", None)

    assert {route: one for route, one in statuses.items() if one not in {404, 405}} == {}
    assert len(statuses) >= 4


@pytest.mark.parametrize("wrong", objects.MALFORMED)
def test_an_id_that_is_none_answers_as_one_that_never_was(enter, wrong):
    matrix = enter("casework")
    subject = next(one for one in matrix.guests if one.name == "subject")

    def answer(id_asked: str) -> tuple[object, ...]:
        path = f"/cases/{id_asked}/"
        asked = cells.ask_path(path, subject, method="GET", site="casework", as_role=matrix.as_role)
        return asked.seen

    assert answer(wrong) == answer(str(objects.NEVER))


def test_a_leak_that_is_planted_is_found(enter, monkeypatch):
    matrix = enter("casework")
    cell = next(
        cell
        for cell in matrix.cells("casework", methods=("GET",))
        if cell.guest.name == "subject" and cell.target.name == "case"
        and cell.place.name == "case-overview"
    )  # fmt: skip
    desk = next(one for one in matrix.guests if one.name == "desk")
    monkeypatch.setattr(cell.guest.client, "cookies", desk.client.cookies)

    found = matrix.breaches(cell)

    assert any("hidden or absent, and it answers 200" in one for one in found)
    assert any("do not look alike" in one for one in found)


__all__ = ["NOBODY", "at_casework", "people", "visit"]
