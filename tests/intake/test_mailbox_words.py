"""Other words, a second password: what was sealed comes along, and the old way ends at once."""

import base64
import uuid

import pytest
from django.db import connection

import story
from candour.core import envelope, words
from candour.intake import mailboxes
from candour.intake.mailboxes import letters, matters, opening, rewording
from candour.intake.mailboxes.opening import Secret
from candour.intake.models import BurntWords, Correspondent, Letter, Report, Staged
from cast import NOW

TODAY = NOW.date()


def fresh() -> tuple[str, ...]:
    return words.generate(count=words.MAILBOX_WORDS)


def locked(secret: Secret, passphrase: str = "by the river") -> Secret:
    stretched = opening.stretched(words=secret.words, passphrase=passphrase)
    return Secret(words=secret.words, stretched=stretched)


def letter_to_her(sent: story.Sent, text: str, *, public: bytes = b"") -> None:
    """Deliver a letter sealed to the key that the handlers know, or to the one they knew."""
    contact = Correspondent.objects.get(file_id=sent.file)
    letter = Letter(correspondent=contact, number=1, is_from_reporter=False, written_on=TODAY)
    letter.number = Letter.objects.filter(correspondent=contact).count() + 1
    letter.ciphertext = envelope.seal_item(
        plaintext=letters.encode(letters.Letter(text=text)),
        epoch_public=public or bytes(contact.box_public)[3:35],
        context=letters.letter_context(correspondent=contact.id, letter=letter.id),
    )
    Letter.objects.bulk_create([letter])


def texts(secret: Secret) -> list[str]:
    return [one.text for one in opening.opened(secret=secret).box.letters]


def write(secret: Secret, text: str) -> None:
    first = opening.opened(secret=secret)
    mailboxes.write(keys=first.keys, box=first.box, text=text, on=TODAY)


@pytest.mark.scenario("SC-08", part="new-words")
def test_new_words_open_everything_and_the_old_ones_nothing(world, as_role):
    sent = story.reported(world, as_role)
    letter_to_her(sent, "How are you?")
    old, new = Secret(words=sent.words), Secret(words=fresh())
    with as_role("report"):
        kept = opening.opened(secret=old).box.kept
        assert rewording.change(old=old, new=new)
        assert opening.opened(secret=old) is None
        assert texts(new) == ["How are you?"]
        assert opening.opened(secret=new).box.kept["content"] == kept["content"]


def test_words_are_replaced_before_the_sealing_too(world, as_role):
    with as_role("report"):
        sent = story.send(world)
        old, new = Secret(words=sent.words), Secret(words=fresh())
        write(old, "One more thing.")
        assert rewording.change(old=old, new=new)
        assert opening.opened(secret=old) is None
        assert texts(new) == ["One more thing."]
    with as_role("worker"):
        story.seal()
    with as_role("report"):
        assert texts(new) == ["One more thing."]
        assert opening.opened(secret=old) is None


def test_the_old_words_are_known_as_burnt_and_sending_with_them_makes_no_new_report(world, as_role):
    sent = story.reported(world, as_role)
    with as_role("report"):
        rewording.change(old=Secret(words=sent.words), new=Secret(words=fresh()))
        again = story.send(world, spoken=sent.words)
    assert again.receipt.answer == "repeated"
    assert BurntWords.objects.count() == 1
    assert Staged.objects.count() == 0


def test_an_urgent_report_keeps_its_leaf_when_its_words_are_replaced_before_the_sealing(
    world, as_role
):
    with as_role("report"):
        sent = story.send(world, is_urgent=True)
        new = Secret(words=fresh())
        assert rewording.change(old=Secret(words=sent.words), new=new)
    with as_role("worker"):
        story.seal()
    with as_role("report"):
        assert opening.opened(secret=new).box.proof
    assert Report.objects.filter(file_id=sent.file).count() == 1


def test_a_letter_that_comes_in_meanwhile_makes_the_replacing_begin_again(
    world, as_role, monkeypatch
):
    sent = story.reported(world, as_role)
    old, new = Secret(words=sent.words), Secret(words=fresh())
    original, came = rewording._change, []

    def letter_comes_first(one, **options):
        change = original(one, **options)
        if not came:
            came.append(letter_to_her(sent, "Just now."))
        return change

    monkeypatch.setattr(rewording, "_change", letter_comes_first)
    assert rewording.change(old=old, new=new)
    assert texts(new) == ["Just now."]
    assert opening.opened(secret=new).box.sealed[0][1] != b""


def test_a_letter_sealed_to_the_key_before_last_is_still_read(world, as_role):
    sent = story.reported(world, as_role)
    known = bytes(Correspondent.objects.get(file_id=sent.file).box_public)[3:35]
    old, new = Secret(words=sent.words), Secret(words=fresh())
    with as_role("report"):
        rewording.change(old=old, new=new)
    letter_to_her(sent, "It was on its way.", public=known)
    with as_role("report"):
        assert texts(new) == ["It was on its way."]


