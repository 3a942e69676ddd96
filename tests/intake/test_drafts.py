"""Drafts: kept for thirty days and no longer, in an order that says nothing of their saving."""

import datetime

from django.conf import settings
from django.db import connection

import story
from candour import clock
from candour.core import mailbox, words
from candour.intake import drafts
from candour.intake.models import Draft
from candour.ops import work
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
        assert Draft.objects.count() == 1
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


def test_nothing_of_a_removed_draft_is_left_in_the_table_s_file(world, as_role):
    with as_role("report"):
        save(at=NOW - MONTH - DAY)
    with as_role("worker"):
        work.tick(at=NOW, today=NOW.date())
    with connection.cursor() as cursor:
        cursor.execute("select pg_relation_size('intake_draft')")
        assert cursor.fetchall() == [(0,)]
