"""Every page of every site is tried by each of the cast; strangers, subject and friends get 404."""

import dataclasses

import pytest

from candour.cases import urls as casework_urls
from candour.imports import urls as lines_urls
from candour.intake import urls as report_urls
from candour.oversight import urls as oversight_urls
from candour.patterns import urls as patterns_urls
from walks import parts
from walks.asking import Asker
from walks.parts import CASEWORK, OF_THE_OTHER, OVERSIGHT, REPORT
from walks.rows import COMPLAINANT, EVERYBODY, KEPT_OUT, MISSING, ONLY_POSTS

pytestmark = [pytest.mark.journey, pytest.mark.enable_socket]

TABLES = {"casework": CASEWORK, "oversight": OVERSIGHT, "report": REPORT}
URLS = {
    "casework": [*casework_urls.urlpatterns, *lines_urls.urlpatterns, *patterns_urls.urlpatterns],
    "oversight": oversight_urls.urlpatterns,
    "report": report_urls.urlpatterns,
}


@pytest.fixture
def ask(walk, sites):
    """Ask a site as somebody: with all the cookies they hold, whichever site gave them."""

    def asker(part: str, site: str) -> Asker:
        host = sites.address(site).removeprefix("http://")
        held = walk.sessions.get(part, Asker(host=host))
        return dataclasses.replace(held, host=host)

    return asker


def answers(asker: Asker, rows, walk) -> dict[str, int]:
    known = parts.known(walk)
    return {row.route: asker.get(row.path(known)).status for row in rows}


@pytest.mark.parametrize("site", TABLES)
def test_the_table_has_every_page_of_the_site(site):
    assert {row.route for row in TABLES[site]} == set(parts.routes(URLS[site]))


@pytest.mark.scenario("SC-20", part="pages")
@pytest.mark.parametrize("site", TABLES)
@pytest.mark.parametrize("part", EVERYBODY)
def test_each_of_the_cast_gets_what_the_table_says_on_every_page(walk, ask, part, site):
    expected = {row.route: row.expected[part] for row in TABLES[site]}

    assert answers(ask(part, site), TABLES[site], walk) == expected


@pytest.mark.parametrize("part", EVERYBODY)
def test_what_stands_beside_a_report_and_its_case_is_open_to_the_readers_of_each(walk, ask, part):
    expected = {row.route: row.expected[part] for row in OF_THE_OTHER}

    assert answers(ask(part, "casework"), OF_THE_OTHER, walk) == expected


@pytest.mark.parametrize("part", KEPT_OUT)
def test_whoever_is_kept_out_reaches_no_page_with_a_case_in_its_address(part):
    named = [row for row in (*CASEWORK, *OF_THE_OTHER) if "<uuid" in row.route]
    shown = [row for row in named if row.expected != ONLY_POSTS]

    assert {row.expected[part] for row in shown} == {MISSING}


@pytest.mark.parametrize("site", ["casework", "oversight"])
def test_whoever_has_no_seat_at_a_site_is_led_to_its_sign_in(ask, site):
    answered = ask(COMPLAINANT, site).get("/")

    assert answered.location == "/sign-in/login/?next=%2F"


def test_the_session_of_one_site_is_none_at_the_other(ask):
    at_casework = ask("oversight", "casework").get("/cases/")
    at_oversight = ask("authority", "oversight").get("/measures/")

    assert at_casework.location.startswith("/sign-in/login/")
    assert at_oversight.location.startswith("/sign-in/login/")


@pytest.mark.parametrize("row", REPORT, ids=lambda row: row.route)
def test_the_report_site_takes_no_cookie_and_gives_none(ask, row):
    path = row.path(
        {"<path:address>": "9/000", "<slug:slug>": "absent", "<path:figure>": "absent.html"}
    )
    with_cookies = ask("subject", "report").get(path)
    without = ask(COMPLAINANT, "report").get(path)

    assert "set-cookie" not in dict(with_cookies.headers)
    assert with_cookies.status == without.status
    assert dict(without.headers)["cache-control"] == "no-store"
