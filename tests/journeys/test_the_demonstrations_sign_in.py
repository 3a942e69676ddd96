"""One click signs in at a demonstration on this machine, and refuses everything else."""

import dataclasses

import pytest

from walks import asking
from walks.asking import Asker

pytestmark = [pytest.mark.journey, pytest.mark.enable_socket]

ENTER = "/sign-in/demo/enter/"
FORWARDED = {
    "Forwarded": "for=192.0.2.1",
    "X-Forwarded-For": "192.0.2.1",
    "X-Forwarded-Host": "casework.localhost",
    "X-Forwarded-Proto": "https",
    "Via": "1.1 proxy",
}


@pytest.fixture
def visitor(sites) -> Asker:
    """Somebody on the page that offers the parts, with its cookie."""
    nobody = Asker(host=sites.address("casework").removeprefix("http://"))
    return dataclasses.replace(nobody, cookies=nobody.get("/sign-in/demo/").cookies)


@pytest.fixture
def token(visitor) -> str:
    """The token of that page's form."""
    return visitor.get("/sign-in/demo/", whole=True).token


@pytest.fixture
def in_earnest(demonstration):
    """The same deployment, with a database that isn't marked as a demonstration's."""
    with demonstration.connect() as connection:
        connection.execute("update guard_deployment set kind = 'live'")
        yield
        connection.execute("update guard_deployment set kind = 'demo'")


def test_one_click_signs_in(visitor, token):
    entered = visitor.post(ENTER, {"part": "desk"}, token=token)

    assert (entered.status, entered.location) == (302, "/")


def test_its_cookies_are_bound_to_the_host_and_out_of_reach(visitor, token):
    entered = visitor.post(ENTER, {"part": "desk"}, token=token)
    set_cookies = [value for name, value in entered.headers if name == "set-cookie"]
    names = {value.split("=")[0].strip() for value in set_cookies}
    rules = [{rule.strip().lower() for rule in value.split(";")[1:]} for value in set_cookies]

    assert names >= {"__Host-session", "__Host-vault"}
    assert all(name.startswith("__Host-") for name in names)
    assert all(one >= {"secure", "httponly", "samesite=strict", "path=/"} for one in rules)
    assert not any(rule.startswith("domain") for one in rules for rule in one)


@pytest.mark.parametrize("origin", ["http://elsewhere.example", "null", ""])
def test_a_foreign_origin_is_refused(visitor, token, origin):
    foreign = dataclasses.replace(visitor, origin=origin)

    entered = foreign.post(ENTER, {"part": "desk"}, token=token)

    assert entered.status in {403, 404}
    assert "__Host-session" not in entered.cookies


@pytest.mark.parametrize("name", FORWARDED)
def test_a_request_that_was_passed_on_is_refused(visitor, token, name):
    passed_on = dataclasses.replace(visitor, headers={name: FORWARDED[name]})

    assert passed_on.get("/sign-in/demo/").status == 404
    assert passed_on.post(ENTER, {"part": "desk"}, token=token).status == 404


@pytest.mark.parametrize("host", ["elsewhere.example", "127.0.0.1", "casework.localhost.example"])
def test_a_host_outside_the_list_is_refused(visitor, token, host):
    port = visitor.host.rpartition(":")[2]
    astray = dataclasses.replace(visitor, host=f"{host}:{port}")

    assert astray.get("/sign-in/demo/").status in {400, 404}
    assert astray.post(ENTER, {"part": "desk"}, token=token).status in {400, 403, 404}


def test_it_takes_no_get(visitor):
    assert visitor.get(ENTER).status == 405


@pytest.mark.parametrize("part", ["oversight", "board", "nobody", ""])
def test_a_part_without_a_seat_at_this_site_is_refused(visitor, token, part):
    entered = visitor.post(ENTER, {"part": part}, token=token)

    assert entered.status == 404
    assert "__Host-session" not in entered.cookies


def test_a_form_without_its_token_is_refused(visitor):
    assert visitor.post(ENTER, {"part": "desk"}, token="").status == 403


def test_a_database_that_is_no_demonstration_offers_nobody(visitor, token, in_earnest):
    assert visitor.get("/sign-in/demo/").status == 404
    assert visitor.post(ENTER, {"part": "desk"}, token=token).status == 404


def test_the_report_site_has_no_sign_in_at_all(sites):
    host = sites.address("report").removeprefix("http://")

    assert asking.Asker(host=host).get("/sign-in/demo/").status == 404
