"""Two hundred people write for five minutes: no error, no lost receipt, nobody waits."""

import os

import holding
import pytest
import visiting
from visiting import Crowd, Seen

from running import Deployment

pytestmark = [pytest.mark.enable_socket, pytest.mark.proof]

PEOPLE = int(os.environ.get("CANDOUR_CROWD", "200"))
SECONDS = float(os.environ.get("CANDOUR_CROWD_SECONDS", "300"))
# Somebody who tells what happened to her thinks for longer than this over a page.
THINK = (2.0, 6.0)
# In milliseconds.
LONGEST = 1_000


@pytest.fixture(scope="module")
def seen(site: Deployment) -> Seen:
    """What two hundred reporters met."""
    crowd = Crowd(people=PEOPLE, seconds=SECONDS, think=THINK)
    return visiting.visit(port=site.port, crowd=crowd, watched=site.site())


def test_two_hundred_at_once_meet_no_error(seen, record_property):
    record_property("requests", len(seen.taken))
    record_property("reports", len(seen.sent))
    assert seen.wrong == []
    assert len(seen.sent) >= PEOPLE


def test_nineteen_of_twenty_answers_come_within_a_second(seen, record_property):
    record_property("median_ms", round(seen.quantile(0.5), 1))
    record_property("p95_ms", round(seen.quantile(0.95), 1))
    record_property("p99_ms", round(seen.quantile(0.99), 1))
    assert seen.quantile(0.95) < LONGEST


def test_the_site_needs_no_more_memory_at_the_end_than_once_it_is_warm(seen, record_property):
    third = len(seen.resident) // 3
    warm, late = max(seen.resident[:third]), max(seen.resident[-third:])
    record_property("warm_bytes", warm)
    record_property("late_bytes", late)
    assert late <= warm * 1.1


def test_every_receipt_of_the_two_hundred_is_proved(site, seen):
    done = site.seal()
    assert done.returncode == 0, done.stderr
    held = [holding.held(site, sent=one) for one in seen.sent]
    assert holding.unproved(held) == []
    assert len(set(holding.leaves(held))) == len(seen.sent)
