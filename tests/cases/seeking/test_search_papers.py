"""Words of letters both ways and of formal papers are found, each with the page that shows it."""

import pytest

import browsing
import story
from candour.cases.models import FormalLetter
from candour.cases.papers import contents
from candour.guard.models import SealedItem
from candour.intake import mailboxes
from candour.intake.mailboxes import Message
from cast import NOW

UPDATE = {
    "party": "complainant",
    "done": "We asked for the records of the turnstile.",
    "now": "We read them by the end of the month.",
    "delay": "",
    "free-5": "Thank you for waiting.",
}


def looked(visitor: browsing.Visitor, text: str):
    return visitor.post("/search/words/", {"text": text, "state": ""})


@pytest.fixture
def letter(visit, case) -> FormalLetter:
    path = f"/cases/{case}/papers/write/update/"
    assert visit("desk").post(path, {**UPDATE, "go": "issue"}).status == 302
    return FormalLetter.objects.get(file_id=case)


def test_words_of_a_formal_letter_are_found_with_a_way_to_it(visit, case, letter):
    page = looked(visit("desk"), "turnstile")

    assert f'href="/cases/{case}/papers/letters/{letter.id}/"' in page.body
    assert "<mark>turnstile</mark>" in page.body
    assert f"Formal letter {letter.number}" in page.text


def test_what_was_printed_of_a_letter_is_not_searched_as_words(visit, case, letter):
    item = SealedItem.objects.get(id=letter.item_id)
    assert item.kind == contents.LETTER

    # A printed file begins so, in the letters in which it is sealed.
    assert "Nothing was found in those just looked through." in looked(visit("desk"), "jver*").text


def test_words_of_a_letter_to_the_reporter_are_found(visit, case):
    visit("desk").post(
        f"/cases/{case}/letters/", {"text": "The turnstile was oiled.", "counts_as": "message"}
    )

    page = looked(visit("desk"), "turnstile")

    assert f'href="/cases/{case}/letters/"' in page.body
    assert "<mark>turnstile</mark>" in page.body


@pytest.mark.parametrize("username", ["subject", "stranger"])
def test_whoever_is_kept_out_finds_no_letter(visit, letter, username):
    assert "turnstile" not in looked(visit(username), "turnstile").body.replace(
        'value="turnstile"', ""
    )


def test_what_was_written_before_it_became_a_case_is_found_there(visit, world, as_role):
    sent = story.reported(world, as_role)
    with as_role("report"):
        box = mailboxes.open_box(keys=sent.keys)
        message = Message(text="He waited at the turnstile.", kind="message_in")
        mailboxes.send(keys=sent.keys, box=box, message=message, on=NOW.date())
    with as_role("worker"):
        story.seal()
    case = story.record(world, as_role, report=sent.file).file

    page = looked(visit("desk"), "turnstile")

    assert SealedItem.objects.filter(file_id=case, kind="letters_before").count() == 1
    assert f'href="/cases/{case}/letters/"' in page.body
    assert "<mark>turnstile</mark>" in page.body
