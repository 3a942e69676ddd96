"""A severity assessment stands only when its record, its floors and its second person are there."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from candour.core.assess import (
    EarlierMatter,
    Need,
    Proposal,
    assess_severity,
    exits_for,
    taken_together,
)
from candour.law.categories import CATEGORIES, FactGroup
from candour.law.provisions import Basis
from candour.law.referral import Answer
from candour.law.severity import SeverityLevel

ON = date(2026, 4, 1)
ASSESSOR = UUID(int=1)
COLLEAGUE = UUID(int=2)
AUTHORITY = UUID(int=3)
NO_FLOOR = dict.fromkeys(FactGroup, Answer.NO)
COMPLETE = Proposal(
    decided_by=ASSESSOR,
    category="H3",
    facts=NO_FLOOR,
    level_on_facts=SeverityLevel.MISCONDUCT,
    reason_on_facts="Shouted at a colleague in the yard.",
    is_history_shown=True,
    level_with_history=SeverityLevel.MISCONDUCT,
    reason_with_history="Nothing comparable before.",
)
NEITHER = replace(COMPLETE, level_with_history=SeverityLevel.NEITHER, second_person=COLLEAGUE)


def needs(proposal: Proposal, *, on: date = ON) -> list[Need]:
    return [gap.need for gap in assess_severity(proposal=proposal, on=on).missing]


def test_a_complete_assessment_stands_with_its_reasons():
    found = assess_severity(proposal=COMPLETE, on=ON)

    assert found.level == SeverityLevel.MISCONDUCT
    assert found.missing == ()
    assert found.because == ("On the facts alone: misconduct.", "With the history: misconduct.")


@pytest.mark.scenario("SC-14", part="category, reasons and history are compulsory")
@pytest.mark.parametrize(
    ("change", "need"),
    [
        ({"category": None}, Need.CATEGORY),
        ({"category": "Z9"}, Need.CATEGORY),
        ({"level_on_facts": None}, Need.LEVEL_ON_FACTS),
        ({"reason_on_facts": "  "}, Need.REASON_ON_FACTS),
        ({"is_history_shown": False}, Need.HISTORY),
        ({"level_with_history": None}, Need.LEVEL_WITH_HISTORY),
        ({"reason_with_history": ""}, Need.REASON_WITH_HISTORY),
    ],
)
def test_no_level_stands_while_any_part_of_the_record_is_missing(change, need):
    proposal = replace(COMPLETE, **change)

    found = assess_severity(proposal=proposal, on=ON)

    assert found.level is None
    assert [gap.need for gap in found.missing] == [need]
    assert all(gap.words for gap in found.missing)


def test_an_empty_proposal_is_told_everything_that_it_lacks():
    assert needs(Proposal(decided_by=ASSESSOR)) == [
        Need.CATEGORY,
        Need.LEVEL_ON_FACTS,
        Need.REASON_ON_FACTS,
        Need.HISTORY,
        Need.LEVEL_WITH_HISTORY,
        Need.REASON_WITH_HISTORY,
    ]


@pytest.mark.scenario("SC-14", part="a second person for what is not misconduct")
@pytest.mark.parametrize(
    "level", [SeverityLevel.PRACTICE_REQUIRING_IMPROVEMENT, SeverityLevel.NEITHER]
)
def test_below_misconduct_needs_a_second_person(level):
    alone = replace(COMPLETE, level_with_history=level)

    found = assess_severity(proposal=alone, on=ON)

    assert found.level is None
    assert found.needs_second_person
    assert [gap.need for gap in found.missing] == [Need.SECOND_PERSON]


def test_the_assessor_cannot_be_the_second_person():
    proposal = replace(NEITHER, second_person=ASSESSOR)

    assert needs(proposal) == [Need.SECOND_PERSON]


def test_with_a_second_person_neither_stands():
    assert assess_severity(proposal=NEITHER, on=ON).level == SeverityLevel.NEITHER


@pytest.mark.parametrize("level", [SeverityLevel.MISCONDUCT, SeverityLevel.GROSS_MISCONDUCT])
def test_misconduct_and_above_need_no_second_person(level):
    found = assess_severity(proposal=replace(COMPLETE, level_with_history=level), on=ON)

    assert found.level == level
    assert not found.needs_second_person


def test_a_level_that_the_history_made_lower_needs_a_second_person():
    lowered = replace(COMPLETE, level_on_facts=SeverityLevel.GROSS_MISCONDUCT)

    alone = assess_severity(proposal=lowered, on=ON)
    agreed = assess_severity(proposal=replace(lowered, second_person=COLLEAGUE), on=ON)

    assert alone.needs_second_person
    assert [gap.need for gap in alone.missing] == [Need.SECOND_PERSON]
    assert agreed.level == SeverityLevel.MISCONDUCT


@pytest.mark.parametrize("category", ["J", "J1", "J2", "J3", "G2", "G3", "F", "F6", "F10"])
def test_a_sexual_or_discrimination_category_cannot_go_below_misconduct(category):
    found = assess_severity(proposal=replace(NEITHER, category=category), on=ON)

    assert found.level is None
    assert [gap.need for gap in found.missing] == [Need.LOWERING]


@pytest.mark.scenario("SC-14", part="floors of sexual, domestic and discrimination facts")
@pytest.mark.parametrize("group", [FactGroup.SEXUAL, FactGroup.DOMESTIC, FactGroup.DISCRIMINATION])
def test_a_coded_fact_sets_the_floor_whatever_the_category(group):
    proposal = replace(NEITHER, category="A2", facts={**NO_FLOOR, group: Answer.YES})

    assert needs(proposal) == [Need.LOWERING]


def test_answering_no_cannot_undo_what_the_category_says():
    proposal = replace(NEITHER, category="J2", facts=NO_FLOOR)

    assert needs(proposal) == [Need.LOWERING]


@pytest.mark.scenario("SC-14", part="a floor is lowered only by a named authority with a reason")
@pytest.mark.parametrize(
    ("lowered_by", "reason"), [(AUTHORITY, " "), (None, "Mistaken identity, seen on film.")]
)
def test_a_floor_is_lowered_only_by_name_and_with_a_reason(lowered_by, reason):
    proposal = replace(NEITHER, category="J2", lowered_by=lowered_by, lowering_reason=reason)

    assert needs(proposal) == [Need.LOWERING]


def test_the_named_authority_may_lower_a_floor_with_a_reason():
    proposal = replace(
        NEITHER,
        category="J2",
        lowered_by=AUTHORITY,
        lowering_reason="Mistaken identity, seen on film.",
    )

    found = assess_severity(proposal=proposal, on=ON)

    assert found.level == SeverityLevel.NEITHER
    assert found.is_floor_lowered
    assert found.because[-2:] == (
        "Sexual conduct: not below misconduct (policy).",
        "The appropriate authority went below the floor by name and with a reason.",
    )


def test_lowering_a_floor_does_not_replace_the_second_person():
    proposal = replace(
        NEITHER,
        category="J2",
        second_person=None,
        lowered_by=AUTHORITY,
        lowering_reason="Mistaken identity, seen on film.",
    )

    found = assess_severity(proposal=proposal, on=ON)

    assert [gap.need for gap in found.missing] == [Need.SECOND_PERSON]
    assert not found.is_floor_lowered


def test_a_level_at_its_floor_needs_no_lowering():
    found = assess_severity(proposal=replace(COMPLETE, category="J2"), on=ON)

    assert found.level == SeverityLevel.MISCONDUCT
    assert not found.is_floor_lowered


@pytest.mark.parametrize("facts", [{}, {**NO_FLOOR, FactGroup.DOMESTIC: Answer.NOT_KNOWN}])
def test_no_level_below_a_floor_stands_while_its_question_is_open(facts):
    found = assess_severity(proposal=replace(NEITHER, facts=facts), on=ON)

    assert found.level is None
    assert {gap.need for gap in found.missing} == {Need.FACTS}
    assert any("live together" in gap.words for gap in found.missing)


def test_an_indictable_only_conviction_is_gross_misconduct_and_nobody_can_lower_it():
    proposal = replace(
        COMPLETE,
        facts={**NO_FLOOR, FactGroup.INDICTABLE_ONLY_CONVICTION: Answer.YES},
        lowered_by=AUTHORITY,
        lowering_reason="Long service.",
    )

    assert needs(proposal) == [Need.FLOOR]


def test_a_matter_from_before_28_may_2025_does_not_have_the_conviction_rule():
    proposal = replace(
        COMPLETE, facts={**NO_FLOOR, FactGroup.INDICTABLE_ONLY_CONVICTION: Answer.YES}
    )

    assert needs(proposal, on=date(2025, 5, 27)) == []
    assert needs(proposal, on=date(2025, 5, 28)) == [Need.FLOOR]


def test_a_level_that_the_history_made_lower_is_pointed_out():
    proposal = replace(COMPLETE, level_on_facts=SeverityLevel.GROSS_MISCONDUCT)

    found = assess_severity(proposal=proposal, on=ON)

    assert "The history made it lower; the reason must say why." in found.because


def test_the_vetting_exit_exists_only_since_28_may_2025():
    before = exits_for(level=SeverityLevel.NEITHER, on=date(2025, 5, 27))
    since = exits_for(level=SeverityLevel.NEITHER, on=date(2025, 5, 28))

    assert "vetting" not in [row.code for row in before]
    assert "vetting" in [row.code for row in since]


@pytest.mark.parametrize("level", [SeverityLevel.MISCONDUCT, SeverityLevel.GROSS_MISCONDUCT])
def test_misconduct_has_no_exit_around_an_investigation(level):
    assert exits_for(level=level, on=ON) == ()


levels = st.none() | st.sampled_from(SeverityLevel)
texts = st.sampled_from(["", " ", "A reason."])
people = st.none() | st.sampled_from([ASSESSOR, COLLEAGUE, AUTHORITY])
proposals = st.builds(
    Proposal,
    decided_by=st.just(ASSESSOR),
    category=st.none() | st.sampled_from([row.code for row in CATEGORIES]),
    facts=st.dictionaries(st.sampled_from(FactGroup), st.sampled_from(Answer)),
    level_on_facts=levels,
    reason_on_facts=texts,
    is_history_shown=st.booleans(),
    level_with_history=levels,
    reason_with_history=texts,
    second_person=people,
    lowered_by=people,
    lowering_reason=texts,
)


@given(proposal=proposals)
def test_a_level_stands_exactly_when_nothing_is_missing_and_is_the_one_proposed(proposal):
    found = assess_severity(proposal=proposal, on=ON)

    assert (found.level is None) == (found.missing != ())
    assert found.level in (None, proposal.level_with_history)


@given(proposal=proposals)
def test_nothing_below_misconduct_stands_without_history_and_a_second_person(proposal):
    found = assess_severity(proposal=proposal, on=ON)

    below = found.level in (
        SeverityLevel.NEITHER,
        SeverityLevel.PRACTICE_REQUIRING_IMPROVEMENT,
    )
    assert not below or (
        proposal.is_history_shown and proposal.second_person in (COLLEAGUE, AUTHORITY)
    )


# Earlier matters taken together

OPEN = EarlierMatter(
    on=date(2024, 3, 12),
    category="J2",
    is_open=True,
    is_proven=None,
    is_closely_connected=False,
)
CLOSED_UNPROVEN = EarlierMatter(
    on=date(2021, 5, 2),
    category="H3",
    is_open=False,
    is_proven=False,
    is_closely_connected=False,
)
PROVEN = replace(CLOSED_UNPROVEN, is_proven=True, on=date(2019, 7, 9))


def codes(*earlier: EarlierMatter, category: str = "J1", on: date = ON) -> list[str]:
    return [one.code for one in taken_together(earlier=earlier, category=category, on=on)]


def test_without_earlier_matters_nothing_is_asked():
    assert taken_together(earlier=(), category="J1", on=ON) == ()


def test_an_open_earlier_matter_asks_to_be_joined_and_cites_the_regulation():
    prompts = taken_together(earlier=(OPEN,), category="J1", on=ON)

    assert prompts[0].code == "repeat_incidents"
    assert prompts[0].basis == Basis.STATUTORY
    assert prompts[0].provision is not None
    assert prompts[0].provision.reference == "reg 42(6)"
    assert prompts[0].because == ("12 March 2024, Sexual harassment, open, unproven.",)


def test_what_is_part_of_the_same_facts_is_not_a_second_incident():
    assert "repeat_incidents" not in codes(replace(OPEN, is_closely_connected=True))


def test_an_unknown_connection_is_asked_and_still_prompts_joining():
    found = codes(replace(OPEN, is_closely_connected=None))

    assert found[:2] == ["repeat_incidents", "connection_not_known"]


def test_a_closed_matter_is_not_proposed_for_joining():
    assert codes(CLOSED_UNPROVEN) == ["unproven_before"]


def test_an_unproven_matter_is_called_unproven():
    prompts = taken_together(earlier=(CLOSED_UNPROVEN,), category="J1", on=ON)

    assert prompts[0].because == (
        "2 May 2021, Unprofessional attitude and disrespect, closed, unproven.",
    )


def test_a_matter_nobody_decided_is_called_unproven_too():
    undecided = replace(CLOSED_UNPROVEN, is_proven=None)

    prompts = taken_together(earlier=(undecided,), category="J1", on=ON)

    assert "closed, unproven." in prompts[0].because[0]


def test_a_proven_matter_asks_for_warnings_and_is_never_listed_as_unproven():
    assert codes(PROVEN) == ["proven_before"]


def test_the_same_kind_of_allegation_is_pointed_out_across_sub_categories():
    assert "same_kind_before" in codes(OPEN, category="J1")
    assert "same_kind_before" not in codes(OPEN, category="H1")


def test_the_rule_is_not_cited_for_a_matter_from_before_it():
    assert "repeat_incidents" not in codes(OPEN, on=date(2020, 1, 31))


def test_matters_are_described_from_the_earliest():
    prompts = taken_together(earlier=(OPEN, CLOSED_UNPROVEN), category="A1", on=ON)

    unproven = next(one for one in prompts if one.code == "unproven_before")
    assert unproven.because[0].startswith("2 May 2021")


def test_a_category_of_another_country_keeps_its_own_code():
    prompts = taken_together(
        earlier=(replace(CLOSED_UNPROVEN, category="05A"),), category="A1", on=ON
    )

    assert prompts[0].because == ("2 May 2021, 05A, closed, unproven.",)
