"""What is kept of a witness is found by those who may know the name, and by nobody else."""

import datetime

import pytest

import browsing
import story
from browsing import Visitor
from candour.cases.models import Witness
from candour.guard.models import KeyWrap

NAME = "Morwenna Trelawny, control room, nights only"
PLAN = "Ring the boatyard first."
SAID = "They moved her mug to the cellar."


def looked(visitor: Visitor, text: str):
    return visitor.post("/search/words/", {"text": text, "state": ""})


def on(day: datetime.date) -> dict[str, str]:
    parts = {"day": day.day, "month": day.month, "year": day.year}
    return {f"review_on_{name}": str(part) for name, part in parts.items()}


@pytest.fixture
def witness(visit, case, world) -> str:
    """A case with a witness whom two of its readers know, with a plan and a check-in."""
    desk = visit("desk")
    chosen = [str(world.accounts[reader]) for reader in ("desk", "desk-two")]
    desk.post(f"/cases/{case}/witnesses/name/", {"identity": NAME, "readers": chosen})
    row = Witness.objects.get(file_id=case)
    earlier = row.noted_at - datetime.timedelta(days=15)
    Witness.objects.filter(id=row.id).update(noted_at=earlier)
    page = f"/cases/{case}/witnesses/{row.id}/"
    desk.post(f"{page}plan/", {"text": PLAN, **on(browsing.days_ago(-20))})
    desk.post(f"{page}check-in/", {"safe": "no", "text": SAID})
    return page


@pytest.mark.scenario("SC-56", part="kept-apart")
@pytest.mark.parametrize("username", ["desk", "desk-two"])
@pytest.mark.parametrize("word", ["trelawny", "boatyard", "cellar"])
def test_a_named_reader_finds_who_it_is_what_they_said_and_the_plan(visit, witness, username, word):
    page = looked(visit(username), word)

    assert "Witness A" in page.text
    assert f'href="{witness}"' in page.body
    assert "<mark>" in page.body


@pytest.mark.scenario("SC-56", part="kept-apart")
@pytest.mark.parametrize("username", ["desk-three", "authority"])
@pytest.mark.parametrize("word", ["trelawny", "boatyard", "cellar"])
def test_any_other_reader_of_the_case_finds_as_much_as_where_there_is_no_witness(
    visit, witness, username, word
):
    visitor = visit(username)

    page = looked(visitor, word)

    assert "Looked through 1 of 1 case." in page.text
    assert "Witness A" not in page.text
    assert page.text == looked(visitor, "zzyzx").text


def test_the_leaf_of_somebody_else_names_no_item_of_the_witness(visit, witness):
    visitor = visit("desk-three")
    theirs = {str(one) for one in Witness.objects.values_list("item_id", flat=True)}
    before = {one.get("id") for one in browsing.leaves()}

    looked(visitor, "trelawny")

    added = [one for one in browsing.leaves() if one.get("id") not in before]
    opened = {item for one in added for item in one.get("detail", {}).get("items", ())}
    assert opened
    assert not opened & theirs


def test_what_a_named_reader_opens_is_in_the_leaf(visit, witness):
    before = {one.get("id") for one in browsing.leaves()}

    looked(visit("desk"), "zzyzx")

    added = [one for one in browsing.leaves() if one.get("id") not in before]
    opened = {item for one in added for item in one.get("detail", {}).get("items", ())}
    theirs = {str(one) for one in Witness.objects.values_list("item_id", flat=True)}
    assert theirs <= opened
    assert "Trelawny" not in str(added)


def test_a_plan_that_was_replaced_is_found_no_more(visit, witness):
    desk = visit("desk")

    desk.post(f"{witness}plan/", {"text": "Ring the ferry.", **on(browsing.days_ago(-10))})

    assert "Witness A" not in looked(desk, "boatyard").text
    assert "Witness A" in looked(desk, "ferry").text


def test_a_named_reader_whose_key_was_taken_finds_nothing_of_the_witness(visit, witness, world):
    taken = KeyWrap.objects.filter(
        account_id=world.accounts["desk"], file_key__compartment="witness-a"
    )

    taken.delete()

    page = looked(visit("desk"), "trelawny")
    assert "Witness A" not in page.text
    assert "left out" not in page.text


@pytest.mark.parametrize("username", ["subject", "stranger"])
def test_whoever_is_kept_out_finds_nothing(visit, case, witness, username):
    browsing.rule_out(case, visit("desk"), but="subject")

    assert "Looked through 0 of 0 cases." in looked(visit(username), "trelawny").text


def test_a_witness_of_another_case_is_another_compartment(visit, witness, world, as_role):
    sent = story.reported(world, as_role)
    other = story.record(world, as_role, report=sent.file).file
    chosen = [str(world.accounts[reader]) for reader in ("desk-two", "desk-three")]
    named = {"identity": "Ephraim Boatyard", "readers": chosen}
    visit("desk-two").post(f"/cases/{other}/witnesses/name/", named)

    page = looked(visit("desk"), "ephraim")

    assert "Looked through 2 of 2 cases." in page.text
    assert "Witness A" not in page.text
