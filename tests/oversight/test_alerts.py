"""Alerts of the nightly proof: who sees them, what they say, and how they are settled."""

import json
import re
import uuid

import html5lib
import pytest
from django.db import connection

from candour.guard.models import Leaf, Wall
from candour.oversight.models import Alert, Settlement
from candour.people.models import OrganisationName
from cast import NOW

TODAY = NOW.date()


@pytest.fixture
def raised(world):
    """Alerts of both forces and one of nobody's."""
    named = dict(OrganisationName.objects.values_list("name", "organisation_id"))
    bodies = {
        "R-NORTHFOLD": named["Northfold Police"],
        "R-EASTMARCH": named["Eastmarch Constabulary"],
        "": None,
    }
    return {
        reference: Alert.objects.create(
            kind="receipt", found_on=TODAY, organisation_id=body, reference=reference,
            place=f"no_leaf {reference or 'somewhere'}", words="Nothing says where it stands.",
        )
        for reference, body in bodies.items()
    }  # fmt: skip


def settlements() -> int:
    """Count what no site may read."""
    with connection.cursor() as cursor:
        cursor.execute("reset role")
        found = Settlement.objects.count()
        cursor.execute("set role candour_oversight")
    return found


def alerts_page(browser) -> str:
    return browser.get("/alerts/").content.decode()


def test_an_overseer_sees_the_alerts_of_the_own_forces_and_those_of_nobodys(raised, signed_in):
    page = alerts_page(signed_in("board"))
    assert "R-NORTHFOLD" in page
    assert "no_leaf somewhere" in page
    assert "R-EASTMARCH" not in page


def test_an_alert_of_a_report_behind_a_wall_is_not_seen(world, as_role, signed_in):
    import story

    sent = story.reported(world, as_role)
    Alert.objects.create(
        kind="receipt", found_on=TODAY, file_id=sent.file, place="no_leaf x", words="It is gone.",
        organisation_id=world.organisations["Northfold Police"], reference="R-HIDDEN",
    )  # fmt: skip
    Wall.objects.create(
        file_id=sent.file, account_id=world.accounts["oversight"], because="association"
    )
    assert "R-HIDDEN" not in alerts_page(signed_in("oversight"))


def test_the_first_page_says_how_many_alerts_wait(raised, signed_in):
    page = signed_in("board").get("/").content.decode()
    assert re.search(r"2 alerts\s+of the nightly proof wait", page)


def test_an_alert_is_settled_with_reasons_and_a_leaf(raised, signed_in, read_leaves):
    browser = signed_in("oversight")
    place = f"/alerts/{raised['R-NORTHFOLD'].id}/"
    answer = browser.post(place, {"reason": "Restored from the backup of that night."})
    page = alerts_page(browser)
    assert (answer.status_code, answer["Location"]) == (302, "/alerts/")
    assert "Restored from the backup of that night." in page
    assert ("write", "oversight.settle_alert") in read_leaves()
    assert browser.get(place).status_code == 404


def test_an_alert_is_not_settled_without_reasons(raised, signed_in):
    browser = signed_in("oversight")
    answer = browser.post(f"/alerts/{raised['R-NORTHFOLD'].id}/", {"reason": " "})
    assert "Say what became of it" in answer.content.decode()
    assert settlements() == 0


def test_nobody_settles_what_they_do_not_see(raised, signed_in):
    browser = signed_in("board")
    statuses = {
        browser.post(f"/alerts/{one}/", {"reason": "Fine."}).status_code
        for one in (raised["R-EASTMARCH"].id, uuid.UUID(int=7))
    }
    assert statuses == {404}
    assert settlements() == 0


def test_the_database_refuses_what_the_page_does_not_offer(raised, as_role, world):
    board = world.accounts["board"]
    with as_role("oversight", actor=board), connection.cursor() as cursor:
        cursor.execute(
            "select oversight.settle(%s, %s, %s, 'Fine.')",
            [raised["R-EASTMARCH"].id, uuid.uuid4(), TODAY],
        )
        assert cursor.fetchone() == (False,)


def test_no_site_writes_or_removes_an_alert(raised, as_role, world):
    from django.db import ProgrammingError, transaction

    with as_role("oversight", actor=world.accounts["oversight"]):
        for attempt in (Alert.objects.all().delete, Alert.objects.count):
            with pytest.raises(ProgrammingError), transaction.atomic():
                attempt()


def test_the_reasons_are_in_no_leaf(raised, signed_in, as_role):
    browser = signed_in("oversight")
    browser.post(f"/alerts/{raised['R-NORTHFOLD'].id}/", {"reason": "Unmistakable words."})
    with connection.cursor() as cursor:
        cursor.execute("reset role")
        bodies = [json.loads(bytes(body)) for body in Leaf.objects.values_list("body", flat=True)]
        cursor.execute("set role candour_oversight")
    assert "Unmistakable" not in json.dumps(bodies)


@pytest.mark.parametrize("address", ["/alerts/", "/channels/", "/reporting-lines/"])
def test_the_pages_are_sound_html_without_script(raised, signed_in, address):
    page = signed_in("oversight").get(address).content.decode()
    html5lib.HTMLParser(strict=True).parse(page)
    assert "<script" not in page
    assert " style=" not in page
    assert re.findall(r"<h1[ >]", page) == ["<h1 "]


@pytest.mark.parametrize(
    ("address", "what"),
    [
        ("/alerts/", "oversight.alerts"),
        ("/channels/", "oversight.channels"),
        ("/channels.csv", "oversight.channels"),
        ("/reporting-lines/", "imports.reconcile"),
        ("/reporting-lines.csv", "imports.reconcile"),
    ],
)
def test_each_page_leaves_one_leaf(signed_in, read_leaves, address, what):
    browser = signed_in("oversight")
    before = read_leaves().count(("read", what))
    assert browser.get(address).status_code == 200
    assert read_leaves().count(("read", what)) == before + 1


def test_overseers_see_the_newest_head_and_who_has_not_cosigned_it(world, signed_in, settings):
    import datetime

    from candour.core import notes
    from candour.core.countersigning import policy
    from candour.guard.models import Publication

    key = notes.SigningKey(name="w", purpose=notes.Purpose.COSIGNATURE, seed=b"\1" * 32).verifier
    settings.WITNESSES = policy.Policy(
        witnesses=(policy.Witness(name="union", key=key),), quorum="union"
    )
    Publication.objects.create(
        size=10_000_000, note="x", published_on=TODAY - datetime.timedelta(days=3)
    )
    page = alerts_page(signed_in("oversight"))
    assert "over 10,000,000 leaves" in page
    assert "It is late" in page
    assert "Not cosigned yet by union" in page
