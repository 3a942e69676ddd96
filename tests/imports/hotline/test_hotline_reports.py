"""What an outside line passed on is a report like any other: sealed, walled, owned."""

import json
import logging

import hotlines
import pytest
from django.conf import settings

import story
from candour.access.models import DeskReader
from candour.guard.log import verify
from candour.guard.models import KeyWrap, SealedItem
from candour.imports.models import Contact
from candour.intake import queries
from candour.intake.models import Correspondent, Mailbox, Progress, Report, Staged
from candour.ops import work
from cast import NOW

NAMING_DESK = "It was Fiona Rafferty of the desk, and she must not know."
SECRET = "Unmistakable-Words"


@pytest.fixture
def take(world, as_role):
    """Import a batch as the role that imports."""

    def as_worker(path, **options):
        with as_role("worker"):
            return hotlines.take(path, **options)

    return as_worker


@pytest.fixture
def passed_on(take, tmp_path) -> Report:
    """The report that was made of a contact."""
    take(hotlines.write(tmp_path, hotlines.passed_on("C1")))
    return Report.objects.get(route="hotline")


def opened(world, as_role, report: Report, username: str = "desk") -> queries.OpenReport:
    by = story.actor(username)
    with as_role("casework", actor=by.account):
        return queries.open_report(
            report=report.file_id, vault=story.vault_of(world, username), by=by, at=NOW
        )


def test_a_contact_that_was_passed_on_waits_at_the_desk_at_once(world, as_role, passed_on):
    by = story.actor("desk")
    with as_role("casework", actor=by.account):
        waiting = queries.waiting_reports(by=by, at=NOW)
    assert [(one.file, one.state) for one in waiting] == [(passed_on.file_id, "with_desk")]
    assert waiting[0].next_on is not None


def test_a_reader_of_the_desk_opens_its_words_with_her_key(world, as_role, passed_on):
    assert opened(world, as_role, passed_on).narrative["story"] == hotlines.WORDS


def test_whoever_is_named_in_it_gets_no_key_and_is_walled(world, as_role, take, tmp_path):
    take(hotlines.write(tmp_path, hotlines.passed_on("C1", text=NAMING_DESK)))
    report = Report.objects.get(route="hotline")
    readers = KeyWrap.objects.filter(file_key__file_id=report.file_id)
    named = world.accounts["desk-three"]
    with as_role("casework", actor=named):
        assert not Report.objects.filter(file_id=report.file_id).exists()
    with as_role("casework", actor=world.accounts["desk"]):
        assert Report.objects.filter(file_id=report.file_id).exists()
    assert not readers.filter(account_id=named).exists()


def test_it_can_be_recorded_as_a_case(world, as_role, passed_on):
    recorded = story.record(world, as_role, report=passed_on.file_id)
    steps = Progress.objects.filter(file_id=recorded.file)
    assert [step.state for step in steps] == ["recorded"]


def test_it_has_a_correspondent_for_its_state_and_no_mailbox(passed_on):
    contact = Correspondent.objects.get(file_id=passed_on.file_id)
    assert not Mailbox.objects.filter(correspondent=contact).exists()


def test_its_leaf_is_in_the_tree_after_the_days_sealing(passed_on, as_role, log_keys):
    from candour.guard.models import TreeLeaf

    with as_role("worker"):
        story.seal()
        work.sequence()
        found = verify.verify(trusted=log_keys, origin=settings.LOG_ORIGIN)
    assert TreeLeaf.objects.filter(leaf_hash=bytes(passed_on.leaf_hash)).count() == 1
    assert found.findings == ()
    assert not Staged.objects.exists()


def test_its_words_are_in_clear_nowhere(world, take, tmp_path, data_folder, caplog):
    from django.db import connection

    caplog.set_level(logging.DEBUG)
    path = hotlines.write(
        tmp_path,
        hotlines.passed_on("C1", text=SECRET),
        hotlines.refused("C2", text=SECRET),
        hotlines.passed_on("C3", text=SECRET, received_on="never"),
        total=3,
    )
    report = take(path)
    kept = " ".join(hotlines.rejects(report))
    with connection.cursor() as cursor:
        cursor.execute("select string_agg(query_to_xml(format("
                       "'select * from public.%I', table_name), false, false, '')::text, '')"
                       " from information_schema.tables where table_schema = 'public'"
                       " and table_type = 'BASE TABLE'")  # fmt: skip
        (everything,) = cursor.fetchone()
    assert SealedItem.objects.exists()
    assert "hotline" in everything
    assert [place for place in (everything, kept, caplog.text) if SECRET in place] == []


def test_without_a_certified_reader_a_contact_is_named_and_taken_in_later(world, take, tmp_path):
    path = hotlines.write(tmp_path, hotlines.passed_on("C1"))
    held = list(DeskReader.objects.all())
    DeskReader.objects.all().delete()
    refused = take(path)
    DeskReader.objects.bulk_create(held)
    later = take(path)
    assert dict(refused.counts.rejected) == {"no_desk": 1}
    assert hotlines.counted(later) == (1, 0, 0, 0)


def test_a_report_of_a_contact_commits_to_what_the_line_sent(passed_on):
    held = Contact.objects.get(report_id=passed_on.file_id)
    assert held.disposition == "passed_on"
    assert json.dumps(hotlines.WORDS) not in str(vars(held))
