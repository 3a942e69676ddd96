"""The pages of the case system: what came, where both differ, and who settles it."""

import datetime

import case_systems
import pytest

import browsing
import story
from browsing import at_casework, visit
from candour.cases.models import Case
from candour.guard.models import Account, SealedItem, Wall
from candour.imports.models import Difference, Settlement
from cast import NOW

__all__ = ["at_casework", "visit"]

ADDRESS = "/case-system/"


@pytest.fixture
def differing(world, as_role, settings, tmp_path):
    """A case that was taken on here and that the case system says was closed."""
    settings.DATA = tmp_path / "data"
    with as_role("worker"):
        case_systems.take(case_systems.write(tmp_path / "first", case_systems.open_case()))
    settings.DATA = world.data
    file = case_systems.taken_on(as_role).file_id
    rows = case_systems.open_case()
    rows["cases"][0]["finalised_on"] = "2024-12-24"
    with as_role("worker"):
        case_systems.take(case_systems.write(tmp_path / "second", rows))
    return file


def settle_at(file) -> str:
    return f"/cases/{file}/case-system/{Difference.objects.get(file_id=file).id}/"


def test_differences_stand_on_the_page_and_in_the_download(visit, differing):
    authority = visit("authority")
    shown = authority.get(ADDRESS).text
    assert "Closed on 24 December 2024 Nothing" in shown
    assert "Settle it: Closed on" in shown
    said = authority.get("/case-system.csv").body
    assert ",Closed on,24 December 2024,Nothing," in said


def test_the_page_of_a_case_says_what_the_case_system_says(visit, differing):
    shown = visit("authority").get(f"/cases/{differing}/case-system/").text
    assert f"which is {case_systems.REFERENCE} there" in shown
    assert "Crime reference" in shown
    assert "CR/2024/1" in shown


def test_a_named_person_settles_a_difference_and_neither_system_changes(visit, differing):
    authority = visit("authority")
    answer = {"answer": "theirs", "reason": "It was closed by telephone."}
    done = authority.post(settle_at(differing), answer)
    assert done.location == f"/cases/{differing}/case-system/"
    row = Settlement.objects.get()
    assert row.settled_by == Account.objects.get(username="authority").id
    assert b"telephone" not in bytes(SealedItem.objects.get(id=row.item_id).ciphertext)
    shown = authority.get(f"/cases/{differing}/case-system/").text
    assert "The other system is right" in shown
    assert "It was closed by telephone." in shown
    assert case_systems.case_of().closed_on is None
    assert "Settle it" not in authority.get(ADDRESS).text


def test_settling_needs_an_answer_and_a_reason_and_keeps_what_was_typed(visit, differing):
    page = visit("authority").post(settle_at(differing), {"reason": "It was closed."})
    assert page.errors == ["Choose which is right"]
    assert page.fields["reason"] == ["It was closed."]
    assert not Settlement.objects.exists()


def test_a_difference_is_settled_once(visit, differing):
    authority, answer = visit("authority"), {"answer": "both", "reason": "Counted otherwise."}
    authority.post(settle_at(differing), answer)
    again = authority.post(settle_at(differing), answer)
    assert again.errors == ["Somebody has settled this difference, or both systems agree by now."]
    assert Settlement.objects.count() == 1


def test_a_difference_that_is_gone_is_not_there_to_settle(visit, differing):
    address = settle_at(differing)
    Difference.objects.update(gone_on=NOW.date() + datetime.timedelta(days=1))
    assert visit("authority").get(address).status == 404


@pytest.mark.parametrize("username", ["subject", "colleague", "line-manager", "stranger"])
def test_whoever_a_wall_keeps_out_learns_nothing(visit, differing, username):
    account = Account.objects.get(username=username)
    Wall.objects.get_or_create(
        file_id=differing, account_id=account.id, defaults={"because": "declared"}
    )
    visitor = visit(username)
    addresses = [f"/cases/{differing}/case-system/", settle_at(differing)]
    absent = [one.replace(str(differing), str(browsing.NOWHERE)) for one in addresses]
    for hidden, missing in zip(visitor.answers(addresses), visitor.answers(absent), strict=True):
        assert (hidden.status, hidden.body) == (404, missing.body)
    listed = visitor.get(ADDRESS)
    assert listed.status == 404 or "Both systems agree" in listed.text


def test_a_case_that_began_here_is_found_by_its_reference_and_never_overwritten(
    world, as_role, settings, tmp_path
):
    sent = story.reported(world, as_role)
    file = story.record(world, as_role, report=sent.file).file
    case = Case.objects.get(file_id=file)
    stated = case_systems.case(candour_reference=case.reference, kind="dsi")
    settings.DATA = tmp_path / "data"
    with as_role("worker"):
        path = case_systems.write(tmp_path / "delta", {"cases": [stated], "allegations": []})
        report = case_systems.take(path)
    case.refresh_from_db()
    assert (case.kind, report.counts.noted["handled_here"]) == ("complaint", 1)
    assert not Case.objects.filter(source_name="casesystem").exists()
    found = Difference.objects.filter(file_id=file)
    assert found.get(field="kind").theirs == "dsi_matter"
    assert found.filter(field="allegation", theirs="").count() == 2


def test_without_any_file_the_pages_say_so(visit):
    shown = visit("authority").get(ADDRESS).text
    assert "No file has come." in shown
    assert "Nothing was given." in shown
    assert "Both systems agree." in shown
