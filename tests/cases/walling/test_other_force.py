"""Where the rules ask for another force, only its people investigate: asked, answered, given."""

import json

import pytest
from django.db import connection, transaction
from django.db.utils import IntegrityError

import story
from candour.access.models import Involvement
from candour.cases.actions.allocate_investigator import AnotherForce, allocate_investigator
from candour.cases.impartial.actions.carry_answers import carry_answers
from candour.cases.models import Event, ForceAnswer, ForceRequest, IndependenceCheck
from candour.guard.actors import service
from candour.guard.models import Account, Grant, KeyWrap, Leaf
from candour.people.models import Association, Posting
from cast import KEPT_OUT, NOW


@pytest.fixture
def sexual(world, as_role):
    """A recorded case about sexual conduct."""
    report = story.reported(world, as_role).file
    return story.record(world, as_role, report=report, categories=(("J2",),)).file


@pytest.fixture
def asked(visit, world, sexual):
    """The neighbouring force was asked to investigate it."""
    force = str(world.organisations["Eastmarch Constabulary"])
    visit("authority").post(f"/cases/{sexual}/other-force/", {"force": force})
    return ForceRequest.objects.get(file_id=sexual)


@pytest.fixture
def accepted(visit, asked):
    """And it has accepted."""
    visit("neighbour-authority").post("/asked/", {"request": str(asked.id), "answer": "accept"})
    return asked


def allocate(world, as_role, case, *, to: str, by: str = "desk") -> None:
    who, vault = story.actor(by), story.vault_of(world, by)
    with as_role("casework", actor=who.account):
        allocate_investigator(file=case, account=world.accounts[to], vault=vault, by=who, at=NOW)


def holders(case) -> set[str]:
    accounts = KeyWrap.objects.filter(file_key__file_id=case).values("account_id")
    return set(Account.objects.filter(id__in=accounts).values_list("username", flat=True))


@pytest.mark.scenario("SC-16", part="external-force")
@pytest.mark.parametrize("investigator", ["investigator", "external-investigator"])
def test_nobody_investigates_before_another_force_has_accepted(
    world, as_role, sexual, investigator
):
    with pytest.raises(AnotherForce):
        allocate(world, as_role, sexual, to=investigator)


@pytest.mark.scenario("SC-16", part="external-force")
def test_the_database_refuses_an_investigator_of_the_own_force(world, asked, sexual):
    given = Grant(
        file_id=sexual, organisation_id=asked.organisation_id, role="investigator",
        account_id=world.accounts["investigator"], granted_on=NOW.date(),
    )  # fmt: skip
    with pytest.raises(IntegrityError, match="another force"), transaction.atomic():
        Grant.objects.bulk_create([given])


def test_the_database_refuses_an_investigator_of_a_case_that_was_never_checked(world, case):
    IndependenceCheck.objects.all().delete()
    organisation = world.organisations["Northfold Police"]
    given = Grant(
        file_id=case, organisation_id=organisation, role="investigator",
        account_id=world.accounts["investigator"], granted_on=NOW.date(),
    )  # fmt: skip
    with pytest.raises(IntegrityError, match="another force"), transaction.atomic():
        Grant.objects.bulk_create([given])


def test_the_force_that_is_asked_sees_who_asks_and_why_and_nothing_of_the_case(
    visit, asked, sexual
):
    page = visit("neighbour-authority").get("/asked/")

    assert "Northfold Police" in page.text
    assert "Sexual conduct" in page.text
    assert str(sexual) not in page.body
    assert visit("neighbour-authority").get(f"/cases/{sexual}/").status == 404


def test_asked_and_answered_are_clocked(visit, as_role, accepted, sexual):
    with as_role("worker"):
        carry_answers(by=service("sweeping"), at=NOW)
        again = carry_answers(by=service("sweeping"), at=NOW)

    kinds = set(Event.objects.filter(file_id=sexual).values_list("kind", flat=True))
    assert {"other_force_asked", "other_force_accepted"} <= kinds
    assert again == 0
    assert "A force that is asked" in visit("authority").get(f"/cases/{sexual}/").text


def test_a_force_declines_for_a_reason_and_the_next_is_asked(visit, asked, sexual):
    declined = {"request": str(asked.id), "answer": "own_conflict"}
    visit("neighbour-authority").post("/asked/", declined)

    page = visit("authority").get(f"/cases/{sexual}/other-force/").text

    assert ForceAnswer.objects.get().reason == "own_conflict"
    assert "We have a conflict of our own" in page
    assert "Every other force has declined" in page


@pytest.mark.scenario("SC-16", part="external-force")
def test_the_accepting_force_gets_the_case_and_the_own_readers_lose_it(
    visit, world, as_role, accepted, sexual
):
    visit("authority").post(f"/cases/{sexual}/other-force/hand-over/")

    assert holders(sexual) == {"authority", "neighbour-authority"}
    assert visit("desk").get(f"/cases/{sexual}/").status == 404
    words = visit("neighbour-authority").get(f"/cases/{sexual}/words/").text
    assert "pushed me against the lockers" in words
    allocate(world, as_role, sexual, to="external-investigator", by="neighbour-authority")
    assert "external-investigator" in holders(sexual)