def test_a_letter_that_nothing_opens_is_shown_as_such_and_breaks_nothing(world, as_role):
    sent = story.reported(world, as_role)
    letter_to_her(sent, "Lost.", public=envelope.new_epoch_key().public)
    with as_role("report"):
        (letter,) = opening.opened(secret=Secret(words=sent.words)).box.letters
    assert (letter.text, letter.kind) == ("", letters.UNREADABLE)


def test_nothing_that_is_stored_afterwards_opens_with_the_old_key(world, as_role):
    sent = story.reported(world, as_role)
    letter_to_her(sent, "How are you?")
    old = Secret(words=sent.words)
    with as_role("report"):
        rewording.change(old=old, new=Secret(words=fresh()))
    letter = Letter.objects.get()
    context = letters.letter_context(correspondent=letter.correspondent_id, letter=letter.id)
    with pytest.raises(envelope.CannotOpen):
        envelope.open_item(
            blob=bytes(letter.ciphertext),
            epoch_private=old.keys().x25519_private,
            context=context,
        )


def test_words_that_are_taken_are_refused_and_nothing_changes(world, as_role):
    one, other = story.reported(world, as_role), story.reported(world, as_role)
    with as_role("report"):
        assert not rewording.change(old=Secret(words=one.words), new=Secret(words=other.words))
        assert opening.opened(secret=Secret(words=one.words)) is not None


def test_behind_a_second_password_the_words_alone_show_no_letter_and_no_copy(world, as_role):
    sent = story.reported(world, as_role)
    letter_to_her(sent, "How are you?")
    plain = Secret(words=sent.words)
    with as_role("report"):
        assert rewording.change(old=plain, new=locked(plain))
        shut = opening.opened(secret=plain).box
        wrong = opening.opened(secret=locked(plain, "by the sea")).box
        right = opening.opened(secret=locked(plain)).box
    assert (shut.is_shut, shut.letters, shut.kept, shut.done) == (True, (), None, ())
    assert (wrong.is_shut, wrong.letters) == (True, ())
    assert [one.text for one in right.letters] == ["How are you?"]


def test_new_letters_are_sealed_behind_the_second_password_and_it_comes_off_again(world, as_role):
    sent = story.reported(world, as_role)
    plain = Secret(words=sent.words)
    with as_role("report"):
        rewording.change(old=plain, new=locked(plain))
    letter_to_her(sent, "A second letter.")
    with as_role("report"):
        assert texts(locked(plain)) == ["A second letter."]
        assert rewording.change(old=locked(plain), new=plain)
        assert texts(plain) == ["A second letter."]


def test_a_locked_report_that_waits_stays_locked_after_the_sealing(world, as_role):
    with as_role("report"):
        sent = story.send(world)
        plain = Secret(words=sent.words)
        assert rewording.change(old=plain, new=locked(plain))
    with as_role("worker"):
        story.seal()
    with as_role("report"):
        assert opening.opened(secret=plain).box.is_shut
        assert not opening.opened(secret=locked(plain)).box.is_shut


def test_without_the_second_password_nobody_replaces_the_words(world, as_role):
    sent = story.reported(world, as_role)
    plain = Secret(words=sent.words)
    with as_role("report"):
        rewording.change(old=plain, new=locked(plain))
        assert not rewording.change(old=plain, new=Secret(words=fresh()))


def test_a_matter_made_meanwhile_comes_along(world, as_role, monkeypatch):
    with as_role("report"):
        sent = story.send(world)
    old, new = Secret(words=sent.words), Secret(words=fresh())
    told = matters.Told(
        force=world.organisations["Northfold Police"], who="", what="Drop it.", when="",
        asked_at="start", id=uuid.uuid4(),
    )  # fmt: skip
    original, made = rewording._change, []

    def matter_comes_first(one, **options):
        made.append(made or matters.open_matter(secret=old, told=told, on=TODAY))
        return original(one, **options)

    monkeypatch.setattr(rewording, "_change", matter_comes_first)
    with as_role("report"):
        assert rewording.change(old=old, new=new)
        assert len(opening.matters(secret=new)) == 1
        assert opening.opened(secret=old, matter=1) is None


@pytest.mark.parametrize(
    "function",
    ["intake.shown", "intake.replace_one", "intake.sealed_ids", "intake.is_sent",
     "intake.seal_target"],
)  # fmt: skip
def test_the_report_site_calls_no_function_that_takes_a_stored_hash(db, function):
    with connection.cursor() as cursor:
        cursor.execute(
            "select bool_or(has_function_privilege('candour_report', oid, 'execute'))"
            " from pg_proc where pronamespace::regnamespace::text || '.' || proname = %s",
            [function],
        )
        assert cursor.fetchone() == (False,)


def test_the_salt_and_the_content_survive_two_changes_of_words(world, as_role):
    sent = story.reported(world, as_role)
    first, second, third = Secret(words=sent.words), Secret(words=fresh()), Secret(words=fresh())
    with as_role("report"):
        rewording.change(old=first, new=second)
        rewording.change(old=second, new=third)
        kept = opening.opened(secret=third).box.kept
    assert base64.b64decode(kept["salt"]) == first.keys().commitment_salt
