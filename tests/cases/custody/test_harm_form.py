"""The form of a harm test is shown to whoever may write one, and to nobody else."""

import uuid

import pytest

import browsing
from candour.guard.models import Grant
from cast import CUSTODIANS, KEPT_OUT

WRITERS = ("desk", "authority")
OTHERS = (*KEPT_OUT, *CUSTODIANS[:1], "external-investigator", "oversight")


@pytest.fixture
def path(file, hands) -> str:
    """The form about urgent access that was asked for."""
    return f"/cases/{file}/custody/harm/{hands.urgently(file).id}/"


@pytest.mark.parametrize("username", WRITERS)
def test_whoever_may_write_a_harm_test_is_shown_its_form(visit, path, username):
    assert "why" in visit(username).get(path).fields


@pytest.mark.parametrize("username", OTHERS)
def test_to_everybody_else_it_is_as_if_there_were_none(visit, path, username):
    visitor = visit(username)
    absent = f"/cases/{uuid.uuid4()}/custody/harm/{uuid.uuid4()}/"

    shown, nothing = visitor.get(path), visitor.get(absent)

    assert (shown.status, shown.body) == (nothing.status, nothing.body)
    assert shown.status in {302, 404}


def test_an_investigator_of_the_case_is_not_shown_it(visit, world, path, file):
    Grant.objects.create(
        file_id=file, organisation_id=Grant.objects.filter(file_id=file)[0].organisation_id,
        account_id=world.accounts["investigator"], role="investigator", granted_on="2026-11-01",
    )  # fmt: skip

    page = visit("investigator").get(path)

    assert page.status == 404
    assert browsing.denials()[-1]["what"] == "cases.note_harm_test"


def test_a_request_that_is_not_there_has_no_form(visit, path, file):
    assert visit("desk").get(f"/cases/{file}/custody/harm/{uuid.uuid4()}/").status == 404
