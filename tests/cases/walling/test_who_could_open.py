"""Who could open a case and who is walled, and why: told to the few, never to the walled."""

import pytest

from browsing import NOWHERE
from candour.cases.models import Case
from candour.guard.models import Leaf
from cast import KEPT_OUT

ALLOWED = ("authority", "outside-desk")


def page(case) -> str:
    return f"/cases/{case}/who/"


@pytest.mark.parametrize("username", ALLOWED)
def test_the_authority_and_the_outside_desk_see_both_lists_by_role(visit, case, username):
    text = visit(username).get(page(case)).text

    assert "Named as a reader of the case" in text
    assert "Holds its keys" in text
    assert "It may be about them." in text
    assert "They served in one unit" in text


@pytest.mark.parametrize("username", ALLOWED)
def test_nobody_is_named_there(visit, case, username):
    body = visit(username).get(page(case)).body

    assert not any(name in body for name in ("Marlow", "Tanner", "Standish", "Obi"))


@pytest.mark.parametrize("username", [*KEPT_OUT, "desk", "investigator", "neighbour-authority"])
def test_nobody_else_does(visit, case, username):
    assert visit(username).get(page(case)) == visit(username).get(page(NOWHERE))
    assert visit(username).get(page(case)).status == 404


def test_an_authority_who_is_walled_is_told_of_no_case(visit, case):
    visit("authority").post(f"/cases/{case}/leave/", {"sure": "on"})

    assert visit("authority").get(page(case)).status == 404


def test_it_is_found_by_its_reference(visit, case):
    typed = {"reference": Case.objects.get(file_id=case).reference.lower()}

    assert visit("outside-desk").post("/who/", typed).location == page(case)
    missing = visit("desk").post("/who/", typed)
    assert missing.errors == ["No case that you may ask about has this reference."]


def test_each_look_is_a_leaf(visit, case):
    visit("authority").get(page(case))

    bodies = [bytes(leaf.body) for leaf in Leaf.objects.all()]
    assert [one for one in bodies if b'"what":"cases.who_may_open"' in one]
