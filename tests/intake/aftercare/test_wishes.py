"""Withdrawing and giving a name: seven days, two questions, a flag, and the way back."""

import json

import pytest

import story
from candour.core import envelope
from candour.guard.keys import Vault
from candour.guard.models import FileKey, KeyWrap, SealedItem
from candour.intake.models import KeptName, Mailbox, ReporterEvent, StagedLetter

CALM = {"pressed": "no", "safe": "yes"}


def events() -> list[tuple[str, dict]]:
    found = ReporterEvent.objects.order_by("on_day", "kind")
    return [(one.kind, one.detail) for one in found]


def kinds() -> set[str]:
    return {kind for kind, _ in events()}


def test_withdrawing_says_what_it_stops_and_what_not(visitor):
    visitor.press("open:withdraw")
    assert "we stop asking you questions" in visitor.text
    assert "It does not always stop the case." in visitor.text


def test_nothing_is_wished_until_both_safety_questions_are_answered(visitor):
    visitor.act("withdraw", text="I am tired.")
    assert "Choose yes or no" in visitor.text
    assert "I am tired." in visitor.page
    assert StagedLetter.objects.count() == 0


def test_a_withdrawal_is_told_at_once_and_takes_effect_after_seven_days(visitor):
    visitor.act("withdraw", text="", **CALM)
    visitor.seal()
    assert kinds() == {"withdrawal_wished"}
    visitor.later(6)
    visitor.seal()
    assert kinds() == {"withdrawal_wished"}
    visitor.later(1)
    visitor.seal()
    assert kinds() == {"withdrawal_wished", "withdrawn"}


def test_a_calm_withdrawal_raises_no_flag(visitor):
    visitor.later(3)
    visitor.act("withdraw", text="", **CALM)
    visitor.seal()
    assert events()[0][1] == {
        "pressed": False, "safe": True, "sudden": False, "wish": "withdrawn",
    }  # fmt: skip


@pytest.mark.parametrize("days", [0, 7])
def test_a_withdrawal_soon_after_a_letter_is_sudden(visitor, handler, days):
    handler.write("The officer has been told.")
    visitor.later(days)
    visitor.act("withdraw", text="", **CALM)
    assert visitor.detail("withdrawal_wished")["sudden"] is True


def test_a_withdrawal_long_after_a_letter_is_not_sudden(visitor, handler):
    handler.write("The officer has been told.")
    visitor.later(8)
    visitor.act("withdraw", text="", **CALM)
    assert visitor.detail("withdrawal_wished")["sudden"] is False


def test_a_withdrawal_soon_after_a_step_is_sudden(visitor, handler):
    handler.move("investigating")
    visitor.open()
    visitor.act("withdraw", text="", **CALM)
    assert visitor.detail("withdrawal_wished")["sudden"] is True


def test_whoever_is_pressed_is_flagged_and_sees_the_same_page_as_everyone(visitor):
    visitor.act("withdraw", text="", pressed="yes", safe="no")
    assert visitor.detail("withdrawal_wished")["pressed"] is True
    assert visitor.detail("withdrawal_wished")["sudden"] is True
    assert "You wish to withdraw" in visitor.text
    assert "999" not in visitor.text


def test_a_wish_can_be_taken_back_until_its_day_and_the_handlers_are_told(visitor):
    visitor.act("withdraw", text="", **CALM)
    visitor.seal()
    visitor.later(6)
    assert "You withdraw on" in visitor.text
    wish = next(one for one in visitor.box().done if one.is_waiting)
    visitor.act("change_mind", wish=str(wish.id))
    assert "You have taken it back" in visitor.text
    visitor.later(2)
    visitor.seal()
    assert kinds() == {"withdrawal_wished", "wish_cancelled"}


@pytest.mark.parametrize("days", [0, 1])
def test_the_old_page_of_a_wish_that_was_taken_back_wishes_nothing(visitor, days):
    visitor.press("open:withdraw")
    typed = {"state": visitor.state, "go": "do", "text": "", **CALM}
    visitor._post(typed)
    wish = next(one for one in visitor.box().done if one.is_waiting)
    visitor.act("change_mind", wish=str(wish.id))
    visitor.later(days)
    visitor.seal()
    visitor._post(typed)
    assert "You took this back" in visitor.text
    visitor.later(7)
    visitor.seal()
    assert "withdrawn" not in kinds()


def test_after_a_withdrawal_she_is_asked_nothing_more(visitor, handler):
    visitor.act("withdraw", text="", **CALM)
    visitor.later(15)
    visitor.seal()
    handler.move("outcome_given")
    visitor.open()
    to_do = visitor.text.split("Letters", 1)[0]
    assert "For you to do" not in to_do
    assert "Tell us how you are" not in visitor.text


