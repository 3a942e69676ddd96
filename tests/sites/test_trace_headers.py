"""No page of the report site leaves a trace that it could leave out, or leads anywhere else."""

import re

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st
from report_pages import QUIET

from candour.sites import environment
from candour.sites.environment import BadSetting

# A made-up service's address, and the same with one letter mistyped.
ONION = "r2hmnifaojylqtt6s6ilqplruoo5gm4k6jjaps56f626jzde4hkeu2qd.onion"
MISTYPED = "b2hmnifaojylqtt6s6ilqplruoo5gm4k6jjaps56f626jzde4hkeu2qd.onion"
EVERY = [*QUIET, *(f"/cy{path}" for path in QUIET), "/nowhere/", "/cy/nowhere/"]
POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
LEADING = {"href", "src", "action", "formaction", "srcset", "data", "poster", "content", "cite"}


def answers(visitor, path):
    """A page as it is opened, and as it answers something typed."""
    return [visitor.get(path), visitor.post(path, {"phrase": "word", "text": "word"})]


@pytest.mark.parametrize("path", EVERY)
def test_no_page_is_kept_sets_anything_or_differs_by_who_asks(visitor, path):
    for_headers = [response.headers for response in answers(visitor, path)]

    assert {headers["Cache-Control"] for headers in for_headers} == {"no-store"}
    assert {headers["Content-Security-Policy"] for headers in for_headers} == {POLICY}
    assert {headers["Referrer-Policy"] for headers in for_headers} == {"same-origin"}
    named = {name.lower() for headers in for_headers for name in headers}
    assert named.isdisjoint({"set-cookie", "vary", "etag", "last-modified", "expires"})


@pytest.mark.parametrize("path", EVERY)
def test_no_page_names_an_address_of_anybody_else(visitor, path):
    pages = [response.content.decode() for response in answers(visitor, path)]
    trees = [html5lib.parse(page, namespaceHTMLElements=False) for page in pages]
    found = [
        value
        for tree in trees
        for element in tree.iter()
        for name, value in element.items()
        if name in LEADING and element.tag != "meta"
    ]

    assert found
    assert [one for one in found if not re.match(r"/(?!/)|#", one)] == []
    assert [page for page in pages if "://" in page or "<script" in page] == []


@pytest.mark.parametrize("path", EVERY)
def test_the_title_of_a_page_says_nothing_to_somebody_who_glances_at_it(visitor, path):
    pages = [response.content.decode() for response in answers(visitor, path)]
    titles = {re.search("<title>(.*?)</title>", page, re.DOTALL)[1] for page in pages}

    assert titles <= {"Form", "Error: Form", "Ffurflen", "Gwall: Ffurflen"}


@pytest.mark.parametrize("path", ["/", "/cy/limits/", "/limits/?a=1&b=%C3%A9"])
def test_a_page_offers_its_own_address_inside_tor(visitor, deployed, path):
    deployed.ONION = ONION

    assert visitor.get(path)["Onion-Location"] == f"http://{ONION}{path}"


def test_only_pages_that_were_opened_outside_tor_offer_it(visitor, deployed):
    deployed.ONION = ONION
    deployed.ALLOWED_HOSTS = ["report.localhost", ONION]

    others = [
        visitor.post("/mailbox/", {"phrase": "word"}),
        visitor.get("/nowhere/"),
        visitor.get("/leave/"),
        visitor.get("/", HTTP_HOST=ONION),
    ]

    assert [response.status_code for response in others] == [200, 404, 302, 200]
    assert [response for response in others if "Onion-Location" in response.headers] == []


def test_without_an_address_inside_tor_nothing_is_offered(visitor):
    assert "Onion-Location" not in visitor.get("/").headers


def test_an_onion_address_with_a_wrong_letter_stops_the_start(monkeypatch):
    monkeypatch.setenv("CANDOUR_ONION", ONION)
    assert environment.onion("CANDOUR_ONION") == ONION

    monkeypatch.setenv("CANDOUR_ONION", MISTYPED)
    with pytest.raises(BadSetting, match="CANDOUR_ONION must be an onion address"):
        environment.onion("CANDOUR_ONION")


@given(st.text(max_size=70))
def test_nothing_but_an_onion_address_is_taken_for_one(value):
    assert not environment._is_onion(value)


def test_a_changed_letter_of_an_onion_address_is_noticed_but_for_the_one_that_checks_by_chance():
    """Its check has two bytes: of 1,736 changes of a letter one in forty addresses misses one."""
    changed = [
        ONION[:place] + letter + ONION[place + 1 :]
        for place in range(56)
        for letter in "abcdefghijklmnopqrstuvwxyz234567"
        if letter != ONION[place]
    ]

    taken = [value for value in changed if environment._is_onion(value)]

    assert len(changed) == 1_736
    assert taken == [ONION[:15] + "u" + ONION[16:]]
