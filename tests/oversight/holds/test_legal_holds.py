"""Who places a legal hold, who sees it, and that two people outside are needed to lift it."""

import hashlib
import html
import json
import re
import uuid

import pytest
from django.conf import settings
from django.db import IntegrityError, connection, transaction

import legal_holds
import story
from candour.cases.models import Case
from candour.guard.log import verify
from candour.guard.models import Account, Leaf, LegalHold, LegalHoldLift, Scope, Wall
from candour.guard.permissions import NotPermitted
from candour.ops import work
from candour.oversight.actions.lift_hold import NothingToLift
from candour.oversight.actions.place_hold import NothingToHold
from candour.oversight.holding import queries
from cast import NOW

TODAY = {"from_on_day": NOW.day, "from_on_month": NOW.month, "from_on_year": NOW.year}
SAID = {"reason": legal_holds.REASON, "basis": legal_holds.BASIS}


@pytest.fixture
def case(world, as_role) -> Case:
    sent = story.reported(world, as_role)
    return Case.objects.get(file_id=story.record(world, as_role, report=sent.file).file)


@pytest.fixture
def board_is_walled(world, case) -> None:
    Wall.objects.create(
        file_id=case.file_id, account_id=world.accounts["board"], because="association"
    )


def seat(username: str, *, organisation: uuid.UUID, sees: uuid.UUID) -> Account:
    """Make another overseer's account."""
    account = Account.objects.create(
        username=username, organisation_id=organisation, seat="oversight_reader"
    )
    Scope.objects.create(account=account, organisation_id=sees)
    return account


def without_token(page: str) -> str:
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", page)


def imaged(row: LegalHold | LegalHoldLift) -> str:
    """Return the hash of a row as whoever knows PostgreSQL's JSON computes it: short keys first."""
    said = {field.column: as_json(getattr(row, field.attname)) for field in row._meta.fields}
    ordered = dict(sorted(said.items(), key=lambda one: (len(one[0]), one[0])))
    return hashlib.sha256(json.dumps(ordered, ensure_ascii=False).encode()).hexdigest()


def as_json(value: object) -> str | None:
    if isinstance(value, bytes | memoryview):
        return f"\\x{bytes(value).hex()}"
    return None if value is None else str(value)


def in_force(hold: uuid.UUID) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("select guard.is_in_force(%s)", [hold])
        return cursor.fetchone()[0]


def test_an_overseer_places_a_hold_and_everybody_who_may_know_reads_who_and_why(
    world, case, signed_in, read_leaves
):
    browser = signed_in("oversight")
    said = {"scope": "case", "reference": case.reference, **SAID}
    placed = browser.post("/holds/place/", said)
    page = html.unescape(browser.get("/holds/").content.decode())
    assert (placed.status_code, placed["Location"]) == (302, "/holds/")
    for text in (f"Case {case.reference}", "oversight, ", legal_holds.REASON, legal_holds.BASIS):
        assert text in page
    assert ("write", "oversight.place_hold") in read_leaves()


def test_the_leaves_bind_every_word_and_nobody_guesses_it_from_them(as_role, case):
    hold = legal_holds.place(as_role, reference=case.reference)
    legal_holds.lift(as_role, hold, by="board")
    placed, word = LegalHold.objects.get(id=hold), LegalHoldLift.objects.get(hold_id=hold)
    leaves = [json.loads(bytes(one)) for one in Leaf.objects.values_list("body", flat=True)]
    after = [image for one in leaves for image in one.get("after", ())]
    bound = {table: (row, image) for table, _, row, image in after}
    assert bound["guard_legalhold"] == (str(hold), imaged(placed))
    assert bound["guard_legalholdlift"] == (str(word.id), imaged(word))
    assert len({bytes(placed.salt), bytes(word.salt), bytes(32)}) == 3
    said = json.dumps([one for one in leaves if one.get("detail", {}).get("hold") == str(hold)])
    for content in (case.reference, str(case.file_id), legal_holds.REASON, legal_holds.BASIS):
        assert content not in said