def test_taking_back_what_has_taken_effect_changes_nothing(visitor):
    visitor.act("withdraw", text="", **CALM)
    visitor.press("open:change_mind")
    wish = next(one for one in visitor.box().done if one.is_waiting)
    typed = {"state": visitor.state, "go": "do", "wish": str(wish.id)}
    visitor.later(7)
    visitor.seal()
    visitor.client.post("/mailbox/", typed)
    visitor.seal()
    assert "wish_cancelled" not in kinds()


def test_sending_a_wish_twice_is_wishing_once(visitor):
    visitor.press("open:withdraw")
    typed = {"state": visitor.state, "go": "do", "text": "", **CALM}
    visitor.client.post("/mailbox/", typed)
    visitor.client.post("/mailbox/", typed)
    assert StagedLetter.objects.count() == 2


def test_a_name_in_confidence_is_sealed_to_its_keepers_and_to_nobody_at_the_desk(visitor):
    visitor.act("give_name", how="confidential", name="Ada Quill", reach="", **CALM)
    visitor.later(7)
    visitor.seal()
    assert kinds() == set()
    assert SealedItem.objects.filter(kind__in=["name", "identity"]).count() == 0
    item = KeptName.objects.get()
    holders = KeyWrap.objects.filter(
        file_key__file_id=item.report_id, file_key__compartment="identity"
    ).values_list("account_id", flat=True)
    assert holders
    assert set(holders) & {reader.account_id for reader in visitor.sent.desk.readers} == set()


def test_a_name_in_confidence_is_taken_back_before_and_after_its_day_and_no_handler_knows(visitor):
    visitor.act("give_name", how="confidential", name="Ada Quill", reach="", **CALM)
    assert "told tonight" not in visitor.text
    wish = next(one for one in visitor.box().done if one.is_waiting)
    visitor.press("open:change_mind")
    assert "Nobody is told of it." in visitor.text
    visitor.press("do", wish=str(wish.id))
    visitor.act("give_name", how="confidence_ended", **CALM)
    visitor.later(7)
    visitor.seal()
    assert kinds() == set()
    assert KeptName.objects.count() == 1


def test_a_name_in_confidence_is_offered_only_where_somebody_keeps_it(visitor):
    Mailbox.objects.update(has_keepers=False)
    visitor.open()
    visitor.act("give_name", how="confidential", name="Ada Quill", reach="", **CALM)
    assert "in confidence" not in visitor.text
    assert StagedLetter.objects.count() == 0
    visitor.press("do", how="named", name="Ada Quill", reach="", **CALM)
    assert "told tonight that you wish it" in visitor.text


def test_a_name_given_to_the_handlers_is_theirs_after_seven_days(visitor, world):
    visitor.act("give_name", how="named", name="Ada Quill", reach="", **CALM)
    visitor.seal()
    assert SealedItem.objects.filter(kind="name").count() == 0
    visitor.later(7)
    visitor.seal()
    item = SealedItem.objects.get(kind="name")
    assert "Ada Quill" in _opened(item, story.vault_of(world, "desk"))
    assert "Ada Quill" not in visitor.page


def test_a_name_can_be_taken_back(visitor):
    visitor.act("give_name", how="anonymous", name="", reach="", **CALM)
    visitor.later(7)
    visitor.seal()
    assert kinds() == {"name_wished", "anonymous"}


def test_giving_a_name_needs_one(visitor):
    visitor.act("give_name", how="named", name="", reach="", **CALM)
    assert "Write the name" in visitor.text


def test_no_name_stands_in_clear_anywhere(visitor):
    visitor.act("give_name", how="named", name="Ada Quill", reach="in the park", **CALM)
    staged = [json.dumps(one.package) for one in StagedLetter.objects.all()]
    assert len(staged) == 2
    assert [one for one in staged if "Quill" in one or "park" in one] == []


def _opened(item: SealedItem, vault: Vault) -> str:
    key = FileKey.objects.get(file_id=item.file_id, compartment=item.compartment)
    context = envelope.KeyContext(file_id=key.file_id, compartment=key.compartment, epoch=key.epoch)
    wrap = KeyWrap.objects.get(file_key=key, account_id=vault.account_id)
    private = envelope.unwrap_key(
        wrap=bytes(wrap.wrapped), reader_private=vault.private_key, context=context
    )
    return envelope.open_item(
        blob=bytes(item.ciphertext),
        epoch_private=private,
        context=envelope.ItemContext(key=context, item_id=item.id),
    ).decode()
