"""Drafts: kept for thirty days and no longer, in an order that says nothing of their saving."""

import datetime

from django.conf import settings
from django.db import connection

import story
from candour import clock
from candour.core import mailbox, words
from candour.intake import drafts
from candour.intake.models import Draft, Staged
from candour.ops import work
from candour.pages import wording
from cast import NOW

MONTH = datetime.timedelta(days=30)
DAY = datetime.timedelta(days=1)


def save(*, at: datetime.datetime, text: str = "Half a sentence.") -> mailbox.DraftKeys:
    spoken = words.generate(count=words.DRAFT_WORDS)
    keys = mailbox.derive_draft(words=spoken, salt=settings.DEPLOYMENT_SALT)
    drafts.save(keys=keys, mapping={"story": text}, at=at)
    return keys


def order() -> list[tuple[bytes, str]]:
    """The drafts as they lie in the table, each with the transaction that wrote it."""
    with connection.cursor() as cursor:
        cursor.execute("select draft_hash, xmin::text from intake_draft order by ctid")
        return [(bytes(draft_hash), written) for draft_hash, written in cursor]


def test_an_expired_draft_is_removed_on_the_next_round(world, as_role):
    with as_role("report"):
        save(at=NOW - MONTH - DAY)
        kept = save(at=NOW - MONTH)
    with as_role("worker"):
        work.tick(at=NOW, today=NOW.date())
        assert [bytes(one.ciphertext) == b"" for one in Draft.objects.order_by("expires_on")] == [
            True, False,
        ]  # fmt: skip
    with as_role("report"):
        assert drafts.open_draft(keys=kept, at=NOW) == {"story": "Half a sentence."}


def test_a_sealing_writes_all_drafts_in_hash_order_in_one_transaction(world, as_role):
    with as_role("report"):
        saved = [save(at=NOW, text=f"Draft {number}") for number in range(8)]
        story.send(world)
    with as_role("worker"):
        story.seal()
    hashes = [draft_hash for draft_hash, _ in order()]
    assert hashes == sorted(hashes)
    assert len({written for _, written in order()}) == 1
    with as_role("report"):
        opened = [drafts.open_draft(keys=keys, at=NOW) for keys in saved]
    assert opened == [{"story": f"Draft {number}"} for number in range(8)]


def test_a_draft_saved_at_the_last_page_keeps_no_word_of_the_mailbox(reporter):
    reporter.write_all()
    mailbox_words = reporter.words
    reporter.post(go="save")
    phrase = words.normalise(text=reporter.words, count=words.DRAFT_WORDS)
    keys = mailbox.derive_draft(words=phrase, salt=settings.DEPLOYMENT_SALT)
    held = drafts.open_draft(keys=keys, at=clock.now())
    assert held["answers"]["what_happened"]
    assert (held["words"], held["file"], held["correspondent"]) == ("", "", "")
    assert mailbox_words not in str(held)


def test_a_draft_is_removed_when_the_report_that_went_on_from_it_is_sent(reporter, as_role):
    reporter.write_all()
    reporter.post(go="save")
    reporter.response = reporter.client.post("/carry-on/", {"phrase": reporter.words})
    reporter.answer("words")
    assert "We have your report" in reporter.text
    with as_role("worker"):
        assert Draft.objects.count() == 0


def test_what_a_draft_held_is_gone_from_the_table_s_file_once_it_expired(world, as_role):
    with as_role("report"):
        save(at=NOW - MONTH - DAY, text="x" * 3000)
    with connection.cursor() as cursor:
        cursor.execute("select max(length(ciphertext)) from intake_draft")
        assert cursor.fetchone()[0] > 3000
    with as_role("worker"):
        work.tick(at=NOW, today=NOW.date())
    with connection.cursor() as cursor:
        cursor.execute("select max(length(ciphertext)) from intake_draft")
        assert cursor.fetchone() == (0,)


def test_nothing_of_a_removed_draft_is_left_in_the_table_s_file(world, as_role):
    with as_role("report"):
        save(at=NOW - MONTH - MONTH - DAY)
    with as_role("worker"):
        work.tick(at=NOW, today=NOW.date())
    with connection.cursor() as cursor:
        cursor.execute("select pg_relation_size('intake_draft')")
        assert cursor.fetchall() == [(0,)]


