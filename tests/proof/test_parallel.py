"""Sixty-four people report at the same moment: nothing is lost, mixed up or stored twice."""

import holding
import pytest
import whole
from crowd import Sent, send_together, send_twice
from holding import Held

from candour.core import receipts
from running import Deployment

pytestmark = pytest.mark.enable_socket

MANY = 64
PAIRS = 8


@pytest.fixture(scope="module")
def sent(site: Deployment) -> list[Sent]:
    """What sixty-four reporters hold after sending at the same moment."""
    stories = [f"Story number {number} of the crowd." for number in range(MANY)]
    return send_together(port=site.port, stories=stories)


@pytest.fixture(scope="module")
def pairs(site: Deployment) -> list[list[Sent]]:
    """What eight reporters hold whose browsers each sent the same page twice at once."""
    return [send_twice(port=site.port, story=f"Twice told {number}.") for number in range(PAIRS)]


@pytest.fixture(scope="module")
def held(site: Deployment, sent: list[Sent], pairs: list[list[Sent]]) -> list[Held]:
    """What the sixty-four hold once the day is sealed."""
    done = site.seal()
    assert done.returncode == 0, done.stderr
    return [holding.held(site, sent=one) for one in sent]


@pytest.mark.scenario("SC-01", part="at-once")
def test_each_of_sixty_four_parallel_submissions_is_answered_with_a_promise_of_its_own(site, sent):
    promises = [receipts.check(file=one.promise.encode(), trusted=site.keys()) for one in sent]
    assert [one.status for one in sent] == [200] * MANY
    assert all(one.is_valid and one.day for one in promises)
    assert len({one.leaf_hash for one in promises}) == MANY
    assert len({one.words for one in sent}) == MANY


def test_each_of_sixty_four_mailboxes_opens_and_its_proof_is_of_the_leaf_promised(held):
    assert len(held) == MANY
    assert holding.unproved(held) == []
    assert len(set(holding.leaves(held))) == MANY


def test_the_tree_holds_each_of_the_sixty_four_leaves_once(site, held):
    placed = site.rows(
        "select placed.leaf_hash from guard_treeleaf as placed"
        " join guard_leaf as leaf on leaf.id = placed.leaf_id"
        " join intake_report as report on report.leaf_hash = placed.leaf_hash"
        " where leaf.leaf_hash = placed.leaf_hash order by placed.leaf_hash"
    )
    found = [bytes(leaf_hash) for (leaf_hash,) in placed]
    assert len(found) == len(set(found)) == MANY + PAIRS
    assert set(holding.leaves(held)) < set(found)


def test_the_desk_reads_every_story_as_it_was_written_and_no_other(site, sent, pairs, held):
    written = sorted([*(one.story for one in sent), *(first.story for first, _ in pairs)])
    assert holding.stories(site) == written


def test_nothing_is_half_written_after_sixty_four_at_once(site, held):
    assert whole.half_written(site) == []


def test_the_log_verifies_after_sixty_four_at_once(site, held, verified):
    code, said = verified(site)
    assert (code, "0 findings" in said) == (0, True), said


def test_the_same_words_sent_twice_at_once_are_stored_once_and_answered_alike(site, pairs, held):
    assert [[one.status for one in pair] for pair in pairs] == [[200, 200]] * PAIRS
    assert [len({one.promise for one in pair}) for pair in pairs] == [1] * PAIRS
    stored = site.one("select count(*) from intake_report")
    assert stored == MANY + PAIRS