def test_a_hand_over_that_leaves_too_few_is_refused_in_words(visit, world, accepted, sexual):
    KeyWrap.objects.filter(account_id=world.accounts["authority"]).delete()
    Account.objects.filter(username="authority").update(is_active=False)

    answered = visit("desk").post(f"/cases/{sexual}/other-force/hand-over/")

    assert answered.status == 200
    assert "Fewer than two people would hold the case" in answered.text
    assert "desk" in holders(sexual)


def test_whoever_holds_no_key_of_the_case_is_told_so(visit, world, accepted, sexual):
    KeyWrap.objects.filter(account_id=world.accounts["authority"]).delete()

    answered = visit("authority").post(f"/cases/{sexual}/other-force/hand-over/")

    assert answered.status == 200
    assert "hold the keys of this case" in answered.text
    assert "desk" in holders(sexual)


def test_a_hand_over_carries_the_names_of_witnesses(visit, world, accepted, sexual):
    readers = [str(world.accounts[one]) for one in ("desk", "desk-two")]
    typed = {"identity": "Morwenna Trelawny", "readers": readers}
    visit("desk").post(f"/cases/{sexual}/witnesses/name/", typed)

    refused = visit("authority").post(f"/cases/{sexual}/other-force/hand-over/")
    given = visit("desk").post(f"/cases/{sexual}/other-force/hand-over/")

    assert "a witness" in refused.text
    assert given.status == 302
    held = KeyWrap.objects.filter(file_key__file_id=sexual, file_key__compartment="witness-a")
    assert set(held.values_list("account_id", flat=True)) == {world.accounts["neighbour-authority"]}


def test_every_step_of_it_is_in_the_log(accepted):
    bodies = [json.loads(bytes(leaf.body)) for leaf in Leaf.objects.all()]
    done = {body["what"] for body in bodies if body.get("after")}

    assert {"cases.check_independence", "cases.ask_force", "cases.answer_force"} <= done


@pytest.mark.scenario("SC-16", part="exclusion")
@pytest.mark.parametrize("closeness", ["unit", "line", "course", "relationship", "association"])
def test_whoever_is_close_to_the_subject_cannot_be_given_the_case(world, as_role, closeness):
    people = dict(Account.objects.values_list("username", "person_id"))
    _bring_close(closeness, people["investigator"], people["subject"], world)
    report = story.reported(world, as_role).file

    case = story.record(world, as_role, report=report).file

    with as_role("casework", actor=world.accounts["desk"]), connection.cursor() as cursor:
        cursor.execute("select account_id from access.eligible_investigators(%s)", [case])
        eligible = {account for (account,) in cursor.fetchall()}
    assert world.accounts["investigator"] not in eligible
    assert world.accounts["investigator-two"] in eligible


def _bring_close(closeness: str, one, other, world) -> None:
    from candour.people.models import CourseAttendance

    ten_years = NOW.date().replace(year=NOW.year - 10, day=1, month=1)
    ties = {"relationship": "former_partner", "association": "business"}
    if closeness in ties:
        Association.objects.create(person_id=one, other_id=other, kind=ties[closeness])
    unit = Posting.objects.filter(person_id=other).first().unit_id
    if closeness == "unit":
        until = ten_years.replace(year=ten_years.year + 5)
        for person in (one, other):
            Posting.objects.create(
                person_id=person, unit_id=unit, from_on=ten_years, until_on=until
            )
    if closeness == "line":
        Posting.objects.filter(person_id=other).update(line_manager_id=one)
    if closeness == "course":
        for person in (one, other):
            CourseAttendance.objects.create(
                person_id=person, run="FA-7", from_on=NOW.date().replace(year=NOW.year - 9),
                organisation_id=world.organisations["Northfold Police"],
            )  # fmt: skip


def test_a_case_of_few_clean_people_asks_for_another_force(world, as_role, case):
    people = dict(Account.objects.values_list("username", "person_id"))
    Association.objects.create(
        person_id=people["investigator"], other_id=people["subject"], kind="friend"
    )
    with as_role("worker"), connection.cursor() as cursor:
        cursor.execute("select access.compute_walls(%s, current_date)", [[case]])

    with pytest.raises(AnotherForce):
        allocate(world, as_role, case, to="investigator-two")


@pytest.mark.parametrize("username", [*KEPT_OUT, "investigator", "desk"])
def test_nobody_but_the_authority_of_the_force_that_is_asked_sees_it(visit, asked, username):
    assert visit(username).get("/asked/").status == 404


@pytest.mark.parametrize("username", KEPT_OUT)
def test_nobody_kept_out_reaches_the_page_about_other_forces(visit, asked, sexual, username):
    paths = [f"/cases/{sexual}/other-force/", f"/cases/{sexual}/other-force/hand-over/"]

    assert visit(username).statuses(paths[:1]) == {404}
    assert visit(username).post(paths[1]).status == 404


def test_a_chief_officer_who_may_be_meant_asks_for_another_force(world, as_role, case):
    person = Involvement.objects.filter(file_id=case).first().person_id
    Posting.objects.filter(person_id=person).update(rank="Assistant Chief Constable")

    with pytest.raises(AnotherForce):
        allocate(world, as_role, case, to="investigator")