@pytest.mark.parametrize("table", ["guard_legalhold", "guard_legalholdlift"])
@pytest.mark.parametrize("change", ["delete from {}", "update {} set basis = 'none'"])
def test_a_hold_that_is_taken_away_or_rewritten_past_the_log_is_named(
    as_role, case, log_keys, table, change
):
    hold = legal_holds.place(as_role, reference=case.reference)
    legal_holds.lift(as_role, hold, by="board")
    with as_role("worker"):
        work.sequence()
    assert verify.verify(trusted=log_keys, origin=settings.LOG_ORIGIN).findings == ()
    rows = {"guard_legalhold": hold, "guard_legalholdlift": LegalHoldLift.objects.get().id}
    with transaction.atomic(), connection.cursor() as cursor:
        # As whoever has every right: no trigger and no key to other rows stands in the way.
        cursor.execute("set local session_replication_role = replica")
        cursor.execute(change.format(table))
        found = verify.verify(trusted=log_keys, origin=settings.LOG_ORIGIN).findings
        transaction.set_rollback(True)
    assert [one.place for one in found] == [f"{table} {rows[table]}"]


def test_everything_of_a_force_is_held_from_the_page(world, signed_in):
    force = world.organisations["Northfold Police"]
    browser = signed_in("board")
    placed = browser.post("/holds/place/", {"scope": "force", "force": force, **TODAY, **SAID})
    page = browser.get("/holds/").content.decode()
    assert placed.status_code == 302
    assert "Northfold Police from" in page
    assert "Everything received or opened from" in page


@pytest.mark.parametrize(
    ("said", "error"),
    [
        ({"scope": "case"}, "Enter the reference of the case"),
        ({"scope": "force"}, "Choose the force"),
        ({}, "Choose what is held"),
        ({"scope": "case", "reference": "R-1", "basis": ""}, "State the legal basis"),
        ({"scope": "case", "reference": "R-1", "reason": ""}, "Say why"),
    ],
)
def test_the_page_says_what_is_missing(world, signed_in, said, error):
    answer = signed_in("board").post("/holds/place/", {**SAID, **said})
    assert error in answer.content.decode()


@pytest.mark.usefixtures("board_is_walled")
def test_a_hidden_case_answers_as_one_that_does_not_exist(as_role, case, signed_in):
    hold = legal_holds.place(as_role, reference=case.reference)
    board = signed_in("board")
    absent = case.reference[:-1] + ("1" if case.reference[-1] != "1" else "2")
    hidden, missing = (
        board.post("/holds/place/", {"scope": "case", "reference": reference, **SAID})
        for reference in (case.reference, absent)
    )
    same = without_token(hidden.content.decode()).replace(case.reference, "X")
    assert same == without_token(missing.content.decode()).replace(absent, "X")
    assert "There is no such case or force" in same
    assert board.get(f"/holds/{hold}/").content == board.get(f"/holds/{uuid.uuid4()}/").content


@pytest.mark.usefixtures("board_is_walled")
def test_a_hold_on_a_hidden_case_changes_nothing_that_is_seen(as_role, case, signed_in):
    board = signed_in("board")
    before = without_token(board.get("/holds/").content.decode())
    with connection.cursor() as cursor:
        cursor.execute("reset role")
    hold = legal_holds.place(as_role, reference=case.reference)
    with as_role("oversight"):
        after = without_token(board.get("/holds/").content.decode())
        assert board.get(f"/holds/{hold}/").status_code == 404
    assert after == before
    with pytest.raises(NothingToLift):
        legal_holds.lift(as_role, hold, by="board")


def test_a_hold_of_a_force_is_seen_by_those_who_watch_it_alone(world, as_role, signed_in):
    force = world.organisations["Eastmarch Constabulary"]
    legal_holds.place(as_role, force=force, from_on=NOW.date())
    assert "Eastmarch" not in signed_in("board").get("/holds/").content.decode()


def test_one_person_lifts_nothing_and_a_second_one_does(as_role, case):
    hold = legal_holds.place(as_role, reference=case.reference)
    first = legal_holds.lift(as_role, hold, by="oversight")
    with pytest.raises(NothingToLift):
        legal_holds.lift(as_role, hold, by="oversight")
    second = legal_holds.lift(as_role, hold, by="board")
    assert (first, second, in_force(hold)) == (True, False, False)
    with pytest.raises(NothingToLift):
        legal_holds.lift(as_role, hold, by="board")


