"""On real records the card ranks better than a plain count, on years that it never saw."""

import datetime

import pytest

from candour.patterns.warning.judging import evaluating
from candour.patterns.warning.judging.evaluating import Asked
from candour.patterns.warning.known import folder
from candour.patterns.warning.scoring import card

FOLDER = "chicago_as_known_2011-12-31"


@pytest.fixture
def records(real_data):
    found = real_data / FOLDER
    if not found.is_dir():
        pytest.skip(f"no {FOLDER} in the folder of real data")
    return folder.read(folder=found)


@pytest.mark.proof
def test_the_card_beats_the_plain_count_on_later_years(records):
    asked = Asked(
        on=datetime.date(2010, 1, 1), before=datetime.date(2012, 1, 1), learn_from=(),
        has_boosting=False, times=50,
    )  # fmt: skip

    found = evaluating.evaluate(history=records, card=card.read(), asked=asked, groups={})

    by_card = found.figures["score card"]
    by_count = found.figures["incidents in two years"]
    assert found.people > 20_000
    assert by_card["auc"].value > by_count["auc"].value + 0.05
    assert by_card["precision_5%"].value > by_count["precision_5%"].value


@pytest.mark.proof
def test_the_card_is_no_worse_than_boosting_within_a_hundredth(records):
    days = tuple(datetime.date(year, 1, 1) for year in range(2003, 2009))
    asked = Asked(
        on=datetime.date(2010, 1, 1), before=datetime.date(2012, 1, 1), learn_from=days, times=50
    )

    found = evaluating.evaluate(history=records, card=card.read(), asked=asked, groups={})

    less = found.figures[evaluating.LESS]
    assert less["auc"].value >= -0.01
    assert less["precision_5%"].value >= 0
