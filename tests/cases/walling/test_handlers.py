"""Those whose handling is complained of can't see the complaint, nor can those close to them."""

import pytest

import story
from candour.access.models import Involvement
from candour.cases.models import Case
from candour.guard.models import Account, KeyWrap, Wall

HANDLERS = ("desk", "desk-two", "desk-three")


@pytest.fixture
def complaint(visit, world, as_role, case):
    """A report that only somebody outside put right, tied to the case whose handling failed."""
    report = story.reported(world, as_role, route="solved_outside").file
    reference = Case.objects.get(file_id=case).reference
    typed = {"reference": reference, "solved_by": "hse", "why": "The same canteen."}
    visit("desk").post(f"/reports/{report}/reopen/", typed)
    return report


@pytest.mark.scenario("SC-41", part="handler-kept-out")
@pytest.mark.parametrize("username", HANDLERS)
def test_a_handler_complained_of_cannot_see_the_handling_matter(visit, complaint, username):
    assert visit(username).get(f"/reports/{complaint}/").status == 404


def test_the_readers_of_the_case_are_its_handlers(complaint):
    named = Involvement.objects.filter(file_id=complaint, role="handler").values("person_id")
    accounts = Account.objects.filter(person_id__in=named).values_list("username", flat=True)

    assert set(accounts) == set(HANDLERS)


@pytest.mark.scenario("SC-41", part="handler-kept-out")
def test_clean_readers_outside_hold_its_keys_instead(visit, complaint, world):
    holders = KeyWrap.objects.filter(file_key__file_id=complaint).values_list(
        "account_id", flat=True
    )

    assert world.accounts["outside-desk"] in set(holders)
    assert not {world.accounts[username] for username in HANDLERS} & set(holders)
    assert visit("outside-desk").get(f"/reports/{complaint}/").status == 200


@pytest.mark.scenario("SC-41", part="handler-kept-out")
def test_a_case_made_of_it_keeps_the_handlers_out_too(world, as_role, complaint):
    case = story.record(world, as_role, report=complaint, by="outside-desk").file

    walled = Wall.objects.filter(file_id=case, because="is_handler")
    assert {world.accounts[username] for username in HANDLERS} <= set(
        walled.values_list("account_id", flat=True)
    )
