"""Pages of custody, as custodians, authorities and the person named use them."""

import uuid

import pytest

from candour.cases.models import CustodyAnswer, CustodyAsk, CustodyRequest
from candour.guard.models import KeyShare, KeyWrap, Wall
from cast import CUSTODIANS, KEPT_OUT

WORDS = "Both readers have left and nobody has their six words."


def ask_for_recovery(visit, world, file) -> CustodyRequest:
    page = visit("authority").post(
        f"/cases/{file}/custody/recover/",
        {
            "named": str(world.accounts["outside-desk"]),
            "purpose": "last_reader_gone",
            "words": WORDS,
        },
    )
    assert page.status == 302, page.errors
    return CustodyRequest.objects.get()


def ask_of(request: CustodyRequest, account: uuid.UUID) -> str:
    return f"/custody/asked/{CustodyAsk.objects.get(request=request, account_id=account).id}/"


def test_a_case_is_given_back_through_the_pages_alone(visit, world, file):
    KeyWrap.objects.filter(file_key__file_id=file).delete()
    request = ask_for_recovery(visit, world, file)
    for username in CUSTODIANS[:3]:
        given = visit(username).post(
            ask_of(request, world.accounts[username]), {"answer": "give", "reason": ""}
        )
        assert given.status == 302, given.errors

    taken = visit("outside-desk").post(ask_of(request, world.accounts["outside-desk"]))

    assert taken.location == f"/cases/{file}/"
    assert visit("outside-desk").get(f"/cases/{file}/words/").status == 200


def test_a_custodian_comes_to_what_she_is_asked_and_reads_why(visit, world, file):
    request = ask_for_recovery(visit, world, file)
    custodian = visit("custodian")

    assert custodian.get("/").location == "/custody/"
    assert "Waits for you" in custodian.get("/custody/").text
    assert WORDS in custodian.get(ask_of(request, world.accounts["custodian"])).text


def test_declining_needs_a_reason_and_keeps_what_was_chosen(visit, world, file):
    path = ask_of(ask_for_recovery(visit, world, file), world.accounts["custodian"])

    page = visit("custodian").post(path, {"answer": "decline", "reason": ""})

    assert page.errors == ["Choose why you decline."]
    assert page.fields["answer"] == ["decline"]
    assert not CustodyAnswer.objects.exists()


def test_a_custodian_declines_with_a_reason(visit, world, file):
    path = ask_of(ask_for_recovery(visit, world, file), world.accounts["custodian"])

    visit("custodian").post(path, {"answer": "decline", "reason": "unclear"})

    assert "The purpose is not clear" in visit("authority").get(f"/cases/{file}/custody/").text


@pytest.mark.parametrize("username", [*KEPT_OUT, "custodian-two", "outside-desk", "authority"])
def test_what_one_custodian_is_asked_is_404_for_everybody_else(visit, world, file, username):
    path = ask_of(ask_for_recovery(visit, world, file), world.accounts["custodian"])
    nowhere = f"/custody/asked/{uuid.UUID(int=0xDEAD)}/"

    assert visit(username).get(path).status == 404
    assert visit(username).get(path).body == visit(username).get(nowhere).body


def test_a_custodian_walled_since_gets_404_and_sees_nothing_in_the_list(visit, world, file):
    path = ask_of(ask_for_recovery(visit, world, file), world.accounts["custodian"])
    Wall.objects.create(file_id=file, account_id=world.accounts["custodian"], because="association")

    assert visit("custodian").get(path).status == 404
    assert "Nobody asks you for anything" in visit("custodian").get("/custody/").text


@pytest.mark.parametrize("username", [*KEPT_OUT, "custodian", "external-investigator"])
@pytest.mark.parametrize("page", ["", "recover/", "urgent/"])
def test_whoever_has_no_part_in_a_case_gets_404_for_its_keys(visit, file, username, page):
    assert visit(username).get(f"/cases/{file}/custody/{page}").status == 404


@pytest.mark.parametrize("username", CUSTODIANS)
def test_a_custodian_reaches_no_page_of_any_case(visit, file, username):
    paths = ["/cases/", f"/cases/{file}/", f"/cases/{file}/words/", "/chased/", "/managers/"]

    assert visit(username).statuses(paths) == {404}


def test_the_body_outside_finds_a_case_by_its_reference_and_asks(visit, world, file):
    from candour.cases.models import Case

    reference = Case.objects.get(file_id=file).reference
    desk = visit("outside-desk")

    found = desk.post("/custody/urgent/", {"reference": reference.lower()})
    asked = desk.post(
        found.location,
        {
            "named": str(world.accounts["external-investigator"]),
            "purpose": "danger",
            "hours": "4",
            "words": "She said that he is on the way to her.",
        },
    )

    assert asked.status == 302, asked.errors
    assert CustodyRequest.objects.get().hours == 4


@pytest.mark.parametrize("username", ["desk", "outside-desk", "subject"])
def test_a_reference_that_is_none_is_told_like_one_that_is_hidden(visit, file, username):
    page = visit(username).post("/custody/urgent/", {"reference": "C-2222-2222"})

    assert page.errors == ["There is no case of this reference that you may ask about"]


def test_a_hidden_reference_is_not_found(visit, file):
    from candour.cases.models import Case

    page = visit("subject").post(
        "/custody/urgent/", {"reference": Case.objects.get(file_id=file).reference}
    )

    assert page.errors == ["There is no case of this reference that you may ask about"]


def test_bad_hours_keep_what_was_typed_and_say_what_to_do(visit, world, file):
    page = visit("authority").post(
        f"/cases/{file}/custody/urgent/",
        {"named": "", "purpose": "danger", "hours": "100", "words": "He is on the way."},
    )

    assert page.errors == ["Choose who should read the case", "Enter 72 hours or fewer"]
    assert page.fields["hours"] == ["100"]


def test_a_case_with_too_few_custodians_stands_on_the_worklist_until_it_is_split_again(
    visit, world, file
):
    KeyShare.objects.filter(file_id=file, account_id=world.accounts["custodian"]).delete()
    assert f"/cases/{file}/custody/" in visit("authority").get("/custody/").body

    visit("desk").post(f"/cases/{file}/custody/split/")

    assert f"/cases/{file}/custody/" not in visit("authority").get("/custody/").body
    assert KeyShare.objects.filter(file_id=file, scheme="recovery").count() == 10
