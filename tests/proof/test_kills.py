"""Servers die at random moments while reports are sent: every promise holds, nothing is half."""

import random

import holding
import killing
import pytest
import whole
from killing import Outcome

from running import Deployment, soon

pytestmark = pytest.mark.enable_socket

SEED = 4_705
# Of the moments of a sealing, the one in which most could be lost is tried in every run.
SAMPLED = "released and not in the tree"
MOMENTS = [
    pytest.param(one, marks=[] if one == SAMPLED else [pytest.mark.proof])
    for one in sorted(killing.MOMENTS)
]


def under_fire(site: Deployment, *, submissions: int) -> Outcome:
    stories = [f"Written under fire, number {number}." for number in range(submissions)]
    return killing.send_under_fire(site, stories=stories, chance=random.Random(SEED))


@pytest.fixture(
    scope="module", params=[8, pytest.param(200, marks=pytest.mark.proof)], ids=["8", "200"]
)
def outcome(request, restless_site: Deployment) -> Outcome:
    """What became of submissions during which servers were killed, once all is sealed."""
    found = under_fire(restless_site, submissions=request.param)
    assert soon(lambda: whole.is_at_rest(restless_site), seconds=90)
    return found


def test_every_promise_shown_while_servers_died_is_kept(restless_site, outcome):
    held = [holding.held(restless_site, sent=one) for one in outcome.sent]
    assert outcome.shown_before
    assert holding.unproved(held) == []
    assert len(set(holding.leaves(held))) == len(outcome.sent)


def test_a_report_whose_answer_was_lost_is_sent_again_and_answered_alike(outcome):
    again = {one.story: one.promise for one in outcome.sent}
    assert outcome.lost_answers > 0
    assert outcome.shown_before.items() <= again.items()


def test_every_report_sent_under_fire_is_stored_once(restless_site, outcome):
    written = sorted(one.story for one in outcome.sent)
    stored = [one for one in holding.stories(restless_site) if one.startswith("Written under")]
    assert stored == written


def test_nothing_is_half_written_after_the_kills(restless_site, outcome):
    assert whole.half_written(restless_site) == []


def test_the_log_verifies_after_the_kills(restless_site, outcome, verified):
    code, said = verified(restless_site)
    assert (code, "0 findings" in said) == (0, True), said


def test_no_process_wrote_a_word_of_a_report_when_it_was_killed(restless_site, outcome):
    said = restless_site.said() + restless_site.cluster.log.read_text(errors="replace")
    assert "Written under fire" not in said
    assert [one.words for one in outcome.sent if one.words in said] == []


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_worker_killed_in_the_middle_of_a_sealing_does_all_of_it_once(restless_site, moment):
    stories = sorted(f"Sealed under fire while {moment}: {number}." for number in range(24))
    sent = killing.seal_and_kill(restless_site, stories=stories, moment=moment)
    is_at_rest = soon(lambda: whole.is_at_rest(restless_site), seconds=30)
    held = [holding.held(restless_site, sent=one) for one in sent]
    assert is_at_rest
    assert holding.unproved(held) == []
    assert whole.half_written(restless_site) == []
    assert [one for one in holding.stories(restless_site) if moment in one] == stories
