"""A report that an outside body does not answer goes to the next one, if she agreed to it."""

import datetime
import itertools

import pytest
from django.db import IntegrityError, connection, transaction

import legal_holds
import story
from candour.access.models import Acceptance, DeskReader
from candour.guard import keys
from candour.guard.actors import service
from candour.guard.log import verify
from candour.guard.models import Account, File, KeyWrap, SealedItem, Wall
from candour.intake import mailboxes
from candour.intake.actions.hand_on_unanswered import hand_on_unanswered
from candour.intake.actions.write_letter import write_letter
from candour.intake.mailboxes.letters import Letter
from candour.intake.models import Escalation, Report, Reserve
from candour.ops import work
from cast import NOW

# The seventh day is the body's to its end.
AFTER_SEVEN_DAYS = NOW + datetime.timedelta(days=8)
SECOND = "Eastmarch Constabulary"


@pytest.fixture
def two_bodies(world):
    """A second body takes reports about the force, and has the neighbour's two people on a desk."""
    body = world.organisations[SECOND]
    for username in ("neighbour-desk", "neighbour-desk-two"):
        account = Account.objects.get(username=username)
        DeskReader.objects.create(organisation_id=body, account=account)
    Acceptance.objects.create(
        body_id=body,
        force_id=world.organisations["Northfold Police"],
        turn=2,
        must_pass_on="Nothing.",
        accepted_on=NOW.date(),
    )
    return body


@pytest.fixture
def sent(world, as_role, two_bodies):
    return story.reported(world, as_role, route="outside", hands_on=True)


def hand_on(as_role, at: datetime.datetime):
    with as_role("worker"):
        return hand_on_unanswered(by=service("handing on"), at=at)


def opens(as_role, world, username: str, file) -> bool:
    with as_role("casework", actor=world.accounts[username]):
        return File.objects.filter(id=file).exists()


@pytest.mark.scenario("SC-10", part="hand-on")
def test_unanswered_for_seven_days_it_goes_to_the_next_body(world, as_role, sent, two_bodies):
    early = hand_on(as_role, AFTER_SEVEN_DAYS - datetime.timedelta(days=1))
    due = hand_on(as_role, AFTER_SEVEN_DAYS)

    (given,) = due.files
    assert early.files == ()
    assert Report.objects.get(file_id=given).organisation_id == two_bodies
    assert opens(as_role, world, "neighbour-desk", given)
    assert not opens(as_role, world, "outside-desk", given)
    assert not opens(as_role, world, "outside-desk", sent.file)


def test_handing_on_twice_changes_nothing(as_role, sent):
    first = hand_on(as_role, AFTER_SEVEN_DAYS)
    again = hand_on(as_role, AFTER_SEVEN_DAYS)

    assert len(first.files) == 1
    assert again.files == ()
    assert Escalation.objects.filter(because="no_answer").count() == 1


def test_her_mailbox_says_who_has_it_and_by_when(as_role, sent):
    hand_on(as_role, AFTER_SEVEN_DAYS)

    with as_role("report"):
        box = mailboxes.open_box(keys=sent.keys)

    assert box.body == SECOND
    assert box.progress[-1].state == "handed_on"
    assert box.progress[-1].next_on == AFTER_SEVEN_DAYS.date() + datetime.timedelta(days=7)


def test_a_letter_in_time_keeps_it_where_it_is_and_destroys_the_second_sealing(
    world, as_role, sent
):
    with as_role("casework", actor=world.accounts["outside-desk"]):
        write_letter(
            file=sent.file,
            letter=Letter(text="We read it."),
            by=story.actor("outside-desk"),
            at=NOW,
        )

    done = hand_on(as_role, AFTER_SEVEN_DAYS)

    assert (done.files, done.destroyed) == ((), 1)
    assert not Reserve.objects.exists()
    assert opens(as_role, world, "outside-desk", sent.file)


def test_a_legal_hold_keeps_the_second_sealing_and_lets_the_report_go_on(
    world, as_role, sent, two_bodies
):
    legal_holds.of_body(
        organisation=Report.objects.get(file_id=sent.file).organisation_id,
        body=two_bodies,
        from_on=NOW.date(),
    )
    with pytest.raises(IntegrityError, match="keeps this"), transaction.atomic():
        Reserve.objects.all().delete()

    due = hand_on(as_role, AFTER_SEVEN_DAYS)

    assert len(due.files) == 1
    assert not Reserve.objects.exists()


