"""No sentence about a ratio can be made without its stage, nor say more than its interval."""

import dataclasses

import pytest

from candour.measures import sentences
from candour.measures.catalogue import receipt
from candour.measures.result import Undefined, Value
from candour.measures.sentences import Compared

SHOWN = Value(value=1.81, low=1.5, high=2.2)
NOT_SHOWN = Value(value=1.81, low=0.9, high=3.6)


def compared(ratio: Value, **more: object) -> Compared:
    facts = {"definition": receipt.DEFINITION, "of": "Black", "against": "White", **more}
    return Compared(ratio=ratio, **facts)


@pytest.mark.scenario("SC-58", part="no sentence without a stage")
def test_81_per_cent_more_is_said_with_its_stage_and_interval():
    assert sentences.said(compared(SHOWN)) == (
        "At the stage “received”, Black against White: 81% more often (ratio 1.81, 95% interval"
        " 1.50 to 2.20)."
    )


@pytest.mark.scenario("SC-58", part="no sentence without a stage")
def test_without_a_stage_there_is_no_definition_and_so_no_sentence():
    with pytest.raises(Undefined):
        dataclasses.replace(receipt.DEFINITION, stage=" ")
    with pytest.raises(TypeError):
        Compared(of="Black", against="White", ratio=SHOWN)


def test_a_ratio_without_its_interval_is_no_sentence():
    with pytest.raises(Undefined):
        compared(Value(value=1.81))


def test_a_ratio_is_of_somebody_against_somebody():
    with pytest.raises(Undefined):
        compared(SHOWN, against="")


@pytest.mark.parametrize(
    ("ratio", "word"),
    [
        (SHOWN, "more often"),
        (Value(value=0.6, low=0.4, high=0.9), "40% less often"),
        (NOT_SHOWN, "no difference is shown"),
        (Value(value=1.0, low=1.0, high=1.0), "no difference is shown"),
        (Value(value=None, note="fewer than ten"), "fewer than ten"),
    ],
)
def test_more_and_less_are_said_only_where_the_interval_leaves_out_one(ratio, word):
    found = sentences.said(compared(ratio, detectable=2.0))
    assert word in found
    for other in {"more often", "less often", "no difference is shown"} - {word}:
        assert other not in found or other in word
    assert ("2.00 would have been found" in found) == (word == "no difference is shown")