def opened(keys: mailbox.DraftKeys, *, at: datetime.datetime) -> tuple[bool, datetime.date] | None:
    found = drafts.find(keys=keys, at=at)
    return None if found is None else (found.mapping is not None, found.until)


def test_an_expired_draft_is_told_for_a_month_and_opens_nothing(world, as_role):
    last = NOW.date()
    with as_role("report"):
        keys = save(at=NOW - MONTH)
        assert opened(keys, at=NOW) == (True, last)
        assert opened(keys, at=NOW + DAY) == (False, last)
        assert opened(keys, at=NOW + MONTH) == (False, last)
        assert opened(keys, at=NOW + MONTH + DAY) is None


def test_renewing_is_due_while_something_expired_is_held_and_then_no_more(world, as_role):
    with as_role("report"):
        save(at=NOW - MONTH - DAY)
    with as_role("worker"):
        assert drafts.is_renewal_due(on=NOW.date())
        work.tick(at=NOW, today=NOW.date())
        assert not drafts.is_renewal_due(on=NOW.date())


def test_the_words_of_an_expired_draft_say_on_which_day_it_was_deleted(reporter, as_role):
    reporter.walk("public", until="check")
    reporter.post(go="save")
    phrase = reporter.words
    with as_role("worker"):
        yesterday = clock.today() - DAY
        Draft.objects.update(expires_on=yesterday)
    answer = reporter.client.post("/carry-on/", {"phrase": phrase}).content.decode()
    assert f"This draft was deleted on {wording.day(clock.today())}" in answer


def test_opening_a_draft_says_how_long_it_is_kept_and_warns_in_the_last_week(reporter, as_role):
    reporter.post(go="save", route="public")
    phrase = reporter.words
    first = reporter.client.post("/carry-on/", {"phrase": phrase}).content.decode()
    assert f"We keep it until {wording.day(clock.today() + MONTH)}" in first
    assert "This will be deleted soon" not in first
    with as_role("worker"):
        Draft.objects.update(expires_on=clock.today() + 7 * DAY)
    later = reporter.client.post("/carry-on/", {"phrase": phrase}).content.decode()
    assert "This will be deleted soon" in later


def test_saving_again_replaces_the_earlier_draft_under_the_same_words(reporter, as_role):
    reporter.post(go="save", route="public")
    phrase = reporter.words
    reporter.post(go="stay")
    reporter.walk("public", until="when_and_where")
    reporter.post(go="save", place="in the yard")
    assert reporter.words == phrase
    assert "These are the same eight words as before" in reporter.text
    with as_role("worker"):
        assert Draft.objects.count() == 1
    reporter.response = reporter.client.post("/carry-on/", {"phrase": phrase})
    assert "in the yard" in reporter.page


def test_who_decides_later_writes_it_all_down_and_is_told_that_nobody_reads_it(reporter, as_role):
    reporter.post(go="later")
    passed = reporter.walk("", until="check", about={"about": "bullying"})
    assert passed[0] == "what_happened"
    assert {"force", "destination", "must_not_see"}.isdisjoint(passed)
    assert "This is not reported. If you keep it, nobody reads it." in reporter.text
    reporter.post(go="save")
    assert '<h1 class="govuk-heading-xl">This is NOT reported. Nobody will read it.' in (
        reporter.page
    )
    with as_role("worker"):
        assert (Draft.objects.count(), Staged.objects.count()) == (1, 0)


def test_what_was_kept_for_later_can_be_reported_after_all(reporter):
    reporter.post(go="later")
    reporter.walk("", until="check", what_happened={"story": "Kept for later."})
    reporter.post(go="save")
    reporter.response = reporter.client.post("/carry-on/", {"phrase": reporter.words})
    reporter.post(go="report")
    assert "Which of these fits you?" in reporter.text
    told = reporter.held.answers["what_happened"]
    reporter.walk("public", what_happened=told)
    assert reporter.said.story == "Kept for later."
    reporter.send()
    assert "We have your report" in reporter.text


def test_deciding_later_never_leads_to_the_words_of_a_mailbox(reporter):
    reporter.post(go="later")
    reporter.walk("", until="check")
    reporter.post(go="next")
    assert reporter.held.step == "check"
    assert reporter.held.words == ""
