"""A witness is a letter for the readers of a case, a name for few, and is asked how they fare."""

import datetime

import pytest
from django.db import IntegrityError, transaction

import browsing
from candour.access.models import Involvement
from candour.cases.models import ProtectionPlan, Witness, WitnessCheckIn
from candour.guard.models import FileKey, KeyWrap
from candour.intake.aftercare.check_in import DETRIMENTS
from cast import KEPT_OUT, NOW

NAME = "Morwenna Trelawny, number 6021, control room, nights only"


def name(visitor, case, world, *readers: str, **data: str):
    chosen = [str(world.accounts[reader]) for reader in readers]
    typed = {"identity": NAME, "readers": chosen, **data}
    return visitor.post(f"/cases/{case}/witnesses/name/", typed)


def place(case) -> str:
    return f"/cases/{case}/witnesses/{Witness.objects.get(file_id=case).id}/"


def on(day: datetime.date) -> dict[str, str]:
    return {
        "review_on_day": str(day.day),
        "review_on_month": str(day.month),
        "review_on_year": str(day.year),
    }


@pytest.fixture
def witness(visit, case, world):
    """A case with a witness whom two of its readers know."""
    assert name(visit("desk"), case, world, "desk", "desk-two").status == 302
    return case


@pytest.mark.scenario("SC-56", part="kept-apart")
def test_the_named_readers_open_who_it_is(visit, witness):
    for reader in ("desk", "desk-two"):
        assert NAME in visit(reader).get(place(witness)).text


@pytest.mark.scenario("SC-56", part="kept-apart")
@pytest.mark.parametrize("username", ["desk-three", "authority"])
def test_any_other_reader_of_the_case_reads_a_letter(visit, witness, username):
    visitor = visit(username)

    listed = visitor.get(f"/cases/{witness}/witnesses/")

    assert "Witness A" in listed.text
    assert NAME not in listed.text
    assert visitor.statuses([place(witness), f"{place(witness)}plan/"]) == {404}


@pytest.mark.scenario("SC-56", part="kept-apart")
def test_the_name_is_on_no_other_page_of_the_case(visit, witness):
    pages = visit("desk").answers(browsing.case_paths(witness))

    assert not any("Trelawny" in page.body for page in pages)


def test_one_reader_alone_is_refused(visit, case, world):
    page = name(visit("desk"), case, world, "desk")

    assert "Name at least two readers of this case" in page.errors[0]
    assert page.fields["identity"] == [NAME]


def test_somebody_who_does_not_read_the_case_is_never_told(visit, case, world):
    page = name(visit("desk"), case, world, "desk", "stranger")

    assert page.status == 200
    assert not Witness.objects.exists()


def test_with_a_number_a_wall_is_drawn_round_the_witness(visit, case, world):
    name(visit("desk"), case, world, "desk", "desk-two", number="5000")

    assert Involvement.objects.filter(file_id=case, role="witness").count() == 1


def test_without_one_no_row_ties_anybody_to_the_case(witness):
    assert not Involvement.objects.filter(file_id=witness, role="witness").exists()


def test_a_number_that_nobody_has_is_refused(visit, case, world):
    page = name(visit("desk"), case, world, "desk", "desk-two", number="nobody")

    assert "Nobody on the register has this number" in page.errors[0]


def test_letters_go_on(visit, witness, world):
    name(visit("desk"), witness, world, "desk", "desk-two")

    assert set(Witness.objects.values_list("letter", flat=True)) == {"A", "B"}


def test_whoever_is_walled_off_reads_nothing_written_of_a_witness_later(visit, witness, world):
    name(visit("desk"), witness, world, "desk", "desk-two", "desk-three")
    typed = {"account": str(world.accounts["desk-two"]), "why": "He knows her."}

    visit("desk").post(f"/cases/{witness}/walls/", typed)

    newest = FileKey.objects.filter(file_id=witness, compartment="witness-b").latest("epoch")
    held = KeyWrap.objects.filter(file_key=newest).values_list("account_id", flat=True)
    assert newest.epoch == 2
    assert set(held) == {world.accounts["desk"], world.accounts["desk-three"]}


@pytest.mark.scenario("SC-56", part="plan")
@pytest.mark.parametrize(("days", "status"), [(1, 302), (28, 302), (29, 200), (0, 200)])
def test_a_plan_is_reviewed_within_28_days(visit, witness, days, status):
    day = browsing.days_ago(-days)

    page = visit("desk").post(f"{place(witness)}plan/", {"text": "Call Grace first.", **on(day)})

    assert page.status == status


@pytest.mark.scenario("SC-56", part="plan")
def test_the_database_refuses_a_longer_plan(visit, witness):
    visit("desk").post(
        f"{place(witness)}plan/", {"text": "Call Grace first.", **on(browsing.days_ago(-20))}
    )
    plan = ProtectionPlan.objects.get()
    plan.id, plan.review_on = browsing.uuid.uuid4(), plan.made_on + datetime.timedelta(days=29)

    with pytest.raises(IntegrityError, match="within 28 days"), transaction.atomic():
        ProtectionPlan.objects.bulk_create([plan])


@pytest.mark.scenario("SC-56", part="check-ins")
@pytest.mark.parametrize(("days", "due"), [(13, 0), (14, 14), (61, 60), (180, 180), (400, 365)])
def test_a_witness_is_asked_on_the_reporters_days(visit, witness, days, due):
    row = Witness.objects.get(file_id=witness)
    # So many days by the calendar, though the clocks may have changed meanwhile.
    noted_at = row.noted_at.astimezone(NOW.tzinfo) - datetime.timedelta(days=days)
    Witness.objects.filter(id=row.id).update(noted_at=noted_at)
    desk = visit("desk")

    said = {"safe": "no", "actual": ["moved"], "perceived": ["told_to_leave"], "text": "Nights."}
    desk.post(f"{place(witness)}check-in/", said)

    kept = WitnessCheckIn.objects.values_list("day", "safe", "actual", "perceived")
    assert list(kept) == ([(due, "no", ["moved"], ["told_to_leave"])] if due else [])


@pytest.mark.scenario("SC-56", part="check-ins")
def test_the_kinds_of_harm_are_those_the_reporter_is_asked_about(visit, witness):
    body = visit("desk").get(f"{place(witness)}check-in/").body

    assert all(f'value="{code}"' in body for code, _ in DETRIMENTS)


@pytest.mark.parametrize("username", KEPT_OUT)
def test_whoever_is_kept_out_reaches_no_page_of_a_witness(visit, witness, username):
    pages = [place(witness), f"/cases/{witness}/witnesses/", f"/cases/{witness}/witnesses/name/"]

    assert visit(username).statuses(pages) == {404}