def test_a_sweep_destroys_no_second_sealing_of_a_held_report_that_was_answered(
    world, as_role, sent, two_bodies
):
    body = Report.objects.get(file_id=sent.file).organisation_id
    legal_holds.of_body(organisation=body, body=two_bodies, from_on=NOW.date())
    with as_role("casework", actor=world.accounts["outside-desk"]):
        write_letter(
            file=sent.file,
            letter=Letter(text="We read it."),
            by=story.actor("outside-desk"),
            at=NOW,
        )

    done = hand_on(as_role, AFTER_SEVEN_DAYS)

    assert (done.files, done.destroyed, Reserve.objects.count()) == ((), 0, 1)


def test_without_her_consent_nothing_is_handed_on(world, as_role, two_bodies):
    story.reported(world, as_role, route="outside", hands_on=False)

    assert hand_on(as_role, AFTER_SEVEN_DAYS) == hand_on(as_role, AFTER_SEVEN_DAYS)
    assert not Escalation.objects.exists()


def test_the_force_learns_nothing_of_it(world, as_role, sent):
    (given,) = hand_on(as_role, AFTER_SEVEN_DAYS).files

    ours = ("desk", "desk-two", "authority", "investigator", "subject")
    seen = [
        opens(as_role, world, username, file)
        for username, file in itertools.product(ours, (sent.file, given))
    ]

    assert not any(seen)


def test_it_is_all_in_the_log(as_role, sent, log_keys):
    hand_on(as_role, AFTER_SEVEN_DAYS)

    with as_role("worker"):
        work.sequence()
        found = verify.verify(trusted=log_keys, origin="candour.localhost/log")

    assert found.findings == ()
    assert Wall.objects.filter(file_id=sent.file).exists()


def test_no_site_may_hand_on(as_role, world):
    with as_role("casework", actor=world.accounts["outside-desk"]), connection.cursor() as cursor:
        cursor.execute("select has_function_privilege('intake.hand_on(uuid, date)', 'execute')")
        (may,) = cursor.fetchone()

    assert not may


def test_what_she_wrote_meanwhile_goes_on_with_the_report(world, as_role, sent):
    with as_role("report"):
        box = mailboxes.open_box(keys=sent.keys)
        mailboxes.write(keys=sent.keys, box=box, text="He has a knife.", on=NOW.date())
    with as_role("worker"):
        story.seal()
    (given,) = hand_on(as_role, AFTER_SEVEN_DAYS).files

    reader, vault = (
        story.actor("neighbour-desk"),
        story.vault_of(world, "neighbour-desk"),
    )
    with as_role("casework", actor=reader.account):
        items = list(SealedItem.objects.filter(file_id=given, kind="message_in"))
        texts = keys.open_items(items=items, vault=vault, by=reader, at=AFTER_SEVEN_DAYS)

    assert list(texts.values()) == ["He has a knife."]


@pytest.mark.parametrize("not_before", [None, NOW.date() + datetime.timedelta(days=30)])
def test_a_report_she_withdraws_is_not_handed_on(as_role, sent, not_before):
    withdrawn = mailboxes.Message(
        event={"kind": "withdrawn", "takes_effect_on": None, "detail": {}}, not_before=not_before
    )
    with as_role("report"):
        box = mailboxes.open_box(keys=sent.keys)
        mailboxes.send(keys=sent.keys, box=box, message=withdrawn, on=NOW.date())
    with as_role("worker"):
        story.seal()

    assert hand_on(as_role, AFTER_SEVEN_DAYS).files == ()


def test_whoever_has_the_report_keeps_no_name(world, as_role, sent):
    of_name = KeyWrap.objects.filter(
        file_key__file_id=sent.file, file_key__compartment="identity"
    ).values_list("account_id", flat=True)

    keepers = {world.accounts[name] for name in ("neighbour-desk", "neighbour-desk-two")}
    assert set(of_name) == keepers
