"""How often the log shows itself: each period is policy, and leads to the day of its example."""

import datetime

import pytest

from candour.law.policies import witnessing
from candour.law.provisions import Basis


@pytest.mark.parametrize("row", witnessing.ROWS, ids=lambda row: row.period)
def test_a_period_leads_from_the_first_to_the_last_day_of_its_example(row):
    assert row.example.from_on + datetime.timedelta(days=row.days) == row.example.until_on
    assert row.basis is Basis.POLICY


def test_a_head_is_published_before_it_is_late():
    days = {row.period: row.days for row in witnessing.ROWS}
    period = witnessing.Period
    assert days[period.HEAD_IS_PUBLISHED] < days[period.HEAD_IS_LATE]
