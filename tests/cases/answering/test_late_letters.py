"""What a reporter sends on the day her report is recorded reaches the case's readers too."""

import pytest

import story
from candour.guard.models import SealedItem
from candour.intake import mailboxes
from candour.intake.mailboxes import Message
from cast import NOW

WORDS = "There was a second witness."


@pytest.fixture
def late(world, as_role):
    """A case, and a message that was written before it was recorded and released after."""
    sent = story.reported(world, as_role)
    with as_role("report"):
        box = mailboxes.open_box(keys=sent.keys)
        message = Message(text=WORDS, kind="message_in")
        mailboxes.send(keys=sent.keys, box=box, message=message, on=NOW.date())
    case = story.record(world, as_role, report=sent.file).file
    with as_role("worker"):
        story.seal()
    return case


def kept(case) -> int:
    return SealedItem.objects.filter(file_id=case, kind="letters_before").count()


def test_a_reader_of_the_report_brings_it_into_the_case_once(visit, late):
    authority, desk = visit("authority"), visit("desk")
    before = authority.get(f"/cases/{late}/letters/").text

    seen = desk.get(f"/cases/{late}/letters/").text
    desk.get(f"/cases/{late}/letters/")

    assert WORDS not in before
    assert WORDS in seen
    assert WORDS in authority.get(f"/cases/{late}/letters/").text
    assert kept(late) == 1