def test_every_hold_in_force_is_seen_and_lifted_however_many_came_later(
    as_role, case, signed_in, monkeypatch
):
    monkeypatch.setattr(queries, "MOST", 1)
    hold, later, *lifted = (legal_holds.place(as_role, reference=case.reference) for _ in range(4))
    for one in lifted:
        legal_holds.lift(as_role, one, by="oversight")
        legal_holds.lift(as_role, one, by="board")
    board = signed_in("board")
    page = board.get("/holds/").content.decode()
    said = [board.post(f"/holds/{one}/", SAID).status_code for one in (hold, later, *lifted)]
    assert page.count("Say that it may end") == 2
    assert sum(str(one) in page for one in lifted) == 1
    assert "More were lifted" in page
    assert said == [302, 302, 404, 404]


def test_a_second_account_of_the_same_person_is_no_second_person(world, as_role, case):
    hold = legal_holds.place(as_role, reference=case.reference)
    legal_holds.lift(as_role, hold, by="oversight")
    first = Account.objects.get(username="oversight")
    again = Account.objects.get(username="board")
    # One person can't have two accounts of a seat: the first one's has meanwhile another seat.
    Account.objects.filter(id=first.id).update(seat="custodian")
    Account.objects.filter(id=again.id).update(person_id=first.person_id)
    with pytest.raises(NothingToLift):
        legal_holds.lift(as_role, hold, by="board")


def test_two_people_of_another_body_do_not_lift_it(world, as_role, case):
    hold = legal_holds.place(as_role, reference=case.reference, by="board")
    outside = Account.objects.get(username="oversight").organisation_id
    seat("oversight-two", organisation=outside, sees=case.organisation_id)
    stands = [legal_holds.lift(as_role, hold, by=one) for one in ("oversight", "oversight-two")]
    assert stands == [True, True]
    assert legal_holds.lift(as_role, hold, by="board") is False


@pytest.mark.parametrize("who", ["authority", "desk", "investigator", "custodian", "stranger"])
def test_nobody_but_an_overseer_places_or_lifts_one(as_role, case, who):
    hold = legal_holds.place(as_role, reference=case.reference)
    with pytest.raises(NotPermitted):
        legal_holds.place(as_role, reference=case.reference, by=who)
    with pytest.raises(NotPermitted):
        legal_holds.lift(as_role, hold, by=who)


def test_an_overseer_inside_the_force_neither_places_nor_lifts_one(as_role, case):
    hold = legal_holds.place(as_role, reference=case.reference)
    seat("inside", organisation=case.organisation_id, sees=case.organisation_id)
    with pytest.raises(NothingToHold):
        legal_holds.place(as_role, reference=case.reference, by="inside")
    with pytest.raises(NothingToHold):
        legal_holds.place(as_role, force=case.organisation_id, from_on=NOW.date(), by="inside")
    with pytest.raises(NothingToLift):
        legal_holds.lift(as_role, hold, by="inside")


@pytest.mark.parametrize(
    "change",
    [
        lambda hold: LegalHold.objects.filter(id=hold).update(reason="Another."),
        lambda hold: LegalHoldLift.objects.filter(hold_id=hold).delete(),
        lambda hold: LegalHold.objects.create(
            scope="case", case_file_id=uuid.uuid4(), organisation_id=uuid.uuid4(), basis="",
            placed_on=NOW.date(), placed_by=uuid.uuid4(), body_id=uuid.uuid4(), reason="Because.",
            salt=bytes(32),
        ),
        lambda hold: LegalHold.objects.create(
            scope="case", case_file_id=uuid.uuid4(), organisation_id=uuid.uuid4(), basis="Because.",
            placed_on=NOW.date(), placed_by=uuid.uuid4(), body_id=uuid.uuid4(), reason="Because.",
        ),
    ],
)  # fmt: skip
def test_the_database_keeps_a_hold_as_it_was_placed(as_role, case, change):
    hold = legal_holds.place(as_role, reference=case.reference)
    legal_holds.lift(as_role, hold, by="board")
    with pytest.raises(IntegrityError), transaction.atomic():
        change(hold)


def test_no_site_reads_or_writes_the_table_itself(as_role, case):
    legal_holds.place(as_role, reference=case.reference)
    for site in ("casework", "oversight", "report"):
        with (
            as_role(site),
            pytest.raises(Exception, match="permission denied"),
            transaction.atomic(),
        ):
            LegalHold.objects.count()
